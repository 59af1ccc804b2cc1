"""The plan of a unit for a year: what it inherits is read through from the plans above, never copied. [G9]"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goals.choices import PlanKind, PlanStatus, Shown, TaskStatus
from goals.models import Goal, Measure, MeasureTask, Plan
from goals.policies import may_report
from goals.querysets import measures_shown
from kvalitet.access.scopes import scope_of
from kvalitet.organisation.models import Person, ServiceArea, Unit
from kvalitet.organisation.rules import prefixes
from kvalitet.web.words import DeadlineWords, deadline_words

MOST_NAMED = 4
TASK_COLORS = {
    TaskStatus.NOT_STARTED: "neutral",
    TaskStatus.IN_PROGRESS: "accent",
    TaskStatus.DONE: "success",
    TaskStatus.POSTPONED: "warning",
    TaskStatus.CANCELLED: "neutral",
}
RANK = {PlanStatus.PUBLISHED: 0, PlanStatus.DRAFT: 1, PlanStatus.CLOSED: 2}


@dataclass(frozen=True)
class InheritedMeasure:
    """A measure of a plan above that the unit must do; status is the unit's own, where the person may see it."""

    title: str
    url: str
    due: DeadlineWords | None
    task: MeasureTask | None = None
    report_url: str = ""
    color: str = "neutral"

    @property
    def status(self) -> str:
        """The unit's own status in words."""
        return str(TaskStatus(self.task.status).label) if self.task else ""


@dataclass
class InheritedGoal:
    """A goal of a plan above, and why it concerns the unit."""

    goal: Goal
    why: str
    measures: list[InheritedMeasure] = field(default_factory=list)


@dataclass(frozen=True)
class Inherited:
    """What concerns the unit, first what it must do something about; `others` concern the whole municipality."""

    goals: Sequence[InheritedGoal]
    others: Sequence[InheritedGoal]

    @property
    def measure_count(self) -> int:
        """How many measures the unit is given."""
        return sum(len(one.measures) for one in self.goals)

    @property
    def late_count(self) -> int:
        """How many of them are late in this unit, as far as the person may see."""
        return sum(bool(one.due and one.due.is_late) for goal in self.goals for one in goal.measures)


@dataclass(frozen=True)
class Check:
    """Something to look at before the plan is published, and where."""

    text: str
    names: Sequence[str]


def plans_of(user: Person, unit: Unit, year: int) -> list[Plan]:
    """Return the unit's own plans for a year that the person may see: published, draft, closed."""
    rows = Plan.objects.visible_to(user).filter(
        unit=unit, kind=PlanKind.UNIT_PLAN, starts_year__lte=year, ends_year__gte=year
    )
    found = list(rows.select_related("unit", "municipality"))
    return sorted(found, key=lambda plan: (RANK[PlanStatus(plan.status)], -plan.starts_year, plan.pk))


def plan_before(user: Person, unit: Unit, year: int) -> Plan | None:
    """Return the unit's newest plan from an earlier year."""
    rows = Plan.objects.visible_to(user).filter(unit=unit, kind=PlanKind.UNIT_PLAN, ends_year__lt=year)
    return rows.exclude(status=PlanStatus.DRAFT).select_related("unit").order_by("-ends_year", "-pk").first()


def inherited(user: Person, unit: Unit, year: int, today: date) -> Inherited:
    """Read the published plans above: five queries whatever their size."""
    plans = Plan.objects.visible_to(user).filter(
        status=PlanStatus.PUBLISHED,
        starts_year__lte=year,
        ends_year__gte=year,
        unit__path__in=prefixes(unit.path)[:-1],
    )
    goals = list(
        Goal.objects.visible_to(user)
        .filter(plan__in=plans)
        .select_related("plan__unit", "service_area")
        .order_by("plan__unit__path", "plan__starts_year", "plan", "position", "pk")
    )
    areas = set(ServiceArea.objects.visible_to(user).filter(units=unit).values_list("pk", flat=True))
    measures = _measures(user, unit, goals, today)
    near: list[InheritedGoal] = []
    others: list[InheritedGoal] = []
    for goal in goals:
        found = InheritedGoal(goal, "", measures.get(goal.pk, []))
        if found.measures:
            found.why = ngettext(
                "%(count)s tiltak er gitt til enheten", "%(count)s tiltak er gitt til enheten", len(found.measures)
            ) % {"count": len(found.measures)}
        elif goal.service_area_id in areas:
            found.why = _("Gjelder tjenesteområdet %(area)s") % {"area": goal.service_area}
        (near if found.why else others).append(found)
    return Inherited(near, others)


def _measures(user: Person, unit: Unit, goals: Sequence[Goal], today: date) -> dict[int, list[InheritedMeasure]]:
    """Find what the unit is given, with its own status where the person follows it up."""
    given = MeasureTask._base_manager.filter(unit=unit, is_shared=False)
    rows = Measure.objects.visible_to(user).filter(goal__in=goals, pk__in=given.values("measure"))
    seen = MeasureTask.objects.visible_to(user).filter(unit=unit, is_shared=False, measure__in=rows)
    tasks = {task.measure_id: task for task in seen.select_related("measure__plan")}
    scope = scope_of(user)
    found: dict[int, list[InheritedMeasure]] = defaultdict(list)
    for measure in rows.order_by("position", "pk"):
        task = tasks.get(measure.pk)
        due = task.due if task else measure.due
        is_quiet = task is None or task.status in {TaskStatus.DONE, TaskStatus.CANCELLED}
        found[measure.goal_id].append(
            InheritedMeasure(
                title=measure.title,
                url=measure.get_absolute_url(),
                due=deadline_words(due, today, is_done=is_quiet) if due else None,
                task=task,
                report_url=reverse("goals:task-status", args=[task.uuid])
                if task is not None and may_report(scope, task)
                else "",
                color=TASK_COLORS[TaskStatus(task.status)] if task is not None else "neutral",
            )
        )
    return found


def checks_of(user: Person, plan: Plan, today: date) -> list[Check]:
    """Say what a plan lacks, in two queries; none of it stops anybody from publishing."""
    empty = Goal.objects.visible_to(user).filter(plan=plan).annotate(number=Count("measures")).filter(number=0)
    no_due_q, nobody_q = measures_shown(Shown.NO_DUE, today), measures_shown(Shown.NO_RESPONSIBLE, today)
    rows = Measure.objects.visible_to(user).filter(no_due_q | nobody_q, plan=plan)
    lacking = rows.order_by("position", "pk").annotate(no_due=no_due_q, nobody=nobody_q)
    measures: list[Any] = list(lacking)
    goals = list(empty.order_by("position", "pk").values_list("title", flat=True))
    no_due = [row.title for row in measures if row.no_due]
    nobody = [row.title for row in measures if row.nobody]
    found = [
        (goals, ngettext("%(count)s mål mangler tiltak.", "%(count)s mål mangler tiltak.", len(goals))),
        (no_due, ngettext("%(count)s tiltak mangler frist.", "%(count)s tiltak mangler frist.", len(no_due))),
        (nobody, ngettext("%(count)s tiltak mangler ansvarlig.", "%(count)s tiltak mangler ansvarlig.", len(nobody))),
    ]
    return [Check(text % {"count": len(names)}, names[:MOST_NAMED]) for names, text in found if names]
