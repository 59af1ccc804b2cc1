"""The worked series, value by value, and the hand checks beside them."""

import json
from dataclasses import replace
from math import comb
from pathlib import Path

import pytest

from kvalitet.figures.choices import ChartKind, SignalKind
from kvalitet.figures.rules.anhoej import anhoej, least_crossings
from kvalitet.figures.rules.limits import RuleSet, Series
from kvalitet.figures.rules.reading import for_page, read
from kvalitet.figures.rules.series_json import read_json
from kvalitet.figures.rules.series_output import fields_of

DATA = (Path(__file__).parent / "worked_series.json").read_bytes()
WORKED = json.loads(DATA)
SERIES = {one.name: one for one in read_json(DATA, RuleSet())[0]}


@pytest.mark.parametrize("name", WORKED)
def test_every_field_is_as_worked_out(name):
    """[domain C, I3]"""
    found = fields_of(SERIES[name], read(SERIES[name].series))
    assert {key: found[key] for key in WORKED[name]} == WORKED[name]


@pytest.mark.parametrize("name", WORKED)
def test_the_four_rules_are_always_told(name):
    found = fields_of(SERIES[name], read(SERIES[name].series))
    assert {"outside", "run", "trend", "two_of_three"} <= found.keys()


def signals(reading, kind):
    return [(signal.points, signal.side, signal.completed) for signal in reading.signals if signal.kind == kind]


def test_a_run_is_dated_at_the_point_that_completed_it():
    reading = read(SERIES["S2"].series)
    assert signals(reading, SignalKind.RUN) == [(tuple(range(12, 23)), -1, 19)]
    seven = read(replace(SERIES["S2"].series, rules=RuleSet(run=7)))
    assert signals(seven, SignalKind.RUN) == [(tuple(range(12, 23)), -1, 18)]


def test_screening_leaves_out_the_largest_ranges_once():
    reading = read(replace(SERIES["S1"].series, rules=RuleSet(is_screened=True)))
    assert [round(one, 4) for one in (reading.now.mean_range, reading.now.upper[0], reading.now.lower[0])] == [
        0.4824,
        10.7331,
        8.1669,
    ]
    assert reading.flagged(SignalKind.OUTSIDE) == [15]


def test_a_phase_of_its_own_is_the_same_as_the_series_alone():
    """S2 cut at point 13 ends as S2b; nothing crosses the border."""
    reading = read(replace(SERIES["S2"].series, baseline=None, phases=[13]))
    alone = read(SERIES["S2b"].series)
    assert (reading.now.centre, reading.now.upper[0]) == (alone.now.centre, alone.now.upper[0])
    assert reading.signals == []


@pytest.mark.parametrize(
    ("points", "longest", "crossings"),
    [(10, 6, 2), (12, 7, 3), (16, 7, 4), (20, 7, 6), (24, 8, 8), (30, 8, 10), (36, 8, 13)],
)
def test_anhoej_allows_what_the_table_says(points, longest, crossings):
    """[domain C2]"""
    found = anhoej([1, -1] * (points // 2))
    assert (found.n, found.longest_max, found.crossings_min) == (points, longest, crossings)


def test_the_least_crossings_are_the_exact_quantile():
    for tosses in range(400):
        exact = next(k for k in range(tosses + 1) if 20 * sum(comb(tosses, i) for i in range(k + 1)) >= 2**tosses)
        assert least_crossings(tosses) == exact


def test_all_points_on_the_median_are_no_signal():
    found = anhoej([3, 3, 3])
    assert (found.n, found.longest, found.crossings, found.is_signal) == (0, 0, 0, False)


@pytest.mark.parametrize(
    ("values", "trend"),
    [
        ([1, 2, 3, 4, 5, 6], [(tuple(range(1, 7)), 1, 6)]),
        ([1, 2, 3, 4, 5], []),
        ([1, 2, 3, 3, 4, 5, 6], []),
        ([9, 8, 7, 6, 5, 4, 3, 9], [(tuple(range(1, 8)), -1, 6)]),
        ([1, 2, 3, 4, 5, 6, 5, 4, 3, 2, 1], [(tuple(range(1, 7)), 1, 6), (tuple(range(6, 12)), -1, 11)]),
    ],
)
def test_a_trend_needs_six_points_and_no_equal_neighbours(values, trend):
    assert signals(read(Series(values)), SignalKind.TREND) == trend


def test_two_of_three_flags_only_those_beyond_two_sigma():
    """Mean 5, mean range 1 up to point 12: two sigma is 1.7733."""
    calm = [4.5, 5.5] * 6
    for end, flagged in (([7, 5, 7], [13, 15]), ([7, 3, 7], [13, 15]), ([7, 5, 5, 7], []), ([7, 5, 3], [])):
        reading = read(Series([*calm, *end], baseline=12))
        assert reading.now.mean_range == 1
        assert reading.flagged(SignalKind.TWO_OF_THREE) == flagged


def test_a_point_on_the_line_neither_breaks_nor_adds_to_a_run():
    centred = [6.0, 4.0] * 6
    reading = read(Series([*centred, 4.5, 4.5, 5.0, 4.5, 4.5, 4.5, 5.0, 4.5, 4.5], baseline=12))
    assert signals(reading, SignalKind.RUN) == [((12, 13, 14, 16, 17, 18, 20, 21), -1, 21)]


def test_nothing_is_flagged_for_lying_on_a_limit():
    reading = read(Series([1, 1], n=[1, 1], kind=ChartKind.P))
    assert reading.signals == []


def test_hugging_is_off_unless_asked_for():
    values = [10, 0] * 6 + [5.1, 4.9] * 8
    assert read(Series(values)).flagged(SignalKind.HUGGING) == []
    assert read(Series(values, rules=RuleSet(hugging=15))).flagged(SignalKind.HUGGING) == list(range(13, 29))


def test_counts_have_poisson_limits():
    counts = read(Series([4] * 12, kind=ChartKind.C))
    assert (counts.now.centre, counts.now.upper[0], counts.now.lower[0]) == (4, 10, 0)
    rates = read(Series([4, 8], n=[1, 4], kind=ChartKind.U))
    assert rates.now.centre == pytest.approx(2.4)
    assert rates.now.upper[1] == pytest.approx(2.4 + 3 * (2.4 / 4) ** 0.5)


@pytest.mark.parametrize(
    ("size", "baseline", "kind"),
    [(5, None, ChartKind.RUN), (11, None, ChartKind.RUN), (12, None, ChartKind.XMR), (14, 11, ChartKind.RUN)],
)
def test_a_page_shows_no_limits_from_few_points(size, baseline, kind):
    """[domain C3]"""
    assert for_page(Series(list(range(size)), baseline=baseline)).kind == kind


def test_limits_are_stable_from_twenty_points():
    assert not read(Series(list(range(19)))).is_stable
    assert read(Series(list(range(20)))).is_stable
    assert not read(Series(list(range(30)), baseline=12)).is_stable
