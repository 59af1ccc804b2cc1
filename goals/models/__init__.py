"""Plans, goals, sub-goals, measures and the task each responsible has. [G1–G6]"""

from goals.models.goals import FocusArea, Goal, SubGoal
from goals.models.groups import Group
from goals.models.imports import PlanImport
from goals.models.measures import DeadlineMove, Measure, Responsible
from goals.models.owned import Owned
from goals.models.plans import Plan, PlanGrant
from goals.models.tasks import MeasureTask

__all__ = [
    "DeadlineMove",
    "FocusArea",
    "Goal",
    "Group",
    "Measure",
    "MeasureTask",
    "Owned",
    "Plan",
    "PlanGrant",
    "PlanImport",
    "Responsible",
    "SubGoal",
]
