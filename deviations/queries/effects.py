"""Has the same happened again? Events of the same kind, as far as the one who asks may see. [D10]"""

from dataclasses import dataclass
from datetime import date, datetime, time
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
    since, before = Q(happened_on__range=span.since), Q(happened_on__range=span.before)
    first, last = span.before[0], span.since[1]
    begins = timezone.make_aware(datetime.combine(first, time()))  # nothing is reported before it has happened
    near = rows.filter(created_at__gte=begins, happened_on__range=(first, last))
    counted = near.order_by().aggregate(since=Count("pk", filter=since), before=Count("pk", filter=before))
    shown = list(near.filter(since).select_related("unit", "category").order_by("-happened_on", "-pk")[:MOST_SHOWN])
    return Recurrence(span, counted["since"], counted["before"], shown, pattern)
