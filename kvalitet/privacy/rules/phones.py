"""Phone numbers, told from case numbers, dates, amounts, postcodes and room numbers."""

import re
from collections.abc import Iterator
from datetime import date

import phonenumbers
from django.utils.translation import gettext as _
from phonenumbers import Leniency, PhoneNumberMatcher, PhoneNumberType

from kvalitet.privacy.choices import FindingKind
from kvalitet.privacy.rules.findings import Finding

PEOPLES = {
    PhoneNumberType.FIXED_LINE,
    PhoneNumberType.MOBILE,
    PhoneNumberType.FIXED_LINE_OR_MOBILE,
    PhoneNumberType.VOIP,
    PhoneNumberType.PERSONAL_NUMBER,
}
"""Free numbers, premium numbers and five-digit numbers belong to offices."""
GROUPS = {(8,), (2, 2, 2, 2), (3, 2, 3), (4, 4)}
"""How eight digits are written as a phone number; 21 000 000 is an amount."""
COUNTED_BEFORE = re.compile(
    r"(?:\b(?:sak|saks?nr|saksnummer|journalpost|jp|dok|dokument|dokumentnr|arkivsak|referanse|ref|faktura|fakturanr"
    r"|ordre|ordrenr|bestilling|bilag|bilagsnr|konto|kontonr|kontonummer|org|orgnr|organisasjonsnummer|kid|serienr"
    r"|serienummer|inventar|inventarnr|inventarnummer|artikkel|artikkelnr|varenr|varenummer|lot|batch|gnr|bnr|rom|romnr"
    r"|id|avvik|versjon|kr|nok|kroner|beløp|lisens|ticket|incident|måler|målernr|målernummer|ean|gtin|art)"
    r"(?:\s?(?:nr|nummer|id))?[.:#]?\s*(?:nr\.?\s*)?|[\d/\\#_]|\d[-–.]|[A-Za-zÆØÅæøå][-–]?)$",
    re.IGNORECASE,
)
COUNTED_AFTER = re.compile(
    r"\s?(?:kr\b|kroner|nok\b|,-|%|kwh|m2|m²|kg\b|stk|liter)|[/\\_–-]\d|,\d|[A-Za-zÆØÅæøå]", re.IGNORECASE
)
CALLED_BEFORE = re.compile(
    r"(?:tlf|telefon|telefonnummer|mobil|mobilnr|mobilnummer|mob|ringe?|ringte|sms|nås på|vipps)\s?(?:nr)?[.:]?\s*$",
    re.IGNORECASE,
)


def phone_numbers(text: str) -> Iterator[Finding]:
    """Find phone numbers by which a person can be reached."""
    for match in PhoneNumberMatcher(text, "NO", leniency=Leniency.VALID):
        before, after = text[max(0, match.start - 40) : match.start], text[match.end : match.end + 12]
        if phonenumbers.number_type(match.number) not in PEOPLES:
            continue
        if match.raw_string.startswith(("+", "00")) or _is_called(match.raw_string, before, after):
            yield Finding(FindingKind.PHONE, match.start, match.end, match.raw_string, *why_phone())


def why_phone() -> tuple[str, str]:
    """Return why it is pointed out, and what to do instead."""
    return (
        _("Dette er et telefonnummer, og det viser hvem det gjelder."),
        _("Fjern det. Er det viktig å kunne ringe, avtaler dere det utenom saken."),
    )


def _is_called(raw: str, before: str, after: str) -> bool:
    """Say whether eight digits are a phone number and not a number of something else."""
    groups = re.findall(r"\d+", raw)
    if tuple(map(len, groups)) not in GROUPS or not re.fullmatch(r"[\d \u00a0\u2009\u202f]+", raw):
        return False
    if CALLED_BEFORE.search(before):
        return True
    return not (_is_date("".join(groups)) or COUNTED_BEFORE.search(before) or COUNTED_AFTER.match(after))


def _is_date(digits: str) -> bool:
    """Say whether eight digits read as a date of our time: 24122025 or 20251224."""
    for year, month, day in ((digits[4:], digits[2:4], digits[:2]), (digits[:4], digits[4:6], digits[6:])):
        try:
            found = date(int(year), int(month), int(day))
        except ValueError:
            continue
        if 1900 <= found.year <= 2100:
            return True
    return False
