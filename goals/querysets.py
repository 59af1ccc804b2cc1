"""What can be asked of plans, goals and measures."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from goals.choices import OPEN_STATUSES, PlanStatus, TaskStatus
from kvalitet.web.visibility import VisibleQuerySet

if TYPE_CHECKING:
    from goals.models import Goal, Measure, MeasureTask, Plan, SubGoal


class PlanQuerySet(VisibleQuerySet["Plan"]):
    """Plans, newest first."""

    def current(self, year: int) -> PlanQuerySet:
        """Return published plans that cover a year."""
        return self.filter(status=PlanStatus.PUBLISHED, starts_year__lte=year, ends_year__gte=year)

    def for_list(self) -> PlanQuerySet:
        """Return what the list of plans shows."""
        return self.select_related("unit").annotate(
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

    def open(self) -> MeasureQuerySet:
        """Return measures with work left."""
        return self.filter(_has_task(Q(status__in=OPEN_STATUSES)))

    def late(self, today: date) -> MeasureQuerySet:
        """Return measures with work left after the deadline."""
        return self.open().filter(due__lt=today)


class MeasureTaskQuerySet(VisibleQuerySet["MeasureTask"]):
    """Tasks, each with its own status."""

    def open(self) -> MeasureTaskQuerySet:
        """Return tasks with work left."""
        return self.filter(status__in=OPEN_STATUSES)

    def late(self, today: date) -> MeasureTaskQuerySet:
        """Return open tasks whose deadline has passed."""
        return self.open().filter(due__lt=today)


def _has_task(condition: Q) -> Exists:
    from goals.models import MeasureTask  # noqa: PLC0415 — models import this module

    rows: QuerySet[MeasureTask] = MeasureTask._base_manager.filter(condition, measure=OuterRef("pk"))
    return Exists(rows)
