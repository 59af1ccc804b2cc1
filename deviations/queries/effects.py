"""Has the same happened again? Events of the same kind, as far as the one who asks may see. [D10]"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from deviations.models import Deviation, EffectCheck, Pattern
from deviations.rules.effects import Windows, windows
from kvalitet.organisation.models import Person, Unit
from kvalitet.organisation.querysets import below_paths

MOST_SHOWN = 10


@dataclass(frozen=True)
class Recurrence:
    """How many events of the same kind there were since closing and in as many days before, and those since."""

    windows: Windows
    since: int
    before: int
    rows: list[Any]
    pattern: Pattern | None


def pattern_of(user: Person, deviation: Deviation) -> Pattern | None:
    """Return the newest pattern the event is part of, that the person may see."""
    rows: QuerySet[Pattern] = Pattern.objects.visible_to(user).filter(event_links__deviation=deviation)
    return rows.order_by("-created_at", "-pk").first()


def same_type(user: Person, deviation: Deviation, pattern: Pattern | None) -> QuerySet[Deviation]:
    """Return other events of the same category below the same unit, and those of its pattern."""
    units = Unit._base_manager.filter(below_paths([deviation.unit.path])).order_by()
    alike = Q(unit__in=sorted(units.values_list("pk", flat=True)))  # literal ids, so that an index can be used
    alike &= Q(category=deviation.category_id) if deviation.category_id else Q(kind=deviation.kind)
    if pattern is not None:
        gathered = pattern.event_links.order_by("-pk").values_list("deviation_id", flat=True)
        alike |= Q(pk__in=list(gathered[:500]))
    rows: QuerySet[Deviation] = Deviation.objects.visible_to(user).filter(
        alike, municipality_id=deviation.municipality_id
    )
    return rows.exclude(pk=deviation.pk)


def recurrence(user: Person, check: EffectCheck, on: date) -> Recurrence:
    """Count and fetch what has happened again, as the person sees it; three queries."""
    deviation, span = check.deviation, windows(check.closed_on, on)
    pattern = pattern_of(user, deviation)
    rows = same_type(user, deviation, pattern)
    since, before = _reported(span.since), _reported(span.before)
    counted = (
        rows.filter(since | before)
        .order_by()
        .aggregate(since=Count("pk", filter=since), before=Count("pk", filter=before))
    )
    shown = list(rows.filter(since).select_related("unit", "category").order_by("-created_at", "-pk")[:MOST_SHOWN])
    return Recurrence(span, counted["since"], counted["before"], shown, pattern)


def _reported(days: tuple[date, date]) -> Q:
    """Match what was reported from one day to another, both included, as the list of events does."""
    first, after = (
        timezone.make_aware(datetime.combine(day, time())) for day in (days[0], days[1] + timedelta(days=1))
    )
    return Q(created_at__gte=first, created_at__lt=after)
