"""What bringing in a plan would do: each row beside what the plan already holds. Nothing is written here. [G13]"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import prefetch_related_objects

from goals.actions.import_names import Match, Names, folded
from goals.actions.measures import ResponsibleChoice
from goals.choices import DueKind, ResponsibleKind
from goals.models import DeadlineMove, Goal, Measure, Plan, Responsible, SubGoal
from goals.rules.deadlines_text import DueReading
from goals.rules.plan_draft import GoalDraft, MeasureDraft, PlanDraft, SubGoalDraft
from kvalitet.organisation.models import Unit

NEW, CHANGED, UNCHANGED = "new", "changed", "unchanged"


def key(title: str) -> str:
    """Write a title so that case, spaces and a closing full stop don't matter."""
    return folded(title).strip(" .:;")


@dataclass
class GoalStep:
    """A goal of the file and the one the plan has."""

    draft: GoalDraft
    present: Goal | None
    changes: dict[str, Any]

    @property
    def state(self) -> str:
        return NEW if self.present is None else CHANGED if self.changes else UNCHANGED


@dataclass
class SubGoalStep:
    """A sub-goal of the file and the one the plan has."""

    goal: GoalStep
    draft: SubGoalDraft
    present: SubGoal | None

    @property
    def state(self) -> str:
        return NEW if self.present is None else UNCHANGED


@dataclass
class MeasureStep:
    """A measure of the file: how its deadline and responsible are read, and what differs from the plan's."""

    goal: GoalStep
    subgoal: SubGoalStep | None
    draft: MeasureDraft
    due: DueReading
    matches: list[Match]
    unit: Unit | None
    is_corrected: bool = False
    present: Measure | None = None
    changes: dict[str, Any] = field(default_factory=dict)
    added: list[ResponsibleChoice] = field(default_factory=list)

    @property
    def state(self) -> str:
        if self.present is None:
            return NEW
        return CHANGED if self.changes or self.added else UNCHANGED

    @property
    def is_doubtful(self) -> bool:
        """Whether a person should look at the row before it is brought in."""
        read = self.due.certain or self.due.kind == DueKind.NONE or self.is_corrected
        return not read or any(not match.is_certain for match in self.matches) or self.has_lost_unit

    @property
    def has_lost_unit(self) -> bool:
        """Whether the file names a unit that isn't there."""
        return bool(self.draft.unit_text) and self.unit is None

    @property
    def fields(self) -> dict[str, Any]:
        """Return the fields of the deadline."""
        return {
            "due_kind": self.due.kind,
            "due": self.due.due,
            "starts": self.draft.starts or self.due.starts,
            "due_text": self.draft.due_text[:200],
            "review_months": self.due.review_months,
        }


@dataclass
class Steps:
    """The whole file beside the plan."""

    goals: list[GoalStep] = field(default_factory=list)
    subgoals: list[SubGoalStep] = field(default_factory=list)
    measures: list[MeasureStep] = field(default_factory=list)
    left_alone: int = 0
    """Measures of the plan that the file doesn't mention."""

    def counts(self) -> dict[str, dict[str, int]]:
        """Count goals, sub-goals and measures that are new, changed and unchanged."""
        kinds: dict[str, Sequence[GoalStep | SubGoalStep | MeasureStep]] = {
            "goals": self.goals,
            "subgoals": self.subgoals,
            "measures": self.measures,
        }
        return {
            name: {state: sum(step.state == state for step in steps) for state in (NEW, CHANGED, UNCHANGED)}
            for name, steps in kinds.items()
        }


def compare(
    draft: PlanDraft, *, plan: Plan | None, unit: Unit, names: Names, corrected: Mapping[int, DueReading] | None = None
) -> Steps:
    """Put each row beside what the plan has; `corrected` are deadlines by row number."""
    present = _Present(plan)
    units = {folded(row.name): row for row in Unit.objects.below(unit).filter(closed=None)}
    steps = Steps()
    for goal_draft in draft.goals:
        goal = GoalStep(goal_draft, present.goals.get(key(goal_draft.title)), {})
        if goal.present and not goal_draft.is_guessed and goal.present.perspective != goal_draft.perspective:
            goal.changes = {"perspective": goal_draft.perspective}
        steps.goals.append(goal)
        for measure in goal_draft.measures:
            steps.measures.append(_measure(measure, goal, None, present, names, units, corrected or {}))
        for subgoal_draft in goal_draft.subgoals:
            found = present.subgoals.get((goal.present.pk, key(subgoal_draft.title))) if goal.present else None
            subgoal = SubGoalStep(goal, subgoal_draft, found)
            steps.subgoals.append(subgoal)
            for measure in subgoal_draft.measures:
                steps.measures.append(_measure(measure, goal, subgoal, present, names, units, corrected or {}))
    met = {step.present.pk for step in steps.measures if step.present}
    steps.left_alone = len(present.measures) - len(met)
    return steps


class _Present:
    """What the plan holds, by titles."""

    def __init__(self, plan: Plan | None) -> None:
        self.goals: dict[str, Goal] = {}
        self.subgoals: dict[tuple[int, str], SubGoal] = {}
        self.measures: dict[tuple[int, int | None, str], Measure] = {}
        self.moved: set[int] = set()
        if plan is None:
            return
        self.goals = {key(row.title): row for row in plan.goals.all()}
        rows = SubGoal._base_manager.filter(goal__plan=plan)
        self.subgoals = {(row.goal_id, key(row.title)): row for row in rows}
        measures = list(plan.measures.select_related("plan", "municipality", "unit"))
        prefetch_related_objects(measures, "responsibles__person", "responsibles__group")
        self.measures = {(row.goal_id, row.subgoal_id, key(row.title)): row for row in measures}
        moves = DeadlineMove._base_manager.filter(measure__plan=plan)
        self.moved = set(moves.values_list("measure_id", flat=True))


def _measure(
    draft: MeasureDraft,
    goal: GoalStep,
    subgoal: SubGoalStep | None,
    present: _Present,
    names: Names,
    units: Mapping[str, Unit],
    corrected: Mapping[int, DueReading],
) -> MeasureStep:
    is_corrected = draft.row in corrected
    step = MeasureStep(
        goal=goal,
        subgoal=subgoal,
        draft=draft,
        due=corrected.get(draft.row, draft.due),
        matches=[names.match(piece) for piece in draft.responsible],
        unit=units.get(folded(draft.unit_text)) if draft.unit_text else None,
        is_corrected=is_corrected,
    )
    if goal.present is None or (subgoal is not None and subgoal.present is None):
        return step
    below = subgoal.present.pk if subgoal and subgoal.present else None
    step.present = present.measures.get((goal.present.pk, below, key(draft.title)))
    if step.present is not None:
        step.changes = _changes(step, step.present, has_moved=step.present.pk in present.moved)
        step.added = _added(step, step.present, names)
    return step


def _changes(step: MeasureStep, measure: Measure, *, has_moved: bool) -> dict[str, Any]:
    """What the file changes: an empty cell changes nothing, and a deadline moved since stays moved."""
    changes: dict[str, Any] = {}
    if step.draft.description and step.draft.description != measure.description:
        changes["description"] = step.draft.description
    if step.unit is not None and step.unit.pk != measure.unit_id:
        changes["unit"] = step.unit
    says_nothing = not step.draft.due_text and not step.is_corrected
    is_known = step.draft.due_text == measure.due_text and not step.is_corrected
    if says_nothing or is_known or (has_moved and not step.is_corrected):
        return changes
    dates = {name: value for name, value in step.fields.items() if getattr(measure, name) != value}
    if set(dates) <= {"due_text"}:
        return changes
    return changes | dates


def _added(step: MeasureStep, measure: Measure, names: Names) -> list[ResponsibleChoice]:
    """Those the file names and the measure lacks; someone chosen for the same words before is the same."""
    rows = list(measure.responsibles.all())
    added = []
    for match in step.matches:
        choice = match.choice
        is_decided = folded(choice.source_text) in names.decided
        if not any(_is_same(row, choice, is_decided=is_decided) for row in rows):
            added.append(choice)
    return added


def _is_same(row: Responsible, choice: ResponsibleChoice, *, is_decided: bool) -> bool:
    words = bool(row.source_text) and folded(row.source_text) == folded(choice.source_text)
    if words and (not is_decided or choice.kind == ResponsibleKind.TEXT):
        return True
    return (row.kind, row.person_id, row.group_id, row.position_title) == (
        choice.kind,
        choice.person.pk if choice.person else None,
        choice.group.pk if choice.group else None,
        choice.position_title,
    ) and (choice.kind != ResponsibleKind.TEXT or words)
