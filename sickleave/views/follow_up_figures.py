"""HR's figures: how much is done in time, unit by unit, and how much falls due in the weeks ahead. [S8]"""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kvalitet.access.queries import unit_options
from kvalitet.access.scopes import scope_of
from kvalitet.calendar.periods import add_months
from kvalitet.organisation.models import Unit
from kvalitet.web.shortcuts import Request, page, untraced
from kvalitet.web.templatetags.ds import tall
from sickleave.choices import Step
from sickleave.figures.follow_up import ahead_chart, rate_chart
from sickleave.forms.follow_up import Filters
from sickleave.queries.follow_up import due_between, followed_units, follows_up
from sickleave.queries.rates import kept_rates
from sickleave.queries.settings import settings_for
from sickleave.rules.workload import Rate, Week, hidden_rows, load, rolled_up, weeks_ahead

YEAR = -12


@require_safe
def follow_up_ahead(request: Request) -> HttpResponse:
    """Show how many steps fall due in each of the next eight weeks, by kind."""
    _only_hr(request)
    weeks = weeks_ahead(timezone.localdate())
    counts = load(weeks, due_between(request.user, weeks[0].starts, weeks[-1].ends))
    context = {
        **_tabs(request, "ahead"),
        "ahead": ahead_chart(weeks, counts),
        "weeks": [week.number for week in weeks],
        "lines": _lines(weeks, counts),
    }
    return untraced(page(request, "sickleave/follow_up_ahead.html", context))


@require_safe
def follow_up_rate(request: Request) -> HttpResponse:
    """Show the share of steps done in time the last year: by unit, by step, and over time."""
    _only_hr(request)
    filters, today = Filters(request.user, request.GET, timezone.localdate()), timezone.localdate()
    units = followed_units(request.user)
    top = filters.unit or units.order_by("path").first()
    if top is None or filters.is_nonsense:
        raise Http404
    least = settings_for(top.municipality_id).masking_threshold
    since = add_months(today, YEAR)
    found = kept_rates(request.user, since, today, top.path)
    months, by_step = found.by_month, found.by_step
    total = sum((rate for _step, rate in by_step), Rate())
    context = {
        **_tabs(request, "rate"),
        "top": top,
        "trail": _trail(units, top),
        "unit_options": unit_options(request.user, units, top),
        "total": _shown(total, top.name, is_hidden=0 < _people(months) < least),
        "units": _units(request, units, top, found.by_unit, least),
        "steps": _steps(by_step, least),
        "over_time": rate_chart(months, least),
        "least": least,
        "since": since,
    }
    return untraced(page(request, "sickleave/follow_up_rate.html", context))


def _people(months: Any) -> int:
    return max((rate.people for _month, rate in months), default=0)


def _units(request: Request, units: Any, top: Unit, found: list[tuple[str, Rate]], least: int) -> list[dict[str, Any]]:
    """Sum what lies at and right below the unit; few are hidden, and so is what they could be reckoned from."""
    children = list(units.filter(parent=top).order_by("path").values_list("path", "name", "uuid"))
    rows = [(top.path, _("%(unit)s selv") % {"unit": top.name}, None), *children]
    sums = rolled_up([one for one in found if one[0].startswith(top.path)], [path for path, _name, _uuid in rows])
    hidden = hidden_rows([sums[path].people for path, _name, _uuid in rows], least)
    return [
        {**_shown(sums[path], name, is_hidden=place in hidden), "uuid": uuid}
        for place, (path, name, uuid) in enumerate(rows)
        if sums[path].of or sums[path].excepted or uuid
    ]


def _steps(found: list[tuple[str, Rate]], least: int) -> list[dict[str, Any]]:
    hidden = hidden_rows([rate.people for _step, rate in found], least)
    rows = [
        (list(Step).index(Step(step)), _shown(rate, str(Step(step).label), is_hidden=place in hidden))
        for place, (step, rate) in enumerate(found)
    ]
    return [row for _order, row in sorted(rows, key=lambda one: one[0])]


def _shown(rate: Rate, name: str, *, is_hidden: bool) -> dict[str, Any]:
    if is_hidden:
        return {"name": name, "is_hidden": True, "share": _("skjult"), "of": "", "undone": "", "excepted": ""}
    share = "–" if rate.share is None else _("%(n)s %%") % {"n": tall(round(100 * rate.share))}
    of = _("%(part)s av %(whole)s") % {"part": tall(rate.in_time), "whole": tall(rate.of)}
    return {
        "name": name,
        "is_hidden": False,
        "share": share,
        "of": of if rate.of else "–",
        "undone": tall(rate.undone),
        "excepted": tall(rate.excepted),
    }


def _lines(weeks: list[Week], counts: dict[str, list[int]]) -> list[dict[str, Any]]:
    """Make a line for each kind of step, in the order of the routine, and one for the sums."""
    lines = [
        {"name": str(step.label), "counts": counts[step], "sum": sum(counts[step])} for step in Step if step in counts
    ]
    sums = [sum(row[place] for row in counts.values()) for place in range(len(weeks))]
    return [*lines, {"name": _("Sum"), "counts": sums, "sum": sum(sums), "is_sum": True}] if lines else []


def _trail(units: Any, top: Unit) -> list[Unit]:
    """Return the units above that the person is HR for, outermost first."""
    above = [top.path[:length] for length in range(4, len(top.path), 4)]
    return list(units.filter(path__in=above).order_by("path"))


def _tabs(request: Request, here: str) -> dict[str, Any]:
    return {"here": here, "sets_up": scope_of(request.user).has("sickleave.setup")}


def _only_hr(request: Request) -> None:
    if not follows_up(request.user):
        raise Http404
