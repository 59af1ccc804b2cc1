"""National identity numbers: eleven digits that begin as a date and end in two control digits."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from stdnum.no.fodselsnummer import calc_check_digit2

from kvalitet.privacy.choices import FindingKind
from kvalitet.privacy.rules.findings import Finding

GAP = r"[ .\u00a0\u2009\u202f]?"
ELEVEN = re.compile(rf"(?<!\d)\d\d{GAP}\d\d{GAP}\d\d[ .\u00a0\u2009\u202f–-]{{0,3}}\d\d\d{GAP}\d\d(?!\d)")
FIRST_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
MORE_REMAINDERS_FROM = date(2032, 1, 1)
"""From then Skatteetaten also gives out numbers whose first control sum leaves 1, 2 or 3; the second is as before."""
MONTHS_ADDED = (0, 40, 80)
"""Help numbers and numbers made for testing add 40 or 80 to the month; python-stdnum doesn't know the latter."""
DAYS_ADDED = (0, 40)
"""D-numbers, for people who don't live in Norway, add 40 to the day."""


def identity_numbers(text: str, *, today: date) -> Iterator[Finding]:
    """Find national identity numbers, D-numbers and numbers made for testing, with or without spaces and dots."""
    for match in ELEVEN.finditer(text):
        if is_identity_number(re.sub(r"\D", "", match.group()), today=today):
            yield Finding(FindingKind.IDENTITY, match.start(), match.end(), match.group(), *why_identity())


def why_identity() -> tuple[str, str]:
    """Return why it is pointed out, and what to do instead."""
    return (
        _("Dette er et fødselsnummer eller D-nummer: dato og kontrollsifre stemmer."),
        _("Fjern det. Den som behandler saken, skal ikke finne fødselsnummer her."),
    )


def is_identity_number(digits: str, *, today: date) -> bool:
    """Say whether eleven digits are a national identity number by date and both control digits.

    The years aren't compared with the three digits that used to tell the century: from 2032 they don't.
    """
    allowed = range(4) if today >= MORE_REMAINDERS_FROM else (0,)
    return (
        len(digits) == 11
        and _begins_as_date(digits)
        and _first_remainder(digits) in allowed
        and digits[-1] == calc_check_digit2(digits)
    )


def _first_remainder(digits: str) -> int:
    """python-stdnum knows only the remainder 0 of this one."""
    return sum(int(digit) * weight for digit, weight in zip(digits, FIRST_WEIGHTS, strict=False)) % 11


def _begins_as_date(digits: str) -> bool:
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    return any(
        1 <= month - more_month <= 12 and 1 <= day - more_day <= _days(month - more_month, year)
        for more_month in MONTHS_ADDED
        for more_day in DAYS_ADDED
    )


def _days(month: int, year: int) -> int:
    """Return the most days the month may have in any century: 29 February 1900 never was, that of 2000 was."""
    return max(monthrange(century + year, month)[1] for century in (1800, 1900, 2000))
