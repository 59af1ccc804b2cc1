"""The guided first set-up: each step with its state as the database has it. [P15]"""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from kvalitet.access.choices import Role
from kvalitet.access.models import RoleAssignment
from kvalitet.imports.choices import ImportKind
from kvalitet.organisation.models import Municipality, Person, ServiceArea
from kvalitet.setup.actions import starting
from kvalitet.setup.figures import lacks_of
from kvalitet.setup.forms.start import ROLES, AreasForm, StartRolesForm
from kvalitet.setup.registry import setup_steps
from kvalitet.setup.views.reach import administered, people_of, units_of
from kvalitet.web.errors import told_on
from kvalitet.web.shortcuts import Request, done, page


@dataclass(frozen=True)
class Step:
    """A step as shown: what it is, how far it has come, and the way on."""

    title: str
    text: str
    is_done: bool
    state: str
    url: str
    action: str
    closed_text: str = ""


@require_safe
def start(request: Request) -> HttpResponse:
    """Show the steps in order; the first that isn't done is the next."""
    municipality = administered(request)
    steps = [*_own_steps(request, municipality), *_hung_up(request, municipality), _check_step(request, municipality)]
    following = next((number for number, step in enumerate(steps) if not step.is_done and not step.closed_text), None)
    context = {
        "municipality": municipality,
        "steps": steps,
        "following": following,
        "number_done": sum(step.is_done for step in steps),
    }
    return page(request, "setup/start.html", context)


def _own_steps(request: Request, municipality: Municipality) -> list[Step]:
    first = Step(
        _("Kommunen"),
        _("Navn og kommunenummer, og en systemansvarlig."),
        True,
        str(municipality),
        reverse("setup:municipality-edit"),
        _("Endre"),
    )
    return [first, *_file_steps(request, municipality), *_form_steps(request, municipality)]


def _file_steps(request: Request, municipality: Municipality) -> list[Step]:
    units = units_of(request, municipality).exclude(parent=None).count()
    people = people_of(request, municipality).count()
    files = f"{reverse('setup:import-list')}?innhold="
    return [
        Step(
            _("Organisasjonen"),
            _("Last opp en fil med enhetene og hva de hører under. Du kan også opprette dem for hånd."),
            units > 0,
            ngettext("%(n)s enhet.", "%(n)s enheter.", units) % {"n": units},
            f"{files}{ImportKind.UNITS}",
            _("Last opp organisasjonen"),
        ),
        Step(
            _("Ansatte"),
            _("Last opp en fil med ansatte, stillinger og ledere."),
            people > 1,
            ngettext("%(n)s person.", "%(n)s personer.", people) % {"n": people},
            f"{files}{ImportKind.PEOPLE}",
            _("Last opp ansatte"),
        ),
    ]


def _form_steps(request: Request, municipality: Municipality) -> list[Step]:
    roles = len(_held(request, municipality))
    areas = ServiceArea.objects.visible_to(request.user).filter(municipality=municipality).count()
    return [
        Step(
            _("Roller"),
            _("Si hvem som er kommunedirektør, HR, kvalitetsrådgiver, verneombud og tillitsvalgt."),
            roles >= len(ROLES),
            _("%(n)s av %(all)s roller er gitt.") % {"n": roles, "all": len(ROLES)},
            reverse("setup:start-roles"),
            _("Gi roller"),
        ),
        Step(
            _("Tjenesteområder"),
            _("Områdene kommunen planlegger for, på tvers av enhetene."),
            areas > 0,
            ngettext("%(n)s område.", "%(n)s områder.", areas) % {"n": areas},
            reverse("setup:start-areas"),
            _("Velg tjenesteområder"),
        ),
    ]


def _hung_up(request: Request, municipality: Municipality) -> list[Step]:
    found = []
    for step in setup_steps():
        is_done, words = step.state(request, municipality)
        closed = "" if step.is_open(request) else str(step.closed_text)
        url = reverse(step.url_name)
        found.append(Step(str(step.title), str(step.text), is_done, words, url, str(step.action), closed))
    return found


def _check_step(request: Request, municipality: Municipality) -> Step:
    lacking = [lack for lack in lacks_of(request.user, municipality, timezone.localdate()) if lack.value]
    state = ngettext("%(n)s ting å se på.", "%(n)s ting å se på.", len(lacking)) % {"n": len(lacking)}
    return Step(
        _("Kontroll"),
        _("Se hva som mangler: enheter uten leder, personer uten stilling og mer."),
        not lacking,
        state if lacking else _("Ingenting mangler."),
        reverse("setup:start-check"),
        _("Se hva som mangler"),
    )


def _held(request: Request, municipality: Municipality) -> dict[str, list[Person]]:
    """Who holds the roles of the quick form, on the whole municipality, by role."""
    rows = RoleAssignment.objects.visible_to(request.user).valid_on(timezone.localdate())
    rows = rows.filter(municipality=municipality, unit__parent=None, role__in=[role for role, _l, _h in ROLES])
    found: dict[str, list[Person]] = {}
    for row in rows.filter(person__is_active=True).select_related("person"):
        found.setdefault(row.role, []).append(row.person)
    return found


@require_http_methods(["GET", "POST"])
def start_roles(request: Request) -> HttpResponse:
    """Give the roles every municipality has, on one page."""
    municipality = administered(request)
    people = list(people_of(request, municipality).order_by("sort_key", "first_name", "id"))
    form = StartRolesForm(request.POST or None, people=people_by_text(people))
    if form.is_valid():
        with told_on(form):
            number = starting.give_roles(municipality, roles=form.chosen(), by=request.user)
            text = ngettext("%(n)s rolle er gitt.", "%(n)s roller er gitt.", number) % {"n": number}
            return done(request, reverse("setup:start"), text)
    held = _held(request, municipality)
    rows = [(form[role.value], held.get(role.value, [])) for role, _label, _help in ROLES]
    context = {"form": form, "rows": rows, "choices": [choice_of(person) for person in people]}
    if Role.QUALITY not in held:
        context["me"] = choice_of(request.user)
    return page(request, "setup/start_roles.html", context)


def choice_of(person: Person) -> str:
    """A person as chosen from the list: the name, and what tells them from others of that name."""
    mark = person.employee_number or person.email or person.username
    return f"{person} ({mark})"


def people_by_text(people: list[Person]) -> dict[str, Person]:
    """Every way of writing a person that means exactly one."""
    found: dict[str, Person] = {}
    twice: set[str] = set()
    for person in people:
        marks = {choice_of(person), str(person), person.email, person.employee_number, person.username}
        for mark in {mark.casefold() for mark in marks if mark}:
            if found.setdefault(mark, person) != person:
                twice.add(mark)
    return {mark: person for mark, person in found.items() if mark not in twice}


@require_http_methods(["GET", "POST"])
def start_areas(request: Request) -> HttpResponse:
    """Make several service areas at once."""
    municipality = administered(request)
    areas = ServiceArea.objects.visible_to(request.user).filter(municipality=municipality).order_by("name")
    names = [area.name for area in areas]
    form = AreasForm(request.POST or None, taken={name.casefold() for name in names})
    if form.is_valid():
        if not form.names():
            form.add_error(None, _("Velg minst ett område, eller skriv et eget."))
        else:
            with told_on(form):
                number = starting.add_areas(municipality, names=form.names(), by=request.user)
                text = ngettext("%(n)s tjenesteområde er lagt til.", "%(n)s tjenesteområder er lagt til.", number)
                return done(request, reverse("setup:start"), text % {"n": number})
    return page(request, "setup/start_areas.html", {"form": form, "names": names})


@require_safe
def start_check(request: Request) -> HttpResponse:
    """Show what lacks, each with the rows it counts and the way to mend it."""
    municipality = administered(request)
    lacks: Any = lacks_of(request.user, municipality, timezone.localdate())
    return page(request, "setup/start_check.html", {"municipality": municipality, "lacks": lacks})
