"""What happens to deadlines: set, done, moved, taken away (setting), and reminded of (planning)."""

from kvalitet.deadlines.actions.planning import Planned, moment_of, plan, plan_by_hand
from kvalitet.deadlines.actions.setting import Assignee, cancel, complete, reopen, set_deadlines

__all__ = [
    "Assignee",
    "Planned",
    "cancel",
    "complete",
    "moment_of",
    "plan",
    "plan_by_hand",
    "reopen",
    "set_deadlines",
]
