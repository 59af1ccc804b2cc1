"""People: the administrator's list, and a page for each. [P3]"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kvalitet.access.decisions import may, require
from kvalitet.access.models import Deputy, RoleAssignment
from kvalitet.access.queries import unit_options
from kvalitet.history.queries import timeline
from kvalitet.organisation import actions
from kvalitet.organisation.models import Municipality, Person, Unit
from kvalitet.organisation.people import why_nearest_leader
from kvalitet.organisation.querysets import PersonQuerySet
from kvalitet.setup.forms.people import CreatePersonForm, EditPersonForm
from kvalitet.setup.views.reach import administered, people_of, units_of
from kvalitet.web.errors import told_on
from kvalitet.web.listing import listing
from kvalitet.web.registry import panels_for
from kvalitet.web.shortcuts import Request, done, get_or_404, page

SHOW = ("aktive", "uten-stilling", "sluttet")


@require_safe
def person_list(request: Request) -> HttpResponse:
    """Find a person by name, unit or state."""
    municipality = administered(request)
    units = units_of(request, municipality)
    show = request.GET.get("vis", "aktive")
    chosen = {
        "q": request.GET.get("q", "").strip()[:100],
        "unit": request.GET.get("enhet", ""),
        "show": show if show in SHOW else "aktive",
    }
    rows = _filtered(request, municipality, chosen)
    context = {
        "municipality": municipality,
        "units": unit_options(request.user, units, _chosen_unit(request, chosen["unit"]), is_part=True),
        "chosen": chosen,
        "rows": listing(request, rows.for_list(timezone.localdate())),
    }
    return page(request, "setup/person_list.html", context, fragment="results")


def _filtered(request: Request, municipality: Municipality, chosen: dict[str, str]) -> PersonQuerySet:
    today = timezone.localdate()
    people: PersonQuerySet = Person.objects.visible_to(request.user)
    people = people.filter(municipality=municipality, is_active=chosen["show"] != "sluttet")
    if chosen["show"] == "uten-stilling":
        people = people.without_position(today)
    unit = _chosen_unit(request, chosen["unit"])
    if unit is not None:
        people = people.in_units(unit, today)
    return people.matching(chosen["q"])


def _chosen_unit(request: Request, key: str) -> Unit | None:
    try:
        return Unit.objects.visible_to(request.user).filter(uuid=UUID(key)).first()
    except ValueError:
        return None


@require_safe
def person_detail(request: Request, pk: UUID) -> HttpResponse:
    """Show a colleague's posts and leader; the administrator and the person see roles and history too."""
    person, today = _person(request, pk), timezone.localdate()
    can_edit = bool(may(request.user, "setup.edit", person))
    context: dict[str, Any] = {
        "person": person,
        "can_edit": can_edit,
        "sees_all": can_edit or person == request.user,
        "today": today,
        "positions": person.positions.select_related("unit").order_by("-starts", "id"),
        "leaderships": person.leaderships.valid_on(today).select_related("unit").order_by("unit__path"),
        "nearest": why_nearest_leader(person, today),
        "panels": panels_for("setup.person", request, person),
    }
    if context["sees_all"]:
        context |= {
            "roles": roles_of(request, person),
            "deputies": deputies_of(request, person),
            "entries": timeline(person),
        }
    return page(request, "setup/person_detail.html", context)


def roles_of(request: Request, person: Person) -> Any:
    """Return the roles a person has and has had, newest first."""
    found = RoleAssignment.objects.visible_to(request.user).filter(person=person)
    return found.select_related("unit").order_by("-starts", "id")


def deputies_of(request: Request, person: Person) -> Any:
    """Return who stands in for the person, newest first."""
    found = Deputy.objects.visible_to(request.user).filter(principal=person)
    return found.select_related("deputy", "principal").order_by("-starts", "id")


def _person(request: Request, pk: UUID) -> Person:
    people: PersonQuerySet = Person.objects.visible_to(request.user).select_related("municipality", "leader_override")
    return get_or_404(people, pk)


def person_to_change(request: Request, pk: UUID) -> Person:
    """Find a person whose facts the signed-in one may change."""
    person = _person(request, pk)
    require(request.user, "setup.edit", person)
    return person


@require_http_methods(["GET", "POST"])
def person_create(request: Request) -> HttpResponse:
    """Register a person."""
    municipality = administered(request)
    form = CreatePersonForm(request.POST or None)
    if form.is_valid():
        with told_on(form):
            person = actions.create_person(municipality=municipality, by=request.user, **form.cleaned_data)
            return done(request, person, _("%(person)s er registrert. Legg til stillingen.") % {"person": person})
    return page(request, "setup/person_create.html", {"form": form})


@require_http_methods(["GET", "POST"])
def person_edit(request: Request, pk: UUID) -> HttpResponse:
    """Change a person's facts."""
    person = person_to_change(request, pk)
    people = people_of(request, person.municipality).exclude(pk=person.pk)
    form = EditPersonForm(request.POST or None, instance=person, people=people)
    if form.is_valid():
        with told_on(form):
            actions.edit_person(person, by=request.user, **form.cleaned_data)
            return done(request, person, _("Endringene er lagret."))
    return page(request, "setup/person_edit.html", {"form": form, "person": person})
