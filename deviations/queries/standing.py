"""How the events of a unit stand just now, and how many have come this tertial against before; one query. [D7]"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q
from django.utils import timezone

from deviations.choices import OPEN_STATES, Seriousness
from deviations.models import Deviation
from deviations.queries.lists import is_late
from deviations.rules.figure_periods import same_before, year_before
from kvalitet.calendar.periods import Period, tertial_of, tertial_period
from kvalitet.organisation.models import Person, Unit
from kvalitet.organisation.querysets import below_paths


@dataclass(frozen=True)
class Standing:
    """What is open now, and what was reported in as many days of three tertials."""

    open: int
    late: int
    critical: int
    this_tertial: int
    last_tertial: int
    year_ago: int
    since: date


def standing_of(user: Person, unit: Unit, today: date) -> Standing:
    """Count what the person may see in a unit and below it."""
    this = tertial_period(*tertial_of(today))
    days = today - this.starts
    before, ago = same_before(this), year_before(this)
    spans = {
        "this_tertial": Period(this.starts, today),
        "last_tertial": Period(before.starts, min(before.starts + days, before.ends)),
        "year_ago": Period(ago.starts, ago.starts + days),
    }
    rows = Deviation.objects.visible_to(user).filter(municipality_id=unit.municipality_id)
    if unit.parent_id is not None:
        below = Unit.objects.filter(below_paths([unit.path])).order_by().values_list("pk", flat=True)
        rows = rows.filter(unit_id__in=sorted(below))
    is_open = Q(state__in=sorted(OPEN_STATES))
    since = min(one.starts for one in spans.values())
    found = (
        rows.filter(is_open | Q(created_at__gte=_midnight(since)))
        .order_by()
        .aggregate(
            open=Count("pk", filter=is_open),
            late=Count("pk", filter=is_open & is_late(today)),
            critical=Count("pk", filter=is_open & Q(seriousness=Seriousness.CRITICAL)),
            **{name: Count("pk", filter=_within(span)) for name, span in spans.items()},
        )
    )
    return Standing(**found, since=this.starts)


def _within(period: Period) -> Q:
    after = _midnight(period.ends + timedelta(days=1))
    return Q(created_at__gte=_midnight(period.starts), created_at__lt=after)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
