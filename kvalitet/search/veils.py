"""Searching rows in which words are hidden from the one who searches: what is hidden finds nothing. [D11, P9]"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.contrib.postgres.search import SearchVectorExact, SearchVectorField
from django.db.models import F, Func, Q

from kvalitet.search.registry import SearchSource, Veil
from kvalitet.search.rules.asking import Asked, whole
from kvalitet.search.vectors import vector_query
from kvalitet.text.columns import NORWEGIAN

NO_ROWS = Q(pk__in=[])
LARGEST_NUMBER = 2**31 - 1
WHOLE_WORDS = "ts_filter(%(expressions)s, '{a,c}')"
"""The words of titles and texts, without parts of compounds: «nøtt» would tell of «nøtteallergi»."""


@dataclass(frozen=True)
class Veiled:
    """A search as it is asked of the hidden rows: what finds them, and what ranks them."""

    rows: Q = field(default_factory=Q)
    found: Q = NO_ROWS
    query: Any = None

    def parted(self, openly: Q) -> Q:
        """Match hidden rows one way, and all others another."""
        return openly if not self.rows else (openly & ~self.rows) | (self.found & self.rows)


def through(veil: Veil | None, asked: Asked, config: str = NORWEGIAN) -> Veiled:
    """Return how hidden rows are asked for: only by whole words, since the beginning of a hidden word tells of it."""
    if veil is None:
        return Veiled()
    if asked.key is not None:
        return Veiled(veil.rows, Q(uuid=asked.key))
    if len(asked.terms) == 1 and veil.number and asked.terms[0].text.isdecimal():
        return Veiled(veil.rows, Q(**{veil.number: min(int(asked.terms[0].text), LARGEST_NUMBER)}))
    kept = whole(veil.keep(asked))
    if not kept:
        return Veiled(veil.rows)
    query = vector_query(kept, config)
    indexed = vector_query(replace(kept, terms=tuple(kept.wanted)), config)  # a word left out could be a part, too
    words = Func(F("search"), template=WHOLE_WORDS, output_field=SearchVectorField())
    return Veiled(veil.rows, Q(search=indexed) & Q(SearchVectorExact(words, query)), query)


def veil_of(source: SearchSource, user: Any) -> Veil | None:
    """Return what hides words from the person in rows of the source, if anything does."""
    return source.veil(user) if source.veil is not None else None


def notes(sources: Iterable[SearchSource], user: Any) -> list[str]:
    """Return what the page says is not looked for, each sentence once."""
    veils = [veil for source in sources if (veil := veil_of(source, user)) is not None]
    return list(dict.fromkeys(str(veil.said) for veil in veils))
