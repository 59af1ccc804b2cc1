"""When something that is looked at again and again comes up next."""

from datetime import date

from kvalitet.calendar.periods import add_months


def due_of_task(due: date | None, months: int | None, *, given: date | None, today: date) -> date | None:
    """The deadline of a task: the measure's, or for what is looked at again and again, the next time. [G5]

    `given` is what the task has: a review already reported is not asked for again. Without a date each stretch
    ends with a month, counted from the new year.
    """
    if months is None:
        return due
    if given is not None and (due is None or given > due):
        return given
    return due or next_review(date(today.year - 1, 12, 31), months, today)


def next_review(due: date, months: int, today: date) -> date:
    """The first date after today in steps of `months` (1–60) from `due`; `due` itself when it lies ahead."""
    step = 0
    found = due
    while found <= today:
        step += 1
        found = add_months(due, months * step)
    return found
