"""Vectors of domain.md B4 and I5."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvalitet.calendar.periods import month_period, tertial_period, year_period
from kvalitet.calendar.workdays import (
    add_working_days,
    count_working_days,
    is_working_day,
    next_working_day,
    previous_working_day,
)

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
COUNTS = {
    2025: ([22, 20, 21, 19, 20, 20, 23, 21, 22, 23, 20, 21], 252, [82, 84, 86]),
    2026: ([21, 20, 22, 19, 18, 22, 23, 21, 22, 22, 21, 22], 253, [82, 84, 87]),
    2027: ([20, 20, 20, 22, 19, 22, 22, 22, 22, 21, 22, 23], 255, [82, 85, 88]),
}


@pytest.mark.parametrize("year", COUNTS)
def test_working_days_of_months_tertials_and_years(year):
    """[P6] domain.md B4."""
    months, total, tertials = COUNTS[year]
    assert [count_working_days(*month_period(year, n)) for n in range(1, 13)] == months
    assert [count_working_days(*tertial_period(year, n)) for n in range(1, 4)] == tertials
    assert count_working_days(*year_period(year)) == total


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 5, 25), date(2026, 5, 22)),
        (date(2026, 12, 27), date(2026, 12, 24)),
        (date(2026, 6, 11), date(2026, 6, 11)),
    ],
)
def test_previous_working_day(day, expected):
    """[P6] domain.md I5."""
    assert previous_working_day(day) == expected


def test_own_closed_days_are_not_working_days():
    """[P6] Christmas Eve is a weekday in the law, but closed in many municipalities."""
    closed = frozenset({date(2026, 12, 24)})
    assert is_working_day(date(2026, 12, 24))
    assert not is_working_day(date(2026, 12, 24), closed=closed)
    assert previous_working_day(date(2026, 12, 27), closed=closed) == date(2026, 12, 23)
    assert count_working_days(date(2026, 12, 21), date(2026, 12, 27), closed=closed) == 3


def test_next_working_day_passes_easter():
    assert next_working_day(date(2026, 4, 2)) == date(2026, 4, 7)


def test_adding_working_days_over_easter():
    assert add_working_days(date(2026, 3, 31), 2) == date(2026, 4, 7)
    assert add_working_days(date(2026, 4, 7), -2) == date(2026, 3, 31)
    assert add_working_days(date(2026, 4, 4), 0) == date(2026, 4, 4)


@given(DAYS, st.integers(1, 60))
def test_added_days_can_be_counted_back(day, days):
    later = add_working_days(day, days)
    assert is_working_day(later)
    assert count_working_days(day + timedelta(days=1), later) == days
    assert add_working_days(add_working_days(later, -days), days) == later


@given(DAYS)
def test_nearest_working_days_enclose_the_day(day):
    assert previous_working_day(day) <= day <= next_working_day(day)
    assert is_working_day(previous_working_day(day))
    assert is_working_day(next_working_day(day))


def test_ends_of_the_calendar_do_not_fail():
    assert previous_working_day(date.min) == date.min
    assert next_working_day(date.max) == date.max
    assert add_working_days(date.max, 3) == date.max
