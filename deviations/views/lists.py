"""The list of events, and the same list as a workbook. [D2, D7, P9]"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from deviations.choices import OPEN_STATES, Circle, Kind, Order, Seriousness, State
from deviations.exports.lists import deviations_xlsx
from deviations.forms.lists import Filters
from deviations.queries.lists import leaders_by_unit, next_due
from deviations.queries.representatives import clean_rows
from deviations.rules.looks import SERIOUSNESS_COLORS, STATE_COLORS
from deviations.views.lists_choices import filter_choices, sees_others
from kvalitet.output import xlsx
from kvalitet.web.listing import NEWEST, keyset_listing
from kvalitet.web.shortcuts import Request, page
from kvalitet.web.templatetags.ds import dato
from kvalitet.web.words import DeadlineWords, deadline_words

FIELDS = (
    *("uuid", "number", "title", "kind", "seriousness", "state", "circle"),
    *("unit_id", "unit__name", "reporter_id", "handler_id", "handler__first_name", "handler__last_name"),
)
WORST = ("seriousness", *NEWEST)


@require_safe
def deviation_list(request: Request) -> HttpResponse:
    """List the events the person may see: newest first, narrowed by what the address says."""
    filters = Filters(request.user, request.GET, timezone.localdate())
    by = WORST if filters.order in (Order.WORST, Order.MILDEST) else NEWEST
    is_falling = filters.order in (Order.WORST, Order.NEWEST)
    events = keyset_listing(request, filters.events(), fields=FIELDS, by=by, is_falling=is_falling)
    clean_rows(events.rows, request.user)
    context: dict[str, Any] = {
        "events": events,
        "rows": rows_of(events.rows, request.user.pk, filters.today),
        "filters": filters,
        "choices": filter_choices(filters),
        "sorted_by": filters.order.value,
        "sees_others": sees_others(request.user),
    }
    return page(request, "deviations/deviation_list.html", context, fragment="table")


@require_safe
def deviation_xlsx(request: Request) -> HttpResponse:
    """The list with the same filters as on the page."""
    filters = Filters(request.user, request.GET, timezone.localdate())
    address = request.build_absolute_uri(reverse("deviations:deviation-list"))
    content = deviations_xlsx(filters, address=address, query=request.GET.urlencode())
    return xlsx.response(content, f"avvik-{filters.today:%Y-%m-%d}.xlsx")


def rows_of(found: Sequence[Mapping[str, Any]], person_id: int, today: date) -> list[dict[str, Any]]:
    """Make the rows ready to show: two queries whatever their number."""
    due = next_due([row["id"] for row in found])
    leaders = leaders_by_unit({row["unit_id"] for row in found if row["handler_id"] is None}, today)
    return [_row(row, due.get(row["id"]), leaders, person_id, today) for row in found]


def _row(
    row: Mapping[str, Any], due: date | None, leaders: Mapping[int, str], person_id: int, today: date
) -> dict[str, Any]:
    is_open = row["state"] in OPEN_STATES
    chosen = f"{row['handler__first_name'] or ''} {row['handler__last_name'] or ''}".strip()
    facts = [str(row["number"]), row["unit__name"]]
    if row["kind"] != Kind.DEVIATION:
        facts.insert(1, str(Kind(row["kind"]).label))
    return {
        "url": reverse("deviations:deviation-detail", args=[row["uuid"]]),
        "title": row["title"],
        "facts": " · ".join(facts),
        "is_mine": row["reporter_id"] == person_id,
        "circle": "" if row["circle"] == Circle.NORMAL else str(Circle(row["circle"]).label),
        "seriousness": str(Seriousness(row["seriousness"]).label),
        "seriousness_color": SERIOUSNESS_COLORS[row["seriousness"]],
        "reported": dato(row["created_at"]),
        "state": str(State(row["state"]).label),
        "state_color": STATE_COLORS[row["state"]],
        "due": dato(due) if is_open else "",
        "due_words": _late(due, today) if is_open else None,
        "handler": chosen or leaders.get(row["unit_id"], ""),
    }


def _late(due: date | None, today: date) -> DeadlineWords | None:
    return deadline_words(due, today) if due is not None and due <= today else None
