"""What must hold for every series there could be."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvalitet.figures.choices import ChartKind, SignalKind
from kvalitet.figures.rules.frame import Frame
from kvalitet.figures.rules.limits import RuleSet, Series
from kvalitet.figures.rules.reading import read
from kvalitet.figures.words import Teller

tenths = st.integers(min_value=-500, max_value=500).map(lambda whole: whole / 8)
rows = st.lists(tenths, min_size=2, max_size=60)
KINDS = list(SignalKind)


def flags(values, **options):
    reading = read(Series(values, **options))
    return {kind: reading.flagged(kind) for kind in KINDS}


@given(rows, st.integers(min_value=-64, max_value=64))
def test_moving_a_series_moves_the_limits_and_no_signal(values, by):
    moved = read(Series([value + by for value in values]))
    still = read(Series(values))
    assert moved.now.centre == pytest.approx(still.now.centre + by)
    assert moved.now.mean_range == pytest.approx(still.now.mean_range)
    assert moved.signals == still.signals


@given(rows, st.sampled_from([0.25, 2, 16, 1024]))
def test_another_unit_of_measure_changes_no_signal(values, factor):
    assert flags([value * factor for value in values]) == flags(values)


@given(rows)
def test_a_series_upside_down_has_the_same_signals_the_other_way(values):
    up, down = read(Series(values)), read(Series([-value for value in values]))
    turned = {(one.kind, one.points, -one.side) for one in down.signals}
    assert {(one.kind, one.points, one.side) for one in up.signals} == turned


@given(rows)
def test_a_series_backwards_has_the_same_points_outside_and_in_runs(values):
    forwards, backwards = flags(values), flags(values[::-1])
    for kind in (SignalKind.OUTSIDE, SignalKind.RUN, SignalKind.TREND, SignalKind.TWO_OF_THREE):
        assert sorted(len(values) + 1 - number for number in backwards[kind]) == forwards[kind]


@given(rows)
def test_flags_are_points_of_the_series_in_order(values):
    for numbers in flags(values, rules=RuleSet(hugging=3)).values():
        assert numbers == sorted(set(numbers))
        assert all(1 <= number <= len(values) for number in numbers)


@given(st.lists(tenths, min_size=12, max_size=30), st.lists(tenths, max_size=20))
def test_later_points_never_move_frozen_limits(ground, later):
    alone, followed = read(Series(ground)), read(Series(ground + later, baseline=len(ground)))
    assert (alone.now.centre, alone.now.mean_range) == (followed.now.centre, followed.now.mean_range)


@given(tenths, st.integers(min_value=2, max_value=60))
def test_a_series_that_never_changes_has_no_signal(value, size):
    for kind in (ChartKind.XMR, ChartKind.RUN):
        assert read(Series([value] * size, kind=kind)).signals == []


@given(rows, st.data())
def test_nothing_crosses_a_phase_border(values, data):
    start = data.draw(st.integers(min_value=3, max_value=max(3, len(values) - 1)))
    if len(values) - start < 1:
        return
    reading = read(Series(values, phases=[start]))
    for signal in reading.signals:
        assert len({number >= start for number in signal.points}) == 1
    second = read(Series(values[start - 1 :]))
    assert reading.now.centre == second.now.centre


@given(rows)
def test_the_limits_are_those_of_exact_arithmetic(values):
    """Computed once more with fractions, by the formulas as they stand."""
    exact = [Fraction(value) for value in values]
    centre = sum(exact) / len(exact)
    ranges = [abs(after - before) for before, after in pairwise(exact)]
    reach = Fraction(266, 100) * sum(ranges) / len(ranges)
    reading = read(Series(values))
    assert reading.now.upper[0] == pytest.approx(float(centre + reach))
    outside = [number for number, value in enumerate(exact, 1) if abs(value - centre) > reach + Fraction(1, 10**9)]
    assert reading.flagged(SignalKind.OUTSIDE) == outside


@given(st.lists(tenths, min_size=2, max_size=40))
def test_the_rules_are_those_of_a_slow_search(values):
    """Runs and trends found by looking at every stretch."""
    centre = sum(Fraction(value) for value in values) / len(values)
    off = [(number, value > centre) for number, value in enumerate(values, 1) if value != centre]
    runs, trends = set(), set()
    for start in range(len(off) - 7):
        stretch = off[start : start + 8]
        runs |= {number for number, _ in stretch} if len({side for _, side in stretch}) == 1 else set()
    for start in range(len(values) - 5):
        stretch = values[start : start + 6]
        steps = {(after > before) - (after < before) for before, after in pairwise(stretch)}
        trends |= set(range(start + 1, start + 7)) if steps in ({1}, {-1}) else set()
    found = flags(values)
    assert (set(found[SignalKind.RUN]), set(found[SignalKind.TREND])) == (runs, trends)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 40)), min_size=1, max_size=30))
def test_limits_of_shares_are_shares(pairs):
    x, n = [min(pair) for pair in pairs], [max(*pair, 1) for pair in pairs]
    reading = read(Series(x, n=n, kind=ChartKind.P))
    assert all(0 <= lower <= reading.now.centre + 1e-12 for lower in reading.now.lower)
    assert all(reading.now.centre - 1e-12 <= upper <= 1 for upper in reading.now.upper)


@given(rows)
def test_there_is_always_something_to_say(values):
    told = Teller(read(Series(values)), Frame("Serie"))
    assert told.conclusion().endswith(".")
    assert told.notes()
