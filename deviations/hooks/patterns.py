"""Events like one event on its page, and patterns where they belong."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deviations.choices import PatternState
from deviations.models import Deviation, Pattern
from goals.models import Measure
from kvalitet.access.scopes import scope_of
from kvalitet.web.registry import MenuEntry, register_menu, register_panel
from kvalitet.web.shortcuts import Request
from kvalitet.web.thread import Direction, Strand, ThreadRow, hang_thread, register_thread

MOST = 5


def similar_panel(request: Request, event: Deviation) -> dict[str, Any]:
    """Make room for the events like this one, which are looked for when the page is there."""
    return {"template": "deviations/similar_panel.html", "event": event}


def measure_strands(request: Request, measure: Measure) -> Iterable[Strand]:
    """Say which patterns a measure shall put an end to."""
    found = Pattern.objects.visible_to(request.user).filter(measure_links__measure=measure)
    yield Strand(Direction.UP, [_row(pattern) for pattern in found.select_related("unit")[:MOST]])


def event_strands(request: Request, event: Deviation) -> Iterable[Strand]:
    """Say which patterns an event is part of."""
    found = list(
        Pattern.objects.visible_to(request.user).filter(event_links__deviation=event).select_related("unit")[:MOST]
    )
    is_open = any(pattern.state == PatternState.OPEN for pattern in found)
    sentence = _("Saken er en del av noe som går igjen.") if is_open else ""
    yield Strand(Direction.UP, [_row(pattern) for pattern in found], sentence, "warning" if is_open else "")


def _row(pattern: Pattern) -> ThreadRow:
    tone = "warning" if pattern.state == PatternState.OPEN else "success"
    meta = _("Mønster i %(unit)s") % {"unit": pattern.unit.name}
    return ThreadRow(pattern.title, pattern.get_absolute_url(), meta, str(pattern.get_state_display()), tone)


def follows_events(user: Any) -> bool:
    """Whether the person follows the events of a unit."""
    return scope_of(user).has("deviations.view")


register_panel("deviation", similar_panel)
register_thread("measure", measure_strands)
register_thread("deviation", event_strands)
hang_thread("deviation")
hang_thread("pattern")
register_menu(
    MenuEntry(
        label=gettext_lazy("Mønstre"),
        url_name="deviations:pattern-list",
        icon="Branching",
        group=gettext_lazy("Kvalitet"),
        order=28,
        visible=follows_events,
    )
)
