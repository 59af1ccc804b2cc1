"""Measures on the page of a case, and the events behind a measure on the page of the measure."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from deviations.choices import State
from deviations.models import Deviation, DeviationMeasure
from deviations.queries.measures import measure_rows, summary
from deviations.queries.representatives import cleaned
from deviations.rules.looks import STATE_COLORS
from goals.models import Measure
from kvalitet.access.decisions import may
from kvalitet.web.registry import register_panel
from kvalitet.web.shortcuts import Request

MOST_EVENTS = 20


def measure_panel(request: Request, event: Deviation) -> dict[str, Any]:
    """Show what is done about the event."""
    links = list(DeviationMeasure.objects.visible_to(request.user).filter(deviation=event))
    rows = measure_rows(request.user, links, timezone.localdate()) if links else []
    is_live = event.is_open or event.state == State.CLOSED_NO_EFFECT
    can_edit = is_live and bool(may(request.user, "deviations.handle", event))
    found = {"event": event, "rows": rows, "summary": summary(rows), "can_edit": can_edit}
    return {"template": "deviations/measure_panel.html", **found}


def events_panel(request: Request, measure: Measure) -> dict[str, Any] | None:
    """Show the events that led to a measure, as far as the person sees them; the others aren't even counted."""
    rows = Deviation.objects.visible_to(request.user).filter(measure_links__measure=measure)
    events = list(rows.select_related("unit", "municipality").order_by("-created_at", "-pk")[: MOST_EVENTS + 1])
    cleaned(events, request.user, names=("title",))
    if not events:
        return None
    shown = [{"event": event, "color": STATE_COLORS[State(event.state)]} for event in events[:MOST_EVENTS]]
    more = _("Flere hendelser har ført til dette tiltaket. De nyeste vises.") if len(events) > MOST_EVENTS else ""
    return {"template": "deviations/measure_events.html", "rows": shown, "more": more}


register_panel("deviation", measure_panel)
register_panel("measure", events_panel)
