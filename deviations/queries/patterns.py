"""Patterns as a person sees them: the events one by one, counted only where they are seen. [D10]"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deviations.choices import PatternState
from deviations.models import Deviation, Pattern, PatternEvent
from kvalitet.access.scopes import scope_of
from kvalitet.calendar.periods import add_months
from kvalitet.figures.charts import Bar, Chart, Series, stacked_bars
from kvalitet.organisation.models import Person, Unit
from kvalitet.organisation.rules import prefixes

MONTHS = 12
MOST_EVENTS = 500


@dataclass(frozen=True)
class Seen:
    """What one person sees of a pattern's events."""

    count: int
    last: Any


def events_of(user: Person, pattern: Pattern) -> QuerySet[Deviation]:
    """Return the events of a pattern that the person may see."""
    gathered = list(pattern.event_links.values_list("deviation_id", flat=True)[:MOST_EVENTS])
    rows: QuerySet[Deviation] = Deviation.objects.visible_to(user).filter(pk__in=gathered)
    return rows


def seen_of(user: Person, patterns: list[Pattern]) -> dict[int, Seen]:
    """Count the visible events of some patterns; two queries whatever the number."""
    links = list(PatternEvent._base_manager.filter(pattern__in=patterns).values_list("pattern_id", "deviation_id"))
    rows = Deviation.objects.visible_to(user).filter(pk__in={event for _pattern, event in links})
    days = dict(rows.values_list("pk", "happened_on"))
    found: dict[int, list[date]] = {}
    for pattern, event in links:
        if event in days:
            found.setdefault(pattern, []).append(days[event])
    return {pattern: Seen(len(seen), max(seen)) for pattern, seen in found.items()}


def open_patterns(user: Person, unit: Unit) -> Any:
    """Return open patterns over a unit that the person may add events to."""
    handled = scope_of(user).q("deviations.handle")
    rows = Pattern.objects.visible_to(user).filter(handled, unit__path__in=prefixes(unit.path), state=PatternState.OPEN)
    return rows.order_by("-created_at", "-pk")


def units_to_gather_over(user: Person, unit: Unit) -> Any:
    """Return the unit and those above it, as far as the person handles events there; the nearest first."""
    handled = scope_of(user).q("deviations.handle", unit="pk")
    return Unit.objects.visible_to(user).filter(handled, path__in=prefixes(unit.path)).order_by("-path")


def chart_of(events: list[Any], today: date, title: str) -> Chart:
    """Draw the events month by month, the last twelve."""
    first = add_months(today.replace(day=1), 1 - MONTHS)
    months = [add_months(first, index) for index in range(MONTHS)]
    counted = Counter(event.happened_on.replace(day=1) for event in events)
    bars = [Bar(date_format(month, "M Y"), [counted[month]]) for month in months]
    series = [Series(_("Hendelser"), "accent")]
    return stacked_bars(title, _conclusion(events, first), series=series, bars=bars, heading=_("Måned"))


def _conclusion(events: list[Any], first: date) -> str:
    if not events:
        return _("Du ser ingen av hendelsene i mønsteret.")
    last = max(event.happened_on for event in events)
    recent = sum(event.happened_on >= first for event in events)
    text = ngettext(
        "%(count)s hendelse de siste tolv månedene. Den siste var %(last)s.",
        "%(count)s hendelser de siste tolv månedene. Den siste var %(last)s.",
        recent,
    )
    return text % {"count": recent or _("Ingen"), "last": date_format(last, "j. F Y")}


def since_words(last: date | None) -> str:
    """«38 dager siden sist»."""
    if last is None:
        return ""
    days = (timezone.localdate() - last).days
    return ngettext("%(days)s dag siden sist", "%(days)s dager siden sist", days) % {"days": days}
