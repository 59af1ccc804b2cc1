"""Figures: how much is reported, what it is about, and what becomes of it. [D7, D12, D13]"""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from deviations.exports.statistics import figures_workbook
from deviations.figures import charts
from deviations.figures.cards import cards
from deviations.figures.found import Found
from deviations.figures.kept import kept_figures
from deviations.figures.places import Places, coverage
from deviations.figures.units import unit_table
from deviations.figures.words import conclusion, low_words, no_league, silence_words
from deviations.forms.statistics import PeriodForm
from kvalitet.organisation.models import Unit
from kvalitet.output import xlsx
from kvalitet.web.options import options
from kvalitet.web.shortcuts import Request, page


@require_safe
def figures(request: Request) -> HttpResponse:
    """Show the figures of a unit and below it; the page doesn't exist for those without any."""
    places, unit, form = _asked(request)
    chosen = form.chosen
    context: dict[str, Any] = {
        "unit": unit,
        "form": form,
        "chosen": chosen,
        "trail": [{"label": one.name, "url": _url(one, form)} for one in places.above(unit)],
        "unit_options": options(_unit_choices(places), str(unit.uuid)),
    }
    if form.is_valid():
        found = kept_figures(request.user, places, unit, chosen.period, timezone.localdate())
        context |= _shown(found) | {
            "coverage": coverage(request.user, unit),
            "export_url": f"{reverse('deviations:figures-export')}?{_query(unit, form)}",
        }
    return page(request, "deviations/figures.html", context, status=200 if form.is_valid() else 422)


@require_safe
def figures_export(request: Request) -> HttpResponse:
    """Give the same numbers as a workbook."""
    places, unit, form = _asked(request)
    if not form.is_valid():
        raise Http404
    today = timezone.localdate()
    found = kept_figures(request.user, places, unit, form.chosen.period, today)
    return xlsx.response(figures_workbook(found, coverage(request.user, unit)), f"avvik-tall-{today:%Y-%m-%d}.xlsx")


def _asked(request: Request) -> tuple[Places, Unit, PeriodForm]:
    """Return the unit and the period asked for; 404 for a unit whose figures the person may not see."""
    places = Places.of(request.user)
    wanted = request.GET.get("enhet", "")
    unit = places.find(_uuid(wanted)) if wanted else next(iter(places.tops), None)
    if unit is None:
        raise Http404
    return places, unit, PeriodForm(request.GET, today=timezone.localdate())


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404 from error


def _query(unit: Unit, form: PeriodForm) -> str:
    names = ("periode", "fra", "til")
    kept = {name: form.data[name] for name in names if form.data.get(name)}
    return urlencode({"enhet": str(unit.uuid), **kept})


def _url(unit: Unit, form: PeriodForm) -> str:
    return f"{reverse('deviations:figures')}?{_query(unit, form)}"


def _unit_choices(places: Places) -> list[tuple[str, str]]:
    """Name the open units, those below another indented under it."""
    today = timezone.localdate()
    least = min((len(top.path) for top in places.tops), default=0)
    open_units = [one for one in places.units if one.closed is None or one.closed > today]
    return [(str(one.uuid), f"{'– ' * ((len(one.path) - least) // 4)}{one.name}") for one in open_units]


def _shown(found: Found) -> dict[str, Any]:
    rate = charts.rate_chart(found)
    return {
        "found": found,
        "conclusion": conclusion(found),
        "low": low_words(found),
        "no_league": no_league(),
        "cards": cards(found),
        "rate_chart": rate,
        "units": unit_table(found),
        "silent": [
            {"uuid": uuid, "name": name, "words": silence_words(silence)} for uuid, name, silence in found.silent
        ],
        "groups": charts.group_charts(found),
        "kept": charts.kept_charts(found),
        "period_text": _("%(starts)s–%(ends)s")
        % {"starts": f"{found.period.starts:%d.%m.%Y}", "ends": f"{found.period.ends:%d.%m.%Y}"},
    }
