"""How absences join into one spell (tilfelle), by NAV's walk day by day, done in ranges (domain.md A3). [S1]"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate

from sickleave.rules.periods import ONE_DAY, Kind, Period, Stretch, stretches

JOINING_GAP = 16
"""So many days without sickness in a row close a spell; ftrl. § 8-19 has the number, NAV uses it for joining."""


@dataclass(frozen=True)
class Spell:
    """One joined case; its counted days are sick days and the holiday that follows straight after."""

    stretches: tuple[Stretch, ...]
    periods: tuple[Period, ...] = field(default=(), compare=False)
    gap: int = JOINING_GAP

    @property
    def starts(self) -> date:
        return self.stretches[0].starts

    @property
    def ends(self) -> date:
        """The last counted day: trailing holiday straight after sickness extends the spell."""
        return self.stretches[-1].ends

    @cached_property
    def counted(self) -> tuple[tuple[date, date], ...]:
        """The counted days as ranges; two ranges never touch."""
        ranges: list[tuple[date, date]] = []
        for part in self.stretches:
            if ranges and ranges[-1][1] + ONE_DAY == part.starts:
                ranges[-1] = (ranges[-1][0], part.ends)
            else:
                ranges.append((part.starts, part.ends))
        return tuple(ranges)

    @cached_property
    def counted_days(self) -> int:
        return self._until[-1]

    @cached_property
    def _until(self) -> tuple[int, ...]:
        return tuple(accumulate((ends - starts).days + 1 for starts, ends in self.counted))

    def nth_day(self, number: int) -> date | None:
        """Return the so-manieth counted day (the first is 1), None where the spell has fewer."""
        if not 1 <= number <= self.counted_days:
            return None
        index = bisect_right(self._until, number - 1)
        before = self._until[index - 1] if index else 0
        return self.counted[index][0] + timedelta(days=number - 1 - before)

    def nth_day_if_it_goes_on(self, number: int) -> date:
        """Return the so-manieth counted day, as if the sickness went on after the last one registered."""
        return self.nth_day(number) or self.ends + timedelta(days=number - self.counted_days)

    def stretch_on(self, day: date) -> Stretch | None:
        index = bisect_right(self.stretches, day, key=lambda part: part.starts) - 1
        return self.stretches[index] if index >= 0 and day <= self.stretches[index].ends else None

    def grade_on(self, day: date) -> int:
        """How absent the person is on a day: in a holiday as before it, 0 on a worked day, after the end as at the end.

        A day after the end is asked for when a step lies ahead, «if the absence goes on».
        """
        if day > self.ends:
            day = self.ends
        index = bisect_right(self.stretches, day, key=lambda part: part.starts) - 1
        if index < 0 or day > self.stretches[index].ends:
            return 0
        return next(part.grade for part in reversed(self.stretches[: index + 1]) if part.kind is Kind.SICK)

    def full_absence_since(self, day: date) -> date | None:
        """Return when the unbroken full absence a day lies in began; None when the person isn't fully absent then."""
        if self.grade_on(day) < 100:
            return None
        since = None
        for part in reversed([part for part in self.stretches if part.starts <= day]):
            touches = since is None or part.ends + ONE_DAY == since
            if not touches or self.grade_on(part.starts) < 100:
                break
            since = part.starts
        return since

    @property
    def may_reopen_until(self) -> date:
        """The last day the spell is open: the day after, so many free days have passed that it is closed."""
        return self.ends + timedelta(days=self.gap - 1)

    def is_open_on(self, day: date) -> bool:
        """Whether the walk up to a day has not closed the spell: fewer than `gap` free days so far."""
        return self.starts <= day <= self.may_reopen_until


def spells(periods: Iterable[Period], *, gap: int = JOINING_GAP, until: date | None = None) -> tuple[Spell, ...]:
    """Join a person's periods into spells, in order of date.

    1. A sick day joins the spell when fewer than `gap` days since its last counted day were free.
    2. Holiday and leave count like a sick day when they follow straight after one, otherwise they are free days.
    3. Work and days nobody registered, weekends too, are free days.
    """
    given = tuple(periods)
    groups: list[list[Stretch]] = []
    for part in stretches(given, until=until):
        free = (part.starts - groups[-1][-1].ends).days - 1 if groups else gap
        if part.kind is Kind.SICK and free >= gap:
            groups.append([part])
        elif part.kind is Kind.SICK or (part.kind is Kind.HOLIDAY and free == 0):
            groups[-1].append(part)
    return tuple(
        Spell(tuple(group), tuple(own), gap) for group, own in zip(groups, _shared_out(given, groups), strict=True)
    )


def _shared_out(periods: tuple[Period, ...], groups: list[list[Stretch]]) -> list[list[Period]]:
    """Give every spell the periods that touch its days."""
    ends = [group[-1].ends for group in groups]
    shared: list[list[Period]] = [[] for _group in groups]
    for period in periods:
        index = bisect_left(ends, period.starts)
        while index < len(groups) and groups[index][0].starts <= period.ends:
            shared[index].append(period)
            index += 1
    return shared
