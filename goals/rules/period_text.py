"""Periods as people write them: «2. tertial», «Q3 2026», «uke 12–14», «våren», «mars/april», «2026–2027»."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from goals.rules.date_text import MONTH, MONTHS, NoSuchDate, Span, full_year, read_date
from kvalitet.calendar.periods import (
    Period,
    easter_sunday,
    half_year_period,
    month_period,
    months_period,
    quarter_period,
    tertial_period,
    week_period,
    year_period,
)

ONE_DAY = timedelta(days=1)
YEAR = r"(?:[\s,./-]*(?:i |av |for )?(?P<year>\d{4}|'?\d{2}))?"
BETWEEN = r"\s*(?:-|og|til|/|,|\+|t\.?o\.?m\.?|til og med)\s*"
NUMBERS = {"første": 1, "fyrste": 1, "andre": 2, "annet": 2, "annen": 2, "tredje": 3, "fjerde": 4}
NUMBERS |= {"ii": 2, "iii": 3, "iv": 4}
NUMBER = r"(?:\d|" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + ")"
PARTS: list[tuple[str, str, Callable[[int, int], Period]]] = [
    (r"tertial(?:et|er)?|tert\.?", "t", tertial_period),
    (r"kvartal(?:et|er)?|kvart|kv\.?", "q|k|kv", quarter_period),
    (r"halvår(?:et)?|halvdel|semester(?:et)?", "h", half_year_period),
]
SEASONS = {"vår": (3, 5), "sommer": (6, 8), "somar": (6, 8), "høst": (9, 11), "haust": (9, 11)}
Reader = Callable[[re.Match[str], int], Span | None]


def _year(match: re.Match[str], year: int) -> tuple[int, bool]:
    written = match.groupdict().get("year")
    return (full_year(written, near=year), True) if written else (year, False)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else NUMBERS[text]


def _part(period: Callable[[int, int], Period]) -> Reader:
    def read(match: re.Match[str], year: int) -> Span:
        in_year, has_year = _year(match, year)
        first = _number(match["n"])
        last = _number(match.groupdict().get("m") or match["n"])
        starts, ends = period(in_year, first).starts, period(in_year, last).ends
        return Span(starts, ends, has_year=has_year, is_range=first != last)

    return read


def _week(match: re.Match[str], year: int) -> Span:
    in_year, has_year = _year(match, year)
    first, last = int(match["n"]), int(match.groupdict().get("m") or match["n"])
    ends = week_period(in_year + (last < first), last).ends
    return Span(week_period(in_year, first).starts, ends, has_year=has_year, is_range=first != last)


def _month(match: re.Match[str], year: int) -> Span:
    in_year, has_year = _year(match, year)
    name = match["month"]
    return Span(*month_period(in_year, int(name) if name.isdecimal() else MONTHS[name[:3]]), has_year=has_year)


def _days_in_month(match: re.Match[str], year: int) -> Span:
    in_year, has_year = _year(match, year)
    name = match["month"]
    month = int(name) if name.isdecimal() else MONTHS[name[:3]]
    starts, ends = date(in_year, month, int(match["n"])), date(in_year, month, int(match["m"]))
    return Span(starts, ends, has_year=has_year, is_range=True)


def _season(match: re.Match[str], year: int) -> Span:
    in_year, has_year = _year(match, year)
    name = {"h": "høst", "v": "vår"}.get(match["season"], match["season"])
    period = months_period(in_year, *SEASONS[name])
    ahead = date(in_year, 6, 30) if name in ("sommer", "somar") else None
    return Span(*period, has_year=has_year, ahead=ahead)


def _winter(match: re.Match[str], year: int) -> Span:
    """«vinteren 2026/27» ends in February 2027, «vinteren 2026» in February 2026."""
    in_year, has_year = _year(match, year)
    crosses = match["next"] is not None
    ends = month_period(in_year + crosses, 2).ends
    starts = date(in_year, 12, 1) if crosses else date(in_year, 1, 1)
    return Span(starts, ends, has_year=has_year, certain=has_year)


def _school_year(match: re.Match[str], year: int) -> Span:
    in_year, has_year = _year(match, year)
    return Span(date(in_year, 8, 1), date(in_year + 1, 7, 31), has_year=has_year)


def _easter(match: re.Match[str], year: int) -> Span:
    in_year, has_year = _year(match, year)
    sunday = easter_sunday(in_year)
    first = sunday - 3 * ONE_DAY
    return Span(first, sunday + ONE_DAY, has_year=has_year, ahead=first - ONE_DAY)


def _whitsun(match: re.Match[str], year: int) -> Span:
    in_year, has_year = _year(match, year)
    sunday = easter_sunday(in_year) + 49 * ONE_DAY
    return Span(sunday - ONE_DAY, sunday + ONE_DAY, has_year=has_year, ahead=sunday - 2 * ONE_DAY)


def _named(first: tuple[int, int], last: tuple[int, int], *, certain: bool = True, feast: bool = True) -> Reader:
    """A named stretch of the year with fixed dates; a feast is something to be ready before."""

    def read(match: re.Match[str], year: int) -> Span:
        in_year, has_year = _year(match, year)
        starts = date(in_year, *first)
        ahead = starts - ONE_DAY if feast else None
        return Span(starts, date(in_year, *last), has_year=has_year, certain=certain, ahead=ahead)

    return read


def _turn_of_year(match: re.Match[str], year: int) -> Span:
    in_year, has_year = _year(match, year)
    last = date(in_year, 12, 31)
    return Span(date(in_year, 1, 1), last, has_year=has_year, ahead=last)


def _whole_year(match: re.Match[str], year: int) -> Span:
    in_year, has_year = _year(match, year)
    return Span(*year_period(in_year), has_year=has_year)


def _short_year(match: re.Match[str], year: int) -> Span | None:
    in_year, _ = _year(match, year)
    if abs(in_year - year) > 5:
        return None
    return Span(*year_period(in_year), certain=match[0].startswith("'"))


def _years(match: re.Match[str], year: int) -> Span:
    first, last = full_year(match["year"], near=year), match["last"]
    end = full_year(last, near=first)
    if end < first:
        raise NoSuchDate(match[0])
    unsure = len(last) == 2 and int(last) <= 12
    return Span(date(first, 1, 1), date(end, 12, 31), certain=not unsure, is_range=True)


def _part_forms() -> list[tuple[str, Reader]]:
    forms: list[tuple[str, Reader]] = []
    for words, letters, period in PARTS:
        read = _part(period)
        forms += [
            (rf"(?P<n>{NUMBER})\.?\s*(?:{words}){YEAR}", read),
            (rf"(?P<n>{NUMBER})\.?{BETWEEN}(?P<m>{NUMBER})\.?\s*(?:{words}){YEAR}", read),
            (rf"(?:{words})\s*(?P<n>{NUMBER})(?:{BETWEEN}(?P<m>\d)(?!\d))?{YEAR}", read),
            (rf"(?P<year>\d{{4}})[\s,/-]*(?:{words})\s*(?P<n>{NUMBER})", read),
            (rf"(?P<year>\d{{4}})[\s,/-]*(?P<n>{NUMBER})\.?\s*(?:{words})", read),
            (rf"(?:{letters})\.?\s?(?P<n>\d)(?:[-/](?:{letters})?(?P<m>\d)(?!\d))?{YEAR}", read),
            (rf"(?P<year>\d{{4}})[\s,./-]*(?:{letters})(?P<n>\d)", read),
        ]
    return forms


def _month_unless_years(match: re.Match[str], year: int) -> Span:
    """«2008/09» may be two years or September 2008: read as the month, to be confirmed."""
    return _month(match, year)._replace(certain=full_year(match["month"], near=year) != int(match["year"]) + 1)


LONG_YEAR = r"(?:[\s,./-]*(?:i )?(?P<year>\d{4}))?"
WEEK = r"(?:uke|veke|u|w)\.?\s*(?:nr\.?\s*)?"
OTHER_FORMS: list[tuple[str, Reader]] = [
    (
        rf"{WEEK}(?P<n>\d{{1,2}})(?:{BETWEEN}(?:{WEEK})?(?P<m>\d{{1,2}}))?{LONG_YEAR}",
        _week,
    ),
    (rf"(?P<year>\d{{4}})[\s,./-]*{WEEK}(?P<n>\d{{1,2}})", _week),
    (r"(?:jul(?:a|en|etider)?)(?:\s+(?P<year>\d{4}))?", _named((12, 24), (12, 31))),
    (r"(?:jule(?:ferien?|høytiden)|romjul(?:a|en))(?:\s+(?P<year>\d{4}))?", _named((12, 22), (12, 31))),
    (rf"(?P<month>{MONTH})\.?{YEAR}", _month),
    (r"(?P<month>0?[1-9]|1[0-2])\s?[./-]\s?(?P<year>\d{4}|\d{2})", _month),
    (r"(?P<year>\d{4})\s?[./-]\s?(?P<month>0[1-9]|1[0-2])", _month_unless_years),
    (rf"(?:måneds)?skiftet (?P<month>{MONTH})\.?(?:\s*[/-]\s*|\s+og\s+){MONTH}\.?{YEAR}", _month),
    (rf"(?P<n>\d{{1,2}})\.?{BETWEEN}(?P<m>\d{{1,2}})\.?\s*(?P<month>{MONTH})\.?{YEAR}", _days_in_month),
    (r"(?P<n>\d{1,2})\.?-(?P<m>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4}|\d{2})", _days_in_month),
    (rf"(?P<season>vår|sommer|somar|høst|haust)(?:en)?{YEAR}", _season),
    (r"(?P<season>[hv])\s?'?(?P<year>\d{4}|\d{2})", _season),
    (rf"(?:vår|vår-)(?:halvåret|semesteret){YEAR}", _named((1, 1), (6, 30), feast=False)),
    (rf"(?:høst|haust)(?:halvåret|semesteret){YEAR}", _named((7, 1), (12, 31), feast=False)),
    (r"vinter(?:en)?(?:\s*(?P<year>\d{4})(?P<next>\s*[/-]\s*\d{2,4})?)?", _winter),
    (r"(?:skole|barnehage)året(?:\s*(?P<year>\d{4}|\d{2})(?:\s*[/-]\s*\d{2,4})?)?", _school_year),
    (rf"påsk(?:e|en|a|eferien?){YEAR}", _easter),
    (rf"pins(?:e|en|a){YEAR}", _whitsun),
    (rf"(?:sommer|felles)ferien?{YEAR}", _named((7, 1), (7, 31))),
    (rf"vinterferien?{YEAR}", _named((2, 16), (2, 28), certain=False)),
    (rf"høstferien?{YEAR}", _named((10, 1), (10, 9), certain=False)),
    (rf"skolestart(?:en)?{YEAR}", _named((8, 15), (8, 20), certain=False)),
    (rf"skoleslutt(?:en)?{YEAR}", _named((6, 20), (6, 20), certain=False, feast=False)),
    (r"(?:årsskiftet|nyttår|årsskifte)(?:\s*(?P<year>\d{4}|\d{2})(?:\s*[/-]\s*\d{2,4})?)?", _turn_of_year),
    (rf"(?:årets (?:slutt|utgang|utløp)|årsslutt|slutten på året){YEAR}", _turn_of_year),
    (r"(?:(?:kalender|budsjett|regnskaps|plan)?år(?:et)?\s*)?(?P<year>\d{4})", _whole_year),
    (r"i år|året|inneværende (?:kalender|budsjett)?år|dette året|(?:kalender|budsjett)året", _whole_year),
    (
        r"(?P<year>\d{4})(?:\s*(?:-|/|til|og)\s*\d{4})*\s*(?:-|/|til|og|til og med)\s*(?P<last>\d{4}|\d{2})",
        _years,
    ),
    (r"(?P<year>'?\d{2})", _short_year),
]
FORMS = [(re.compile(pattern), read) for pattern, read in [*_part_forms(), *OTHER_FORMS]]
RANGE = re.compile(r"\s+til og med\s+|\s+t\.?o\.?m\.?\s+|\s+til\s+|\s+og\s+|\s*-\s*|\s*/\s*|\s*,\s*")


def read_period(text: str, *, year: int) -> Span | None:
    """The period a cleaned text names, or None. Raises NoSuchDate for «uke 54» and «4. tertial»."""
    for form, read in FORMS:
        if match := form.fullmatch(text):
            try:
                return read(match, year)
            except ValueError as error:
                raise NoSuchDate(text) from error
    return None


def read_span(text: str, *, year: int) -> Span | None:
    """A day, a period, or from one to the other."""
    return read_date(text, year=year) or read_period(text, year=year) or _read_range(text, year=year)


def _read_range(text: str, *, year: int) -> Span | None:
    """«november 2026 – februar»: a side without a year borrows the other's."""
    for split in RANGE.finditer(text):
        left, right = _one(text[: split.start()], year), _one(text[split.end() :], year)
        if left is None or right is None:
            continue
        if right.has_year and not left.has_year:
            left = _one(text[: split.start()], right.ends.year) or left
            if left.starts > right.ends:
                left = _one(text[: split.start()], right.ends.year - 1) or left
        elif not right.has_year:
            right = _one(text[split.end() :], left.starts.year) or right
            if right.ends < left.starts:
                right = _one(text[split.end() :], left.starts.year + 1) or right
        if left.starts > right.ends:
            raise NoSuchDate(text)
        has_year = left.has_year or right.has_year
        two_days = left.is_day and right.is_day and split[0].strip() in ("og", "/", ",")
        certain = left.certain and right.certain and not two_days
        return Span(left.starts, right.ends, has_year=has_year, certain=certain, is_range=True)
    return None


def _one(text: str, year: int) -> Span | None:
    text = text.strip(" .,")
    return read_date(text, year=year) or read_period(text, year=year)
