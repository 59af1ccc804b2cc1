"""What a person has reported, and how it goes. [D13]"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from deviations.choices import State
from deviations.models import Deviation, DeviationSettings
from deviations.queries.promise import kept_of, promises_of
from deviations.rules.looks import STATE_COLORS
from deviations.rules.promise import Promise
from kvalitet.notifications.queries import unread_addresses
from kvalitet.web.listing import listing
from kvalitet.web.shortcuts import Request, page


@dataclass(frozen=True)
class Report:
    """One report ready to show."""

    event: Deviation
    color: str
    promise: Promise
    has_news: bool
    """Something is written that the person hasn't read."""
    waits_for_answer: bool


@require_safe
def my_reports(request: Request) -> HttpResponse:
    """List the person's own reports, newest first, and say where something is new."""
    today = timezone.localdate()
    mine = Deviation.objects.visible_to(request.user).filter(reporter=request.user).select_related("unit")
    reports = listing(request, mine.order_by("-created_at", "-id"))
    promises = promises_of(reports.rows, days=_answer_days(reports.rows), today=today)
    unread = unread_addresses(request.user, [event.get_absolute_url() for event in reports.rows])
    rows = [
        Report(
            event=event,
            color=STATE_COLORS[event.state],
            promise=promises[event.pk],
            has_news=event.get_absolute_url() in unread,
            waits_for_answer=event.state == State.RETURNED,
        )
        for event in reports.rows
    ]
    context = {"reports": reports, "rows": rows, "kept": kept_of(promises.values())}
    return page(request, "deviations/my_reports.html", context)


def _answer_days(events: Sequence[Deviation]) -> dict[int, int]:
    """Return the days each municipality has promised an answer within, in one query."""
    places = {event.municipality_id for event in events}
    said = DeviationSettings._base_manager.filter(municipality__in=places).values_list("municipality", "answer_days")
    usual = DeviationSettings().answer_days
    return {**dict.fromkeys(places, usual), **dict(said)}
