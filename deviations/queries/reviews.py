"""Who takes part in a review, which units hold them, and which months have none. [D6]"""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from deviations.choices import Seat
from deviations.models import Review
from kvalitet.access.choices import Role
from kvalitet.access.models import RoleAssignment
from kvalitet.access.scopes import scope_of
from kvalitet.organisation.models import Leadership, Person, Unit
from kvalitet.organisation.rules import STEP_LENGTH, prefixes

SEATS = {Role.SAFETY: Seat.SAFETY, Role.UNION: Seat.UNION}


@dataclass(frozen=True)
class Seated:
    """One who should be asked, and as what."""

    person: Person
    seat: str


def suggested(unit: Unit, today: date) -> list[Seated]:
    """Return the leader, the leaders right below, and the representatives nearest to the unit; two queries.

    Representatives of the unit itself or below it; where there are none, those of the nearest unit above.
    """
    led = Leadership.objects.valid_on(today).filter(person__is_active=True)
    depth = len(unit.path) + STEP_LENGTH
    leads = led.filter(unit__path__startswith=unit.path).select_related("person", "unit").order_by("unit__path")
    found = [
        Seated(row.person, Seat.LEADER if row.unit_id == unit.pk else Seat.GROUP)
        for row in leads
        if len(row.unit.path) <= depth
    ]
    held = RoleAssignment.objects.valid_on(today).filter(
        role__in=SEATS, person__is_active=True, unit__municipality=unit.municipality_id
    )
    rows = list(held.select_related("person", "unit").order_by("unit__path", "pk"))
    for role, seat in SEATS.items():
        found += [Seated(row.person, seat) for row in _nearest(unit, [row for row in rows if row.role == role])]
    once: dict[int, Seated] = {}
    for one in found:
        once.setdefault(one.person.pk, one)
    return list(once.values())


def _nearest(unit: Unit, rows: list[RoleAssignment]) -> list[RoleAssignment]:
    """Return the roles held in the unit or below; otherwise those of the nearest unit above."""
    own = [row for row in rows if row.unit.path.startswith(unit.path)]
    if own:
        return own
    for path in reversed(prefixes(unit.path)):
        if above := [row for row in rows if row.unit.path == path]:
            return above
    return []


def units_to_review(user: Person) -> list[Unit]:
    """Return the open units whose reviews the person may hold, in the order of the tree."""
    scope = scope_of(user)
    verb = "deviations.review"
    roots, paths = sorted(scope.municipalities(verb)), scope.paths(verb)
    if not roots and not paths:
        return []
    found = Unit.objects.visible_to(user).filter(closed=None).select_related("municipality").order_by("path")
    return [
        unit for unit in found if unit.municipality_id in roots or any(unit.path.startswith(path) for path in paths)
    ]


def open_reviews(user: Person) -> QuerySet[Review]:
    """Return the reviews a person sees, newest month first, with what a list shows."""
    rows: QuerySet[Review] = Review.objects.visible_to(user)
    return rows.select_related("unit").order_by("-month", "unit__path", "-pk")
