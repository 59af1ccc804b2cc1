"""Earlier events like one event: by words, by title, by place; always inside what the person may see. [D10]

The newest events of the municipality and of the unit are read one by one, which costs the same however many there are.
Where little was found and there are more, the words are rare, and the index of words is quick. To ask that index first
would fetch every row of a common word: four seconds among a million events.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank, TrigramSimilarity
from django.db.models import Case, F, FloatField, Q, QuerySet, Value, When
from django.db.models.lookups import GreaterThanOrEqual

from deviations.models import Deviation
from deviations.queries.representatives import cleaned
from deviations.queries.veils import openly, veil_of
from deviations.rules.similar import ALIKE, likeness, raw_query, terms_of
from kvalitet.organisation.models import Person
from kvalitet.text.columns import NORWEGIAN

NEWEST, OWN = 1000, 500
"""So many of the newest earlier events of the municipality, and of the event's own unit, are read."""
OLDER = 2000
"""Of older ones with words in common at most so many are weighed."""
WEIGHED = 300
"""Of those with words in common at most the newest so many are ranked, which costs more than to find them."""
MOST = 8
SAME_CATEGORY, SAME_UNIT, SAME_PLACE = 0.25, 0.15, 0.15
FLAT_RANK = 32
"""Ranks from 0 to 1, whatever the length of the text."""


@dataclass(frozen=True)
class Similar:
    """One event like it, and why."""

    event: Any
    why: str


def similar_to(user: Person, event: Deviation, *, most: int = MOST) -> list[Similar]:
    """Return the earlier events most like one event, the most alike first; three queries, one more where many are.

    For one who represents others the event's own words must have been cleaned: they are told as what is alike. Nor are
    names or health asked about, as one's own report could hold anything; that takes a query more.
    """
    veil = veil_of(user)
    terms = terms_of(event.title, event.description)
    terms = terms if veil is None else openly(terms, user)
    title = event.title if veil is None else ""
    newest = _newest(Q(municipality=event.municipality_id), event, NEWEST)
    near = {*newest, *_newest(Q(unit=event.unit_id), event, OWN)}
    seen = Deviation.objects.visible_to(user)
    alike = seen.filter(_has_words(terms) | _has_title(event, title), pk__in=near).order_by("-created_at", "-pk")
    weighed = Deviation.objects.filter(pk__in=alike.values("pk")[:WEIGHED])
    found = list(_weighed(weighed, event, terms, title)[:most])
    if len(newest) == NEWEST and len(found) < most and terms:
        rare = seen.filter(pk__in=_rare(event, terms) - near)
        found += _weighed(rare, event, terms, title)[: most - len(found)]
    cleaned(found, user, names=("title", "description"))
    return [Similar(one, _why(event, one, terms)) for one in found]


def _newest(where: Q, event: Deviation, most: int) -> list[int]:
    """Return the keys of the newest earlier events of a place; an index holds all that is asked for."""
    rows = Deviation.objects.filter(where, created_at__lte=event.created_at).order_by("-created_at", "-pk")
    return [pk for pk in rows.values_list("pk", flat=True)[: most + 1] if pk != event.pk][:most]


def _rare(event: Deviation, terms: Sequence[str]) -> set[int]:
    """Return keys of earlier events by the index of words."""
    rows = Deviation.objects.filter(
        _has_words(terms), municipality_id=event.municipality_id, created_at__lte=event.created_at
    )
    return set(rows.exclude(pk=event.pk).order_by().values_list("pk", flat=True)[:OLDER])


def _weighed(rows: QuerySet[Deviation], event: Deviation, terms: Sequence[str], title: str) -> Any:
    """Put the most alike first: words count most, then title, category, unit and place."""
    weight: Any = TrigramSimilarity("title", title)
    if terms:
        weight += SearchRank(F("search"), _asked(terms), normalization=FLAT_RANK) * 2
    weight += _when(Q(category=event.category_id, category__isnull=False), SAME_CATEGORY)
    weight += _when(Q(unit=event.unit_id), SAME_UNIT)
    weight += _when(Q(place=event.place_id, place__isnull=False), SAME_PLACE)
    ranked: Any = rows.annotate(alike=weight).select_related("unit", "category", "municipality")
    return ranked.order_by("-alike", "-created_at", "-pk")


def _has_words(terms: Sequence[str]) -> Q:
    return Q(search=_asked(terms)) if terms else Q(pk__in=[])


def _has_title(event: Deviation, title: str) -> Any:
    """Match titles that are nearly the same, of the same unit and category: for words that have no stem in common."""
    same = Q(unit=event.unit_id, category=event.category_id)
    return same & Q(GreaterThanOrEqual(TrigramSimilarity("title", title), ALIKE))


def _asked(terms: Sequence[str]) -> SearchQuery:
    return SearchQuery(raw_query(terms), config=NORWEGIAN, search_type="raw")


def _when(condition: Q, weight: float) -> Case:
    return Case(When(condition, then=Value(weight)), default=Value(0.0), output_field=FloatField())


def _why(event: Deviation, other: Deviation, terms: Sequence[str]) -> str:
    found = likeness(
        terms,
        [other.title, other.description],
        same_category=event.category_id is not None and other.category_id == event.category_id,
        same_unit=other.unit_id == event.unit_id,
        same_place=event.place_id is not None and other.place_id == event.place_id,
    )
    return found.why
