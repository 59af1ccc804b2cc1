"""When people are reminded. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from kvalitet.calendar.workdays import next_working_day, previous_working_day
from kvalitet.deadlines.choices import Group

DEFAULT_STEPS = (-14, -3, 0, 3, 10, 24)
"""Days from the deadline: the first miss is told the person, the second the nearest leader, the third the one above."""
FARTHEST_STEP = 366
REMINDER_TIME = time(6)
SECOND_MISS = 2
LONGEST_SNOOZE = 14
NORWAY = ZoneInfo("Europe/Oslo")


def reminder_day(due: date, step: int) -> date:
    """Say which day a step falls on: until the deadline the working day before, after it the one after."""
    day = due + timedelta(days=step)
    return next_working_day(day) if step > 0 else previous_working_day(day)


def tidy_steps(steps: Iterable[int]) -> list[int]:
    """Sort the steps and drop doubles; raises ValueError for a step more than a year away."""
    tidy = sorted(set(steps))
    if any(abs(step) > FARTHEST_STEP for step in tidy):
        raise ValueError(tidy)
    return tidy


def reminder_times(due: date | None, steps: Sequence[int]) -> list[datetime]:
    """Return the moment of each step, in the order of the steps: six in the morning, Norwegian time."""
    if due is None:
        return []
    return [datetime.combine(reminder_day(due, step), REMINDER_TIME, tzinfo=NORWAY) for step in steps]


def next_time(times: Iterable[datetime], after: datetime) -> datetime | None:
    """Return the first moment that hasn't passed."""
    return min((moment for moment in times if moment > after), default=None)


def escalation_step(steps: Iterable[int]) -> int | None:
    """Return the step where the nearest leader is told: the second miss, never the first. [P13]"""
    misses = sorted(step for step in steps if step > 0)
    return misses[SECOND_MISS - 1] if len(misses) >= SECOND_MISS else None


def latest_snooze(due: date, steps: Sequence[int], today: date) -> date:
    """Return the last day a reminder may be put off to: two weeks, and always before a leader is told. [P13]"""
    latest = today + timedelta(days=LONGEST_SNOOZE)
    escalation = escalation_step(steps)
    return latest if escalation is None else min(latest, reminder_day(due, escalation) - timedelta(days=1))


def why_not_snoozed(due: date | None, steps: Sequence[int], today: date, *, is_statutory: bool) -> str | None:
    """Say why reminders of a deadline can't be put off, or None."""
    if is_statutory:
        return _("Fristen er lovpålagt, så varslene om den kan ikke utsettes eller slås av.")
    if due is None:
        return _("Oppgaven har ingen frist, så det kommer ingen varsler om den.")
    if latest_snooze(due, steps, today) <= today:
        return _("Fristen er brutt to ganger, og lederen får beskjed. Varselet kan ikke utsettes nå.")
    return None


def snooze_problem(until: date, due: date, steps: Sequence[int], today: date) -> str | None:
    """Say what is wrong with the day a reminder is put off to, or None."""
    latest = latest_snooze(due, steps, today)
    if until <= today:
        return _("Velg en dag fra og med i morgen.")
    if until > latest:
        return _("Du kan utsette varselet til og med %(latest)s.") % {"latest": f"{latest:%d.%m.%Y}"}
    return None


def group_of(due: date | None, today: date) -> Group:
    """Say under which heading of «Mine oppgaver» a deadline stands."""
    if due is None:
        return Group.UNDATED
    if due < today:
        return Group.LATE
    if due == today:
        return Group.TODAY
    return Group.WEEK if (due - today).days <= 7 else Group.LATER
