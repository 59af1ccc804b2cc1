"""Words that tell of somebody's health."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from kvalitet.privacy.choices import FindingKind
from kvalitet.privacy.rules.findings import Finding
from kvalitet.privacy.rules.health_words import (
    BEGINNINGS,
    ENDINGS,
    HARMLESS,
    HARMLESS_TAILS,
    IN_CAPITALS,
    INFLECTIONS,
    SHORT,
)

LETTER = r"[^\W\d_]"


def _any(words: frozenset[str]) -> str:
    """Match any of the words, the longest first; lines may break inside them."""
    return "|".join(
        re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=lambda word: (-len(word), word))
    )


NO_TAIL = rf"(?!-?s?-?(?:{_any(HARMLESS_TAILS)}))"
TELLING = re.compile(
    rf"(?<!\w)(?:"
    rf"(?:{_any(BEGINNINGS)}){NO_TAIL}{LETTER}*"
    rf"|(?:{_any(SHORT)}){INFLECTIONS}(?!\w)(?!-(?:{_any(HARMLESS_TAILS)}))(?:-{LETTER}+)?"
    rf"|{LETTER}{{2,}}-?(?:{_any(ENDINGS)}){INFLECTIONS}(?!\w)"
    rf")(?!-?(?:{_any(HARMLESS_TAILS)}))",
    re.IGNORECASE,
)
CAPITALS = re.compile(rf"(?<!\w)(?:{_any(IN_CAPITALS)})(?!\w)")


def health_words(text: str) -> Iterator[Finding]:
    """Find words that tell of somebody's health; not those of places, jobs and plans made of the same words."""
    for pattern in (TELLING, CAPITALS):
        for match in pattern.finditer(text):
            if match.group().lower() not in HARMLESS:
                yield Finding(
                    FindingKind.HEALTH,
                    match.start(),
                    match.end(),
                    match.group(),
                    _("Dette ordet kan fortelle om helsen til noen."),
                    _("Skriv hva som gikk galt uten å si hva personen feiler eller bruker av medisin."),
                )
