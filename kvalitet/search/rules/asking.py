"""What a person has asked for: words, «whole phrases» and -words to leave out. [P9]"""

import re
import unicodedata
from collections.abc import Container
from dataclasses import dataclass, replace
from uuid import UUID

MOST_LETTERS = 200
MOST_TERMS = 8
SHORTEST_PARTIAL = 2
WORD = re.compile(r"[^\W_]+")
CHUNK = re.compile(r"""(?P<minus>-?)(?:["«“”](?P<phrase>[^"«»“”]*)["»“”]?|(?P<word>[^\s"«»“”]+))""")


@dataclass(frozen=True)
class Term:
    """One word or phrase; the last plain word may still be under way, so it stands for all that begin with it."""

    text: str
    is_phrase: bool = False
    is_excluded: bool = False
    is_partial: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether it is letters and digits only."""
        return self.text.isalnum() and not self.is_phrase


@dataclass(frozen=True)
class Asked:
    """A search as it was understood."""

    text: str
    terms: tuple[Term, ...]
    is_cut: bool = False
    """Whether there was more than is looked for."""
    key: UUID | None = None
    """The address key of one row, when that is what was pasted."""

    @property
    def wanted(self) -> list[Term]:
        """The terms a hit must have."""
        return [term for term in self.terms if not term.is_excluded]

    @property
    def is_too_short(self) -> bool:
        """Whether there is a letter to look for, but no more: it would fit nearly everything."""
        return bool(self.wanted) and sum(len(term.text) for term in self.wanted) < SHORTEST_PARTIAL

    def __bool__(self) -> bool:
        return bool(self.wanted) and not self.is_too_short


def read(text: str) -> Asked:
    """Understand what was typed; anything at all may have been."""
    tidy = tidied(text)
    shown = tidy[:MOST_LETTERS].strip()
    terms = [term for match in CHUNK.finditer(shown) if (term := _term(match)) is not None]
    is_cut = len(tidy) > MOST_LETTERS or len(terms) > MOST_TERMS
    terms = terms[:MOST_TERMS]
    if terms and terms[-1].is_plain and not terms[-1].is_excluded and len(terms[-1].text) >= SHORTEST_PARTIAL:
        terms[-1] = Term(terms[-1].text, is_partial=True)
    return Asked(shown, tuple(terms), is_cut, _key(shown))


def whole(asked: Asked) -> Asked:
    """Return the search for whole words only, none of them the beginning of others."""
    return replace(asked, terms=tuple(replace(term, is_partial=False) for term in asked.terms))


def without(asked: Asked, words: Container[str]) -> Asked:
    """Return the search without the terms any of the words, in small letters, stand in."""
    kept = (term for term in asked.terms if not any(found.group() in words for found in WORD.finditer(term.text)))
    return replace(asked, terms=tuple(kept))


def tidied(text: str) -> str:
    """Return the text in composed letters, without control and direction characters."""
    composed = unicodedata.normalize("NFC", text[: 10 * MOST_LETTERS])
    seen = "".join(" " if unicodedata.category(letter) in {"Cc", "Zl", "Zp"} else letter for letter in composed)
    seen = "".join(letter for letter in seen if unicodedata.category(letter) not in {"Cf", "Cs", "Co", "Cn"})
    return " ".join(seen.split())


def _term(match: re.Match[str]) -> Term | None:
    phrase, word = match["phrase"], match["word"]
    text = (phrase if phrase is not None else word).strip().casefold()
    if phrase is None:
        text = text.strip("-.,;:!?()[]{}*")
    if not any(letter.isalnum() for letter in text):
        return None
    return Term(text, is_phrase=phrase is not None, is_excluded=bool(match["minus"]))


def _key(text: str) -> UUID | None:
    try:
        return UUID(text) if len(text) >= 32 else None
    except ValueError:
        return None
