"""The days of one person: what was registered, laid out as ranges that never overlap. [S1]"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

ONE_DAY = timedelta(days=1)
SATURDAY = 5


class Kind(StrEnum):
    SICK = "S"
    HOLIDAY = "F"
    WORK = "W"


@dataclass(frozen=True)
class Period:
    """A registered period, both ends included; the grade counts for sick days alone."""

    kind: Kind
    starts: date
    ends: date
    grade: int = 100
    is_self_certified: bool = False

    def __post_init__(self) -> None:
        if self.ends < self.starts:
            raise ValueError(f"a period ends {self.ends} before it starts {self.starts}")


class Stretch(NamedTuple):
    """Days in a row of one kind and grade; no two stretches of a person overlap or touch with the same content."""

    kind: Kind
    starts: date
    ends: date
    grade: int

    @property
    def days(self) -> int:
        return (self.ends - self.starts).days + 1


def stretches(periods: Iterable[Period], *, until: date | None = None) -> tuple[Stretch, ...]:
    """Lay the periods out as stretches in order of date; days no period covers are in none of them.

    Where periods overlap, the most absence wins: sick before holiday before work, and the highest grade. A day is a
    workday only when it is one in every position (domain.md A2.4).
    """
    found: list[Stretch] = []
    for stretch in _swept(periods, until):
        last = found[-1] if found else None
        touches = last is not None and last.ends + ONE_DAY == stretch.starts
        if last and touches and (last.kind, last.grade) == (stretch.kind, stretch.grade):
            found[-1] = last._replace(ends=stretch.ends)
        else:
            found.append(stretch)
    return tuple(found)


def _swept(periods: Iterable[Period], until: date | None) -> Iterator[Stretch]:
    """Walk the days where something begins or ends, and tell what holds between them."""
    changes: list[tuple[date, int, Kind, int]] = []
    for period in periods:
        grade = period.grade if period.kind is Kind.SICK else 0
        changes.append((period.starts, 1, period.kind, grade))
        changes.append((period.ends + ONE_DAY, -1, period.kind, grade))
    changes.sort(key=lambda change: change[0])
    running: Counter[tuple[Kind, int]] = Counter()
    since: date | None = None
    for day, difference, kind, grade in changes:
        if since is not None and since < day and (holds := _most_absent(running)):
            ends = day - ONE_DAY if until is None else min(day - ONE_DAY, until)
            if since <= ends:
                yield Stretch(holds[0], since, ends, holds[1])
        running[kind, grade] += difference
        if not running[kind, grade]:
            del running[kind, grade]
        since = day


def _most_absent(running: Counter[tuple[Kind, int]]) -> tuple[Kind, int] | None:
    if len(running) <= 1:
        return next(iter(running), None)
    for kind in (Kind.SICK, Kind.HOLIDAY, Kind.WORK):
        grades = [grade for held, grade in running if held is kind]
        if grades:
            return kind, max(grades)
    return None


def weekdays_between(starts: date, ends: date) -> int:
    """Count Monday to Friday, public holidays included, both ends included."""
    if ends < starts:
        return 0
    weeks, rest = divmod((ends - starts).days + 1, 7)
    return weeks * 5 + sum((starts.weekday() + n) % 7 < SATURDAY for n in range(rest))


def add_weekdays(day: date, days: int) -> date:
    """Return the day that lies so many weekdays after; `days` may be 0, and the day itself is a weekday then."""
    weeks, rest = divmod(days, 5)
    day += timedelta(weeks=weeks)
    while rest:
        day += ONE_DAY
        rest -= day.weekday() < SATURDAY
    return day


def is_weekend(starts: date, ends: date) -> bool:
    """Whether the range holds Saturday and Sunday alone."""
    return starts <= ends and weekdays_between(starts, ends) == 0
