"""The periods figures are shown for, named in addresses, and how far back their history goes. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from kvalitet.calendar.periods import Period, add_months, tertial_of, tertial_period, year_period

DEFAULT = "12m"
HISTORY_MONTHS, OWN_MONTHS = 36, 24
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Chosen:
    """A period with the word it has in addresses and what it is called on the page."""

    key: str
    name: str
    period: Period


def periods(today: date) -> list[Chosen]:
    """Return what can be chosen besides dates of one's own; the first is shown when nothing is chosen."""
    this = tertial_period(*tertial_of(today))
    last = tertial_period(*tertial_of(this.starts - ONE_DAY))
    return [
        Chosen(DEFAULT, _("Siste 12 måneder"), Period(add_months(today, -12) + ONE_DAY, today)),
        Chosen("3m", _("Siste 3 måneder"), Period(add_months(today, -3) + ONE_DAY, today)),
        Chosen("tertial", tertial_name(this), this),
        Chosen("forrige-tertial", tertial_name(last), last),
        Chosen("i-aar", _("I år"), Period(date(today.year, 1, 1), today)),
        Chosen("i-fjor", str(today.year - 1), year_period(today.year - 1)),
    ]


def tertial_name(period: Period) -> str:
    """«2. tertial 2026»."""
    year, number = tertial_of(period.starts)
    return _("%(number)s. tertial %(year)s") % {"number": number, "year": year}


def same_before(period: Period) -> Period:
    """Return the tertial before a tertial."""
    return tertial_period(*tertial_of(period.starts - ONE_DAY))


def year_before(period: Period) -> Period:
    """Return the same days a year earlier."""
    return Period(add_months(period.starts, -12), add_months(period.ends + ONE_DAY, -12) - ONE_DAY)


def period_problem(starts: date, ends: date, today: date) -> str | None:
    """Say what is wrong with dates of one's own, or None."""
    if ends < starts:
        return _("Til-datoen kan ikke være før fra-datoen.")
    if starts > today:
        return _("Perioden kan ikke begynne i framtiden.")
    if starts.year < 2000 or (ends - starts).days > 3660:
        return _("Velg en periode på høyst ti år, tidligst fra 2000.")
    return None


@dataclass(frozen=True)
class Window:
    """What is counted besides the period: whole months until `until`, so many that a history can be seen."""

    history: date
    until: date
    months: tuple[date, ...]


def window_of(period: Period, today: date) -> Window:
    """Return the whole months that end with the period, never the one that goes on."""
    after = min(period.ends, today) + ONE_DAY
    until = after.replace(day=1) - ONE_DAY
    first = add_months(until.replace(day=1), 1 - HISTORY_MONTHS)
    return Window(first, until, tuple(add_months(first, number) for number in range(HISTORY_MONTHS)))
