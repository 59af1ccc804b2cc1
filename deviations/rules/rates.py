"""Reporting seen against a unit's own history: rates per 100 full-time posts, months out of the ordinary. Pure. [D12]

Units are never compared with each other: who reports much may be who looks after things.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import islice
from math import exp, lgamma, log, sqrt
from statistics import NormalDist

MONTHS_FROM_FTE, TERTIALS_FROM_FTE = 20.0, 5.0
RARE = 0.01
MANY = 200
FEWER_THAN, MORE_THAN = 0.8, 1.25
"""Among thousands every small difference is certain; what is told must matter too."""
MONTHS_IN_TERTIAL = 4


class Step(StrEnum):
    """How long the periods of a rate are: so long that a period holds something to count."""

    MONTH = "month"
    TERTIAL = "tertial"
    NONE = "none"


class Against(StrEnum):
    """How a period stands against the unit's own normal."""

    AS_BEFORE = "as_before"
    FEWER = "fewer"
    MORE = "more"
    TOO_FEW = "too_few"


@dataclass(frozen=True)
class Point:
    """What was reported in a period that begins on a day, and the full-time posts there were."""

    starts: date
    count: int
    fte: float

    @property
    def hundreds(self) -> float:
        """What the count is divided by."""
        return self.fte / 100


def rate_of(count: float, fte_months: float) -> float | None:
    """Return reports per 100 full-time posts a month; None where nobody works."""
    return 100 * count / fte_months if fte_months > 0 else None


def step_for(fte: float) -> Step:
    """Choose the length of the periods by the size of the unit; under five posts nothing is drawn."""
    if fte >= MONTHS_FROM_FTE:
        return Step.MONTH
    return Step.TERTIAL if fte >= TERTIALS_FROM_FTE else Step.NONE


def by_tertial(months: Sequence[Point]) -> list[Point]:
    """Put months together to tertials; months before the first whole tertial and after the last are left out."""
    start = next((i for i, one in enumerate(months) if (one.starts.month - 1) % MONTHS_IN_TERTIAL == 0), len(months))
    rest = iter(months[start:])
    found = []
    while len(part := list(islice(rest, MONTHS_IN_TERTIAL))) == MONTHS_IN_TERTIAL:
        fte = sum(one.fte for one in part) / MONTHS_IN_TERTIAL
        found.append(Point(part[0].starts, sum(one.count for one in part), fte))
    return found


def at_most(count: int, expected: float) -> float:
    """Return how likely it is to see so few, or fewer, where `expected` is what is usual (Poisson)."""
    if count < 0:
        return 0.0
    if expected <= 0:
        return 1.0
    if expected > MANY:
        return NormalDist().cdf((count + 0.5 - expected) / sqrt(expected))
    return min(1.0, sum(exp(k * log(expected) - expected - lgamma(k + 1)) for k in range(count + 1)))


def against_own(count: int, expected: float) -> Against:
    """Say how a count stands against what the unit's own history makes one expect."""
    is_more = 1 - at_most(count - 1, expected) <= RARE and count >= MORE_THAN * expected
    if at_most(0, expected) > RARE:  # even silence would be ordinary
        return Against.MORE if is_more else Against.TOO_FEW
    if at_most(count, expected) <= RARE and count <= FEWER_THAN * expected:
        return Against.FEWER
    return Against.MORE if is_more else Against.AS_BEFORE


def expected_of(history: Sequence[Point], fte_months: float) -> float | None:
    """Return what the history makes one expect of as many posts and months; None without a history."""
    before = sum(one.fte for one in history)
    return sum(one.count for one in history) * fte_months / before if before > 0 else None


def low_months(points: Sequence[Point], *, history: int = 12) -> list[Point]:
    """Return the months far below what the months before them make one expect, the newest first."""
    found = []
    for index in range(history, len(points)):
        expected = expected_of(points[index - history : index], points[index].fte)
        if expected is not None and against_own(points[index].count, expected) == Against.FEWER:
            found.append(points[index])
    return found[::-1]
