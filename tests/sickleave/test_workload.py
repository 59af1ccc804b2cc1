"""What HR plans by: the weeks ahead, what was done in time, and what a small count may not tell. [S8]"""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sickleave.rules.workload import (
    Rate,
    heaviest,
    hidden_rows,
    is_repeated,
    load,
    rolled_up,
    weeks_ahead,
)

WEDNESDAY = date(2026, 11, 25)


def test_the_first_week_is_what_is_left_of_this_one():
    weeks = weeks_ahead(WEDNESDAY)
    assert len(weeks) == 8
    assert (weeks[0].starts, weeks[0].ends, weeks[0].number) == (WEDNESDAY, date(2026, 11, 29), 48)
    assert weeks[1].starts == date(2026, 11, 30)
    assert weeks[-1].number == 2  # 2026 has 53 weeks


@settings(max_examples=1000)
@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.lists(st.integers(-30, 90), max_size=8))
def test_every_step_within_the_weeks_is_counted_once(today, days):
    weeks = weeks_ahead(today)
    found = [("plan", today + timedelta(days=day), 1) for day in days]
    counts = load(weeks, found)
    inside = sum(today <= due <= weeks[-1].ends for _step, due, _count in found)
    assert sum(map(sum, counts.values())) == inside
    for place, week in enumerate(weeks):
        assert counts.get("plan", [0] * 8)[place] == sum(week.starts <= due <= week.ends for _s, due, _n in found)


def test_the_heaviest_week_is_the_first_of_several():
    weeks = weeks_ahead(WEDNESDAY)
    counts = load(weeks, [("plan", date(2026, 12, 1), 3), ("dm1", date(2026, 12, 9), 3)])
    assert heaviest(weeks, counts) == (weeks[1], 3)
    assert heaviest(weeks, {}) is None


def test_the_rate_counts_what_had_a_day_to_keep():
    rate = Rate(in_time=6, late=1, undone=1, excepted=4)
    assert (rate.of, rate.share) == (8, 0.75)
    assert Rate(excepted=3).share is None


def test_units_are_summed_under_the_nearest_of_the_paths():
    sums = rolled_up([("aaaabbbb", Rate(1)), ("aaaabbbbcccc", Rate(2)), ("aaaadddd", Rate(4))], ["aaaa", "aaaabbbb"])
    assert {path: rate.in_time for path, rate in sums.items()} == {"aaaa": 4, "aaaabbbb": 3}


@pytest.mark.parametrize(
    ("people", "hidden"),
    [([7, 9], set()), ([3, 9, 20], {0, 1}), ([2, 2, 9], {0, 1, 2}), ([3, 4, 9], {0, 1}), ([3], {0}), ([0, 8], set())],
)
def test_few_people_are_hidden_and_cannot_be_reckoned(people, hidden):
    assert hidden_rows(people, 5) == hidden


@settings(max_examples=1000)
@given(st.lists(st.integers(0, 12), max_size=8))
def test_what_is_hidden_together_is_never_few_when_others_are_shown(people):
    hidden = hidden_rows(people, 5)
    assert all(place in hidden for place, count in enumerate(people) if 0 < count < 5)
    if hidden and any(count for place, count in enumerate(people) if place not in hidden):
        assert sum(people[place] for place in hidden) >= 5
        assert len(hidden) > 1


@pytest.mark.parametrize(
    ("spells", "repeated"),
    [([20] * 5, True), ([19] * 5, False), ([25] * 4, False), ([150, 150], True), ([299], False), ([15] * 30, False)],
)
def test_repeated_absence_is_navs_flag(spells, repeated):
    """domain.md A3: five spells and 100 days, or two and 300, of 16 days or more within 36 months."""
    ends = date(2026, 6, 1)
    assert is_repeated([(ends, days) for days in spells], WEDNESDAY) is repeated
    assert not is_repeated([(date(2023, 11, 24), days) for days in spells], WEDNESDAY)
