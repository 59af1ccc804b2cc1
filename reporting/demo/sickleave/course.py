"""How absences come to a person through the years: short ones often, long ones seldom, more in winter. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from sickleave.choices import AbsenceKind

SEASON = (1.35, 1.3, 1.15, 0.95, 0.9, 0.85, 0.6, 0.8, 1.0, 1.1, 1.15, 1.1)
"""How likely an absence is to begin in each month; Norwegian municipalities are ill in winter."""
SHORT_A_YEAR, MEDIUM_A_YEAR, LONG_A_YEAR = 2.6, 1.15, 0.72
SELF_CERTIFIED_DAYS = (1, 1, 1, 2, 2, 3, 3, 4, 5, 8)
GRADES = (20, 40, 50, 50, 50, 60, 80)
LONGEST = 364
QUIET_DAYS = 20
"""Between two absences, so that most of them are cases of their own."""


@dataclass(frozen=True)
class Away:
    """One registered absence, both days inclusive; the grade in %."""

    kind: AbsenceKind
    starts: date
    ends: date
    grade: int = 100


def absences(chance: Random, first: date, today: date) -> Iterator[Away]:
    """Give a person's absences from a day until today, in order; a certificate may last beyond today."""
    frailty = chance.gammavariate(1.4, 1 / 1.4)
    day = first + timedelta(days=chance.randrange(60))
    yearly = (SHORT_A_YEAR + MEDIUM_A_YEAR + LONG_A_YEAR) * frailty
    while True:
        day += timedelta(days=1 + int(chance.expovariate(max(yearly, 0.05) / 365)))
        if day > today:
            return
        if chance.random() > SEASON[day.month - 1] / max(SEASON):
            continue
        for away in _one(chance, day):
            if away.starts > today:
                break
            yield away
            day = away.ends
        day += timedelta(days=QUIET_DAYS)


def _one(chance: Random, day: date) -> Iterator[Away]:
    kind = chance.choices(("short", "medium", "long", "child"), (SHORT_A_YEAR, MEDIUM_A_YEAR, LONG_A_YEAR, 0.5))[0]
    if kind == "child":
        yield Away(AbsenceKind.CHILD, day, day + timedelta(days=chance.choice((0, 0, 1, 2))))
        return
    if kind == "short":
        yield Away(AbsenceKind.SELF_CERTIFIED, day, day + timedelta(days=chance.choice(SELF_CERTIFIED_DAYS) - 1))
        return
    if chance.random() < 0.4:
        ends = day + timedelta(days=2)
        yield Away(AbsenceKind.SELF_CERTIFIED, day, ends)
        day = ends + timedelta(days=1)
    length = chance.randrange(5, 17) if kind == "medium" else min(LONGEST, 17 + int(chance.expovariate(1 / 75)))
    yield from certificates(chance, day, length)


def certificates(chance: Random, day: date, length: int) -> Iterator[Away]:
    """Give one certificate after another until so many days are covered; long ones are graded on the way back."""
    left, grade = length, 100
    is_graded = length > 28 and chance.random() < 0.6
    turns_at = length * chance.uniform(0.15, 0.6)
    while left > 0:
        days = min(left, chance.choice((14, 14, 21, 28)))
        if is_graded and length - left >= turns_at:
            grade = chance.choice(GRADES)
        yield Away(AbsenceKind.CERTIFIED, day, day + timedelta(days=days - 1), grade)
        day += timedelta(days=days)
        left -= days
