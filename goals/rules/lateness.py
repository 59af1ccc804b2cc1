"""Late, stale and done: always computed from dates and statuses, never typed. [G4, G6]"""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from goals.choices import OPEN_STATUSES, TaskStatus


def days_late(due: date | None, today: date, status: str) -> int:
    """Days past the deadline; 0 on the day itself, without a deadline, and for what is done or cancelled."""
    if due is None or status not in OPEN_STATUSES:
        return 0
    return max((today - due).days, 0)


def is_late(due: date | None, today: date, status: str) -> bool:
    return days_late(due, today, status) > 0


def is_stale(status_at: date | datetime | None, today: date, days: int, *, status: str = "") -> bool:
    """Whether the status is older than so many days; one never given is stale, a finished one never."""
    if status and status not in OPEN_STATUSES:
        return False
    if status_at is None:
        return True
    day = status_at.date() if isinstance(status_at, datetime) else status_at
    return (today - day).days > days


def status_of_measure(statuses: Iterable[str]) -> TaskStatus:
    """One status for a measure with many tasks; cancelled tasks count only when all are."""
    given = [TaskStatus(status) for status in statuses]
    counted = {status for status in given if status != TaskStatus.CANCELLED}
    if not counted:
        return TaskStatus.CANCELLED if given else TaskStatus.NOT_STARTED
    if len(counted) == 1:
        return counted.pop()
    if counted & {TaskStatus.DONE, TaskStatus.IN_PROGRESS}:
        return TaskStatus.IN_PROGRESS
    return TaskStatus.NOT_STARTED


def progress_of_measure(tasks: Iterable[tuple[str, int]]) -> int:
    """Mean progress of the tasks (status, progress) in percent; done is 100, cancelled is not counted."""
    shares = [
        100 if status == TaskStatus.DONE else min(max(progress, 0), 100)
        for status, progress in tasks
        if status != TaskStatus.CANCELLED
    ]
    return sum(shares) // len(shares) if shares else 0


def summary_text(done: int, total: int) -> str:
    """«14 av 22 enheter ferdig»"""
    text = ngettext_lazy("%(done)d av %(total)d enhet ferdig", "%(done)d av %(total)d enheter ferdig", "total")
    return str(text % {"done": done, "total": total})


def deadline_move_problem(old: date | None, new: date, today: date) -> str | None:
    """Say what is wrong with moving a deadline, or None. [G5]"""
    if new == old:
        return str(_("Den nye fristen er den samme som den gamle. Velg en annen dato."))
    if new < today:
        return str(_("Den nye fristen er allerede passert. Velg en dato fra i dag og framover."))
    return None
