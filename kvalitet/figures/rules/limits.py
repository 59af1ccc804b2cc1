"""Centre line and limits of each phase of a series; nothing is rounded here."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import fsum, sqrt, ulp
from statistics import median

from kvalitet.figures.choices import ChartKind

K = 2.66  # 3 / d2, where d2 = 1.128 for ranges of two
D4 = 3.268
SCREEN = 3.267  # a moving range from here on is left out of a screened mean
TOLERANCE = 1e-9
FROZEN_FROM = 12  # a baseline of fewer points is provisional


@dataclass(frozen=True)
class RuleSet:
    """Which rules speak. A `hugging` of 0 is off; screening leaves out the largest moving ranges once."""

    run: int = 8
    trend: int = 6
    hugging: int = 0
    is_screened: bool = False


@dataclass(frozen=True)
class Series:
    """Points in time. `phases` are the numbers of the points (from 1) that begin a new phase.

    `baseline` freezes the limits of the first phase to its first points.
    """

    x: Sequence[float]
    n: Sequence[float] = ()
    kind: ChartKind = ChartKind.XMR
    baseline: int | None = None
    phases: Sequence[int] = ()
    rules: RuleSet = field(default=RuleSet())

    @property
    def values(self) -> list[float]:
        """What is drawn: shares and rates where there is something to divide by."""
        if self.n and self.kind in {ChartKind.P, ChartKind.U, ChartKind.RUN}:
            return [x / n for x, n in zip(self.x, self.n, strict=True)]
        return list(self.x)


@dataclass(frozen=True)
class Phase:
    """Limits from one point to another, both included and counted from 1.

    `upper` and `lower` are cut to what is possible; `sigma` is not, so that the inner lines stay where they belong.
    """

    first: int
    last: int
    centre: float
    upper: Sequence[float] = ()
    lower: Sequence[float] = ()
    sigma: Sequence[float] = ()
    mean_range: float | None = None

    @property
    def range_upper(self) -> float | None:
        """The upper limit of the moving ranges."""
        return None if self.mean_range is None else D4 * self.mean_range

    @property
    def size(self) -> int:
        """How many points it has."""
        return self.last - self.first + 1


def tolerance(values: Sequence[float]) -> float:
    """How near counts as on the line: 1e-9, or what numbers of this size can hold."""
    return max(TOLERANCE, 8 * ulp(max(map(abs, values), default=0.0)))


def moving_ranges(values: Sequence[float]) -> list[float]:
    """How far each point lies from the one before."""
    return [abs(after - before) for before, after in pairwise(values)]


def mean(values: Sequence[float]) -> float:
    """The mean, without the rounding that grows with the number of points."""
    return fsum(values) / len(values)


def phases_of(series: Series) -> list[Phase]:
    """Compute each phase by itself."""
    starts = [1, *series.phases]
    ends = [start - 1 for start in series.phases] + [len(series.x)]
    return [
        _phase(series, first, last, series.baseline if number == 0 else None)
        for number, (first, last) in enumerate(zip(starts, ends, strict=True))
    ]


def _phase(series: Series, first: int, last: int, baseline: int | None) -> Phase:
    x = series.x[first - 1 : last]
    ground = x[:baseline] if baseline else x
    match series.kind:
        case ChartKind.XMR:
            return _xmr(first, last, ground, is_screened=series.rules.is_screened)
        case ChartKind.P:
            n = series.n[first - 1 : last]
            share = fsum(ground) / fsum(n[: len(ground)])
            sigma = [sqrt(share * (1 - share) / size) for size in n]
            return _cut(first, last, share, sigma, most=1.0)
        case ChartKind.U:
            n = series.n[first - 1 : last]
            rate = fsum(ground) / fsum(n[: len(ground)])
            return _cut(first, last, rate, [sqrt(rate / size) for size in n])
        case ChartKind.C:
            count = mean(ground)
            return _cut(first, last, count, [sqrt(count)] * len(x))
        case ChartKind.RUN:
            shown = series.values[first - 1 : last]
            return Phase(first, last, float(median(shown[:baseline] if baseline else shown)))


def _xmr(first: int, last: int, ground: Sequence[float], *, is_screened: bool) -> Phase:
    """Take sigma from the moving ranges, never from the spread of all points: special causes would widen it."""
    ranges = moving_ranges(ground)
    if not ranges:
        raise ValueError("A phase of one point has no moving range.")
    mean_range = mean(ranges)
    if is_screened:
        mean_range = mean([one for one in ranges if one < SCREEN * mean_range] or ranges)
    centre, size = mean(ground), last - first + 1
    return Phase(
        first,
        last,
        centre,
        [centre + K * mean_range] * size,
        [centre - K * mean_range] * size,
        [K * mean_range / 3] * size,
        mean_range,
    )


def _cut(first: int, last: int, centre: float, sigma: Sequence[float], *, most: float | None = None) -> Phase:
    """Counts and shares are never below 0, and a share is never above 1."""
    upper = [centre + 3 * one if most is None else min(centre + 3 * one, most) for one in sigma]
    return Phase(first, last, centre, upper, [max(centre - 3 * one, 0.0) for one in sigma], sigma)
