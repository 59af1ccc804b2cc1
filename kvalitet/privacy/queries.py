"""What is found in texts when the municipality's own register of people is asked too."""

from collections.abc import Collection, Mapping

from django.contrib.postgres.search import SearchQuery
from django.db.models import QuerySet
from django.utils import timezone

from kvalitet.organisation.models import Municipality, Person
from kvalitet.privacy.rules import (
    Finding,
    KnownName,
    find,
    name_beginnings,
    name_pairs,
    search_words,
    telling_words,
)

MOST_CHARACTERS = 50_000
"""No field takes more; a longer text is looked through so far."""
APART = "\n|\n"
"""Between texts, so that no name begins in one and ends in the next."""
SHORTEST_STEM = 3
"""The database takes nothing off a shorter word, so no longer name is found by it."""


def check(text: str, municipality: Municipality | None) -> list[Finding]:
    """Return what says too much in one text; at most one query."""
    return check_all({"": text}, municipality)[""]


def check_all(texts: Mapping[str, str], municipality: Municipality | None) -> dict[str, list[Finding]]:
    """Return what says too much in each text; at most one query, and none when no words could be a name."""
    cut = {name: text[:MOST_CHARACTERS] for name, text in texts.items()}
    known = known_names(APART.join(cut.values()), municipality) if municipality is not None else []
    today = timezone.localdate()
    return {name: find(text, today=today, known=known) for name, text in cut.items()}


def known_names(text: str, municipality: Municipality) -> list[KnownName]:
    """Return the names of the municipality's people of which two words stand together in the text.

    The register isn't read: the pairs of words that could be a name are looked up in the index that finds people by
    name, `person_search` (municipality, words), so the time follows the text and not the number of employees. Those who
    have left are found too.
    """
    rows = rows_of(text, municipality)
    return [KnownName(first, last) for first, last in rows.values_list("first_name", "last_name").distinct()]


def rows_of(text: str, municipality: Municipality) -> QuerySet[Person]:
    """Return the municipality's people of whose names two words stand together in the text."""
    both = [f"({_either(first)} & {_either(last)})" for first, last in name_pairs(text)]
    if not both:
        nobody: QuerySet[Person] = Person.objects.none()
        return nobody
    wanted = SearchQuery(" | ".join(both), config="simple", search_type="raw")
    rows: QuerySet[Person] = Person.objects.filter(municipality=municipality, search=wanted)
    return rows.order_by()


def _either(forms: frozenset[str]) -> str:
    """Match the word as it stands or without the genitive; quoted, so that no letter of it is an operator."""
    quoted = ["'" + form.replace("'", "''") + "'" for form in sorted(forms)]
    return f"({' | '.join(quoted)})"


def unsearchable(text: str, municipalities: Collection[int]) -> frozenset[str]:
    """Return the words of a search, in small letters, that could find what the guard takes out; at most one query.

    A first or a last name in the registers counts alone, whoever has it.
    """
    starts = sorted(name_beginnings(search_words(text)))
    names: list[str] = []
    if starts and municipalities:
        wanted = " | ".join(f"'{start}':*" if len(start) >= SHORTEST_STEM else f"'{start}'" for start in starts)
        query = SearchQuery(wanted, config="simple", search_type="raw")
        rows = Person.objects.filter(municipality__in=sorted(municipalities), search=query).order_by()
        names = [name for pair in rows.values_list("first_name", "last_name").distinct() for name in pair]
    return telling_words(text, names, timezone.localdate())
