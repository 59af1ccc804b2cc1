"""Earlier events like one event: by words, by title, by place; always inside what the person may see. [D10]"""

from dataclasses import dataclass
from typing import Any, cast

from django.contrib.postgres.search import SearchQuery, SearchRank, TrigramSimilarity
from django.db.models import Case, F, FloatField, Q, QuerySet, Value, When

from deviations.models import Deviation
from deviations.rules.similar import ALIKE, likeness, raw_query, terms_of
from kvalitet.organisation.models import Person
from kvalitet.text.columns import NORWEGIAN

CAP = 2000
"""Of events with words in common only the newest so many are weighed."""
NEAR_CAP = 300
"""Of the unit's own events of the same category only the newest so many are compared by title."""
MOST = 8
SAME_CATEGORY, SAME_UNIT, SAME_PLACE = 0.25, 0.15, 0.15
FLAT_RANK = 32
"""Ranks from 0 to 1, whatever the length of the text."""


@dataclass(frozen=True)
class Similar:
    """One event like it, and why."""

    event: Any
    why: str


def similar_to(user: Person, deviation: Deviation, *, most: int = MOST) -> list[Similar]:
    """Return the earlier events most like one event, the most alike first; one query."""
    terms = terms_of(deviation.title, deviation.description)
    found = _weighed(user, deviation, terms)[:most]
    return [Similar(event, _why(deviation, event, terms)) for event in found]


def _weighed(user: Person, deviation: Deviation, terms: list[str]) -> QuerySet[Deviation]:
    """Weigh a capped number of candidates: words count most, then title, category, unit and place."""
    candidates = _candidates(user, deviation, terms)
    weight: Any = TrigramSimilarity("title", deviation.title)
    if query := raw_query(terms):
        weight += SearchRank(F("search"), _asked(query), normalization=FLAT_RANK) * 2
    weight += _when(Q(category=deviation.category_id) & Q(category__isnull=False), SAME_CATEGORY)
    weight += _when(Q(unit=deviation.unit_id), SAME_UNIT)
    weight += _when(Q(place=deviation.place_id) & Q(place__isnull=False), SAME_PLACE)
    rows: Any = Deviation.objects.filter(pk__in=candidates).annotate(alike=weight)
    return cast("QuerySet[Deviation]", rows.select_related("unit", "category").order_by("-alike", "-created_at", "-pk"))


def _candidates(user: Person, deviation: Deviation, terms: list[str]) -> Any:
    earlier = Deviation.objects.visible_to(user).filter(
        municipality_id=deviation.municipality_id, created_at__lte=deviation.created_at
    )
    earlier = earlier.exclude(pk=deviation.pk)
    near = earlier.filter(unit=deviation.unit_id, category=deviation.category_id).order_by("-created_at", "-pk")
    ids = near.values("pk")[:NEAR_CAP]
    titled = Deviation.objects.filter(pk__in=ids).annotate(likeness=TrigramSimilarity("title", deviation.title))
    by_title: Any = titled.filter(likeness__gte=ALIKE).order_by().values("pk")
    query = raw_query(terms)
    if not query:
        return by_title
    # ordered by a sum, for which there is no index to walk through until enough words fit
    by_words = earlier.filter(search=_asked(query)).order_by(-(F("pk") + 0)).values("pk")[:CAP]
    return by_words.union(by_title)


def _asked(query: str) -> SearchQuery:
    return SearchQuery(query, config=NORWEGIAN, search_type="raw")


def _when(condition: Q, weight: float) -> Case:
    return Case(When(condition, then=Value(weight)), default=Value(0.0), output_field=FloatField())


def _why(deviation: Deviation, event: Deviation, terms: list[str]) -> str:
    found = likeness(
        terms,
        [event.title, event.description],
        same_category=deviation.category_id is not None and event.category_id == deviation.category_id,
        same_unit=event.unit_id == deviation.unit_id,
        same_place=deviation.place_id is not None and event.place_id == deviation.place_id,
    )
    return found.why
