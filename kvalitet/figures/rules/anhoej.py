"""Anhøj's two rules for a run chart: a run that is too long, or too few crossings of the median."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import exp, lgamma, log, log2
from statistics import median

from kvalitet.figures.rules.limits import tolerance
from kvalitet.figures.rules.signal_rules import side_of


@dataclass(frozen=True)
class Anhoej:
    """What was counted among the points that don't lie on the median, and what chance allows."""

    median: float
    n: int
    longest: int
    longest_max: int
    crossings: int
    crossings_min: int

    @property
    def is_signal(self) -> bool:
        """Whether chance alone is a poor explanation."""
        return self.longest > self.longest_max or self.crossings < self.crossings_min


def anhoej(values: Sequence[float]) -> Anhoej:
    """Count runs and crossings around the median of all points."""
    line, near = float(median(values)), tolerance(values)
    sides = [side for value in values if (side := side_of(value, line, near))]
    return Anhoej(
        median=line,
        n=len(sides),
        longest=max((sum(1 for _ in run) for _, run in groupby(sides)), default=0),
        longest_max=round(log2(len(sides))) + 3 if sides else 0,
        crossings=sum(before != after for before, after in pairwise(sides)),
        crossings_min=least_crossings(len(sides) - 1) if sides else 0,
    )


def least_crossings(tosses: int, share: float = 0.05) -> int:
    """Return the smallest count that heads in so many tosses stay at or below with at least the given probability."""
    total = 0.0
    for heads in range(tosses + 1):
        total += exp(lgamma(tosses + 1) - lgamma(heads + 1) - lgamma(tosses - heads + 1) - tosses * log(2))
        if total >= share:
            return heads
    return 0
