"""The year's meetings, the measures they led to, and how the routine was judged. [S7]"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from goals.choices import TaskStatus
from goals.models import Measure
from goals.queries.unit_plan import TASK_COLORS
from kvalitet.organisation.models import Person, Unit
from kvalitet.organisation.querysets import valid_on
from sickleave.models import Analysis, AnalysisMeasure, RoutineAnswer
from sickleave.rules.analysis_topics import FEWEST_ANSWERS, QuestionSum, sums


@dataclass(frozen=True)
class Year:
    """How far a year has come."""

    held: int
    late: int
    total: int


def year_of(user: Person, year: int, today: date) -> Year:
    """Count the meetings the person sees; one query."""
    waiting = Q(held_on__isnull=True)
    found = (
        Analysis.objects.visible_to(user)
        .filter(year=year)
        .aggregate(
            total=Count("pk"), held=Count("pk", filter=~waiting), late=Count("pk", filter=waiting & Q(due__lt=today))
        )
    )
    return Year(found["held"], found["late"], found["total"])


def years_of(user: Person) -> list[int]:
    """Return the years there are meetings of, the newest first."""
    rows = Analysis.objects.visible_to(user).order_by("-year").values_list("year", flat=True)
    return list(rows.distinct()[:10])


def listed(user: Person, year: int, *, is_waiting: bool) -> Any:
    """Return the meetings of a year in the order of the tree, with how many measures each led to."""
    rows = Analysis.objects.visible_to(user).filter(year=year).select_related("unit")
    if is_waiting:
        rows = rows.filter(held_on__isnull=True)
    return rows.annotate(measures=Count("measure_links")).order_by("unit__path", "pk")


@dataclass(frozen=True)
class MeasureRow:
    """A measure and how far it is; no address for one the person can't open."""

    title: str
    url: str
    due: date | None
    status: str
    color: str


def measure_rows(user: Person, analysis: Analysis) -> list[MeasureRow]:
    """Return what the meeting led to, in the order it was made; two queries."""
    ids = AnalysisMeasure.objects.visible_to(user).filter(analysis=analysis).values("measure")
    seen = set(Measure.objects.visible_to(user).filter(pk__in=ids).values_list("pk", flat=True))
    rows: Any = Measure.objects.filter(pk__in=ids).with_status().order_by("pk")
    return [
        MeasureRow(
            row.title,
            row.get_absolute_url() if row.pk in seen else "",
            row.due,
            str(TaskStatus(row.status).label),
            TASK_COLORS[TaskStatus(row.status)],
        )
        for row in rows
    ]


def earlier(user: Person, analysis: Analysis) -> Analysis | None:
    """Return the meeting of the year before."""
    rows = Analysis.objects.visible_to(user).filter(unit=analysis.unit_id, year=analysis.year - 1)
    found: Analysis | None = rows.select_related("unit").first()
    return found


def people_of(user: Person, unit: Unit) -> Any:
    """Return those who may be asked to do something: who works in the unit or below it, and the one who asks."""
    today = timezone.localdate()
    here = Q(positions__unit__path__startswith=unit.path) & valid_on(today, "positions__")
    people = Person.objects.visible_to(user).active().filter(here | Q(pk=user.pk))
    return people.distinct().order_by("last_name", "first_name", "pk")


def answers_of(municipality: int, year: int) -> tuple[int, list[QuestionSum], list[tuple[str, str]]]:
    """Return how many answered, the sums, and the texts in an order that tells nothing; no texts from a few."""
    rows: Sequence[RoutineAnswer] = list(RoutineAnswer._base_manager.filter(municipality_id=municipality, year=year))
    if len(rows) < FEWEST_ANSWERS:
        return len(rows), [], []
    nav = sorted(row.nav_text.strip() for row in rows if row.nav_text.strip())
    better = sorted(row.better_text.strip() for row in rows if row.better_text.strip())
    return (
        len(rows),
        sums(row.answers for row in rows),
        [*(("nav", text) for text in nav), *(("better", text) for text in better)],
    )


def own_answer(user: Person, year: int) -> RoutineAnswer | None:
    """Return what the person has answered this year."""
    rows = RoutineAnswer.objects.visible_to(user).filter(municipality=user.municipality_id, year=year)
    found: RoutineAnswer | None = rows.first()
    return found
