"""[S6] The season is taken out by what is usual for the month in other years; a real change stays."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kvalitet.figures.choices import SignalKind
from kvalitet.figures.rules.limits import Series
from kvalitet.figures.rules.reading import read
from sickleave.rules.season import adjusted, factors

YEAR = [10.5, 10.9, 9.8, 8.6, 8.2, 7.6, 6.0, 6.9, 8.1, 8.6, 9.2, 9.4]


def test_under_two_whole_years_nothing_is_said():
    assert factors(YEAR) is None
    assert factors(YEAR * 2 + [9.0]) is not None
    assert factors([None] * 12 + YEAR) is None
    assert factors([0.0] * 24) is None


def test_the_same_year_over_again_becomes_a_flat_line():
    by = factors(YEAR * 3)
    flat = adjusted(YEAR * 3, by)
    assert max(flat) - min(flat) == pytest.approx(0, abs=1e-9)


def test_a_winter_alone_gives_no_signal_when_the_season_is_out():
    """Raw months swing so much that the rules speak; adjusted ones with a little noise don't."""
    noise = [0.1, -0.2, 0.15, -0.05, 0.2, -0.15, 0.05, -0.1, 0.12, -0.18, 0.08, -0.02]
    months = [one * (1 + by) for one, by in zip(YEAR * 3, (noise + noise[5:] + noise[:5]) * 2, strict=False)][:36]
    raw = read(Series(YEAR * 3))
    quiet = read(Series(adjusted(months, factors(YEAR * 3))))
    assert raw.signals
    assert not [one for one in quiet.signals if one.kind in {SignalKind.OUTSIDE, SignalKind.RUN}]


def test_a_change_does_not_take_itself_away():
    """The last year lies a third lower: its factors are learnt from the years before, so all of it shows."""
    months = [*YEAR, *YEAR, *(one * 2 / 3 for one in YEAR)]
    values = adjusted(months, factors(YEAR * 3))
    assert read(Series(values, baseline=24)).flagged(SignalKind.RUN) or max(values[24:]) < min(values[:24])


def test_months_before_the_first_whole_year_get_a_factor_too():
    by = factors([9.4, *YEAR, *YEAR])
    assert by is not None
    assert by[0] == pytest.approx(by[12])


@settings(max_examples=1000)
@given(st.lists(st.floats(1, 30), min_size=24, max_size=40), st.floats(0.1, 10))
def test_factors_say_nothing_of_the_level(rates, scale):
    """Twice as much of everything is the same season; each month has one, and none is wild."""
    by, scaled = factors(rates), factors([one * scale for one in rates])
    assert len(by) == len(rates)
    assert all(0.25 <= one <= 4 for one in by)
    assert by == pytest.approx(scaled)
    assert len(list(pairwise(adjusted(rates, by)))) == len(rates) - 1
