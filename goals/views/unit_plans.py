"""The yearly plans of the units: who has one, what each inherits and adds. [G9]"""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goals.actions import unit_plans as unit_plan_actions
from goals.choices import PlanStatus
from goals.exports.unit_plan import unit_plan_pdf
from goals.forms.filters import Filters
from goals.forms.unit_plans import RollForm, year_of
from goals.models import Plan
from goals.queries.unit_plan import checks_of, inherited, plan_before, plans_of
from goals.queries.unit_plan_status import WORDS, state_counts, units_with_state, with_plan
from goals.views.acting import stored
from goals.views.tree import tree_of
from kvalitet.access.decisions import may, require
from kvalitet.access.scopes import scope_of
from kvalitet.organisation.models import Unit
from kvalitet.organisation.people import leader_of, leaders_of
from kvalitet.output import pdf
from kvalitet.web.errors import Refused
from kvalitet.web.listing import listing
from kvalitet.web.shortcuts import Request, done, failed, get_or_404, page

COLORS = {PlanStatus.DRAFT: "info", PlanStatus.PUBLISHED: "success", PlanStatus.CLOSED: "neutral", "": "warning"}


def unit_plan_url(unit: Unit, year: int, name: str = "unit-plan") -> str:
    """Return the address of a unit's plan for a year."""
    return f"{reverse(f'goals:{name}', args=[unit.uuid])}?{urlencode({'aar': year})}"


def _unit(request: Request, uuid: UUID) -> Unit:
    """A unit of another municipality shows what it shares on its own page, and no plans beside."""
    own = Unit.objects.visible_to(request.user).filter(municipality__in=sorted(scope_of(request.user).member_of))
    return get_or_404(own.select_related("municipality"), uuid)


@require_safe
def unit_plan_list(request: Request) -> HttpResponse:
    """Show which units have a plan for the year, those that lack one first."""
    require(request.user, "goals.edit")
    today = timezone.localdate()
    year = year_of(request.GET, today.year)
    units = units_with_state(request.user, year)
    counts = state_counts(units)
    shown = request.GET.get("vis", "")
    if shown in WORDS:
        units = units.filter(Q(plan_state=WORDS[shown]))
    found = listing(request, with_plan(units, request.user, year))
    leaders = leaders_of(found.rows, today)
    rows = [_row(unit, leaders, year) for unit in found.rows]
    context = {
        "year": year,
        "years": [today.year - 1, today.year, today.year + 1],
        "shown": shown if shown in WORDS else "",
        "counts": counts,
        "conclusion": _conclusion(counts, year),
        "units": found,
        "rows": rows,
    }
    return page(request, "goals/unit_plan_list.html", context)


def _row(unit: Any, leaders: dict[int, Any], year: int) -> dict[str, Any]:
    status = unit.plan_status or ""
    return {
        "unit": unit,
        "leader": leaders.get(unit.pk),
        "url": unit_plan_url(unit, year),
        "status": PlanStatus(status).label if status else _("Ingen plan"),
        "color": COLORS[status],
        "goals": unit.goal_count,
        "can_remind": status in {"", PlanStatus.DRAFT} and unit.pk in leaders,
    }


def _conclusion(counts: Any, year: int) -> str:
    words = {**counts, "year": year}
    if not counts["alle"]:
        return _("Du har ingen virksomheter å følge opp.")
    if not counts["mangler"] and not counts["utkast"]:
        return _("Alle virksomhetene har publisert plan for %(year)s.") % words
    parts = [_("%(publisert)s av %(alle)s virksomheter har publisert plan for %(year)s.")]
    parts += [_("%(utkast)s har et utkast.")] if counts["utkast"] else []
    parts += [_("%(mangler)s mangler plan.")] if counts["mangler"] else []
    return " ".join(parts) % words


@require_safe
def unit_plan(request: Request, uuid: UUID) -> HttpResponse:
    """Show what the unit inherits, and what it adds itself."""
    unit, today = _unit(request, uuid), timezone.localdate()
    year = year_of(request.GET, today.year)
    plans = plans_of(request.user, unit, year)
    plan = plans[0] if plans else None
    can_edit = bool(may(request.user, "goals.edit", unit)) and unit.closed is None
    before = plan_before(request.user, unit, year) if can_edit and plan is None else None
    is_draft = plan is not None and plan.status == PlanStatus.DRAFT
    context = {
        "unit": unit,
        "year": year,
        "years": [(one, unit_plan_url(unit, one)) for one in (today.year - 1, today.year, today.year + 1)],
        "plan": plan,
        "color": COLORS[PlanStatus(plan.status)] if plan else "",
        "tree": tree_of(plan, request.user, Filters(request.user, request.GET.__class__(), today)) if plan else [],
        "inherited": inherited(request.user, unit, year, today),
        "checks": checks_of(request.user, plan, today) if plan and can_edit and plan.status != "closed" else [],
        "is_draft": is_draft,
        "can_edit": can_edit,
        "can_add": can_edit and plan is not None and plan.status != PlanStatus.CLOSED,
        "before": before,
        "roll_url": unit_plan_url(unit, year, "unit-plan-roll"),
        "pdf_url": unit_plan_url(unit, year, "unit-plan-pdf"),
        "leader": leader_of(unit, today),
    }
    return page(request, "goals/unit_plan.html", context)


@require_safe
def unit_plan_as_pdf(request: Request, uuid: UUID) -> HttpResponse:
    """The unit's plan for print: what it is given, and what it adds."""
    unit, today = _unit(request, uuid), timezone.localdate()
    year = year_of(request.GET, today.year)
    plans = plans_of(request.user, unit, year)
    content = unit_plan_pdf(request.user, unit, year, plans[0] if plans else None, today)
    return pdf.response(content, f"virksomhetsplan-{year}.pdf")


@require_POST
def unit_plan_start(request: Request, uuid: UUID) -> HttpResponse:
    """Begin the draft of the year."""
    unit = _unit(request, uuid)
    require(request.user, "goals.edit", unit)
    year = year_of(request.POST, timezone.localdate().year)
    try:
        plan = unit_plan_actions.start_unit_plan(unit, year=year, by=request.user)
    except Refused as refused:
        return failed(request, unit_plan_url(unit, year), str(refused))
    return done(request, plan, _("Utkastet er klart. Legg til enhetens egne mål, og publiser når dere er enige."))


@require_http_methods(["GET", "POST"])
def unit_plan_roll(request: Request, uuid: UUID) -> HttpResponse:
    """Carry on what was chosen of the plan before."""
    unit = _unit(request, uuid)
    require(request.user, "goals.edit", unit)
    year = year_of(request.GET, timezone.localdate().year)
    source: Plan | None = plan_before(request.user, unit, year)
    if source is None:
        raise Http404
    form = RollForm(request.POST if request.method == "POST" else None, source=source, by=request.user)
    if form.is_valid():
        chosen = {name: form.cleaned_data.get(name, []) for name in ("goals", "measures")}
        plan = stored(form, lambda: unit_plan_actions.roll_plan(source, year=year, by=request.user, **chosen))
        if plan is not None:
            return done(request, unit_plan_url(unit, year), _("Utkastet er laget. Sett nye frister og publiser."))
    context = {"unit": unit, "year": year, "source": source, "form": form, "back": unit_plan_url(unit, year)}
    return page(request, "goals/unit_plan_roll.html", context)


@require_POST
def unit_plan_remind(request: Request, uuid: UUID) -> HttpResponse:
    """Remind the unit's leader, at most once a week."""
    unit = _unit(request, uuid)
    require(request.user, "goals.edit", unit)
    today = timezone.localdate()
    year = year_of(request.POST, today.year)
    back = f"{reverse('goals:unit-plan-list')}?{urlencode({'aar': year})}"
    try:
        leader, is_new = unit_plan_actions.remind_of_unit_plan(unit, year=year, by=request.user, today=today)
    except Refused as refused:
        return failed(request, back, str(refused))
    words = {"name": leader, "unit": unit.name}
    if not is_new:
        return done(request, back, _("%(name)s er alt minnet på planen for %(unit)s denne uka.") % words)
    return done(request, back, _("%(name)s får en påminnelse om planen for %(unit)s.") % words)
