"""Egenmelding: how much is used, and what may be taken now (domain.md A7, I2). [S1]"""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sickleave.choices import Scheme
from sickleave.rules.periods import Kind, Period
from sickleave.rules.self_certification import SchemeRules, first_day_that_needs_a_certificate, quota


def own(starts, days=1):
    first = date.fromisoformat(starts)
    return Period(Kind.SICK, first, first + timedelta(days=days - 1), is_self_certified=True)


def certified(starts, ends):
    return Period(Kind.SICK, date.fromisoformat(starts), date.fromisoformat(ends))


USED = [own("2025-12-01", 8), own("2026-03-02", 8), own("2026-06-01", 5)]
V11 = [own("2026-03-02", 3), own("2026-03-12", 2), own("2026-03-23", 3)]
V13 = [own("2026-02-06"), own("2026-02-09", 2)]


@pytest.mark.parametrize(
    ("on", "used", "left", "now"),
    [("2026-10-05", 21, 3, 3), ("2026-12-03", 18, 6, 6), ("2027-03-05", 9, 15, 8)],
)
def test_rolling_window_of_twelve_months(on, used, left, now):
    found = quota(USED, date.fromisoformat(on))
    assert (found.used, found.left, found.may_take_now) == (used, left, now)
    assert str(now) in found.why


def test_v11_all_eight_days_of_the_employer_period_are_used():
    found = quota(V11, date(2026, 3, 25))
    assert (found.used, found.left, found.may_take_now, found.occurrences) == (8, 16, 0, 3)
    assert first_day_that_needs_a_certificate(found, date(2026, 3, 26)) == date(2026, 3, 26)


def test_v11_by_the_act_a_certificate_can_be_demanded_from_12_march():
    assert quota(V11[:1], date(2026, 3, 4), Scheme.STATUTORY).may_take_now == 0
    assert quota(V11[:1], date(2026, 3, 12), Scheme.STATUTORY).may_take_now == 0
    assert quota(V11[:1], date(2026, 3, 20), Scheme.STATUTORY).may_take_now == 0
    assert quota(V11[:1], date(2026, 3, 21), Scheme.STATUTORY).may_take_now == 3  # 16 days at work


def test_v13_the_weekend_counts_when_one_is_sick_again_on_monday():
    assert quota(V13[:1], date(2026, 2, 9), Scheme.STATUTORY).may_take_now == 0
    found = quota(V13, date(2026, 2, 10))
    assert (found.used, found.may_take_now) == (5, 3)


def test_the_weekend_does_not_count_when_it_was_worked():
    worked = Period(Kind.WORK, date(2026, 2, 7), date(2026, 2, 8))
    assert quota([*V13, worked], date(2026, 2, 10)).used == 3


def test_four_times_in_twelve_months_by_the_act():
    times = [own(f"2026-{month:02}-05", 2) for month in (1, 3, 5, 7)]
    found = quota(times, date(2026, 9, 1), Scheme.STATUTORY)
    assert (found.occurrences, found.may_take_now) == (4, 0)
    assert "4 ganger" in found.why
    assert quota(times, date(2026, 7, 6), Scheme.STATUTORY).may_take_now == 1  # the fourth time goes on
    assert quota(times, date(2027, 1, 8), Scheme.STATUTORY).may_take_now == 3


def test_no_egenmelding_after_a_full_employer_period_before_sixteen_days_at_work():
    long = [certified("2026-01-05", "2026-02-06")]
    assert quota(long, date(2026, 2, 22)).may_take_now == 0
    assert "16 dager på jobb" in quota(long, date(2026, 2, 22)).why
    assert quota(long, date(2026, 2, 23)).may_take_now == 8


def test_the_rest_of_the_employer_period_sets_the_limit():
    found = quota([certified("2026-03-02", "2026-03-13")], date(2026, 3, 17))
    assert (found.used, found.may_take_now) == (0, 4)
    assert "arbeidsgiverperioden" in found.why


def test_a_municipality_may_have_other_numbers():
    assert quota(USED, date(2026, 10, 5), SchemeRules(days=32, per_absence=5)).may_take_now == 5


def test_leap_day_has_a_window_of_a_year():
    used = [own("2027-02-28"), own("2027-03-01")]
    assert quota(used, date(2028, 2, 28)).used == 1
    assert quota(used, date(2028, 2, 29)).used == 1


@settings(max_examples=1000, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 700), st.integers(1, 9)), max_size=8),
    st.integers(0, 800),
    st.sampled_from(Scheme),
)
def test_one_may_never_take_more_than_the_scheme_has(rows, day, scheme):
    start = date(2026, 1, 1)
    periods = [own((start + timedelta(days=first)).isoformat(), days) for first, days in rows]
    on = start + timedelta(days=day)
    found = quota(periods, on, scheme)
    most = 8 if scheme is Scheme.MUNICIPAL else 3
    assert 0 <= found.may_take_now <= min(most, max(found.left, 0))
    assert found.used <= 366
    assert found.why.endswith(".")
    assert quota(reversed(periods), on, scheme) == found
