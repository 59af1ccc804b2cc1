"""Working days: Monday to Friday without Norwegian public holidays."""

from collections.abc import Set as AbstractSet
from datetime import MAXYEAR, date, timedelta
from functools import lru_cache

import holidays

NO_DAYS: frozenset[date] = frozenset()
ONE_DAY = timedelta(days=1)


@lru_cache(maxsize=256)
def public_holidays(year: int) -> frozenset[date]:
    """The public holidays of a year, Sundays not included unless they have a name of their own."""
    return frozenset(holidays.country_holidays("NO", years=year))


def is_working_day(day: date, *, closed: AbstractSet[date] = NO_DAYS) -> bool:
    """Whether people are at work; `closed` holds the municipality's own closed days."""
    return day.weekday() < 5 and day not in closed and day not in public_holidays(day.year)


def previous_working_day(day: date, *, closed: AbstractSet[date] = NO_DAYS) -> date:
    """The day itself when it is a working day, otherwise the nearest one before it."""
    while not is_working_day(day, closed=closed) and day > date.min:
        day -= ONE_DAY
    return day


def next_working_day(day: date, *, closed: AbstractSet[date] = NO_DAYS) -> date:
    """The day itself when it is a working day, otherwise the nearest one after it."""
    while not is_working_day(day, closed=closed) and day < date.max:
        day += ONE_DAY
    return day


def add_working_days(day: date, days: int, *, closed: AbstractSet[date] = NO_DAYS) -> date:
    """The working day that lies `days` working days after the day, or before it when negative."""
    step = ONE_DAY if days >= 0 else -ONE_DAY
    left = abs(days)
    while left and date.min < day < date(MAXYEAR, 12, 31):
        day += step
        left -= is_working_day(day, closed=closed)
    return day


def count_working_days(starts: date, ends: date, *, closed: AbstractSet[date] = NO_DAYS) -> int:
    """Number of working days from one day to another, both included; 0 when they are the wrong way round."""
    if ends < starts:
        return 0
    weeks, rest = divmod((ends - starts).days + 1, 7)
    weekdays = weeks * 5 + sum((starts + ONE_DAY * n).weekday() < 5 for n in range(rest))
    off = {day for year in range(starts.year, ends.year + 1) for day in public_holidays(year)} | set(closed)
    return weekdays - sum(starts <= day <= ends and day.weekday() < 5 for day in off)
