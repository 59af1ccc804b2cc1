"""Roles on sub-trees, and who stands in for whom. [P4]"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kvalitet.access import actions
from kvalitet.access.choices import GIVEN_ROLES
from kvalitet.access.decisions import require
from kvalitet.access.models import Deputy, RoleAssignment
from kvalitet.deadlines.actions import register_absence
from kvalitet.organisation.models import Person, Unit
from kvalitet.setup.forms.people import EndForm
from kvalitet.setup.forms.roles import AppointDeputyForm, GiveRoleForm
from kvalitet.setup.views.reach import administered, people_of, units_of
from kvalitet.web.errors import told_on
from kvalitet.web.listing import listing
from kvalitet.web.shortcuts import Request, done, get_or_404, page


@require_safe
def role_list(request: Request) -> HttpResponse:
    """Find roles by person, unit, role and time."""
    municipality, today = administered(request), timezone.localdate()
    chosen = {
        "q": request.GET.get("q", "").strip()[:100],
        "unit": request.GET.get("enhet", ""),
        "role": request.GET.get("rolle", ""),
        "show": "alle" if request.GET.get("vis") == "alle" else "gjelder",
    }
    rows = RoleAssignment.objects.visible_to(request.user).filter(municipality=municipality)
    rows = _filtered(request, rows if chosen["show"] == "alle" else rows.valid_on(today), chosen)
    rows = rows.select_related("person", "unit").order_by("role", "person__sort_key", "person__first_name", "id")
    context = {
        "units": units_of(request, municipality),
        "roles": GIVEN_ROLES,
        "chosen": chosen,
        "rows": listing(request, rows),
        "today": today,
    }
    return page(request, "setup/role_list.html", context, fragment="results")


def _filtered(request: Request, rows: Any, chosen: dict[str, str]) -> Any:
    if chosen["role"]:
        rows = rows.filter(role=chosen["role"]) if chosen["role"] in dict(GIVEN_ROLES) else rows.none()
    if chosen["unit"]:
        units = Unit.objects.visible_to(request.user).filter(uuid__in=_uuids(chosen["unit"]))
        rows = rows.filter(unit__in=units)
    if chosen["q"]:
        rows = rows.filter(person__in=Person.objects.visible_to(request.user).matching(chosen["q"]))
    return rows


def _uuids(text: str) -> list[UUID]:
    try:
        return [UUID(text)]
    except ValueError:
        return []


@require_http_methods(["GET", "POST"])
def role_give(request: Request) -> HttpResponse:
    """Give a person a role on a sub-tree; person and unit may come with the address."""
    municipality = administered(request)
    people, units = people_of(request, municipality), units_of(request, municipality)
    initial = {
        "starts": timezone.localdate(),
        "person": _asked_for(request, "person", people),
        "unit": _asked_for(request, "enhet", units),
    }
    form = GiveRoleForm(request.POST or None, people=people, units=units, initial=initial)
    if form.is_valid():
        with told_on(form):
            person = form.cleaned_data.pop("person")
            actions.give_role(person, by=request.user, **form.cleaned_data)
            return done(request, person, _("Rollen er gitt og gjelder fra datoen du valgte."))
    return page(request, "setup/role_give.html", {"form": form})


def _asked_for(request: Request, name: str, rows: QuerySet[Any]) -> Any:
    return rows.filter(uuid__in=_uuids(request.GET.get(name, ""))).first()


@require_http_methods(["GET", "POST"])
def role_end(request: Request, pk: UUID) -> HttpResponse:
    """Say which day is the last of a role."""
    rows = RoleAssignment.objects.visible_to(request.user).select_related("person", "unit")
    assignment = get_or_404(rows, pk)
    require(request.user, "setup.edit", assignment)
    form = EndForm(request.POST or None, initial={"ends": assignment.ends or timezone.localdate()})
    if form.is_valid():
        with told_on(form):
            actions.end_role(assignment, by=request.user, **form.cleaned_data)
            return done(request, assignment.person, _("Siste dag i rollen er lagret."))
    return page(request, "setup/role_end.html", {"form": form, "assignment": assignment})


@require_safe
def deputy_list(request: Request) -> HttpResponse:
    """Show who stands in for whom now and later, or ever."""
    municipality, today = administered(request), timezone.localdate()
    show_all = request.GET.get("vis") == "alle"
    rows = Deputy.objects.visible_to(request.user).filter(principal__municipality=municipality)
    if not show_all:
        rows = rows.exclude(ends__lt=today)
    rows = rows.select_related("principal", "deputy").order_by("principal__sort_key", "-starts", "id")
    context = {"rows": listing(request, rows), "show_all": show_all, "today": today}
    return page(request, "setup/deputy_list.html", context)


@require_http_methods(["GET", "POST"])
def deputy_appoint(request: Request) -> HttpResponse:
    """Let one person stand in for another."""
    municipality = administered(request)
    today = timezone.localdate()
    initial = {"starts": today, "ends": today + timedelta(days=14)}
    form = AppointDeputyForm(request.POST or None, people=people_of(request, municipality), initial=initial)
    if form.is_valid():
        with told_on(form):
            principal = form.cleaned_data.pop("principal")
            register_absence(principal, by=request.user, **form.cleaned_data)
            return done(request, principal, _("Stedfortrederen er lagret."))
    return page(request, "setup/deputy_appoint.html", {"form": form})


@require_http_methods(["GET", "POST"])
def deputy_end(request: Request, pk: UUID) -> HttpResponse:
    """Say which day is the last of a stand-in."""
    deputy = get_or_404(Deputy.objects.visible_to(request.user).select_related("principal", "deputy"), pk)
    require(request.user, "access.end_deputy", deputy)
    form = EndForm(request.POST or None, initial={"ends": deputy.ends or timezone.localdate()})
    if form.is_valid():
        with told_on(form):
            actions.end_deputy(deputy, by=request.user, **form.cleaned_data)
            return done(request, deputy.principal, _("Siste dag for stedfortrederen er lagret."))
    return page(request, "setup/deputy_end.html", {"form": form, "deputy": deputy})
