"""Which letters of a text were found, said the way the database found them. [P9]"""

import re
from dataclasses import dataclass, replace

from kvalitet.search.rules.asking import Asked, Term
from kvalitet.text.compounds import base_forms, leaves, split
from kvalitet.text.stemming import stem

WORD = re.compile(r"[^\W_]+")
BEFORE, AFTER = 60, 140


@dataclass(frozen=True)
class Piece:
    """A part of a text, found or not."""

    text: str
    is_hit: bool = False


@dataclass(frozen=True)
class Marker:
    """Finds in a text what was asked for."""

    stems: frozenset[str]
    beginnings: tuple[str, ...]

    @classmethod
    def of(cls, asked: Asked, *, in_parts: bool = True) -> "Marker":
        """Make a marker for a search; `in_parts` also for each part of a compound that was asked for."""
        stems: set[str] = set()
        beginnings: list[str] = []
        for term in asked.wanted:
            for word in WORD.findall(term.text):
                alike = (word, *base_forms(word), *(leaves(word) if in_parts else ()))
                stems.update(stem(one) for one in alike)
                if term.is_partial:
                    beginnings.append(word)
        return cls(frozenset(stems), tuple(beginnings))

    def pieces(self, text: str) -> list[Piece]:
        """Cut a text into what was found and what lies between."""
        found, at = [], 0
        for starts, ends in self.hits(text):
            found += [Piece(text[at:starts])] if starts > at else []
            found.append(Piece(text[starts:ends], is_hit=True))
            at = ends
        return [*found, Piece(text[at:])] if at < len(text) else found

    def hits(self, text: str) -> list[tuple[int, int]]:
        """Return where in the text something was found."""
        found = []
        for match in WORD.finditer(text):
            inside = self._inside(match.group())
            if inside is not None:
                found.append((match.start() + inside[0], match.start() + inside[1]))
        return found

    def excerpt(self, text: str) -> list[Piece]:
        """Return the pieces around the first hit of a long text, or nothing when there is none."""
        flat = " ".join(text.split())
        hits = self.hits(flat)
        if not hits:
            return []
        starts, ends = max(0, hits[0][0] - BEFORE), min(len(flat), hits[0][0] + AFTER)
        starts = flat.find(" ", starts) + 1 if starts > 0 and " " in flat[starts : hits[0][0]] else starts
        ends = flat.rfind(" ", 0, ends) if ends < len(flat) and flat.rfind(" ", 0, ends) > hits[0][1] else ends
        shown = ("… " if starts else "") + flat[starts:ends] + (" …" if ends < len(flat) else "")
        return self.pieces(shown)

    def _inside(self, original: str) -> tuple[int, int] | None:
        word = original.casefold()
        if self._fits(word) or any(self._fits(form) for form in base_forms(word)):
            return 0, len(original)
        if len(word) == len(original):
            for part in split(word):
                at = word.find(part)
                if at >= 0 and (self._fits(part) or any(stem(form) in self.stems for form in base_forms(part))):
                    return at, at + len(part)
        return None

    def _fits(self, word: str) -> bool:
        return stem(word) in self.stems or word.startswith(self.beginnings)


def _one(term: Term) -> Marker:
    return Marker.of(Asked(term.text, (term,)), in_parts=False)


def fits(asked: Asked, text: str) -> bool:
    """Whether a short text, such as the name of a page, has every wanted word and none of the others."""
    wanted = all(_one(term).hits(text) for term in asked.wanted)
    unwanted = [replace(term, is_excluded=False) for term in asked.terms if term.is_excluded]
    return bool(asked) and wanted and not any(_one(term).hits(text) for term in unwanted)
