"""Names of people somebody knows: first and last name beside each other, however they are written."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kvalitet.privacy.choices import FindingKind
from kvalitet.privacy.rules.common_words import COMMON
from kvalitet.privacy.rules.findings import Finding

WORD = re.compile(r"[^\W\d_]+(?:['’](?=[^\W\d_]{2})[^\W\d_]+)*")
BESIDE = re.compile(r"[ \t\u00a0]+(?:\r?\n)?[ \t\u00a0]*|\r?\n[ \t\u00a0]*|[-‐‑–]")
REVERSED = re.compile(r",[ \t\u00a0]*")
MOST_BETWEEN = 2
"""Middle names that may stand between the first and the last name."""
MOST_PAIRS = 2000
"""More than any field has; the database is asked one question, and not an endless one."""


@dataclass(frozen=True)
class KnownName:
    """A name in a register, as it is written there."""

    first: str
    last: str


@dataclass(frozen=True)
class Token:
    """A word of the text and where it stands; hyphens part words, so that Anne-Marie is two."""

    start: int
    end: int
    word: str

    @property
    def forms(self) -> frozenset[str]:
        """The word in small letters, as it stands and without the genitive."""
        plain = self.word.lower().replace("’", "'")
        return frozenset({plain, plain.removesuffix("s").removesuffix("'")} - {""})

    @property
    def may_be_name(self) -> bool:
        """Capitals make a name of any word; small letters only of one that means nothing else."""
        return self.word[0].isupper() or (len(self.word) > 2 and self.forms.isdisjoint(COMMON))


def name_pairs(text: str) -> list[tuple[frozenset[str], frozenset[str]]]:
    """Return the words that could be a first and a last name together: what to look for in a register."""
    tokens = _tokens(text)
    pairs = {(tokens[i].forms, tokens[j].forms) for i, j in _candidates(text, tokens)}
    return sorted(pairs, key=lambda pair: (sorted(pair[0]), sorted(pair[1])))[:MOST_PAIRS]


def names_in(text: str, known: Iterable[KnownName]) -> Iterator[Finding]:
    """Find the known names in the text: «Kari Nordmann», «KARI NORDMANNS», «Nordmann, Kari», «Kari Berg-Nordmann»."""
    people = [(_parts(name.first), _parts(name.last)) for name in known]
    people = [(first, last) for first, last in people if first and last]
    if not people:
        return
    tokens = _tokens(text)
    for i, j in _candidates(text, tokens):
        for first, last in people:
            if _fits(tokens[i], tokens[j], first, last) and _named_between(tokens[i + 1 : j], first | last):
                start, end = _widened(text, tokens, i, j, first | last)
                yield _finding(text, tokens[start].start, tokens[end].end)
                break


def _finding(text: str, start: int, end: int) -> Finding:
    return Finding(
        FindingKind.NAME,
        start,
        end,
        text[start:end],
        _("Dette ser ut som navnet på en som arbeider i kommunen."),
        _("Skriv heller rollen: «en ansatt», «vikaren», «lederen»."),
    )


def _tokens(text: str) -> list[Token]:
    return [Token(match.start(), match.end(), match.group()) for match in WORD.finditer(text)]


def _candidates(text: str, tokens: list[Token]) -> Iterator[tuple[int, int]]:
    """Yield places (first, last) of words that stand so that they can be one name."""
    for i, token in enumerate(tokens):
        if not token.may_be_name:
            continue
        for j in range(i + 1, min(i + 2 + MOST_BETWEEN, len(tokens))):
            if not tokens[j].may_be_name:
                break
            gap = text[tokens[j - 1].end : tokens[j].start]
            if not BESIDE.fullmatch(gap):
                if j == i + 1 and REVERSED.fullmatch(gap):
                    yield i, j
                break
            if j == i + 1 or tokens[j].word[0].isupper():
                yield i, j


def _fits(one: Token, other: Token, first: frozenset[str], last: frozenset[str]) -> bool:
    """Say whether the words are a first and a last name of the same person, in either order."""
    return bool(
        (one.forms & first and other.forms & last and one.start != other.start)
        or (one.forms & last and other.forms & first)
    )


def _named_between(tokens: list[Token], names: frozenset[str]) -> bool:
    """Say whether all between is middle names: the person's own, or others with a capital."""
    return all(token.word[0].isupper() or token.forms & names for token in tokens)


def _widened(text: str, tokens: list[Token], i: int, j: int, names: frozenset[str]) -> tuple[int, int]:
    """Take with it the rest of a double name, so that no part of it stays behind."""
    while i > 0 and tokens[i - 1].forms & names and BESIDE.fullmatch(text[tokens[i - 1].end : tokens[i].start]):
        i -= 1
    while (
        j + 1 < len(tokens)
        and tokens[j + 1].forms & names
        and BESIDE.fullmatch(text[tokens[j].end : tokens[j + 1].start])
    ):
        j += 1
    return i, j


def _parts(name: str) -> frozenset[str]:
    return frozenset(match.group().lower().replace("’", "'") for match in WORD.finditer(name))
