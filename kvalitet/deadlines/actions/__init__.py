"""What happens to deadlines: set, done, moved, taken away (setting), and reminded of (planning)."""

from kvalitet.deadlines.actions.absences import register_absence
from kvalitet.deadlines.actions.erasing import erase_deadlines
from kvalitet.deadlines.actions.feeds import follow_feed, renew_feed, revoke_feed
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
    "erase_deadlines",
    "follow_feed",
    "moment_of",
    "plan",
    "plan_by_hand",
    "register_absence",
    "renew_feed",
    "reopen",
    "revoke_feed",
    "set_deadlines",
    "set_new",
    "snooze",
    "wake",
]
