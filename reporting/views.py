"""Where the plan stands, for the chief executive and for leaders, unit by unit."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from goals.figures import Sight
from goals.models import Plan
from kvalitet.access.decisions import may
from kvalitet.organisation.models import Person, Unit
from kvalitet.organisation.rules import prefixes
from kvalitet.output import pdf
from kvalitet.web.options import options
from kvalitet.web.shortcuts import Request, get_or_404, page
from reporting.exports import overview_pdf
from reporting.figures import charts
from reporting.figures.events import events_panel
from reporting.figures.kept import default_plan, kept_figures, plans_for, top_units
from reporting.figures.presence import presence_panel


@require_safe
def dashboard_pdf(request: Request) -> HttpResponse:
    """Give the same overview as one page of paper."""
    unit = _unit(request, _tops(request))
    plan = _plan(request, plans_for(request.user, unit))
    if plan is None:
        raise Http404
    sight, today = Sight(plan, unit), timezone.localdate()
    content = overview_pdf(sight, kept_figures(request.user, sight, today))
    return pdf.response(content, f"styringsoversikt-{today:%Y-%m-%d}.pdf")


@require_safe
def dashboard(request: Request) -> HttpResponse:
    """Show where a plan stands in a unit and below it; the unit must be one whose figures the person may see."""
    tops = _tops(request)
    unit = _unit(request, tops)
    plans = plans_for(request.user, unit)
    plan = _plan(request, plans)
    context: dict[str, Any] = {
        "unit": unit,
        "trail": _trail(request.user, unit, plan),
        "tops": [(top, dashboard_url(top)) for top in tops] if len(tops) > 1 else [],
        "plan": plan,
        "plans": plans,
        "events": events_panel(request.user, unit, timezone.localdate()),
        "presence": presence_panel(request.user, unit, timezone.localdate()),
        "plan_options": options(
            ((str(one.uuid), f"{one.name} {one.years}") for one in plans), str(plan.uuid) if plan else ""
        ),
    }
    return page(request, "reporting/dashboard.html", context | (_counted(request.user, plan, unit) if plan else {}))


def dashboard_url(unit: Unit, plan: Plan | None = None) -> str:
    """Return the address of the overview of a unit and, when it is chosen, a plan."""
    wanted = {"enhet": str(unit.uuid)} | ({"plan": str(plan.uuid)} if plan else {})
    return f"{reverse('reporting:dashboard')}?{urlencode(wanted)}"


def _counted(user: Person, plan: Plan, unit: Unit) -> dict[str, Any]:
    sight, today = Sight(plan, unit), timezone.localdate()
    found = kept_figures(user, sight, today)
    drill = reverse("reporting:dashboard")
    return {
        "sight": sight,
        "found": found,
        "today": today,
        "conclusion": charts.conclusion(sight, found),
        "figures": charts.figures(sight, found),
        "charts": charts.pictures(sight, found),
        "kept": charts.deadlines_kept(sight, found),
        "kept_last": found.kept[-1] if found.kept else None,
        "has_parts": charts.has_parts(found),
        "units": [
            {
                "counts": one,
                "label": charts.unit_label(one),
                "url": "" if one.is_self else f"{drill}?{urlencode({'enhet': one.uuid, 'plan': plan.uuid})}",
                "late_url": one.rows(vis="forsinket"),
                "done_url": one.rows(status="done"),
                "unanswered_url": one.rows(vis="ubesvart"),
            }
            for one in found.units
        ],
        "pdf_url": f"{reverse('reporting:dashboard-pdf')}?{urlencode({'enhet': unit.uuid, 'plan': plan.uuid})}",
        "late_url": sight.url(vis="forsinket"),
        "moved_url": sight.url(vis="flyttet"),
        "unanswered_url": sight.url(vis="ubesvart"),
    }


def _tops(request: Request) -> list[Unit]:
    """Return where the person's sight of figures begins; the page doesn't exist for those without any."""
    tops = top_units(request.user)
    if not tops:
        raise Http404
    return tops


def _unit(request: Request, tops: list[Unit]) -> Unit:
    """Return the unit asked for, otherwise the outermost the person may see; 404 for all others."""
    wanted = request.GET.get("enhet", "")
    if not wanted:
        return tops[0]
    unit = get_or_404(Unit.objects.visible_to(request.user).select_related("municipality"), _uuid(wanted))
    if not may(request.user, "reporting.view", unit):
        raise Http404
    return unit


def _plan(request: Request, plans: list[Plan]) -> Plan | None:
    wanted = request.GET.get("plan", "")
    if not wanted:
        return default_plan(plans, timezone.localdate().year)
    uuid = _uuid(wanted)
    for plan in plans:
        if plan.uuid == uuid:
            return plan
    raise Http404


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404 from error


def _trail(user: Person, unit: Unit, plan: Plan | None) -> list[dict[str, str]]:
    """Return the way down to the unit, through those above it whose figures the person may see."""
    above = Unit.objects.visible_to(user).filter(path__in=prefixes(unit.path)[:-1]).order_by("path")
    return [{"label": one.name, "url": dashboard_url(one, plan)} for one in above if may(user, "reporting.view", one)]
