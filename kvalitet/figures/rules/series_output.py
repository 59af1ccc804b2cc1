"""A reading as the fields of a file. Numbers are rounded here and nowhere else."""

from collections.abc import Sequence
from typing import Any

from kvalitet.figures.choices import ChartKind, SignalKind
from kvalitet.figures.rules.limits import Phase
from kvalitet.figures.rules.reading import Reading
from kvalitet.figures.rules.series_json import Named

KEPT = ("title", "n", "x", "baseline", "chart", "phases")
DECIMALS, SHARE_DECIMALS = 4, 6
COUNTED = frozenset({ChartKind.P, ChartKind.U, ChartKind.C})


def fields_of(named: Named, reading: Reading) -> dict[str, Any]:
    """Return what was given and what was computed; with phases the single numbers are those of the last one."""
    kind = reading.series.kind
    found: dict[str, Any] = {key: named.given[key] for key in KEPT if key in named.given}
    found |= _limits(kind, reading.phases if kind in COUNTED else [reading.now])
    if kind in {ChartKind.P, ChartKind.U}:
        found[kind.value] = _rounded(reading.values)
    for signal in SignalKind:
        if signal != SignalKind.HUGGING or reading.series.rules.hugging:
            found[signal.value] = reading.flagged(signal)
    if kind not in COUNTED:
        found["mr_above"] = list(reading.ranges_above)
        found["anhoej"] = _anhoej(reading)
    if len(reading.phases) > 1:
        found["limits"] = [{"first": one.first, "last": one.last, **_limits(kind, [one])} for one in reading.phases]
    return found


def _limits(kind: ChartKind, phases: Sequence[Phase]) -> dict[str, Any]:
    """One number for all points, or one for each where the groups differ in size."""
    last = phases[-1]
    if kind in COUNTED:
        return {
            "cl": round(last.centre, SHARE_DECIMALS),
            "lcl": _rounded([one for phase in phases for one in phase.lower]),
            "ucl": _rounded([one for phase in phases for one in phase.upper]),
        }
    return {
        "cl": _number(last.centre),
        "mr": _number(last.mean_range),
        "ucl": _number(last.upper[0] if last.upper else None),
        "lcl": _number(last.lower[0] if last.lower else None),
        "mr_ucl": _number(last.range_upper),
    }


def _anhoej(reading: Reading) -> dict[str, Any]:
    found = reading.anhoej
    return {
        "median": _number(found.median),
        "n": found.n,
        "longest": found.longest,
        "longest_max": found.longest_max,
        "crossings": found.crossings,
        "crossings_min": found.crossings_min,
        "signal": found.is_signal,
    }


def _number(value: float | None) -> float | None:
    return None if value is None else round(value, DECIMALS) + 0.0


def _rounded(values: Sequence[float]) -> list[float]:
    return [round(value, DECIMALS) for value in values]
