"""Counts what the page of figures shows, kept for a minute for the same sight, unless something has changed since."""

import hashlib
import logging
from datetime import date, timedelta

from django.core.cache import cache
from django.utils import timezone
from redis.exceptions import RedisError

from deviations.figures.found import Found
from deviations.figures.places import Places
from deviations.models import Deviation, DeviationSettings
from deviations.queries.repeats import repeats
from deviations.queries.standing import Standing, standing_of
from deviations.queries.statistics import Asked, Counts, count_events, count_posts, midnight, seen_events
from deviations.rules.figure_periods import window_of
from kvalitet.calendar.periods import Period
from kvalitet.organisation.models import Person, Unit

KEPT_SECONDS = 60
NOTHING = {"reported": 0, "open": 0, "closed": 0, "late": 0, "oldest": None}
logger = logging.getLogger(__name__)


def kept_figures(user: Person, places: Places, unit: Unit, period: Period, today: date) -> Found:
    """Count, or take what was counted within the last minute for the same person, unit and period."""
    key = _key(user, unit, period, today)
    try:
        kept: Found | None = cache.get(key)
    except RedisError:
        logger.warning("The cache is away; figures are counted anew.")
        return figures_of(user, places, unit, period, today)
    if kept is None:
        kept = figures_of(user, places, unit, period, today)
        cache.set(key, kept, KEPT_SECONDS)
    return kept


def kept_standing(user: Person, unit: Unit, today: date) -> Standing:
    """Say how the unit's events stand, or what was counted within the last minute unless something has changed."""
    key = f"{_key(user, unit, Period(today, today), today)}:standing"
    try:
        kept: Standing | None = cache.get(key)
    except RedisError:
        return standing_of(user, unit, today)
    if kept is None:
        kept = standing_of(user, unit, today)
        cache.set(key, kept, KEPT_SECONDS)
    return kept


def figures_of(user: Person, places: Places, unit: Unit, period: Period, today: date) -> Found:
    """Count; three queries whatever the size."""
    below, rules, window = places.below(unit), _rules(unit), window_of(period, today)
    asked = Asked(unit, tuple(one.pk for one in below), period, window, today)
    came_back = repeats(
        user, seen_events(user, asked), since=midnight(period.starts), until=midnight(period.ends + timedelta(days=1))
    )
    return Found(
        counted_at=timezone.now(),
        today=today,
        unit_name=unit.name,
        unit_uuid=unit.uuid,
        is_root=unit.parent_id is None,
        period=period,
        window=window,
        parts=places.parts(unit),
        counts=count_events(user, asked, rules) or empty_counts(),
        posts=count_posts(unit, window, today),
        units={one.pk: (one.uuid, one.name) for one in below if one.closed is None or one.closed > today},
        answer_days=rules.answer_days,
        repeated=came_back.repeated,
    )


def _rules(unit: Unit) -> DeviationSettings:
    """Return the municipality's rules, which came with its units; those of the house where it has said nothing."""
    found: DeviationSettings | None = getattr(unit.municipality, "deviation_settings", None)
    return found or DeviationSettings(municipality_id=unit.municipality_id)


def empty_counts() -> Counts:
    """Return what is counted where the person could see nothing."""
    groups: dict[str, dict[object, int]] = {name: {} for name in ("part", "category", "seriousness", "kind")}
    return Counts(dict(NOTHING), dict(NOTHING), groups=dict(groups), late={name: {} for name in groups})


def _key(user: Person, unit: Unit, period: Period, today: date) -> str:
    """Name the sight: whoever asks, where and when, and the last change of any event in the municipality."""
    rows = Deviation.history.filter(municipality_id=unit.municipality_id).order_by("-history_id")
    last = rows.values_list("history_id", flat=True).first() or 0
    seen = (user.pk, unit.pk, unit.path, *period, today, last)
    return f"deviation-figures-3:{hashlib.sha256(repr(seen).encode()).hexdigest()}"
