"""The last day with sick pay from NAV (maksdato): always an estimate, NAV decides (domain.md A6). [S2]"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from kvalitet.calendar.periods import add_months
from sickleave.rules.employer_period import LENGTH, employer_period, working_days
from sickleave.rules.periods import (
    ONE_DAY,
    SATURDAY,
    Kind,
    Period,
    add_weekdays,
    stretches,
    weekdays_between,
)
from sickleave.rules.spells import JOINING_GAP, Spell, spells

ORDINARY_DAYS = 248
FROM_FIRST_DAY = 260
"""When NAV pays from the first day; use it with an employer period of 0 days."""
AFTER_67 = 60
FIT_DAYS = 182
WINDOW_MONTHS = 36


@dataclass(frozen=True)
class Terms:
    """How sick pay is counted; the ordinary terms unless something else is said."""

    days: int = ORDINARY_DAYS
    employer_days: int = LENGTH
    gap: int = JOINING_GAP
    fit_days: int = FIT_DAYS


ORDINARY = Terms()


@dataclass
class _Account:
    """The paid days of the present right, and the fit days since the last of them."""

    terms: Terms
    paid: list[tuple[date, date]] = field(default_factory=list)
    last_paid: date | None = None
    fit: int = 0
    is_used_up: bool = False

    def used_on(self, day: date) -> int:
        """Count the paid days of the last three years, the day itself included."""
        after = add_months(day, -WINDOW_MONTHS)
        return sum(
            weekdays_between(max(starts, after + ONE_DAY), min(ends, day)) for starts, ends in self.paid if ends > after
        )

    def rest(self, days: int) -> None:
        self.fit += days

    def pay(self, starts: date, ends: date) -> None:
        """Pay the weekdays of a range, as far as the right goes; 26 fit weeks before it give a new right."""
        while starts <= ends and starts.weekday() >= SATURDAY:
            starts += ONE_DAY
        if starts > ends:
            return
        if self.fit >= self.terms.fit_days:
            self.paid, self.is_used_up = [], False
        while starts <= ends and not self.is_used_up:
            left = self.terms.days - self.used_on(starts)
            if left <= 0:
                self.is_used_up = True
                break
            last = min(add_weekdays(starts, left - 1), _last_weekday(ends))
            after = add_months(starts, -WINDOW_MONTHS)
            self.paid = [*(past for past in self.paid if past[1] > after), (starts, last)]
            self.last_paid, self.fit = last, 0
            starts = add_weekdays(last, 1)


def _last_weekday(day: date) -> date:
    while day.weekday() >= SATURDAY:
        day -= ONE_DAY
    return day


def nav_days(periods: Iterable[Period], *, terms: Terms = ORDINARY) -> int:
    """Count the sick-pay days used of the right the person has at the end of the last spell."""
    given = tuple(periods)
    account = _account(given, terms)
    found = spells(given, gap=terms.gap)
    if not found or account.fit >= terms.fit_days:
        return 0
    return account.used_on(found[-1].ends)


def max_date(periods: Iterable[Period], *, terms: Terms = ORDINARY) -> date | None:
    """Estimate the last day with sick pay if the sickness goes on unbroken after the last counted day.

    The formula is NAV's own: the last paid weekday and the days that are left. Where the last counted day is no paid
    weekday (the employer still pays, a holiday), sickness is laid after it until NAV would have paid one.
    """
    given = tuple(periods)
    found = spells(given, gap=terms.gap)
    if not found:
        return None
    account = _account(given, terms)
    ends = found[-1].ends
    if account.last_paid is None or weekdays_between(account.last_paid + ONE_DAY, ends):
        account = _account((*_without_after(given, ends), _first_paid_after(given, found[-1], terms)), terms)
    if account.last_paid is None:
        return None
    return add_weekdays(account.last_paid, max(0, terms.days - account.used_on(account.last_paid)))


def _without_after(periods: tuple[Period, ...], ends: date) -> Iterator[Period]:
    return (Period(part.kind, part.starts, min(part.ends, ends), part.grade) for part in stretches(periods, until=ends))


def _first_paid_after(periods: tuple[Period, ...], spell: Spell, terms: Terms) -> Period:
    """Return sickness straight after the spell, up to the first weekday NAV pays."""
    starts = spell.ends + ONE_DAY
    ends = starts
    if terms.employer_days:
        going_on = Period(Kind.SICK, starts, starts + timedelta(days=terms.employer_days))
        last = spells((*_without_after(periods, spell.ends), going_on), gap=terms.gap)[-1]
        own = employer_period(last, worked=working_days(periods), length=terms.employer_days)
        ends = max(starts, own.last + ONE_DAY) if own else starts
    while ends.weekday() >= SATURDAY:
        ends += ONE_DAY
    return Period(Kind.SICK, starts, ends)


def _account(periods: tuple[Period, ...], terms: Terms) -> _Account:
    """Walk the sick days: the employer pays the first of a spell, NAV the weekdays after them."""
    account = _Account(terms)
    worked = working_days(periods)
    reached: date | None = None
    for spell in spells(periods, gap=terms.gap):
        own = employer_period(spell, worked=worked, length=terms.employer_days)
        for part in spell.stretches:
            if part.kind is not Kind.SICK:
                continue
            if reached:
                account.rest((part.starts - reached).days - 1)
            reached = part.ends
            if own is None:
                account.pay(part.starts, part.ends)
            elif own.is_full:
                account.pay(max(part.starts, own.last + ONE_DAY), part.ends)
    return account
