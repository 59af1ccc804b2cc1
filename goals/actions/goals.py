"""Goals and sub-goals. [G1–G3]"""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from goals.actions.plans import refuse_closed
from goals.models import FocusArea, Goal, Plan, SubGoal
from kvalitet.history import actions as history
from kvalitet.organisation.models import Municipality, Person
from kvalitet.web.errors import Refused


def next_position(rows: Any) -> int:
    """Return the position after the last of a queryset."""
    last: int | None = rows.aggregate(last=Max("position"))["last"]
    return 1 if last is None else last + 1


@transaction.atomic
def create_goal(plan: Plan, *, by: Person | None, reason: str = "", **fields: Any) -> Goal:
    """Add a goal last in the plan."""
    refuse_closed(plan)
    return history.create(
        Goal,
        by=by,
        reason=reason,
        **{"plan": plan, "municipality": plan.municipality, "unit": plan.unit},
        **{"position": next_position(plan.goals), **fields},
    )


@transaction.atomic
def edit_goal(goal: Goal, *, by: Person, **changes: Any) -> Goal:
    """Change a goal; the second of two at once is refused."""
    refuse_closed(goal.plan)
    return history.apply(history.lock(goal, as_read=True), changes, by=by)


@transaction.atomic
def remove_goal(goal: Goal, *, by: Person, reason: str) -> None:
    """Delete a goal that has no measures."""
    refuse_closed(goal.plan)
    if goal.measures.exists():
        raise Refused(_("Målet har tiltak. Slett eller flytt tiltakene først."))
    history.remove(goal, by=by, reason=reason)


@transaction.atomic
def create_subgoal(goal: Goal, *, title: str, by: Person | None, note: str = "", reason: str = "") -> SubGoal:
    """Add a sub-goal last under its goal."""
    refuse_closed(goal.plan)
    return history.create(
        SubGoal,
        by=by,
        reason=reason,
        **{"goal": goal, "plan": goal.plan, "municipality": goal.municipality, "unit": goal.unit},
        **{"title": title, "note": note, "position": next_position(goal.subgoals)},
    )


@transaction.atomic
def edit_subgoal(subgoal: SubGoal, *, title: str, note: str, by: Person) -> SubGoal:
    """Change a sub-goal."""
    refuse_closed(subgoal.plan)
    return history.apply(history.lock(subgoal, as_read=True), {"title": title, "note": note}, by=by)


@transaction.atomic
def remove_subgoal(subgoal: SubGoal, *, by: Person, reason: str) -> None:
    """Delete a sub-goal that has no measures."""
    refuse_closed(subgoal.plan)
    if subgoal.measures.exists():
        raise Refused(_("Delmålet har tiltak. Slett eller flytt tiltakene først."))
    history.remove(subgoal, by=by, reason=reason)


def focus_area_named(municipality: Municipality, name: str, *, by: Person | None) -> FocusArea:
    """Find or make a focus area by name."""
    found: FocusArea | None = FocusArea._base_manager.filter(municipality=municipality, name=name).first()
    return found or history.create(FocusArea, by=by, municipality=municipality, name=name)
