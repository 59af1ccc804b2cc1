"""[D12] A unit is held against its own history, and silence is a signal."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deviations.rules import rates, silence
from deviations.rules.rates import Against, Point, Step

TODAY = date(2026, 11, 22)


def months(*counts: int, fte: float = 40, first: date = date(2024, 1, 1)) -> list[Point]:
    points = []
    for index, count in enumerate(counts):
        year, month = divmod(first.month - 1 + index, 12)
        points.append(Point(date(first.year + year, month + 1, 1), count, fte))
    return points


def test_a_rate_is_reports_per_hundred_posts_a_month():
    """Six reports in three months of 40 posts: 6 / 120 · 100 = 5."""
    assert rates.rate_of(6, 3 * 40) == 5
    assert rates.rate_of(6, 0) is None


@pytest.mark.parametrize(
    ("fte", "step"), [(20, Step.MONTH), (19.9, Step.TERTIAL), (5, Step.TERTIAL), (4.9, Step.NONE), (0, Step.NONE)]
)
def test_small_units_are_seen_over_longer_periods(fte, step):
    assert rates.step_for(fte) == step


def test_months_become_whole_tertials():
    """March 2024 to February 2025: May–August and September–December are whole."""
    points = months(*range(1, 13), first=date(2024, 3, 1))
    found = rates.by_tertial(points)
    assert [(one.starts, one.count, one.fte) for one in found] == [
        (date(2024, 5, 1), 3 + 4 + 5 + 6, 40),
        (date(2024, 9, 1), 7 + 8 + 9 + 10, 40),
    ]


def test_chance_of_so_few_is_that_of_poisson():
    """e⁻² (1 + 2) = 0.406."""
    assert rates.at_most(1, 2) == pytest.approx(0.40600585)
    assert rates.at_most(0, 0) == 1


@given(st.integers(0, 60), st.floats(0.1, 60))
def test_chance_grows_with_the_count_and_never_passes_one(count, expected):
    assert 0 <= rates.at_most(count, expected) <= rates.at_most(count + 1, expected) <= 1


@pytest.mark.parametrize(
    ("count", "expected", "against"),
    [
        (0, 4.0, Against.TOO_FEW),
        (0, 4.7, Against.FEWER),
        (1, 4.7, Against.AS_BEFORE),
        (10, 10.0, Against.AS_BEFORE),
        (3, 10.0, Against.AS_BEFORE),
        (2, 10.0, Against.FEWER),
        (19, 10.0, Against.MORE),
        (18, 10.0, Against.AS_BEFORE),
        (5, 1.0, Against.MORE),
        (2, 1.0, Against.TOO_FEW),
        (900, 1000.0, Against.AS_BEFORE),
        (790, 1000.0, Against.FEWER),
        (1260, 1000.0, Against.MORE),
    ],
)
def test_a_count_is_held_against_what_is_usual_here(count, expected, against):
    assert rates.against_own(count, expected) == against


def test_what_to_expect_follows_the_posts():
    """24 reports in 12 months of 40 posts are 0.05 a post and month; 30 posts for two months give 3."""
    assert rates.expected_of(months(*[2] * 12), 2 * 30) == 3
    assert rates.expected_of([], 60) is None


def test_a_month_far_below_the_normal_is_found():
    """Ten a month for a year, then two: the chance is 0.0028."""
    found = rates.low_months(months(*[10] * 12, 2, 10))
    assert [(one.starts, one.count) for one in found] == [(date(2025, 1, 1), 2)]


def test_a_unit_that_has_always_reported_little_is_not_called_silent():
    rare = silence.Rhythm(1, TODAY - timedelta(days=700), TODAY - timedelta(days=94), 5)
    assert silence.silences([rare], TODAY) == {}


def test_a_unit_that_used_to_report_is_told_of():
    """61 days with reports over 1,200 days: every 20th. 94 days are more than 4.6 · 20."""
    known = silence.Rhythm(7, TODAY - timedelta(days=1294), TODAY - timedelta(days=94), 61)
    assert silence.silences([known], TODAY) == {7: silence.Silence(7, days=94, usual=20)}
    later = silence.Rhythm(7, TODAY - timedelta(days=1290), TODAY - timedelta(days=90), 61)
    assert silence.silence_of(later, TODAY) is None


def test_few_reports_say_nothing_of_how_often():
    assert silence.Rhythm(1, TODAY - timedelta(days=400), TODAY - timedelta(days=300), 4).usual is None


def test_a_month_is_the_least_that_is_called_silence():
    """Every day as a rule; a week of holiday is no signal."""
    busy = silence.Rhythm(1, TODAY - timedelta(days=200), TODAY - timedelta(days=29), 150)
    assert silence.silence_of(busy, TODAY) is None
