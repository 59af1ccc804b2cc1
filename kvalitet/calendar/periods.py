"""Periods people plan by: tertials, quarters, half-years, months and ISO weeks."""

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import NamedTuple


class Period(NamedTuple):
    """A stretch of days, both ends included."""

    starts: date
    ends: date

    def covers(self, day: date) -> bool:
        return self.starts <= day <= self.ends


def months_period(year: int, first: int, last: int) -> Period:
    """From the first day of one month to the last day of another in the same year."""
    return Period(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def _part_of_year(year: int, number: int, months: int) -> Period:
    if not 1 <= number <= 12 // months:
        raise ValueError(f"there is no part {number} of {12 // months} in a year")
    return months_period(year, (number - 1) * months + 1, number * months)


def year_period(year: int) -> Period:
    return months_period(year, 1, 12)


def half_year_period(year: int, number: int) -> Period:
    return _part_of_year(year, number, 6)


def tertial_period(year: int, number: int) -> Period:
    return _part_of_year(year, number, 4)


def quarter_period(year: int, number: int) -> Period:
    return _part_of_year(year, number, 3)


def month_period(year: int, month: int) -> Period:
    return _part_of_year(year, month, 1)


def week_period(year: int, week: int) -> Period:
    """Monday to Sunday of an ISO week; raises ValueError for a week 53 the year does not have."""
    monday = date.fromisocalendar(year, week, 1)
    return Period(monday, monday + timedelta(days=6))


def half_year_of(day: date) -> tuple[int, int]:
    return day.year, (day.month - 1) // 6 + 1


def tertial_of(day: date) -> tuple[int, int]:
    """Year and number (1–3) of the tertial a day lies in: `tertial_period(*tertial_of(day))`."""
    return day.year, (day.month - 1) // 4 + 1


def quarter_of(day: date) -> tuple[int, int]:
    return day.year, (day.month - 1) // 3 + 1


def week_of(day: date) -> tuple[int, int]:
    """ISO year and week: 1 January may lie in week 53 of the year before."""
    iso = day.isocalendar()
    return iso.year, iso.week


def add_months(day: date, months: int) -> date:
    """The same day of the month so many months later; the last day where the month is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    year = min(max(year, MINYEAR), MAXYEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def easter_sunday(year: int) -> date:
    """Easter Sunday by the Gregorian computus, for deadlines such as «innen påske»."""
    century, in_century = divmod(year, 100)
    golden = year % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (in_century // 4) - epact - in_century % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
