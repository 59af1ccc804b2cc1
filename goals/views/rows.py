"""Measures and tasks as rows, with every text ready: the same in lists, trees and goal pages."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Min, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from goals.choices import OPEN_STATUSES, DueKind, ResponsibleRole, TaskStatus
from goals.models import Measure, MeasureTask, Plan, Responsible
from goals.queries.unit_plan import TASK_COLORS as COLORS
from goals.querysets import LACKING_DUE
from goals.rules.lateness import status_of_measure, summary_text
from kvalitet.attachments.queries import FileRow
from kvalitet.web.words import DeadlineWords, deadline_words

MOST_NAMES = 3


@dataclass
class Counts:
    """The tasks of one measure, counted."""

    statuses: set[str] = field(default_factory=set)
    units: int = 0
    units_done: int = 0
    progress: int = 0
    due: date | None = None

    def add(self, row: Mapping[str, Any]) -> None:
        """Take in the tasks of one status."""
        status, number = row["status"], row["number"]
        self.statuses.add(status)
        if not row["is_shared"] and status != TaskStatus.CANCELLED:
            self.units += number
            self.units_done += number if status == TaskStatus.DONE else 0
        if row["is_shared"]:
            self.progress = row["progress"]
        if status in OPEN_STATUSES and row["first_due"] is not None:
            self.due = min(self.due or row["first_due"], row["first_due"])


@dataclass(frozen=True)
class MeasureRow:
    """A measure ready to show."""

    title: str
    url: str
    unit: str
    plan: str
    goal_id: int
    subgoal_id: int | None
    responsible: str
    status: str
    color: str
    how_far: str
    due: DeadlineWords
    due_date: date | None
    is_open: bool


def rows_of(measures: Sequence[Measure], today: date, names: Mapping[int, list[str]] | None = None) -> list[MeasureRow]:
    """Make rows of measures fetched with `for_list()`; two queries whatever the number, one when names are known."""
    counts: dict[int, Counts] = defaultdict(Counts)
    tasks = MeasureTask._base_manager.filter(measure__in=measures).order_by()
    found = tasks.values("measure_id", "status", "is_shared")
    for row in found.annotate(number=Count("pk"), progress=Sum("progress"), first_due=Min("due")):
        counts[row["measure_id"]].add(row)
    names = names_of(measures) if names is None else names
    return [_row(measure, counts[measure.pk], names[measure.pk], today) for measure in measures]


def names_of(measures: Iterable[Measure]) -> dict[int, list[str]]:
    """Return the names of those responsible for each measure, in one query."""
    names: dict[int, list[str]] = defaultdict(list)
    rows = Responsible._base_manager.filter(measure__in=list(measures)).exclude(role=ResponsibleRole.INVOLVED)
    person = ("person__first_name", "person__last_name", "person__username")
    who = (*person, "group__name", "position_title", "source_text")
    for measure, first, last, *others in rows.order_by("id").values_list("measure_id", *who):
        names[measure].append(f"{first or ''} {last or ''}".strip() or next(filter(None, others), ""))
    return names


def due_words(measure: Measure, due: date | None, today: date, *, is_open: bool) -> DeadlineWords:
    """Say the deadline; one that lacks is said to lack."""
    if due is not None:
        return deadline_words(due, today, is_done=not is_open)
    if measure.due_kind in LACKING_DUE:
        return DeadlineWords(_("Mangler frist"), "warning" if is_open else "neutral")
    return DeadlineWords(str(DueKind(measure.due_kind).label), "neutral")


def plan_name(plan: Plan) -> str:
    """Name a plan with its years, which the name itself may have."""
    return plan.name if str(plan.starts_year) in plan.name else f"{plan.name} {plan.years}"


def short(names: list[str]) -> str:
    """«A, B, C og 2 til»."""
    if len(names) <= MOST_NAMES:
        return ", ".join(names)
    return _("%(names)s og %(more)d til") % {"names": ", ".join(names[:MOST_NAMES]), "more": len(names) - MOST_NAMES}


def _row(measure: Measure, counted: Counts, names: list[str], today: date) -> MeasureRow:
    status = status_of_measure(counted.statuses)
    is_open = status in OPEN_STATUSES
    due = (counted.due or measure.due) if is_open else measure.due
    how_far = summary_text(counted.units_done, counted.units) if counted.units else ""
    if not counted.units and status == TaskStatus.IN_PROGRESS and counted.progress:
        how_far = _("%(share)d prosent") % {"share": counted.progress}
    return MeasureRow(
        title=measure.title,
        url=reverse("goals:measure-detail", args=[measure.uuid]),
        unit=measure.unit.name,
        plan=plan_name(measure.plan),
        goal_id=measure.goal_id,
        subgoal_id=measure.subgoal_id,
        responsible=short(names),
        status=str(status.label),
        color=COLORS[status],
        how_far=how_far,
        due=due_words(measure, due, today, is_open=is_open),
        due_date=due,
        is_open=is_open,
    )


@dataclass(frozen=True)
class TaskRow:
    """A task ready to show."""

    task: MeasureTask
    title: str
    url: str
    place: str
    who: str
    status: str
    color: str
    due: DeadlineWords
    due_date: date | None
    report_url: str
    is_mine: bool = False
    files: Sequence[FileRow] = ()


def task_row(
    task: MeasureTask,
    today: date,
    *,
    who: str,
    may_report: bool,
    is_mine: bool = False,
    files: Sequence[FileRow] = (),
) -> TaskRow:
    """Make a row of a task fetched with its measure, plan and unit."""
    status = TaskStatus(task.status)
    return TaskRow(
        task=task,
        title=task.measure.title,
        url=task.get_absolute_url(),
        place=(who or _("Felles oppgave")) if task.is_shared else task.unit.name,
        who="" if task.is_shared else who,
        status=str(status.label),
        color=COLORS[status],
        due=due_words(task.measure, task.due, today, is_open=status in OPEN_STATUSES),
        due_date=task.due,
        report_url=reverse("goals:task-status", args=[task.uuid]) if may_report else "",
        is_mine=is_mine,
        files=files,
    )
