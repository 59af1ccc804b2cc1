"""When something that is looked at again and again comes up next. Pure."""

from calendar import monthrange
from datetime import date


def add_months(day: date, months: int) -> date:
    """Return the same day so many months later, or the month's last day when it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def next_review(due: date, months: int, today: date) -> date:
    """Return the first date after today in steps of `months` (1–60) from `due`; `due` itself when it lies ahead of today."""
    step = 0
    found = due
    while found <= today:
        step += 1
        found = add_months(due, months * step)
    return found
