"""What is counted about a plan, each number with the address of the very rows it counts. [G4–G6]"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncMonth
from django.urls import reverse
from django.utils import timezone

from goals.choices import Perspective, PlanStatus, Shown, TaskStatus
from goals.models import DeadlineMove, Measure, MeasureTask, Plan
from goals.querysets import UNANSWERED, in_time, measures_shown, tasks_shown
from kvalitet.calendar.periods import add_months
from kvalitet.organisation.models import Person, Unit

COUNTED = [shown for shown in Shown if shown != Shown.ALL]
MOST_LISTED = 5
MONTHS, FEWEST_DUE = 24, 5


@dataclass(frozen=True)
class Sight:
    """A plan seen from a unit: the whole plan is counted in measures, a part of the tree in the tasks of its units."""

    plan: Plan
    unit: Unit

    @property
    def is_whole(self) -> bool:
        """Whether the unit stands at or above the one that owns the plan."""
        return self.plan.unit.path.startswith(self.unit.path)

    def url(self, **filters: str) -> str:
        """Return the address of the rows that the filters keep."""
        wanted = {"plan": str(self.plan.uuid), **filters}
        if self.is_whole and "enhet" not in filters and "tiltak" not in filters:
            return f"{reverse('goals:measure-list')}?{urlencode(wanted)}"
        wanted.setdefault("enhet", str(self.unit.uuid))
        return f"{reverse('goals:task-list')}?{urlencode(wanted)}"

    def tasks(self, user: Person) -> QuerySet[MeasureTask]:
        """Return the tasks of the plan in the unit and below it that the person may see."""
        rows = MeasureTask.objects.visible_to(user).filter(measure__plan=self.plan)
        return rows.filter(unit__path__gte=self.unit.path, unit__path__lt=f"{self.unit.path}~")

    def measures(self, user: Person) -> QuerySet[Measure]:
        """Return the measures of the plan that the person may see."""
        return Measure.objects.visible_to(user).filter(plan=self.plan)


@dataclass(frozen=True)
class UnitCounts:
    """How a unit and those below it stand; `is_self` is what lies on the unit itself, not on one below."""

    name: str
    uuid: UUID
    is_self: bool
    total: int
    done: int
    late: int
    on_track: int
    unanswered: int
    url: str

    def rows(self, **filters: str) -> str:
        """Return the address of the unit's rows that the filters keep."""
        return self.url + "".join(f"&{urlencode({name: value})}" for name, value in filters.items())


@dataclass(frozen=True)
class Unanswered:
    """A measure given to many units, and those that have not said a word."""

    title: str
    url: str
    due: date | None
    units: int
    lacking: int
    names: tuple[str, ...]
    lacking_url: str

    @property
    def answered(self) -> int:
        """How many units have answered."""
        return self.units - self.lacking


@dataclass(frozen=True)
class Listed:
    """A measure that is named on the page: with its unit and deadline, or how the deadline moved."""

    title: str
    url: str
    unit: str
    due: date | None
    old: date | None = None
    reason: str = ""


@dataclass(frozen=True)
class MonthKept:
    """Of the deadlines that fell in a month, how many were kept; the address opens the rows."""

    first: date
    due: int
    in_time: int
    url: str


@dataclass(frozen=True)
class PlanFigures:
    """Everything the overview shows of a plan, ready to keep for a minute."""

    counted_at: datetime
    total: int
    shown: Mapping[str, int]
    statuses: Mapping[str, int]
    perspectives: Mapping[str, Mapping[str, int]]
    units: tuple[UnitCounts, ...] = ()
    unanswered: tuple[Unanswered, ...] = ()
    unanswered_measures: int = 0
    latest: tuple[Listed, ...] = ()
    moved: tuple[Listed, ...] = field(default=())
    kept: tuple[MonthKept, ...] = field(default=())


def plan_figures(user: Person, sight: Sight, today: date) -> PlanFigures:
    """Count a plan from a unit, in a fixed number of queries whatever the size."""
    rows: Any = sight.measures(user).with_status() if sight.is_whole else sight.tasks(user)  # type: ignore[attr-defined]
    perspective = "goal__perspective" if sight.is_whole else "measure__goal__perspective"
    perspectives: dict[str, dict[str, int]] = {value: {} for value in Perspective.values}
    statuses: dict[str, int] = dict.fromkeys(TaskStatus.values, 0)
    for found, status, count in rows.order_by().values_list(perspective, "status").annotate(count=Count("pk")):
        perspectives[found][status] = count
        statuses[status] += count
    lacking, lacking_measures = _unanswered(user, sight)
    return PlanFigures(
        counted_at=timezone.now(),
        total=sum(statuses.values()),
        shown=_counts(rows, measures_shown if sight.is_whole else tasks_shown, today),
        statuses=statuses,
        perspectives=perspectives,
        units=tuple(_units(user, sight, today)),
        unanswered=lacking,
        unanswered_measures=lacking_measures,
        latest=tuple(_latest(rows, sight, today)),
        moved=tuple(_moved(user, sight)),
        kept=tuple(_kept(user, sight.unit, today)),
    )


def _counts(rows: QuerySet[Any], condition: Any, today: date) -> dict[str, int]:
    wanted = {shown.name.lower(): Count("pk", filter=condition(shown, today)) for shown in COUNTED}
    found = rows.order_by().aggregate(all=Count("pk"), **wanted)
    return {Shown[name.upper()].value: count for name, count in found.items()}


def _units(user: Person, sight: Sight, today: date) -> Iterable[UnitCounts]:
    """Count the tasks of the unit itself and of each unit right below it."""
    parts = {
        "done": Count("pk", filter=Q(status=TaskStatus.DONE)),
        "late": Count("pk", filter=tasks_shown(Shown.LATE, today)),
        "on_track": Count("pk", filter=tasks_shown(Shown.ON_TRACK, today)),
        "unanswered": Count("pk", filter=UNANSWERED),
    }
    by_path: Any = sight.tasks(user).order_by().values("unit__path").annotate(total=Count("pk"), **parts)
    children = list(Unit.objects.visible_to(user).filter(parent=sight.unit).order_by("sort_key"))
    sums = {unit.path: dict.fromkeys(("total", *parts), 0) for unit in [sight.unit, *children]}
    step = len(sight.unit.path) + 4
    for row in by_path:
        into = sums.get(row["unit__path"][:step])
        if into is not None:
            into.update({name: into[name] + row[name] for name in into})
    for unit in [*children, sight.unit]:
        is_self = unit == sight.unit
        if sums[unit.path]["total"]:
            only = {"kun": "ja"} if is_self else {}
            url = sight.url(enhet=str(unit.uuid), **only)
            yield UnitCounts(name=unit.name, uuid=unit.uuid, is_self=is_self, url=url, **sums[unit.path])


def _unanswered(user: Person, sight: Sight) -> tuple[tuple[Unanswered, ...], int]:
    """Find the measures given to units of which some have not answered, those with most lacking first."""
    given = sight.tasks(user).filter(is_shared=False).exclude(status=TaskStatus.CANCELLED)
    by_measure = (
        given.order_by()
        .values("measure", "measure__uuid", "measure__title", "measure__due", "measure__position")
        .annotate(units=Count("pk"), lacking=Count("pk", filter=UNANSWERED))
        .filter(lacking__gt=0)
    )
    found = list(by_measure.order_by("-lacking", "measure__position", "measure"))
    listed = found[:MOST_LISTED]
    names: dict[int, list[str]] = {row["measure"]: [] for row in listed}
    for measure, name in (
        given.filter(UNANSWERED, measure__in=list(names)).order_by("unit__path").values_list("measure", "unit__name")
    ):
        names[measure].append(name)
    return tuple(
        Unanswered(
            title=row["measure__title"],
            url=reverse("goals:measure-detail", args=[row["measure__uuid"]]),
            due=row["measure__due"],
            units=row["units"],
            lacking=row["lacking"],
            names=tuple(names[row["measure"]]),
            lacking_url=sight.url(tiltak=str(row["measure__uuid"]), vis=Shown.UNANSWERED),
        )
        for row in listed
    ), len(found)


def _latest(rows: Any, sight: Sight, today: date) -> Iterable[Listed]:
    """Return what has been late the longest."""
    measure = "" if sight.is_whole else "measure__"
    late = rows.showing(Shown.LATE, today).order_by("due", "pk")[:MOST_LISTED]
    for title, uuid, unit, due in late.values_list(f"{measure}title", f"{measure}uuid", "unit__name", "due"):
        yield Listed(title, reverse("goals:measure-detail", args=[uuid]), unit, due)


def _moved(user: Person, sight: Sight) -> Iterable[Listed]:
    """Return the newest moved deadlines. [G5]"""
    moves = DeadlineMove.objects.visible_to(user).filter(measure__plan=sight.plan)
    if not sight.is_whole:
        moves = moves.filter(measure__in=sight.tasks(user).order_by().values("measure"))
    for move in moves.select_related("measure__unit").order_by("-at", "-pk")[:MOST_LISTED]:
        yield Listed(
            move.measure.title, move.measure.get_absolute_url(), move.measure.unit.name, move.new, move.old, move.reason
        )


def _kept(user: Person, unit: Unit, today: date) -> Iterable[MonthKept]:
    """Count the deadlines of each whole month in the unit and below it, in any plan; months with few are left out."""
    month = today.replace(day=1)
    below = Q(unit__path__gte=unit.path, unit__path__lt=f"{unit.path}~", due__gte=add_months(month, -MONTHS))
    rows = MeasureTask.objects.visible_to(user).filter(below, due__lt=month).exclude(status=TaskStatus.CANCELLED)
    rows = rows.exclude(measure__plan__status=PlanStatus.DRAFT)
    in_time_too = Count("pk", filter=Q(status=TaskStatus.DONE) & in_time())
    found = rows.order_by().values(first=TruncMonth("due")).annotate(number=Count("pk"), kept=in_time_too)
    for row in found.filter(number__gte=FEWEST_DUE).order_by("first"):
        wanted = {"enhet": str(unit.uuid), "forfall": f"{row['first']:%Y-%m}", "vis": Shown.ALL}
        url = f"{reverse('goals:task-list')}?{urlencode(wanted)}"
        yield MonthKept(row["first"], row["number"], row["kept"], url)
