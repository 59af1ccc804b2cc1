"""Bringing a plan in: all or nothing, and again without doubles. [G13]"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from goals.actions import measures as measure_actions
from goals.actions import plans as plan_actions
from goals.actions.goals import next_position
from goals.actions.import_names import Names
from goals.actions.import_steps import CHANGED, NEW, UNCHANGED, GoalStep, MeasureStep, Steps, SubGoalStep, compare
from goals.actions.measures import ResponsibleChoice
from goals.actions.task_rows import Fan, NewMeasure, count_tasks, create_tasks
from goals.actions.tasks import sync_tasks
from goals.choices import OPEN_STATUSES, PlanStatus
from goals.models import Goal, Measure, Plan, SubGoal
from goals.rules.deadlines_text import DueReading
from goals.rules.plan_draft import PlanDraft
from kvalitet.history import actions as history
from kvalitet.organisation.models import Person, Unit
from kvalitet.web.errors import Refused

MOST_TASKS = 30_000


@dataclass(frozen=True)
class Target:
    """Where the plan belongs; `plan` is set when it goes into one that exists."""

    unit: Unit
    kind: str
    name: str
    starts_year: int
    ends_year: int
    plan: Plan | None = None

    def find(self) -> Plan | None:
        """Return the plan to fill, if it exists."""
        if self.plan is not None:
            return self.plan
        same = Plan._base_manager.filter(unit=self.unit, name=self.name, starts_year=self.starts_year)
        return same.select_related("municipality", "unit").order_by("pk").first()


@dataclass(frozen=True)
class Outcome:
    """What was brought in; `plan` is None after a trial run of a new one."""

    plan: Plan | None
    counts: Mapping[str, Mapping[str, int]]
    left_alone: int = 0
    steps: Steps = field(default_factory=Steps)

    @property
    def is_unchanged(self) -> bool:
        """Whether there was nothing to do."""
        return not any(count[NEW] or count[CHANGED] for count in self.counts.values())


def summary(counts: Mapping[str, Mapping[str, int]], *states: str) -> str:
    """«6 mål, 11 delmål, 25 tiltak» of the given states, or of all."""
    wanted = states or (NEW, CHANGED, UNCHANGED)
    total = {name: sum(count[state] for state in wanted) for name, count in counts.items()}
    return _("%(goals)s mål, %(subgoals)s delmål, %(measures)s tiltak") % total


def import_plan(
    draft: PlanDraft,
    *,
    target: Target,
    by: Person | None,
    decided: Mapping[str, ResponsibleChoice] | None = None,
    corrected: Mapping[int, DueReading] | None = None,
    publish: bool,
    reason: str,
    is_trial: bool = False,
) -> Outcome:
    """Write the draft into its plan. Raises Refused, and then nothing is written."""
    if draft.has_errors:
        raise Refused(" ".join(problem.message for problem in draft.errors[:3]))
    plan = target.find()
    if plan is not None:
        plan_actions.refuse_closed(plan)
    names = Names(target.unit.municipality, today=timezone.localdate(), decided=decided)
    if is_trial:
        steps = compare(draft, plan=plan, unit=target.unit, names=names, corrected=corrected)
        return Outcome(plan, steps.counts(), steps.left_alone, steps)
    with transaction.atomic():
        return _write(draft, target, plan, names, corrected, publish=publish, by=by, reason=reason)


def _write(
    draft: PlanDraft,
    target: Target,
    plan: Plan | None,
    names: Names,
    corrected: Mapping[int, DueReading] | None,
    *,
    publish: bool,
    by: Person | None,
    reason: str,
) -> Outcome:
    pieces = [piece for same in draft.responsible_names().values() for piece in same[:1]]
    names.make_groups(pieces, by=by, reason=reason)
    if plan is None:
        plan = plan_actions.create_plan(
            unit=target.unit,
            kind=target.kind,
            name=target.name,
            starts_year=target.starts_year,
            ends_year=target.ends_year,
            by=by,
            reason=reason,
        )
    else:
        plan = history.lock(plan)
    steps = compare(draft, plan=plan, unit=target.unit, names=names, corrected=corrected)
    fan = Fan(timezone.localdate())
    _refuse_too_many(steps, fan)
    if publish and plan.status == PlanStatus.DRAFT:
        plan = history.apply(plan, {"status": PlanStatus.PUBLISHED}, by=by, reason=reason)
        for measure in plan.measures.select_related("plan", "municipality", "unit"):
            sync_tasks(measure, by=by)
    counts = steps.counts()
    _Writer(plan, fan, by=by, reason=reason).write(steps)
    return Outcome(plan, counts, steps.left_alone, steps)


def _refuse_too_many(steps: Steps, fan: Fan) -> None:
    new = [[match.choice for match in step.matches] for step in steps.measures if step.state == NEW]
    tasks = count_tasks(fan, new)
    if tasks > MOST_TASKS:
        raise Refused(
            _(
                "Planen gir %(tasks)s oppgaver når hver enhet får sin. Det er plass til %(most)s i én import. "
                "Del filen i flere, og importer dem etter hverandre i samme plan."
            )
            % {"tasks": tasks, "most": MOST_TASKS}
        )


class _Writer:
    """Writes the steps: goals before sub-goals before measures, new rows in bulk and changed ones one by one."""

    def __init__(self, plan: Plan, fan: Fan, *, by: Person | None, reason: str) -> None:
        self.plan, self.fan, self.by, self.reason = plan, fan, by, reason
        self.common: dict[str, Any] = {"plan": plan, "municipality": plan.municipality, "unit": plan.unit}

    def write(self, steps: Steps) -> None:
        """Write everything that is new or changed."""
        self._goals(steps.goals)
        self._subgoals(steps.subgoals)
        self._new_measures([step for step in steps.measures if step.state == NEW])
        for step in steps.measures:
            if step.present is not None and step.state == CHANGED:
                self._change(step, step.present)

    def _goals(self, steps: list[GoalStep]) -> None:
        first = next_position(self.plan.goals.all())
        new = [step for step in steps if step.present is None]
        for place, step in enumerate(new):
            step_fields = {"title": step.draft.title, "perspective": step.draft.perspective}
            step.present = Goal(**self.common, **step_fields, position=first + place)
        history.create_many(Goal, [step.present for step in new if step.present], by=self.by, reason=self.reason)
        for step in steps:
            if step.changes and step.present is not None:
                history.apply(step.present, step.changes, by=self.by, reason=self.reason)

    def _subgoals(self, steps: list[SubGoalStep]) -> None:
        new = [step for step in steps if step.present is None]
        for place, step in enumerate(new, start=next_position(SubGoal._base_manager.filter(plan=self.plan))):
            step.present = SubGoal(**self.common, goal=step.goal.present, title=step.draft.title, position=place)
        history.create_many(SubGoal, [step.present for step in new if step.present], by=self.by, reason=self.reason)

    def _new_measures(self, steps: list[MeasureStep]) -> None:
        first = next_position(self.plan.measures.all())
        new = []
        for place, step in enumerate(steps):
            measure = Measure(
                **self.common | ({"unit": step.unit} if step.unit else {}),
                goal=step.goal.present,
                subgoal=step.subgoal.present if step.subgoal else None,
                title=step.draft.title,
                description=step.draft.description,
                position=first + place,
                **step.fields,
            )
            new.append(NewMeasure(measure, _once([match.choice for match in step.matches]), step.draft.status))
        history.create_many(Measure, [one.measure for one in new], by=self.by, reason=self.reason)
        create_tasks(new, fan=self.fan, by=self.by, reason=self.reason)

    def _change(self, step: MeasureStep, measure: Measure) -> None:
        changes = dict(step.changes)
        to = changes.get("due")
        if self.plan.status == PlanStatus.PUBLISHED and measure.due and "due" in changes:
            changes.pop("due")
            changes.pop("due_kind", None)
            if to is not None and measure.tasks.filter(status__in=OPEN_STATUSES).exists():
                measure = measure_actions.move_deadline(measure, to=to, reason=self.reason, by=self.by)
        wanted = None
        if step.added:
            wanted = [*(_choice(row) for row in measure.responsibles.select_related("person", "group")), *step.added]
        measure_actions.edit_measure(measure, responsible=wanted, by=self.by, reason=self.reason, **changes)


def _choice(row: Any) -> ResponsibleChoice:
    return ResponsibleChoice(
        person=row.person,
        group=row.group,
        position_title=row.position_title,
        source_text=row.source_text,
        role=row.role,
    )


def _once(choices: list[ResponsibleChoice]) -> list[ResponsibleChoice]:
    """Two names may mean the same one: the first is kept."""
    found: dict[tuple[Any, ...], ResponsibleChoice] = {}
    for choice in choices:
        is_text = not (choice.person or choice.group or choice.position_title)
        who = (choice.person, choice.group, choice.position_title, choice.source_text if is_text else "")
        found.setdefault(who, choice)
    return list(found.values())
