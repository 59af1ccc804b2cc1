"""What can be asked of plans, goals and measures."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import (
    Case,
    Count,
    DateField,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.functions import TruncDate
from django.db.models.lookups import GreaterThan

from goals.choices import OPEN_STATUSES, DueKind, PlanStatus, ResponsibleKind, ResponsibleRole, Shown, TaskStatus
from kvalitet.calendar.periods import add_months
from kvalitet.web.visibility import VisibleQuerySet

if TYPE_CHECKING:
    from goals.models import DeadlineMove, Goal, Measure, MeasureTask, Plan, Responsible, SubGoal


class PlanQuerySet(VisibleQuerySet["Plan"]):
    """Plans, newest first."""

    def current(self, year: int) -> PlanQuerySet:
        """Return published plans that cover a year."""
        return self.filter(status=PlanStatus.PUBLISHED, starts_year__lte=year, ends_year__gte=year)

    def for_list(self) -> PlanQuerySet:
        """Return what the list of plans shows."""
        return self.select_related("unit", "municipality").annotate(
            goal_count=Count("goals", distinct=True), measure_count=Count("measures", distinct=True)
        )


class GoalQuerySet(VisibleQuerySet["Goal"]):
    """Goals in plan order."""


class SubGoalQuerySet(VisibleQuerySet["SubGoal"]):
    """Sub-goals in goal order."""


class MeasureQuerySet(VisibleQuerySet["Measure"]):
    """Measures with the state of their tasks counted."""

    def with_state(self) -> MeasureQuerySet:
        """Count the tasks of each measure: all, done, started, cancelled."""
        return self.annotate(
            task_count=Count("tasks", filter=~Q(tasks__status=TaskStatus.CANCELLED)),
            done_count=Count("tasks", filter=Q(tasks__status=TaskStatus.DONE)),
            started_count=Count("tasks", filter=Q(tasks__status=TaskStatus.IN_PROGRESS)),
            cancelled_count=Count("tasks", filter=Q(tasks__status=TaskStatus.CANCELLED)),
        )

    def with_status(self) -> MeasureQuerySet:
        """Give each measure the `status` its tasks make together, as `rules.lateness.status_of_measure` says."""
        left, live = Q(status__in=OPEN_STATUSES), ~Q(status=TaskStatus.CANCELLED)
        begun = Q(status__in=[TaskStatus.IN_PROGRESS, TaskStatus.DONE])
        cancelled = _has_task(Q()) & ~_has_task(live)
        done = _has_task(live) & ~_has_task(left)
        postponed = _has_task(left) & ~_has_task(live & ~Q(status=TaskStatus.POSTPONED))
        return self.annotate(
            status=Case(
                When(cancelled, then=Value(TaskStatus.CANCELLED.value)),
                When(done, then=Value(TaskStatus.DONE.value)),
                When(postponed, then=Value(TaskStatus.POSTPONED.value)),
                When(_has_task(begun), then=Value(TaskStatus.IN_PROGRESS.value)),
                default=Value(TaskStatus.NOT_STARTED.value),
                output_field=TextField(),
            )
        )

    def for_list(self) -> MeasureQuerySet:
        """Return what a row of a list or tree shows."""
        return self.select_related("plan", "unit")

    def open(self) -> MeasureQuerySet:
        """Return measures with work left."""
        return self.filter(_has_task(Q(status__in=OPEN_STATUSES)))

    def late(self, today: date) -> MeasureQuerySet:
        """Return measures with a task that is late: a recurring one has its next date on its tasks."""
        return self.filter(_has_task(is_late(today)))

    def showing(self, shown: str, today: date) -> MeasureQuerySet:
        """Keep what `?vis=` asks for; an unknown word keeps all."""
        return self.filter(measures_shown(shown, today))


class MeasureTaskQuerySet(VisibleQuerySet["MeasureTask"]):
    """Tasks, each with its own status."""

    def for_list(self) -> MeasureTaskQuerySet:
        """Return what a row of tasks shows."""
        return self.select_related("measure__plan", "unit")

    def open(self) -> MeasureTaskQuerySet:
        """Return tasks with work left."""
        return self.filter(status__in=OPEN_STATUSES)

    def late(self, today: date) -> MeasureTaskQuerySet:
        """Return open tasks whose deadline has passed."""
        return self.filter(is_late(today))

    def showing(self, shown: str, today: date) -> MeasureTaskQuerySet:
        """Keep what `?vis=` asks for; an unknown word keeps all."""
        return self.filter(tasks_shown(shown, today))


LACKING_DUE = [DueKind.NONE, DueKind.UNREADABLE]
LEFT = Q(status__in=OPEN_STATUSES)
UNANSWERED = LEFT & Q(is_shared=False, status_at__isnull=True)
"""A task a unit was given through a group, and has not said a word about."""


def is_finished() -> Q:
    """Match measures with something done and nothing left; a cancelled measure isn't finished."""
    return _has_task(Q(status=TaskStatus.DONE)) & ~_has_task(LEFT)


def measures_shown(shown: str, today: date) -> Q:
    """Match the measures of a word of `Shown`; the same condition counts a figure and finds its rows."""
    done, left = Q(status=TaskStatus.DONE), _has_task(LEFT)
    kept: dict[str, Q] = {
        Shown.OPEN: left,
        Shown.ON_TRACK: left & ~_has_task(is_late(today)),
        Shown.LATE: _has_task(is_late(today)),
        Shown.IN_TIME: _has_task(done) & ~left & ~_has_task(done & ~in_time()),
        Shown.NO_DUE: left & Q(due__isnull=True, due_kind__in=LACKING_DUE),
        Shown.NO_RESPONSIBLE: left & ~Q(Exists(_answerable("pk"))),
        Shown.STALE: _has_task(is_stale(today)),
        Shown.MOVED: left & Q(Exists(_moves("pk"))),
        Shown.UNANSWERED: _has_task(UNANSWERED),
    }
    return kept.get(shown, Q())


def tasks_shown(shown: str, today: date) -> Q:
    """Match the tasks of a word of `Shown`."""
    kept: dict[str, Q] = {
        Shown.OPEN: LEFT,
        Shown.ON_TRACK: LEFT & (Q(due__isnull=True) | Q(due__gte=today)),
        Shown.LATE: is_late(today),
        Shown.IN_TIME: Q(status=TaskStatus.DONE) & in_time(),
        Shown.NO_DUE: LEFT & Q(due__isnull=True, measure__due_kind__in=LACKING_DUE),
        Shown.NO_RESPONSIBLE: LEFT & ~Q(Exists(_answerable("measure"))),
        Shown.STALE: is_stale(today),
        Shown.MOVED: LEFT & Q(Exists(_moves("measure"))),
        Shown.UNANSWERED: UNANSWERED,
    }
    return kept.get(shown, Q())


def due_in(first: date) -> Q:
    """Match tasks with a deadline in the month that begins with a day, but for drafts and what was cancelled."""
    drafts = Q(measure__plan__status=PlanStatus.DRAFT) | Q(status=TaskStatus.CANCELLED)
    return Q(due__gte=first, due__lt=add_months(first, 1)) & ~drafts


def is_late(today: date) -> Q:
    """Match open tasks past their deadline."""
    return LEFT & Q(due__lt=today)


def in_time() -> Q:
    """Match tasks whose last status came by the deadline; one without a deadline can't come too late."""
    return Q(due__isnull=True) | Q(status_at__date__lte=F("due"))


def is_stale(today: date) -> Q:
    """Match open tasks whose status is older than the municipality allows, or was never given. [G6]"""
    days = [Value(today, output_field=DateField()), TruncDate("status_at")]
    age = Func(*days, template="(%(expressions)s)", arg_joiner=" - ", output_field=IntegerField())
    old = Q(GreaterThan(age, F("municipality__stale_after_days")))
    return (Q(status_at__isnull=True) | old) & Q(status__in=OPEN_STATUSES)


def _has_task(condition: Q) -> Q:
    rows: QuerySet[MeasureTask] = _rows_of("MeasureTask").filter(condition, measure=OuterRef("pk"))
    return Q(Exists(rows))


def _answerable(measure: str) -> QuerySet[Responsible]:
    """Return those who can be asked about a measure: a text nobody has matched can't."""
    rows: QuerySet[Responsible] = _rows_of("Responsible").filter(measure=OuterRef(measure))
    return rows.exclude(role=ResponsibleRole.INVOLVED).exclude(kind=ResponsibleKind.TEXT)


def _moves(measure: str) -> QuerySet[DeadlineMove]:
    return _rows_of("DeadlineMove").filter(measure=OuterRef(measure))


def _rows_of(model: str) -> QuerySet[Any]:
    """Return every row of a model by name, as the models know this module and not the other way."""
    rows: QuerySet[Any] = apps.get_model("goals", model)._base_manager.all()
    return rows
