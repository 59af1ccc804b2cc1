"""The employer period (arbeidsgiverperiode): 16 calendar days the employer pays. An estimate, payroll decides. [S1]"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sickleave.rules.periods import ONE_DAY, Kind, Period, Stretch, is_weekend, stretches
from sickleave.rules.spells import JOINING_GAP, Spell, spells

LENGTH = 16
"""ftrl. § 8-19; 12 for treatment days, 0 where NAV pays from the first day (§ 8-20)."""


@dataclass(frozen=True)
class EmployerPeriod:
    """First and last day of the period, and how many of its days are used; they need not lie in a row."""

    first: date
    last: date
    days: int
    length: int = LENGTH

    @property
    def is_full(self) -> bool:
        return self.days >= self.length


def employer_periods(
    periods: Iterable[Period], *, gap: int = JOINING_GAP, length: int = LENGTH
) -> tuple[EmployerPeriod, ...]:
    """Reckon the employer periods of a history, one for each spell.

    Fewer than 16 free days since the last absence carry the same period on; after 16 a new one starts. So an employer
    period belongs to one spell, and no spell has two.
    """
    given = tuple(periods)
    worked = working_days(given)
    found = (employer_period(spell, worked=worked, length=length) for spell in spells(given, gap=gap))
    return tuple(period for period in found if period)


def employer_period(spell: Spell, *, worked: tuple[Stretch, ...] = (), length: int = LENGTH) -> EmployerPeriod | None:
    """Count the first `length` calendar days of a spell; None where NAV pays from the first."""
    left = length
    last = None
    for starts, ends in paid_ranges(spell, worked):
        if not left:
            break
        days = min(left, (ends - starts).days + 1)
        last = starts + timedelta(days=days - 1)
        left -= days
    return EmployerPeriod(spell.starts, last, length - left, length) if last else None


def paid_ranges(spell: Spell, worked: tuple[Stretch, ...] = ()) -> list[tuple[date, date]]:
    """Return the days of a spell that the employer period runs over, as ranges.

    Sick days count, and so do the days between two of them that tell nothing of work: a weekend nobody registered
    (domain.md A5, V13) and holiday with sickness straight before and after (NAV's code).
    """
    ranges: list[tuple[date, date]] = []
    reached: date | None = None
    for part in spell.stretches:
        if part.kind is Kind.SICK:
            starts = part.starts
            if ranges and reached and (reached + ONE_DAY == starts or _silent(reached, starts, worked)):
                ranges[-1] = (ranges[-1][0], part.ends)
            else:
                ranges.append((starts, part.ends))
        elif not ranges or reached is None or reached + ONE_DAY != part.starts:
            continue
        reached = part.ends
    return ranges


def working_days(periods: Iterable[Period]) -> tuple[Stretch, ...]:
    """Return the days somebody said were worked, in order."""
    return tuple(part for part in stretches(periods) if part.kind is Kind.WORK)


def _silent(before: date, after: date, worked: tuple[Stretch, ...]) -> bool:
    """Whether only a weekend lies between two days, and nobody said it was worked."""
    first, last = before + ONE_DAY, after - ONE_DAY
    if not is_weekend(first, last):
        return False
    index = bisect_left(worked, first, key=lambda part: part.ends)
    return index == len(worked) or worked[index].starts > last
