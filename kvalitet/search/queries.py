"""Finding: one query a source, always inside `visible_to`, and one more for «Mente du …». [P9]"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import reduce
from operator import and_
from typing import Any

from django.contrib.postgres.search import SearchRank, TrigramWordSimilarity
from django.db import OperationalError, connection, transaction
from django.db.models import BooleanField, Case, Count, F, FloatField, Model, Q, QuerySet, Value, When, Window
from django.db.models.lookups import GreaterThan
from psycopg.errors import QueryCanceled

from kvalitet.organisation.models import Unit
from kvalitet.search.registry import Hit, SearchSource, Veil
from kvalitet.search.rules.asking import Asked, read
from kvalitet.search.rules.correcting import MOST_WORDS, SHORTEST, corrections
from kvalitet.search.vectors import term_query, vector_query
from kvalitet.search.veils import Veiled, through, veil_of

CAP = 1000
"""A search finds at most so many rows of a kind; then they are put in order."""
TIMEOUT = 4_000
"""Milliseconds a search may take before it is given up."""
LIKENESS = 0.45
"""How like a word of a title must be to be looked at, of the database's 1: two letters that changed places are 0.57."""
LIMITS = "select set_config('statement_timeout', %s, true), set_config('pg_trgm.word_similarity_threshold', %s, true)"
TITLES = 12
TITLES_ONLY = [0.0, 0.0, 1.0, 1.0]
"""Weights of D, C, B and A: hits in a title, or in a part of a word, come before those in a text."""
WHOLE_TITLES = [0.0, 0.0, 0.0, 1.0]


@dataclass(frozen=True)
class Narrowed:
    """What a search is kept to."""

    unit: Unit | None = None
    year: int | None = None


@dataclass(frozen=True)
class Found:
    """What one source found: how many, and those to show."""

    source: SearchSource
    total: int = 0
    hits: list[Hit] = field(default_factory=list)

    @property
    def is_capped(self) -> bool:
        return self.total > CAP


class TooSlowError(Exception):
    """The search took longer than anyone waits."""


@contextmanager
def in_time() -> Iterator[None]:
    """Give up what takes too long: raises TooSlowError."""
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(LIMITS, [f"{TIMEOUT}ms", str(LIKENESS)])
            yield
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            raise TooSlowError from error
        raise


def find(source: SearchSource, user: Any, asked: Asked, narrowed: Narrowed, *, most: int, start: int = 0) -> Found:
    """Return how many rows the person may see that fit, and some of them: titles first, then newest; one query."""
    if not applies(source, narrowed):
        return Found(source)
    veiled = through(veil_of(source, user), asked, source.config)
    found = matching(source, user, asked, narrowed, veiled)
    newest = found.order_by(-(F("pk") + 0))  # of a sum there is no index to walk through until enough words fit
    capped: QuerySet[Model, Any] = newest.values("pk")[: CAP + 1]
    rows = source.rows(source.model._default_manager.filter(pk__in=capped))
    rows = rows.annotate(is_titled=_titled(source, asked, veiled), found_total=Window(Count("pk")))
    shown = list(rows.order_by("-is_titled", *source.sort, "-pk")[start : start + most])
    if source.clean is not None:
        source.clean(shown, user)
    return Found(source, shown[0].found_total if shown else 0, [source.hit(row) for row in shown])


def applies(source: SearchSource, narrowed: Narrowed) -> bool:
    """Whether the source knows of what the search is kept to; one that doesn't would show too much."""
    return not (narrowed.unit and source.in_unit is None) and not (narrowed.year and source.in_year is None)


def matching(source: SearchSource, user: Any, asked: Asked, narrowed: Narrowed, veiled: Veiled) -> QuerySet[Any]:
    """Return the rows the person may see that fit."""
    rows = visible_rows(source, user, narrowed)
    if asked.key is not None:
        return rows.filter(uuid=asked.key)
    fits = Q(search=vector_query(asked, source.config)) if source.also is None else _with_others(source, user, asked)
    return rows.filter(veiled.parted(fits))


def visible_rows(source: SearchSource, user: Any, narrowed: Narrowed) -> QuerySet[Any]:
    """Return what the person may see of a source, within what the search is kept to."""
    manager: Any = source.model._default_manager
    rows: QuerySet[Any] = manager.visible_to(user).filter(source.kept)
    if narrowed.unit is not None and source.in_unit is not None:
        rows = rows.filter(source.in_unit(narrowed.unit))
    if narrowed.year is not None and source.in_year is not None:
        rows = rows.filter(source.in_year(narrowed.year))
    return rows


def words_q(word: str, veil: Veil | None = None) -> Q | None:
    """Return the filter of a list's own search where words may be hidden; None where there is nothing to look for."""
    asked = read(word)
    return through(veil, asked).parted(Q(search=vector_query(asked))) if asked else None


def word_query(word: str) -> Any:
    """Return a word of a list's own search in any form, and its parts; None where there is nothing to look for.

    For `filter(search=…)` beside what the list looks for already.
    """
    asked = read(word)
    return vector_query(asked) if asked else None


def did_you_mean(sources: Sequence[SearchSource], user: Any, asked: Asked, narrowed: Narrowed) -> list[str]:
    """Return nearly the same search in words that stand in titles the person may see; one query.

    Titles in which words are hidden from the person aren't looked in.
    """
    words = [word for term in asked.wanted for word in term.text.split() if len(word) >= SHORTEST][:MOST_WORDS]
    parts = [
        _nearly(source, name, word, _plain_rows(source, user, narrowed))
        for source in sources
        if applies(source, narrowed)
        for name in source.titles
        for word in words
    ]
    if not parts:
        return []
    titles = parts[0].union(*parts[1:], all=True)
    return corrections(words, [title for title, _likeness in titles])


def _plain_rows(source: SearchSource, user: Any, narrowed: Narrowed) -> QuerySet[Any]:
    veil = veil_of(source, user)
    rows = visible_rows(source, user, narrowed)
    return rows if veil is None else rows.filter(~veil.rows)


def _nearly(source: SearchSource, name: str, word: str, rows: QuerySet[Any]) -> QuerySet[Any]:
    near = rows.filter(**{f"{name}__trigram_word_similar": word}).order_by()
    likeness = TrigramWordSimilarity(word, name)
    nearest: QuerySet[Any] = near.annotate(likeness=likeness).order_by("-likeness")
    return nearest.values_list(name, "likeness")[:TITLES]


def _titled(source: SearchSource, asked: Asked, veiled: Veiled) -> Any:
    """Say whether it is a title that fits; in hidden rows by what was asked of them alone, or the order would tell."""
    if asked.key is not None:
        return Value(True)
    whole = vector_query(asked, source.config)
    if source.also is not None:
        return Case(When(search=whole, then=Value(True)), default=Value(False))
    openly = _ranked(whole, TITLES_ONLY)
    if not veiled.rows:
        return openly
    hidden = Value(False) if veiled.query is None else _ranked(veiled.query, WHOLE_TITLES)
    return Case(When(veiled.rows, then=hidden), default=openly, output_field=BooleanField())


def _ranked(query: Any, weights: list[float]) -> Any:
    return GreaterThan(SearchRank(F("search"), query, weights=weights), Value(0.0, output_field=FloatField()))


def _with_others(source: SearchSource, user: Any, asked: Asked) -> Q:
    """Match each term on the row itself or on what belongs to it: «Kari rektor»."""
    also: Any = source.also
    found = []
    for term in asked.terms:
        own = Q(search=term_query(term, source.config))
        found.append(~own if term.is_excluded else own | also(term_query(term), user))
    return reduce(and_, found, Q())
