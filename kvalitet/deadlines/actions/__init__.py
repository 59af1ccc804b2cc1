"""What happens to deadlines: set, done, moved, taken away (setting), and reminded of (planning)."""

from kvalitet.deadlines.actions.planning import Planned, moment_of, plan, plan_by_hand
from kvalitet.deadlines.actions.setting import Assignee, NewDeadline, cancel, complete, reopen, set_deadlines, set_new
from kvalitet.deadlines.actions.snoozing import end_snooze, snooze, wake

__all__ = [
    "Assignee",
    "NewDeadline",
    "Planned",
    "cancel",
    "complete",
    "end_snooze",
    "moment_of",
    "plan",
    "plan_by_hand",
    "reopen",
    "set_deadlines",
    "set_new",
    "snooze",
    "wake",
]
