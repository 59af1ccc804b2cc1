"""Figures of sick leave: presence first, a unit against itself over time, and nothing that tells of a person. [S6]"""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from kvalitet.access.scopes import scope_of
from kvalitet.organisation.models import Unit
from kvalitet.output import xlsx
from kvalitet.web.options import options
from kvalitet.web.shortcuts import Request, page
from sickleave.exports.figures import figures_workbook
from sickleave.figures import cards, charts, tables, words
from sickleave.figures.found import Found, figures_of
from sickleave.figures.places import Places
from sickleave.forms.figures import MonthForm
from sickleave.queries.marks import Mark, marks_of


@require_safe
def figures(request: Request) -> HttpResponse:
    """Show the figures of a unit and below it; the page doesn't exist for those without any."""
    places, unit, form = _asked(request)
    context: dict[str, Any] = {
        "unit": unit,
        "form": form,
        "trail": [{"label": one.name, "url": _url(one, form)} for one in places.above(unit)],
        "unit_options": options(_unit_choices(places), str(unit.uuid)),
    }
    if form.is_valid():
        found = figures_of(request.user, places, unit, form.chosen)
        export = f"{reverse('sickleave:figures-export')}?{_query(unit, form)}"
        context |= {"found": found, "export_url": export}
        context |= _shown(request, found) if found else {}
    return page(request, "sickleave/figures.html", context, status=200 if form.is_valid() else 422)


@require_safe
def figures_export(request: Request) -> HttpResponse:
    """Give the same numbers as a workbook, with the same ones left out; back to the page when there are none."""
    places, unit, form = _asked(request)
    if not form.is_valid():
        raise Http404
    found = figures_of(request.user, places, unit, form.chosen)
    if found is None:
        return redirect("sickleave:figures")
    content = figures_workbook(found, _marks(request, found))
    return xlsx.response(content, f"narvar-tall-{found.newest.first:%Y-%m}.xlsx")


def _asked(request: Request) -> tuple[Places, Unit, MonthForm]:
    """Return the unit and the month asked for; 404 for a unit whose figures the person may not see."""
    places = Places.of(request.user)
    wanted = request.GET.get("enhet", "")
    unit = places.find(_uuid(wanted)) if wanted else next(iter(places.tops), None)
    if unit is None:
        raise Http404
    return places, unit, MonthForm(request.GET, today=timezone.localdate())


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404 from error


def _query(unit: Unit, form: MonthForm) -> str:
    kept = {"maned": form.data["maned"]} if form.data.get("maned") else {}
    return urlencode({"enhet": str(unit.uuid), **kept})


def _url(unit: Unit, form: MonthForm) -> str:
    return f"{reverse('sickleave:figures')}?{_query(unit, form)}"


def _unit_choices(places: Places) -> list[tuple[str, str]]:
    """Name the open units, those below another indented under it."""
    today = timezone.localdate()
    least = min((len(top.path) for top in places.tops), default=0)
    open_units = [one for one in places.units if one.closed is None or one.closed > today]
    return [(str(one.uuid), f"{'– ' * ((len(one.path) - least) // 4)}{one.name}") for one in open_units]


def _marks(request: Request, found: Found) -> list[Mark]:
    return marks_of(request.user, found.unit, found.months[0].first, timezone.localdate())


def _shown(request: Request, found: Found) -> dict[str, Any]:
    marks = _marks(request, found)
    return {
        "conclusion": words.conclusion(found),
        "cards": cards.cards(found),
        "year_chart": charts.year_chart(found),
        "season_chart": charts.season_chart(found, marks),
        "marks": charts.numbered(found, marks) if found.season else [],
        "columns": tables.split_columns(),
        "lines": tables.split_lines(found),
        "has_hidden": tables.has_hidden(found),
        "units": tables.unit_rows(found),
        "cost": cards.cost(found),
        "year": found.stretch(),
        "span": words.span(found),
        "month": words.month_name(found.newest),
        "method": words.method(),
        "hiding": words.hiding(found.rules.masking_threshold),
        "ranking": words.no_ranking(),
        "may_edit": found.unit.municipality_id in scope_of(request.user).municipalities("sickleave.setup"),
    }
