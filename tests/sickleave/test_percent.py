"""[S6] The definition of SSB, by every worked example of domain.md I4, and what always holds."""

from datetime import date
from decimal import Decimal as D

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kvalitet.calendar.workdays import count_working_days
from sickleave.rules.cost import cost_of
from sickleave.rules.percent import (
    Sums,
    added,
    agreed_days,
    is_short,
    lost_days,
    nav_percent,
    percent_of,
    points_between,
    presence_of,
)

CASES = [
    ("E1", "21", [(5, "1", "1")], "23.81"),
    ("E2", "16", [(10, "0.8", "1")], "50.00"),
    ("E4", "204.75", [(20, "1", "1"), (30, "0.75", "0.4"), (3, "0.5", "1")], "14.90"),
    ("E5", "1200", [(30, "1", "1"), (45, "1", "1"), (36, "1", "1")], "9.25"),
    ("E6", "19", [(2, "1", "1")], "10.53"),
]


@pytest.mark.parametrize(("name", "agreed", "absences", "percent"), CASES)
def test_the_worked_examples(name, agreed, absences, percent):
    lost = sum(lost_days(days, post_percent=D(share) * 100, grade=D(grade) * 100) for days, share, grade in absences)
    assert round(percent_of(lost, D(agreed)), 2) == D(percent)


def test_e1_and_e2_from_the_calendar():
    january = agreed_days(date(2026, 1, 1), date(2026, 1, 31), post_percent=D(100))
    february = agreed_days(date(2026, 2, 1), date(2026, 2, 28), post_percent=D(80))
    assert (january, february) == (21, 16)


def test_e4_splits_into_kinds_that_add_up_and_rounds_as_nav_does():
    certified = lost_days(20, post_percent=100) + lost_days(30, post_percent=75, grade=40)
    own = lost_days(3, post_percent=50)
    agreed = sum(
        agreed_days(date(2026, 1, 1), date(2026, 3, 31), post_percent=D(share)) for share in (100, 100, 75, 50)
    )
    assert (certified + own, agreed) == (D("30.5"), D("204.75"))
    assert round(percent_of(certified + own, agreed), 3) == D("14.896")
    assert nav_percent(certified + own, agreed) == D("14.9")
    assert round(percent_of(certified, agreed), 3) == D("14.164")
    assert round(percent_of(own, agreed), 3) == D("0.733")
    assert percent_of(certified, agreed) + percent_of(own, agreed) == pytest.approx(percent_of(certified + own, agreed))


def test_e5_is_sum_over_sum_and_never_the_mean_of_percents():
    months = [Sums(agreed=D(agreed), lost_self=D(lost)) for lost, agreed in ((30, 400), (45, 380), (36, 420))]
    whole = added(months)
    assert percent_of(whole.lost, whole.agreed) == D("9.25")
    mean = sum(percent_of(one.lost, one.agreed) for one in months) / 3
    assert D("9.304") < mean < D("9.305")


def test_e6_easter_counts_two_of_nineteen():
    days = count_working_days(date(2026, 4, 1), date(2026, 4, 7))
    april = agreed_days(date(2026, 4, 1), date(2026, 4, 30), post_percent=D(100))
    assert (days, april) == (2, 19)
    assert round(percent_of(lost_days(days, post_percent=100), april), 2) == D("10.53")


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2025, (22, 20, 21, 19, 20, 20, 23, 21, 22, 23, 20, 21)),
        (2026, (21, 20, 22, 19, 18, 22, 23, 21, 22, 22, 21, 22)),
        (2027, (20, 20, 20, 22, 19, 22, 22, 22, 22, 21, 22, 23)),
    ],
)
def test_working_days_of_each_month(year, days):
    """domain.md B4."""
    ends = [date(year + month // 12, month % 12 + 1, 1) for month in range(1, 13)]
    found = [
        count_working_days(date(year, month, 1), date.fromordinal(ends[month - 1].toordinal() - 1))
        for month in range(1, 13)
    ]
    assert tuple(found) == days


def test_nav_rounds_the_share_half_up():
    assert nav_percent(D("1.15"), D(100)) == D("1.2")
    assert nav_percent(D("0.0445"), D(1)) == D("4.5")
    assert nav_percent(D(1), D(0)) is None


def test_a_case_is_short_until_its_sixteenth_day():
    assert (is_short(1), is_short(16), is_short(17)) == (True, True, False)


def test_without_agreed_days_there_is_no_percent():
    assert percent_of(D(0), D(0)) is None
    assert presence_of(D(0), D(0)) is None
    assert points_between(D(5), None) is None


amounts = st.decimals(min_value=0, max_value=1000, places=3, allow_nan=False)


@settings(max_examples=1000)
@given(st.lists(st.tuples(amounts, amounts, amounts), min_size=1, max_size=4))
def test_sum_over_sum_lies_between_the_smallest_and_the_largest(rows):
    """Presence and absence are all there is; kinds add up; a sum never leaves the span of its parts."""
    parts = [Sums(agreed=a + b + c + 1, lost_self=b, lost_certified=c) for a, b, c in rows]
    whole = added(parts)
    percents = [percent_of(one.lost, one.agreed) for one in parts]
    total = percent_of(whole.lost, whole.agreed)
    assert min(percents) - D("1e-9") <= total <= max(percents) + D("1e-9")
    assert total + presence_of(whole.lost, whole.agreed) == 100
    assert 0 <= total < 100
    assert whole - added(parts[1:]) == parts[0]


def test_cost_follows_its_formula():
    """100 days at 2,900 kroner, and 60 of them covered by substitutes: 290,000 + 174,000."""
    found = cost_of(D(100), day_cost=2900, substitute_percent=60)
    assert (found.pay, found.substitutes, found.total) == (290_000, 174_000, 464_000)
    assert cost_of(D("100.2"), day_cost=2900, substitute_percent=60).shown == 465_000
