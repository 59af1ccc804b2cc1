from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvalitet.calendar import periods
from kvalitet.calendar.periods import Period

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("period", "starts", "ends"),
    [
        (periods.tertial_period(2026, 1), date(2026, 1, 1), date(2026, 4, 30)),
        (periods.tertial_period(2026, 2), date(2026, 5, 1), date(2026, 8, 31)),
        (periods.tertial_period(2026, 3), date(2026, 9, 1), date(2026, 12, 31)),
        (periods.quarter_period(2026, 3), date(2026, 7, 1), date(2026, 9, 30)),
        (periods.half_year_period(2026, 1), date(2026, 1, 1), date(2026, 6, 30)),
        (periods.month_period(2028, 2), date(2028, 2, 1), date(2028, 2, 29)),
        (periods.week_period(2026, 53), date(2026, 12, 28), date(2027, 1, 3)),
        (periods.week_period(2026, 1), date(2025, 12, 29), date(2026, 1, 4)),
    ],
)
def test_periods(period, starts, ends):
    assert period == Period(starts, ends)


@pytest.mark.parametrize(
    ("make", "number"),
    [
        (periods.tertial_period, 4),
        (periods.quarter_period, 0),
        (periods.half_year_period, 3),
        (periods.month_period, 13),
        (periods.week_period, 54),
    ],
)
def test_a_part_that_does_not_exist_is_refused(make, number):
    with pytest.raises(ValueError, match=r"."):
        make(2026, number)


@given(DAYS)
def test_every_day_lies_in_its_own_periods(day):
    for of, period in [
        (periods.tertial_of, periods.tertial_period),
        (periods.quarter_of, periods.quarter_period),
        (periods.half_year_of, periods.half_year_period),
        (periods.week_of, periods.week_period),
    ]:
        assert period(*of(day)).covers(day)


@given(DAYS, st.integers(-240, 240))
def test_adding_months_moves_by_whole_months(day, months):
    later = periods.add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day


def test_month_end_is_kept_within_the_month():
    assert periods.add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)


@pytest.mark.parametrize("day", [date(2008, 3, 23), date(2026, 4, 5), date(2027, 3, 28), date(2038, 4, 25)])
def test_easter(day):
    assert periods.easter_sunday(day.year) == day
