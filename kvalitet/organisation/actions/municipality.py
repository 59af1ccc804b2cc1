"""What holds for the whole municipality, and service areas across its units. [P1]"""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from kvalitet.history import actions as history
from kvalitet.organisation.models import Municipality, Person, ServiceArea, Unit, UnitMembership
from kvalitet.organisation.rules import period_problem
from kvalitet.web.errors import Refused


@transaction.atomic
def edit_municipality(municipality: Municipality, *, name: str, stale_after_days: int, by: Person) -> Municipality:
    """Change the name, of the root unit too, and when a status counts as stale."""
    root = history.lock(Unit.objects.get(municipality=municipality, parent=None))
    history.apply(root, {"name": name}, by=by)
    changes = {"name": name, "stale_after_days": stale_after_days}
    return history.apply(history.lock(municipality, as_read=True), changes, by=by)


@transaction.atomic
def save_service_area(
    area: ServiceArea | None, *, municipality: Municipality, name: str, units: list[Unit], by: Person
) -> ServiceArea:
    """Make or change a service area and the units in it; the units are told in the reason."""
    if area is None:
        area = history.create(ServiceArea, by=by, municipality=municipality, name=name)
    else:
        area = history.lock(area, as_read=True)
    before = set(area.units.all())
    told = [_("La til %(unit)s.") % {"unit": unit} for unit in units if unit not in before]
    told += [_("Tok bort %(unit)s.") % {"unit": unit} for unit in before if unit not in units]
    return history.apply(area, {"name": name, "units": units}, by=by, reason=" ".join(told))


def put_in_areas_of(unit: Unit, into: Unit, *, by: Person | None) -> None:
    """Let a unit be in the open service areas of the one that goes into it."""
    for area in unit.service_areas.filter(closed=None).exclude(units=into):
        told = _("La til %(unit)s.") % {"unit": into}
        history.apply(history.lock(area), {"units": [*area.units.all(), into]}, by=by, reason=told)


@transaction.atomic
def close_service_area(area: ServiceArea, *, closed: date | None, by: Person) -> ServiceArea:
    """Let nothing new point at the area, or open it again (None); what points at it stays."""
    area = history.lock(area)
    if (closed is None) == (area.closed is None):
        raise Refused(_("Noen andre har allerede gjort dette."))
    reason = _("Åpnet igjen") if closed is None else _("Lagt ned")
    return history.apply(area, {"closed": closed}, by=by, reason=reason)


@transaction.atomic
def add_member(
    unit: Unit, *, municipality: Municipality, starts: date, ends: date | None = None, by: Person | None
) -> UnitMembership:
    """Let another municipality take part in the unit from–to (inclusive): it sees the unit and what is shared. [P2]"""
    unit = history.lock(unit)
    if problem := period_problem(starts, ends):
        raise Refused(problem)
    if unit.parent_id is None:
        raise Refused(_("Kommunen selv kan ikke være interkommunal. Velg en enhet."))
    if unit.municipality_id == municipality.pk:
        raise Refused(_("%(municipality)s er vertskommune for enheten.") % {"municipality": municipality})
    if unit.closed is not None and unit.closed <= starts:
        raise Refused(_("%(unit)s er lagt ned på denne datoen.") % {"unit": unit})
    return history.create(UnitMembership, by=by, unit=unit, municipality=municipality, starts=starts, ends=ends)


@transaction.atomic
def end_member(membership: UnitMembership, *, ends: date, by: Person | None, reason: str = "") -> None:
    """End a membership on a day (inclusive); one that has not begun is taken away."""
    if ends < membership.starts:
        history.remove(membership, by=by, reason=reason)
    else:
        history.apply(membership, {"ends": ends}, by=by, reason=reason)


def end_members(unit: Unit, *, closed: date, by: Person | None, reason: str) -> None:
    """Let every membership of a unit that closes end the day before."""
    last = closed - timedelta(days=1)
    for membership in unit.memberships.exclude(ends__lte=last):
        end_member(membership, ends=last, by=by, reason=reason)
