"""Who could handle a report, and who must be told of it. [D11]"""

from datetime import date

from deviations.rules.routing import Lead
from kvalitet.access.choices import Role
from kvalitet.access.models import RoleAssignment
from kvalitet.organisation.models import Leadership, Person, Unit
from kvalitet.organisation.rules import prefixes

ADVISERS = (Role.QUALITY, Role.HR)
"""Who gets a report about the leader of all, in this order."""


def chain_of(unit: Unit, on: date, *, working: bool = True) -> list[Lead]:
    """Return those who lead the unit and the ones above on a day, nearest first; who has left too unless `working`."""
    rows = Leadership.objects.valid_on(on).filter(unit__path__in=prefixes(unit.path))
    if working:
        rows = rows.filter(person__is_active=True)
    return [Lead(row.person, row.unit) for row in rows.select_related("person", "unit").order_by("-unit__path")]


def advisers_of(municipality_id: int, on: date) -> list[Person]:
    """Return quality advisers, then HR, of the whole municipality; those who have held the role longest first."""
    rows = RoleAssignment.objects.valid_on(on).filter(
        municipality=municipality_id, role__in=ADVISERS, unit__parent=None, person__is_active=True
    )
    held = sorted(rows.select_related("person"), key=lambda row: (ADVISERS.index(Role(row.role)), row.starts, row.pk))
    return list(dict.fromkeys(row.person for row in held))


def representatives_of(unit: Unit, on: date) -> list[Person]:
    """Return the safety representatives of the nearest area that has any: the unit's own, otherwise those above."""
    rows = RoleAssignment.objects.valid_on(on).filter(
        unit__path__in=prefixes(unit.path), role=Role.SAFETY, person__is_active=True
    )
    found = list(rows.select_related("person", "unit").order_by("-unit__path", "person__sort_key", "pk"))
    return list(dict.fromkeys(row.person for row in found if row.unit.path == found[0].unit.path))
