"""When something that is looked at again and again comes up next."""

from datetime import date

from kvalitet.calendar.periods import add_months


def next_review(due: date, months: int, today: date) -> date:
    """The first date after today in steps of `months` (1–60) from `due`; `due` itself when it lies ahead."""
    step = 0
    found = due
    while found <= today:
        step += 1
        found = add_months(due, months * step)
    return found
