"""A plan as a tree: perspectives, goals, sub-goals and measures."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goals.choices import Perspective, Shown
from goals.forms.filters import Filters
from goals.models import Goal, Measure, Plan, SubGoal
from goals.querysets import is_finished, measures_shown
from goals.rules.smarte import Lack, smarte_lacks
from goals.views.rows import MeasureRow, rows_of
from kvalitet.organisation.models import Person


@dataclass
class SubGoalNode:
    """A sub-goal with its measures."""

    subgoal: SubGoal
    rows: list[MeasureRow] = field(default_factory=list)


@dataclass
class GoalNode:
    """A goal with its sub-goals, the measures right below it, and what it lacks."""

    goal: Goal
    lacks: list[Lack]
    subgoals: dict[int, SubGoalNode] = field(default_factory=dict)
    rows: list[MeasureRow] = field(default_factory=list)

    @property
    def measure_count(self) -> int:
        """Every measure below."""
        return len(self.rows) + sum(len(node.rows) for node in self.subgoals.values())

    @property
    def late_count(self) -> int:
        """Those past the deadline."""
        below = [row for node in self.subgoals.values() for row in node.rows]
        return sum(row.due.is_late for row in [*self.rows, *below])

    @property
    def letters(self) -> str:
        """«M, T»: the parts of SMARTE it lacks."""
        return ", ".join(lack.letter for lack in self.lacks)

    @property
    def shown_subgoals(self) -> list[SubGoalNode]:
        """In order."""
        return list(self.subgoals.values())


@dataclass
class Branch:
    """One perspective."""

    label: str
    goals: list[GoalNode]

    @property
    def measure_count(self) -> int:
        """Every measure below."""
        return sum(node.measure_count for node in self.goals)

    @property
    def words(self) -> str:
        """«3 mål, 11 tiltak»."""
        return _("%(goals)d mål, %(measures)d tiltak") % {"goals": len(self.goals), "measures": self.measure_count}


def lacks_of(goal: Goal) -> list[Lack]:
    """Say what a goal lacks to be SMARTE. [G3]"""
    return smarte_lacks(
        goal.title,
        goal.description,
        has_due=goal.due is not None,
        measured_by=goal.measured_by,
        accepted_by=goal.accepted_by,
        evaluated=goal.evaluated,
    )


def tree_of(plan: Plan, user: Person, filters: Filters) -> list[Branch]:
    """Build the tree in five queries; with filters only the branches that have a hit."""
    goals = Goal.objects.visible_to(user).filter(plan=plan)
    nodes = {goal.pk: GoalNode(goal, lacks_of(goal)) for goal in goals}
    for subgoal in SubGoal.objects.visible_to(user).filter(plan=plan).select_related("goal"):
        if subgoal.goal_id in nodes:
            nodes[subgoal.goal_id].subgoals[subgoal.pk] = SubGoalNode(subgoal)
    measures = filters.measures(Measure.objects.visible_to(user).filter(plan=plan)).for_list()
    place(rows_of(list(measures), filters.today), nodes)
    kept = list(nodes.values())
    if filters.is_chosen:
        kept = [node for node in kept if node.measure_count]
        for node in kept:
            node.subgoals = {pk: below for pk, below in node.subgoals.items() if below.rows}
    found = [
        Branch(str(label), [n for n in kept if n.goal.perspective == value]) for value, label in Perspective.choices
    ]
    return [branch for branch in found if branch.goals]


def place(rows: list[MeasureRow], nodes: dict[int, GoalNode]) -> None:
    """Put each measure under its sub-goal or goal."""
    for row in rows:
        node = nodes.get(row.goal_id)
        if node is None:
            continue
        below = node.subgoals.get(row.subgoal_id or 0)
        (below.rows if below else node.rows).append(row)


def plan_counts(plan: Plan, user: Person, today: date) -> dict[str, int]:
    """Count the measures of the plan the way the filters do, in one query."""
    wanted = {"late": Shown.LATE, "no_due": Shown.NO_DUE, "no_responsible": Shown.NO_RESPONSIBLE, "open": Shown.OPEN}
    conditions: Any = {name: Count("pk", filter=measures_shown(shown, today)) for name, shown in wanted.items()}
    conditions["finished"] = Count("pk", filter=is_finished())
    rows = Measure.objects.visible_to(user).filter(plan=plan).order_by()
    return dict(rows.aggregate(all=Count("pk"), **conditions))


def conclusion(counts: dict[str, int]) -> str:
    """Say in words how the plan stands."""
    total = counts["all"]
    if not total:
        return _("Planen har ingen tiltak ennå.")
    finished = counts["finished"]
    parts = [
        _("%(count)d av %(total)d tiltak er over fristen") % {"count": counts["late"], "total": total}
        if counts["late"]
        else _("Ingen av de %(total)d tiltakene er over fristen") % {"total": total},
        ngettext("%(count)d er ferdig", "%(count)d er ferdige", finished) % {"count": finished}
        if finished
        else _("ingen er ferdige"),
    ]
    sentences = [", og ".join(parts) + "."]
    if counts["no_due"]:
        sentences.append(_("%(count)d mangler frist.") % {"count": counts["no_due"]})
    if counts["no_responsible"]:
        sentences.append(_("%(count)d mangler ansvarlig.") % {"count": counts["no_responsible"]})
    return " ".join(sentences)
