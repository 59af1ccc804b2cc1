"""What the overview hangs up: its menu entry, and the numbers, plans and shortcuts of the start page."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goals.figures import Sight
from goals.models import Plan
from kvalitet.access.decisions import may
from kvalitet.access.scopes import scope_of
from kvalitet.organisation.rules import prefixes
from kvalitet.web.context import address
from kvalitet.web.registry import MenuEntry, register_menu, register_panel
from kvalitet.web.shortcuts import Request
from reporting.figures import charts
from reporting.figures.kept import default_plan, kept_figures, plans_for, top_units

MOST_PLANS = 5


def follows_up(user: Any) -> bool:
    """Those whose role gives figures somewhere."""
    return bool(may(user, "reporting.view"))


def plan_now(request: Request, obj: object) -> dict[str, Any] | None:
    """The plan's numbers in the person's part of the tree; for those without any, the plans in force."""
    today = timezone.localdate()
    for unit in top_units(request.user)[:1]:
        plan = default_plan(plans_for(request.user, unit), today.year)
        if plan is None:
            break
        sight = Sight(plan, unit)
        found = kept_figures(request.user, sight, today)
        if found.total:
            return {
                "template": "reporting/home_figures.html",
                "title": plan.name,
                "conclusion": charts.conclusion(sight, found),
                "figures": charts.headline(sight, found),
                "charts": charts.pictures(sight, found),
                "url": f"{reverse('reporting:dashboard')}?enhet={unit.uuid}&plan={plan.uuid}",
            }
    return _plans_in_force(request, today.year)


def _plans_in_force(request: Request, year: int) -> dict[str, Any] | None:
    """List published plans from the municipality down to the person's own unit."""
    line = sorted({path for held in scope_of(request.user).held for path in prefixes(held.path)})
    plans = Plan.objects.visible_to(request.user).current(year).filter(unit__path__in=line)
    listed = list(plans.select_related("unit").order_by("unit__path", "-starts_year", "name")[:MOST_PLANS])
    return {"template": "reporting/home_plans.html", "plans": listed} if listed else None


def shortcuts(request: Request, obj: object) -> dict[str, Any] | None:
    """The pages a role uses most, for those who may open them."""
    scope = scope_of(request.user)
    entries = [
        ("goals.edit", _("Nytt tiltak"), "goals:measure-new", "Plus"),
        ("goals.report_for_unit", _("Meld status på flere"), "goals:task-status-many", "ClipboardCheckmark"),
        ("reporting.view", _("Styringsoversikt"), "reporting:dashboard", "BarChart"),
        ("goals.import", _("Importer en plan"), "goals:import-start", "FileImport"),
    ]
    found = [entry for verb, *entry in entries if scope.has(verb)]
    if scope.member_of:
        found.append([_("Planer"), "goals:plan-list", "LineGraph"])
    links = [{"label": label, "url": address(name), "icon": icon} for label, name, icon in found]
    return {"entries": [link for link in links if link["url"]]}


register_menu(
    MenuEntry(
        label=gettext_lazy("Styringsoversikt"),
        url_name="reporting:dashboard",
        icon="BarChart",
        group=gettext_lazy("Styring"),
        order=110,
        visible=follows_up,
    )
)
register_panel("home", plan_now)
register_panel("home.shortcuts", shortcuts)
