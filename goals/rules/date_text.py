"""Dates as people write them: «01.06.08», «1/6-08», «fredag 12. juni», a serial number from Excel."""

import re
import unicodedata
from datetime import date, timedelta
from typing import NamedTuple

LONGEST = 300
FIRST_YEAR, LAST_YEAR = 1900, 2199
EXCEL_DAY_ZERO = date(1899, 12, 30)
MONTH_NAMES = (
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
)
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
MONTHS = {name[:3]: number for number, name in enumerate(MONTH_NAMES, start=1)} | {
    "may": 5,
    "oct": 10,
    "dec": 12,
}
MONTH = (
    r"(?:jan(?:uar)?|feb(?:ruar)?|mar(?:s|ch)?|apr(?:il)?|mai|may|jun[ie]?|jul[iy]?|aug(?:ust)?"
    r"|sept?(?:ember)?|o[kc]t(?:ober)?|nov(?:ember)?|de[sc](?:ember)?)"
)
WEEKDAY = r"(?P<weekday>man|tirs?|ons|tors?|fre|lør|søn)(?:dag)?(?:en)?\.?,?\s*"
YEAR = r"(?P<year>\d{4}|'?\d{2})"


class NoSuchDate(ValueError):
    """Looks like a date, but the calendar has no such day."""


class Span(NamedTuple):
    """What a text names: one day or a period. `ahead` is the last day before it begins, for «innen jul»."""

    starts: date
    ends: date
    is_day: bool = False
    has_year: bool = True
    certain: bool = True
    ahead: date | None = None
    is_range: bool = False


DAY = rf"(?:{WEEKDAY})?(?:den )?(?P<day>\d{{1,2}})"
DATE_FORMS = [
    re.compile(pattern)
    for pattern in (
        rf"{DAY}\s*[./-]\s*(?P<month>\d{{1,2}})(?:\s*[./-]{{1,2}}\s*'?|\s+){YEAR}",
        r"(?P<year>\d{4})(?P<s>[-./ ])(?P<month>\d{1,2})(?P=s)(?P<day>\d{1,2})(?:[t ]+\d{1,2}[:.]\d\d.*)?",
        rf"{DAY}(?P<short>\s*[./]\s*)(?P<month>\d{{1,2}})",
        rf"{DAY}\.?\s*-?(?P<month>{MONTH})(?:[\s.,/'-]*{YEAR})?",
        r"(?P<year>(?:19|20)\d{2})(?P<month>0[1-9]|1[0-2])(?P<day>[0-2]\d|3[01])",
        r"(?P<day>[0-3]\d)(?P<month>[01]\d)(?P<year>(?:19|20)\d{2})",
        r"(?P<day>[0-3]\d)(?P<month>[01]\d)(?P<compact>)(?P<year>\d{2})",
    )
]
SERIAL = re.compile(r"([2-7]\d{4})(?:\.\d+)?")


def clean(text: str) -> str:
    """Lower case, one kind of dash and space, no quotation marks or closing punctuation."""
    text = unicodedata.normalize("NFC", text).casefold()
    text = re.sub("[‐‑‒–—―−]", "-", text)
    text = re.sub('[«»"“”„`´]', "", text).replace("’", "'")
    return re.sub(r"\s+", " ", text).strip(" .,;:!")


def in_words(day: date) -> str:
    return f"{day.day}. {MONTH_NAMES[day.month - 1]} {day.year}"


def full_year(text: str, *, near: int) -> int:
    """Two digits mean the year nearest the plan's: «08» in a plan of 2008, «98» in the same plan 1998."""
    number = int(text.strip("'"))
    if len(text.strip("'")) == 2:
        century = near // 100 * 100
        number = min((century + number + shift for shift in (-100, 0, 100)), key=lambda year: abs(year - near))
    if not FIRST_YEAR <= number <= LAST_YEAR:
        raise NoSuchDate(text)
    return number


def read_date(text: str, *, year: int) -> Span | None:
    """The one day a cleaned text names, or None. Raises NoSuchDate for «31.02.08»."""
    for form in DATE_FORMS:
        if match := form.fullmatch(text):
            return _span(match, year)
    if match := SERIAL.fullmatch(text):
        return _day(EXCEL_DAY_ZERO + timedelta(days=int(match[1])))
    return None


def _day(day: date, *, has_year: bool = True, certain: bool = True) -> Span:
    return Span(day, day, is_day=True, has_year=has_year, certain=certain)


def _span(match: re.Match[str], year: int) -> Span | None:
    found = match.groupdict()
    written_year, month, number = found.get("year"), found["month"], int(found["day"])
    month_number = int(month) if month.isdecimal() else MONTHS[month[:3]]
    if found.get("short") is not None and _is_month_and_year(number, month, year):
        return None
    in_year = full_year(written_year, near=year) if written_year else year
    try:
        day = date(in_year, month_number, number)
    except ValueError as error:
        raise NoSuchDate(match[0]) from error
    weekday = found.get("weekday")
    right_weekday = not weekday or WEEKDAYS[day.weekday()].startswith(weekday)
    guessed = found.get("compact") is not None or _could_be_month_and_year(match, written_year)
    return _day(day, has_year=bool(written_year), certain=right_weekday and not guessed)


def _is_month_and_year(first: int, second: str, year: int) -> bool:
    """«05.26» in a plan of 2026 is a month, as no date has month 26."""
    return first <= 12 < int(second) and abs(full_year(second.zfill(2), near=year) - year) <= 10


def _could_be_month_and_year(match: re.Match[str], written_year: str | None) -> bool:
    """«06/08» without a year may be the sixth of August or June 2008."""
    return not written_year and re.fullmatch(r"(?:0\d|1[0-2])/\d\d", match[0]) is not None
