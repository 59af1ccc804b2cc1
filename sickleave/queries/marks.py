"""What was begun in a unit while its absence was counted, to be marked in the picture. One query. [S6]"""

from dataclasses import dataclass
from datetime import date

from goals.choices import Perspective, PlanStatus
from goals.models import Measure
from kvalitet.organisation.models import Person, Unit
from kvalitet.organisation.rules import prefixes

MOST = 12


@dataclass(frozen=True)
class Mark:
    """Something that was begun on a day."""

    on: date
    name: str
    url: str


def marks_of(user: Person, unit: Unit, first: date, last: date) -> list[Mark]:
    """Return measures for the employees, trials too, that began in the unit or in one above it, the newest first."""
    rows = (
        Measure.objects.visible_to(user)
        .filter(municipality=unit.municipality_id, goal__perspective=Perspective.EMPLOYEES)
        .filter(tasks__unit__path__in=prefixes(unit.path))
        .filter(starts__gte=first, starts__lte=last)
        .exclude(plan__status=PlanStatus.DRAFT)
    )
    found = rows.order_by("-starts", "-pk").distinct()[:MOST]
    return [Mark(row.starts, row.title, row.get_absolute_url()) for row in found if row.starts]
