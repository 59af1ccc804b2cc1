"""The matrix page: how many risks or events lie in each cell, which ones, and how they have moved. [D5]"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from deviations.choices import CLOSED_STATES, OPEN_STATES, RiskArea
from deviations.models import Deviation, Risk
from deviations.queries.matrices import Versions
from deviations.queries.matrix_grid import Cell, Counts, Grid, counted, grid_of, in_cell
from deviations.queries.matrix_moves import moves_chart, moves_of
from deviations.queries.representatives import cleaned
from deviations.views.risk_rows import event_rows, risk_rows
from kvalitet.access.decisions import may
from kvalitet.access.queries import unit_options
from kvalitet.access.scopes import scope_of
from kvalitet.calendar.periods import add_months
from kvalitet.organisation.models import Person, Unit
from kvalitet.web.listing import listing
from kvalitet.web.shortcuts import Request, page

RISKS, EVENTS = "risiko", "avvik"
PERIODS = (("3", 3), ("12", 12), ("36", 36))


class FilterForm(forms.Form):
    """The address's query; whatever makes no sense is left out, but for a unit that doesn't exist."""

    hva = forms.ChoiceField(required=False, choices=[(RISKS, ""), (EVENTS, "")])
    enhet = forms.UUIDField(required=False)
    omraade = forms.ChoiceField(required=False, choices=RiskArea.choices)
    periode = forms.ChoiceField(required=False, choices=[(value, "") for value, _months in PERIODS])
    vis = forms.ChoiceField(required=False, choices=[("aapne", ""), ("lukkede", "")])
    s = forms.IntegerField(required=False, min_value=1, max_value=7)
    k = forms.IntegerField(required=False, min_value=1, max_value=7)


@dataclass(frozen=True)
class Filters:
    """What the page is narrowed to, for one person on a day."""

    user: Person
    params: QueryDict
    today: date

    @cached_property
    def values(self) -> dict[str, Any]:
        """What was understood of the query."""
        form = FilterForm(self.params)
        form.is_valid()
        return {name: form.cleaned_data.get(name) for name in form.fields}

    @property
    def what(self) -> str:
        """Risks or events."""
        return str(self.values["hva"] or RISKS)

    @property
    def period(self) -> str:
        """How many months of events, as the address writes it."""
        return str(self.values["periode"] or "12")

    @cached_property
    def unit(self) -> Unit | None:
        """Return the unit chosen. Raises Http404 for one the person can't see."""
        wanted = self.values["enhet"]
        if wanted is None:
            return None
        found = Unit.objects.visible_to(self.user).filter(uuid=wanted).first()
        if found is None:
            raise Http404
        return found

    @property
    def cell(self) -> tuple[int, int] | None:
        """Return the cell that is opened."""
        likelihood, consequence = self.values["s"], self.values["k"]
        return (likelihood, consequence) if likelihood and consequence else None

    def rows(self, municipality_id: int) -> QuerySet[Any]:
        """Return the rows the person may see that are counted."""
        return self._risks(municipality_id) if self.what == RISKS else self._events(municipality_id)

    def _risks(self, municipality_id: int) -> QuerySet[Any]:
        rows = Risk.objects.visible_to(self.user).live().filter(municipality=municipality_id)
        if self.unit is not None:
            rows = rows.below(self.unit)
        return rows.filter(area=self.values["omraade"]) if self.values["omraade"] else rows

    def _events(self, municipality_id: int) -> QuerySet[Any]:
        first = add_months(self.today, -dict(PERIODS)[self.period]) + timedelta(days=1)
        since = timezone.make_aware(datetime.combine(first, time()))
        rows = Deviation.objects.visible_to(self.user).filter(municipality=municipality_id, created_at__gte=since)
        if self.unit is not None:
            rows = rows.below(self.unit)
        states = {"aapne": OPEN_STATES, "lukkede": CLOSED_STATES}.get(str(self.values["vis"]))
        return rows.filter(state__in=sorted(states)) if states else rows


@require_safe
def matrix(request: Request) -> HttpResponse:
    """Count rows by cell, show those of the cell that is opened, and what has moved."""
    municipality = request.user.municipality
    if municipality is None:
        raise Http404
    today = timezone.localdate()
    filters = Filters(request.user, request.GET, today)
    versions = Versions([municipality.pk])
    rows = filters.rows(municipality.pk)
    counts = counted(rows, versions, municipality.pk)
    moves = moves_of(rows, versions, counts.matrix) if filters.what == RISKS else []
    units = Unit.objects.visible_to(request.user).filter(closed=None, municipality=municipality)
    context = {
        "filters": filters,
        "units": unit_options(request.user, units, filters.unit),
        "areas": RiskArea.choices,
        "periods": [(value, ngettext("%(n)d måned", "%(n)d måneder", n) % {"n": n}) for value, n in PERIODS],
        "grid": _grid(request, filters, counts),
        "matrix": counts.matrix,
        "counts": counts,
        "conclusion": conclusion(counts, filters.what),
        "moves": moves,
        "chart": moves_chart(moves, counts.matrix) if moves else None,
        "can_create": bool(may(request.user, "risks.edit")),
        "sees_events": _sees_events(request.user),
        **_opened(request, filters, counts, rows, versions),
    }
    return page(request, "deviations/matrix_page.html", context)


def _sees_events(user: Person) -> bool:
    scope = scope_of(user)
    return any(scope.has(verb) for verb in ("deviations.view", "deviations.view_hse"))


def _grid(request: Request, filters: Filters, counts: Counts) -> Grid:
    """Let each cell with rows lead to them, on the same page."""
    caption = _("Risikoer etter sannsynlighet og konsekvens")
    if filters.what == EVENTS:
        caption = _("Avvik etter sannsynlighet og konsekvens")

    def link(cell: Cell) -> tuple[str, str]:
        query = request.GET.copy()
        query.pop("side", None)
        query["s"], query["k"] = str(cell.likelihood), str(cell.consequence)
        return f"?{query.urlencode()}#rader", _cell_label(cell, filters.what)

    marked = [filters.cell] if filters.cell else []
    return grid_of(counts.matrix, caption, counts=counts.by_cell, marked=marked, link=link)


def _cell_label(cell: Cell, what: str) -> str:
    """«2 risikoer med sannsynlighet 4 og konsekvens 4: 16, Kritisk»."""
    if what == EVENTS:
        text = ngettext(
            "%(n)d avvik med sannsynlighet %(s)d og konsekvens %(k)d: %(score)d, %(band)s",
            "%(n)d avvik med sannsynlighet %(s)d og konsekvens %(k)d: %(score)d, %(band)s",
            cell.count,
        )
    else:
        text = ngettext(
            "%(n)d risiko med sannsynlighet %(s)d og konsekvens %(k)d: %(score)d, %(band)s",
            "%(n)d risikoer med sannsynlighet %(s)d og konsekvens %(k)d: %(score)d, %(band)s",
            cell.count,
        )
    words = {"n": cell.count, "s": cell.likelihood, "k": cell.consequence}
    return text % {**words, "score": cell.score, "band": cell.band.name}


def conclusion(counts: Counts, what: str) -> str:
    """«12 risikoer er vurdert: 1 kritisk, 3 høy, 8 middels.»"""
    if not counts.total:
        return ""
    parts = ", ".join(f"{number} {band.name.lower()}" for band, number in counts.worst())
    if what == EVENTS:
        text = ngettext("%(n)d avvik er vurdert: %(parts)s.", "%(n)d avvik er vurdert: %(parts)s.", counts.total)
    else:
        text = ngettext("%(n)d risiko er vurdert: %(parts)s.", "%(n)d risikoer er vurdert: %(parts)s.", counts.total)
    return text % {"n": counts.total, "parts": parts}


def _opened(
    request: Request, filters: Filters, counts: Counts, rows: QuerySet[Any], versions: Versions
) -> dict[str, Any]:
    """Return the rows of the cell that is opened."""
    at = filters.cell
    if at is None or at[0] > counts.matrix.rows or at[1] > counts.matrix.columns:
        return {"opened": None}
    found = listing(request, rows.filter(in_cell(counts, at)).select_related("unit", _beside(filters)).order_by("-pk"))
    make = risk_rows if filters.what == RISKS else event_rows
    if filters.what == EVENTS:
        cleaned(found.rows, request.user, names=("title",))
    band = counts.matrix.band_at(*at)
    return {
        "opened": found,
        "is_events": filters.what == EVENTS,
        "opened_rows": make(found.rows, versions, filters.today),
        "opened_title": _cell_label(Cell(*at, at[0] * at[1], band, found.total), filters.what),
    }


def _beside(filters: Filters) -> str:
    """Name what is fetched with each row: who owns a risk, and whose names are taken out of an event."""
    return "owner" if filters.what == RISKS else "municipality"
