"""What people write in cells: days, percentages, names, yes and no. Pure. [P3]"""

import re
import unicodedata
from datetime import date
from decimal import Decimal, InvalidOperation

MONTHS = ("jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "des")
NEVER = 2090  # payroll systems write 31.12.2099 or 9999 for «no end»
YES, NO = frozenset({"ja", "j", "x", "1", "true", "sant", "yes"}), frozenset({"nei", "n", "0", "false", "usant", "no"})
EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")


class Unclear(Exception):
    """The cell can't be understood; the text says what stood in it."""


def day_of(text: str) -> date | None:
    """Read 1.8.2026, 01.08.26, 2026-08-01, 20260801, 1/8/2026 or 1. august 2026; None for nothing and «no end»."""
    text = text.strip().lower()
    if not text:
        return None
    found = re.fullmatch(r"(\d{4})-?(\d{2})-?(\d{2})(?:[t ].*)?", text)
    if found:
        year, month, day = (int(part) for part in found.groups())
    else:
        day, month, year = _norwegian(text)
    if year >= NEVER:
        return None
    try:
        return date(year, month, day)
    except ValueError as error:
        raise Unclear(text) from error


def _norwegian(text: str) -> tuple[int, int, int]:
    found = re.fullmatch(r"(\d{1,2})[./ -]+(\d{1,2}|[a-zæøå]{3,9})\.?[./ -]+(\d{4}|\d{2})(?: .*)?", text)
    if not found:
        raise Unclear(text)
    day, month, year = found.groups()
    if not month.isdigit():
        if month[:3] not in MONTHS:
            raise Unclear(text)
        month = str(MONTHS.index(month[:3]) + 1)
    full = int(year) + (0 if len(year) == 4 else 1900 if int(year) > 68 else 2000)
    return int(day), int(month), full


def number_of(text: str) -> Decimal | None:
    """Read 80, 80 %, 62,5 or 50.0; None for nothing."""
    text = text.replace("%", "").replace("\u00a0", "").replace(" ", "").replace(",", ".")
    if not text:
        return None
    try:
        value = Decimal(text)
    except InvalidOperation as error:
        raise Unclear(text) from error
    if not value.is_finite():
        raise Unclear(text)
    return value


def are_shares(texts: list[str]) -> bool:
    """Whether a column of percentages holds 0,8 where it means 80 %, as Excel stores them."""
    written = [text for text in texts if text.strip()]
    if not written or any("%" in text for text in written):
        return False
    values = []
    for text in written:
        try:
            values.append(number_of(text) or Decimal(0))
        except Unclear:
            return False
    return max(values) <= 1 and any(0 < value <= 1 for value in values)


def percentage_of(text: str, *, is_share: bool) -> Decimal | None:
    """Read a share of a full post, 0 to 100, with two decimals."""
    value = number_of(text)
    if value is None:
        return None
    value = value * 100 if is_share and "%" not in text else value
    if not 0 <= value <= 100:
        raise Unclear(text)
    return value.quantize(Decimal("0.01"))


def says_yes(text: str) -> bool | None:
    """Read ja, nei, x, 1 or 0; None for anything else."""
    word = text.strip().lower()
    return True if word in YES else False if word in NO or not word else None


def split_name(name: str) -> tuple[str, str]:
    """«Nordmann, Kari» and «Kari Nordmann» are first and last name; the last word is the last name."""
    last, comma, first = name.partition(",")
    if comma:
        return first.strip(), last.strip()
    first, _space, last = name.strip().rpartition(" ")
    return first.strip(), last.strip()


def folded(text: str) -> str:
    """The text without case, accents, punctuation and surplus space, for comparing; æ, ø and å stay."""
    text = text.casefold().replace("aa", "å")
    kept = "".join(
        sign if sign in "æøå" else unicodedata.normalize("NFD", sign)[:1] for sign in unicodedata.normalize("NFC", text)
    )
    return " ".join(re.sub(r"[^\w]+", " ", kept).split())


def likeness(one: str, other: str) -> float:
    """How much two folded names share, 0 to 1: their groups of three letters, as PostgreSQL's pg_trgm counts."""
    mine, yours = _groups(one), _groups(other)
    return len(mine & yours) / len(mine | yours) if mine and yours else 0.0


def _groups(text: str) -> set[str]:
    return {
        word[place : place + 3] for part in text.split() for word in [f"  {part} "] for place in range(len(word) - 2)
    }


def is_email(text: str) -> bool:
    """Whether it looks like an address that mail can be sent to."""
    return len(text) <= 254 and bool(EMAIL.fullmatch(text))


def shown_day(day: date | None) -> str:
    """31.12.2026, or a dash."""
    return f"{day:%d.%m.%Y}" if day else "–"


def shown_number(value: Decimal) -> str:
    """80 or 62,5."""
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")
