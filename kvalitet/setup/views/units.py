"""The organisation: open to everyone who belongs to the municipality, changed by the administrator. [P1]"""

from datetime import date
from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kvalitet.access.decisions import holders_over, may, require
from kvalitet.access.models import RoleAssignment
from kvalitet.access.scopes import scope_of
from kvalitet.history.queries import timeline
from kvalitet.organisation import actions
from kvalitet.organisation.models import Municipality, Unit
from kvalitet.organisation.people import leader_above, leader_of, leaders_of, names_of, parents_of
from kvalitet.organisation.tree import Node, nested
from kvalitet.setup.actions.trying import trial
from kvalitet.setup.forms.units import (
    CloseUnitForm,
    CreateUnitForm,
    EditUnitForm,
    MoveUnitForm,
    SetLeaderForm,
    TreeDayForm,
)
from kvalitet.setup.stories import story_of
from kvalitet.setup.views.members import guest_page, guest_units, is_guest
from kvalitet.setup.views.reach import people_of, units_of
from kvalitet.web.errors import told_on
from kvalitet.web.registry import panels_for
from kvalitet.web.shortcuts import Request, done, get_or_404, page

MOST_PEOPLE = 50


@require_safe
def unit_tree(request: Request) -> HttpResponse:
    """Show the whole tree of the person's municipality, today or as it was or will be on a day. [P1]"""
    today, municipality = timezone.localdate(), _municipality(request)
    form = TreeDayForm(request.GET or None)
    day = (form.cleaned_data["dato"] if form.is_valid() else None) or today
    with_closed = day == today and request.GET.get("vis") == "alle"
    nodes, count = _nodes(request, municipality, day, with_closed=with_closed)
    context = {
        "municipality": municipality,
        "nodes": nodes,
        "unit_count": count,
        "with_closed": with_closed,
        "form": form,
        "day": day,
        "is_today": day == today,
        "is_ahead": day > today,
        "guest_units": guest_units(request),
        "can_edit": bool(may(request.user, "setup.edit", municipality)),
        "root": Unit.objects.visible_to(request.user).filter(municipality=municipality, parent=None).first(),
    }
    return page(request, "setup/unit_tree.html", context)


def _nodes(request: Request, municipality: Municipality, day: date, *, with_closed: bool) -> tuple[list[Node], int]:
    """Return the tree of a day, and how many units: as it was, as it is, or as what is planned will make it."""
    today = timezone.localdate()
    units = Unit.objects.visible_to(request.user).filter(municipality=municipality).for_tree(day)
    if day > today:
        known = set(units.values_list("pk", flat=True))
        with trial(municipality, day):
            shown = list(units.open_on(day))
            leaders = leaders_of(shown, day)
        planned = {unit.pk for unit in shown} - known
        return nested(shown, {unit.pk: unit.parent_id for unit in shown}, leaders, planned), len(shown)
    shown = list(units if with_closed else units.open_on(day))
    if day == today:
        return nested(shown, {unit.pk: unit.parent_id for unit in shown}, leaders_of(shown, day)), len(shown)
    names = names_of(shown, day)
    for unit in shown:
        unit.name = names.get(unit.pk, unit.name)
    return nested(shown, parents_of(shown, day), leaders_of(shown, day)), len(shown)


def _municipality(request: Request) -> Municipality:
    """Return the municipality the person works in, otherwise the first where a role is held."""
    ids = scope_of(request.user).member_of
    found = Municipality.objects.visible_to(request.user).filter(pk__in=ids).order_by("pk")
    municipality = found.filter(people=request.user).first() or found.first()
    if municipality is None:
        raise Http404
    return municipality


@require_safe
def unit_detail(request: Request, pk: UUID) -> HttpResponse:
    """Show a unit: who leads it, where it belongs, who works there and who can see what happens in it."""
    unit, today = _unit(request, pk), timezone.localdate()
    if is_guest(request, unit):
        return guest_page(request, unit)
    leader, story = leader_of(unit, today), story_of(unit, today)
    positions = unit.positions.valid_on(today).filter(person__is_active=True).select_related("person")
    children = list(Unit.objects.visible_to(request.user).filter(parent=unit, closed=None).order_by("sort_key"))
    context = {
        "unit": unit,
        "leader": leader,
        "leader_above": None if leader else leader_above(unit, today),
        "leaderships": unit.leaderships.select_related("person").order_by("-starts"),
        "story": story,
        "coming": [chapter for chapter in reversed(story) if chapter.is_ahead],
        "memberships": unit.memberships.select_related("municipality"),
        "children": children,
        "positions": positions.order_by("person__sort_key", "person__first_name", "id")[:MOST_PEOPLE],
        "position_count": positions.count(),
        "areas": unit.service_areas.filter(closed=None),
        "roles": _roles(request, unit),
        "viewers": holders_over(unit),
        "entries": timeline(unit),
        "can_edit": bool(may(request.user, "setup.edit", unit)),
        "can_plan": bool(may(request.user, "setup.edit", unit.municipality)),
        "panels": panels_for("unit", request, unit),
        "today": today,
    }
    return page(request, "setup/unit_detail.html", context)


def _unit(request: Request, pk: UUID) -> Unit:
    found = Unit.objects.visible_to(request.user).select_related("municipality", "parent", "successor")
    return get_or_404(found, pk)


def _unit_to_change(request: Request, pk: UUID) -> Unit:
    unit = _unit(request, pk)
    require(request.user, "setup.edit", unit)
    return unit


def _roles(request: Request, unit: Unit) -> Any:
    found = RoleAssignment.objects.visible_to(request.user).valid_on(timezone.localdate()).filter(unit=unit)
    return found.select_related("person").order_by("role", "person__sort_key")


@require_http_methods(["GET", "POST"])
def unit_create(request: Request, pk: UUID) -> HttpResponse:
    """Open a unit below another."""
    parent = _unit_to_change(request, pk)
    form = CreateUnitForm(request.POST or None, initial={"opened": timezone.localdate()})
    if form.is_valid():
        with told_on(form):
            unit = actions.create_unit(parent=parent, by=request.user, **form.cleaned_data)
            return done(request, unit, _("%(unit)s er opprettet. Velg hvem som skal lede den.") % {"unit": unit})
    return page(request, "setup/unit_create.html", {"form": form, "unit": parent})


@require_http_methods(["GET", "POST"])
def unit_edit(request: Request, pk: UUID) -> HttpResponse:
    """Change name and kind."""
    unit = _unit_to_change(request, pk)
    form = EditUnitForm(request.POST or None, instance=unit)
    if form.is_valid():
        with told_on(form):
            actions.edit_unit(unit, by=request.user, **{"kind": unit.kind, **form.cleaned_data})
            return done(request, unit, _("Endringene er lagret."))
    return page(request, "setup/unit_edit.html", {"form": form, "unit": unit})


def _about(request: Request, unit: Unit, form: BaseForm) -> dict[str, Any]:
    return {"form": form, "unit": unit, "can_plan": bool(may(request.user, "setup.edit", unit.municipality))}


@require_http_methods(["GET", "POST"])
def unit_move(request: Request, pk: UUID) -> HttpResponse:
    """Put the unit elsewhere in the tree from a date."""
    unit, today = _unit_to_change(request, pk), timezone.localdate()
    parents = units_of(request, unit.municipality).exclude(path__startswith=unit.path)
    form = MoveUnitForm(request.POST or None, parents=parents, initial={"starts": today})
    if form.is_valid():
        with told_on(form):
            actions.move_unit(unit, today=today, by=request.user, **form.cleaned_data)
            return done(request, unit, _("Flyttingen er lagret."))
    return page(request, "setup/unit_move.html", _about(request, unit, form))


@require_http_methods(["GET", "POST"])
def unit_close(request: Request, pk: UUID) -> HttpResponse:
    """Close the unit from a date; another may take over."""
    unit, today = _unit_to_change(request, pk), timezone.localdate()
    successors = units_of(request, unit.municipality).exclude(path__startswith=unit.path)
    form = CloseUnitForm(request.POST or None, successors=successors, initial={"closed": today})
    if form.is_valid():
        with told_on(form):
            actions.close_unit(unit, today=today, by=request.user, **form.cleaned_data)
            return done(request, unit, _("%(unit)s er lagt ned fra datoen du valgte.") % {"unit": unit})
    return page(request, "setup/unit_close.html", _about(request, unit, form))


@require_http_methods(["GET", "POST"])
def unit_set_leader(request: Request, pk: UUID) -> HttpResponse:
    """Say who leads the unit from a date."""
    unit = _unit_to_change(request, pk)
    people = people_of(request, unit.municipality)
    form = SetLeaderForm(request.POST or None, people=people, initial={"starts": timezone.localdate()})
    if form.is_valid():
        with told_on(form):
            actions.set_leader(unit, by=request.user, **form.cleaned_data)
            return done(request, unit, _("Lederen er lagret."))
    return page(request, "setup/unit_set_leader.html", _about(request, unit, form))
