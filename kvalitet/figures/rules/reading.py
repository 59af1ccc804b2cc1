"""A series read: limits, signals, and how much the number of points can carry."""

from collections.abc import Sequence
from dataclasses import dataclass

from kvalitet.figures.choices import ChartKind, SignalKind
from kvalitet.figures.rules.anhoej import Anhoej, anhoej
from kvalitet.figures.rules.limits import Phase, Series, moving_ranges, phases_of, tolerance
from kvalitet.figures.rules.signal_rules import Signal, signals_of

LINE_ONLY_BELOW, RUN_CHART_BELOW, STABLE_FROM = 6, 12, 20


@dataclass(frozen=True)
class Reading:
    """What a series says."""

    series: Series
    values: Sequence[float]
    phases: Sequence[Phase]
    signals: Sequence[Signal]
    ranges_above: Sequence[int]
    anhoej: Anhoej

    def flagged(self, kind: SignalKind) -> list[int]:
        """Return the numbers of the points a rule has flagged, in order."""
        return sorted({number for signal in self.signals if signal.kind == kind for number in signal.points})

    @property
    def now(self) -> Phase:
        """The phase that goes on."""
        return self.phases[-1]

    @property
    def is_stable(self) -> bool:
        """Whether the limits rest on enough points to be called stable."""
        ground = self.series.baseline if self.series.baseline and len(self.phases) == 1 else self.now.size
        return bool(self.now.sigma) and ground >= STABLE_FROM


def read(series: Series) -> Reading:
    """Compute what is asked, however few the points are."""
    values = series.values
    near = tolerance(values)
    phases = phases_of(series)
    found = [signal for phase in phases for signal in signals_of(values, phase, series.rules, near)]
    return Reading(
        series=series,
        values=values,
        phases=phases,
        signals=sorted(found, key=lambda signal: (signal.completed, signal.kind)),
        ranges_above=[number for phase in phases for number in _ranges_above(values, phase, near)],
        anhoej=anhoej(values),
    )


def _ranges_above(values: Sequence[float], phase: Phase, near: float) -> list[int]:
    """Return the points that jumped further from the one before than ordinary variation does."""
    if phase.range_upper is None:
        return []
    ranges = moving_ranges(values[phase.first - 1 : phase.last])
    return [phase.first + i for i, one in enumerate(ranges, start=1) if one > phase.range_upper + near]


def for_page(series: Series) -> Series:
    """Choose what a page may show: no limits from fewer than twelve points, no frozen baseline of fewer."""
    ground = series.baseline or len(series.x)
    if min(ground, len(series.x)) >= RUN_CHART_BELOW:
        return series
    return Series(x=series.x, n=series.n, kind=ChartKind.RUN, rules=series.rules)
