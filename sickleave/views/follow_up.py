"""HR's pages: every open case by its next step, who is behind, and what lies ahead. [S8]"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from kvalitet.access.queries import unit_options
from kvalitet.access.scopes import scope_of
from kvalitet.output import xlsx
from kvalitet.web.listing import COUNT_CAP, capped_count, keyset_listing
from kvalitet.web.options import options
from kvalitet.web.shortcuts import Request, done, page, untraced
from kvalitet.web.templatetags.ds import dato, tall
from kvalitet.web.words import deadline_words
from sickleave.actions import lists
from sickleave.choices import Step
from sickleave.exports.follow_up import cases_xlsx
from sickleave.forms.follow_up import STEPS, Filters, Grade, Shown
from sickleave.queries.follow_up import (
    followed_cases,
    followed_units,
    follows_up,
    leaders_behind,
    steps_ahead,
    without_leader,
)
from sickleave.rules.workload import MANY_LATE

FIELDS = (
    *("uuid", "starts", "ends", "counted_days", "grade", "late_count", "is_repeated", "next_due"),
    *("person__first_name", "person__last_name", "unit__name"),
    *("last_leader_id", "last_leader__first_name", "last_leader__last_name"),
)
BY = ("order_due", "id")


@require_safe
def follow_up(request: Request) -> HttpResponse:
    """List the open cases HR follows, the one that has waited longest first. The look is written down."""
    _only_hr(request)
    filters = Filters(request.user, request.GET, timezone.localdate())
    cases = keyset_listing(request, filters.cases(), fields=FIELDS, by=BY, is_falling=False)
    lists.log_list(request.user, page=_("Saker i oppfølging"), shown=len(cases.rows))
    context: dict[str, Any] = {
        **_tabs(request, "cases"),
        "cases": cases,
        "rows": rows_of(cases.rows, filters.today),
        "filters": filters,
        "shows": Shown.choices,
        "unit_options": unit_options(request.user, followed_units(request.user), filters.unit),
        "step_options": options([(str(value), str(label)) for value, label in STEPS], filters.params.get("steg", "")),
        "grade_options": options(
            [(str(value), str(label)) for value, label in Grade.choices], filters.params.get("grad", "")
        ),
        "lead": _lead(request, filters.today),
    }
    return untraced(page(request, "sickleave/follow_up.html", context, fragment="table"))


@require_safe
def follow_up_xlsx(request: Request) -> HttpResponse:
    """Give the list with the same filters as a file; the name of the file tells nothing."""
    _only_hr(request)
    filters = Filters(request.user, request.GET, timezone.localdate())
    content, count = cases_xlsx(filters)
    lists.log_list(request.user, page=_("Saker i oppfølging, regneark"), shown=count, is_file=True)
    return untraced(xlsx.response(content, f"oppfolging-{filters.today:%Y-%m-%d}.xlsx"))


@require_safe
def follow_up_leaders(request: Request) -> HttpResponse:
    """Show the leaders with steps past their day, most first, and offer to help them."""
    _only_hr(request)
    today = timezone.localdate()
    behind = leaders_behind(request.user, today)
    rows = [
        {
            "leader": one,
            "since": deadline_words(one.since, today),
            "needs_help": one.steps >= MANY_LATE,
            "url": f"{reverse('sickleave:follow-up')}?vis={Shown.LATE}&leder={one.uuid}",
        }
        for one in behind
    ]
    lists.log_list(request.user, page=_("Ledere med steg over fristen"), shown=sum(one.cases for one in behind))
    context = {**_tabs(request, "leaders"), "rows": rows, "orphans": without_leader(request.user, today)}
    return untraced(page(request, "sickleave/follow_up_leaders.html", context))


@require_POST
def follow_up_help(request: Request, uuid: UUID) -> HttpResponse:
    """Remind a leader who is behind, and offer help; nothing in the notice says of whom or what."""
    _only_hr(request)
    today = timezone.localdate()
    found = next((one for one in leaders_behind(request.user, today) if one.uuid == uuid), None)
    if found is None:
        raise Http404
    told = lists.offer_help(found.pk, today=today, by=request.user)
    words = _("%(name)s er minnet om oppgavene og har fått tilbud om hjelp.")
    again = _("%(name)s er allerede minnet om oppgavene i dag.")
    return done(request, reverse("sickleave:follow-up-leaders"), (words if told else again) % {"name": found.name})


def rows_of(found: Sequence[Mapping[str, Any]], today: date) -> list[dict[str, Any]]:
    """Make the rows ready to show: one query whatever their number."""
    ahead = steps_ahead([row["id"] for row in found])
    return [_row(row, ahead.get(row["id"], []), today) for row in found]


def _row(row: Mapping[str, Any], ahead: Sequence[tuple[str, date]], today: date) -> dict[str, Any]:
    leader = f"{row['last_leader__first_name'] or ''} {row['last_leader__last_name'] or ''}".strip()
    return {
        "url": reverse("sickleave:case-detail", args=[row["uuid"]]),
        "name": f"{row['person__first_name']} {row['person__last_name']}",
        "unit": row["unit__name"],
        "days": max(row["counted_days"] - max((row["ends"] - today).days, 0), 0),
        "starts": dato(row["starts"]),
        "grade": "" if row["grade"] == 100 else _("%(grade)s %% borte") % {"grade": row["grade"]},
        "is_repeated": row["is_repeated"],
        "step": str(Step(ahead[0][0]).label) if ahead else "",
        "due": dato(ahead[0][1]) if ahead else "",
        "words": deadline_words(ahead[0][1], today) if ahead else None,
        "then": [{"step": str(Step(step).label), "due": dato(due)} for step, due in ahead[1:3]],
        "late": row["late_count"],
        "leader": leader,
    }


def _lead(request: Request, today: date) -> str:
    """Say the conclusion: how many are late, counted no further than the list does."""
    late = capped_count(followed_cases(request.user).filter(order_due__lt=today, late_count__gt=0))
    if late > COUNT_CAP:
        return _("Mer enn %(n)s saker har et steg over fristen. De som har ventet lengst, står først.") % {
            "n": tall(COUNT_CAP)
        }
    if not late:
        return _("Ingen saker har steg over fristen.")
    words = ngettext(
        "%(n)s sak har et steg over fristen, og står først.",
        "%(n)s saker har et steg over fristen. De som har ventet lengst, står først.",
        late,
    )
    return words % {"n": tall(late)}


def _tabs(request: Request, here: str) -> dict[str, Any]:
    return {"here": here, "sets_up": scope_of(request.user).has("sickleave.setup")}


def _only_hr(request: Request) -> None:
    if not follows_up(request.user):
        raise Http404
