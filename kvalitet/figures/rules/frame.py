"""What a series is about: the names of its points, which way is good, what one aims at."""

from collections.abc import Sequence
from dataclasses import dataclass

from kvalitet.figures.choices import Better, Period


@dataclass(frozen=True)
class Started:
    """A measure that began at a point (from 1): drawn as a line with its name."""

    point: int
    name: str


@dataclass(frozen=True)
class Frame:
    """All that is not a number of the series itself."""

    title: str
    labels: Sequence[str] = ()
    period: Period = Period.POINT
    better: Better = Better.NEITHER
    target: float | None = None
    unit: str = ""
    measures: Sequence[Started] = ()
    urls: Sequence[str] = ()
    """Where the rows behind each point are."""
    is_share: bool = False
    """Values are shares of one, written as percent."""
