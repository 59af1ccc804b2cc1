"""What happens to notices: given and read (inbox), sent (outbox), deleted with what they were about (forgetting)."""

from kvalitet.notifications.actions.forgetting import NOTHING, forget
from kvalitet.notifications.actions.inbox import (
    mark_all_read,
    mark_read,
    mark_seen,
    notify,
    set_email_mode,
    set_hours,
    set_municipality_hours,
    withdraw,
)
from kvalitet.notifications.actions.outbox import Drained, drain, queue_digests, sweep

__all__ = [
    "NOTHING",
    "Drained",
    "drain",
    "forget",
    "mark_all_read",
    "mark_read",
    "mark_seen",
    "notify",
    "queue_digests",
    "set_email_mode",
    "set_hours",
    "set_municipality_hours",
    "sweep",
    "withdraw",
]
