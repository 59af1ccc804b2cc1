"""Words of a search that would find what the guard takes out: a name alone, a word of health, a number. [D9, D11]"""

import re
from collections.abc import Iterable
from datetime import date

from kvalitet.privacy.rules.finding import find
from kvalitet.privacy.rules.health import health_words
from kvalitet.privacy.rules.health_words import BEGINNINGS
from kvalitet.text.compounds import base_forms
from kvalitet.text.stemming import DELETED, LAST, stem

WORD = re.compile(r"[^\W_]+")
TAILS = ("", "s", "t", "erte", "ert", *DELETED, *LAST)
"""What the database may take off a word before it looks for it."""
IN_PHRASES = frozenset(stem(word) for phrase in BEGINNINGS if " " in phrase for word in phrase.split())
"""«Alvorlig syk» is taken out, so neither of its words is looked for."""


def search_words(text: str) -> list[str]:
    """Return the words of a search in small letters, each once."""
    return list(dict.fromkeys(match.group().casefold() for match in WORD.finditer(text)))


def name_beginnings(words: Iterable[str]) -> frozenset[str]:
    """Return what a name must begin with to be found by one of the words in some form."""
    return frozenset(start for word in words if not word.isdigit() for form in _forms(word) for start in _starts(form))


def telling_words(text: str, names: Iterable[str], today: date) -> frozenset[str]:
    """Return the words of a search that find something the guard takes out, given the names they may find.

    A word is told by every form the database finds with it: «olser» finds «Olsen». A number of two digits or more may
    be a part of somebody's.
    """
    known = {stem(form) for name in names for part in search_words(name) for form in (part, f"{part}s")}
    found = {word for one in find(text, today=today) for word in search_words(one.text)}
    return frozenset(word for word in search_words(text) if word in found or _tells(word, known))


def _tells(word: str, names: set[str]) -> bool:
    if word.isdigit():
        return len(word) > 1
    return any(stem(form) in names or _tells_of_health(form) for form in _forms(word))


def _tells_of_health(word: str) -> bool:
    """Say whether the word, or another that is found by it, stands in the lists; in capitals it may be short for it."""
    root = stem(word)
    same = {word, *(other for tail in TAILS if stem(other := f"{root}{tail}") == root)}
    return root in IN_PHRASES or any(True for _found in health_words(" ".join(sorted(same)).upper()))


def _forms(word: str) -> tuple[str, ...]:
    """Return the word and the singulars that are looked for beside it."""
    return (word, *base_forms(word))


def _starts(word: str) -> list[str]:
    root = stem(word)
    return [start for start in (root, root.removesuffix("s")) if start]
