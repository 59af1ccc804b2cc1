"""Plans: list, tree, started, changed, published, closed, shown to one more. [G1]"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from goals.actions import plans as plan_actions
from goals.choices import PlanStatus
from goals.forms.directory import Directory
from goals.forms.filters import Filters
from goals.forms.plans import GrantForm, PlanEditForm, PlanForm
from goals.models import Plan
from goals.queries.unit_plan import checks_of
from goals.views.acting import stored
from goals.views.choosing import filter_choices
from goals.views.sharing import is_guest, shared_page
from goals.views.tree import conclusion, plan_counts, tree_of
from kvalitet.access.decisions import may, require, who
from kvalitet.history.queries import timeline
from kvalitet.organisation.models import Person
from kvalitet.organisation.people import members_of
from kvalitet.web.errors import Refused
from kvalitet.web.listing import listing
from kvalitet.web.registry import panels_for
from kvalitet.web.shortcuts import Request, done, get_or_404, page

PLAN_COLORS = {PlanStatus.DRAFT: "info", PlanStatus.PUBLISHED: "success", PlanStatus.CLOSED: "neutral"}
FEW_MEASURES = 15
"""Up to this many the whole tree is opened at once."""


def find_plan(request: Request, uuid: UUID) -> Plan:
    """Find a plan the person may see."""
    return get_or_404(Plan.objects.visible_to(request.user).select_related("unit", "municipality"), uuid)


@require_safe
def plan_list(request: Request) -> HttpResponse:
    """List the plans, newest first."""
    plans = listing(request, Plan.objects.visible_to(request.user).for_list())
    rows = [
        {"plan": plan, "color": PLAN_COLORS[PlanStatus(plan.status)], "is_guest": is_guest(request, plan)}
        for plan in plans.rows
    ]
    can_create = bool(may(request.user, "goals.edit"))
    return page(request, "goals/plan_list.html", {"plans": plans, "rows": rows, "can_create": can_create})


@require_http_methods(["GET", "POST"])
def plan_create(request: Request) -> HttpResponse:
    """Start a plan."""
    require(request.user, "goals.edit")
    form = PlanForm(request.POST if request.method == "POST" else None, by=request.user)
    if form.is_valid():
        fields = form.cleaned_data
        require(request.user, "goals.edit", fields["unit"])
        plan = stored(form, lambda: plan_actions.create_plan(**fields, by=request.user))
        if plan is not None:
            return done(request, plan, _("Planen er opprettet som utkast. Legg til det første målet."))
    return page(request, "goals/plan_create.html", {"form": form})


@require_safe
def plan_detail(request: Request, uuid: UUID) -> HttpResponse:
    """Show the plan as a tree to open and filter."""
    plan = find_plan(request, uuid)
    if is_guest(request, plan):
        return shared_page(request, plan)
    today = timezone.localdate()
    filters = Filters(request.user, request.GET, today)
    counts = plan_counts(plan, request.user, today)
    can_edit = bool(may(request.user, "goals.edit", plan))
    tree = tree_of(plan, request.user, filters)
    context = {
        "plan": plan,
        "color": PLAN_COLORS[PlanStatus(plan.status)],
        "tree": tree,
        "open_goals": filters.is_chosen or counts["all"] <= FEW_MEASURES,
        "shown_goals": sum(len(branch.goals) for branch in tree),
        "shown_measures": sum(branch.measure_count for branch in tree),
        "filters": filters,
        "choices": filter_choices(filters, plan=plan),
        "counts": counts,
        "finished": counts["finished"],
        "conclusion": conclusion(counts),
        "can_edit": can_edit,
        "can_publish": can_edit and plan.status == PlanStatus.DRAFT and bool(tree),
        "can_grant": bool(may(request.user, "goals.grant", plan)),
        "panels": panels_for("plan", request, plan),
    }
    return page(request, "goals/plan_detail.html", context, fragment="tree")


@require_http_methods(["GET", "POST"])
def plan_edit(request: Request, uuid: UUID) -> HttpResponse:
    """Change the plan's name and years."""
    plan = find_plan(request, uuid)
    require(request.user, "goals.edit", plan)
    form = PlanEditForm(request.POST if request.method == "POST" else None, instance=plan)
    if form.is_valid():
        fields = form.cleaned_data
        if stored(form, lambda: plan_actions.edit_plan(plan, **fields, by=request.user)) is not None:
            return done(request, plan, _("Planen er lagret."))
    return page(request, "goals/plan_edit.html", {"plan": plan, "form": form, "entries": timeline(plan)})


@require_http_methods(["GET", "POST"])
def plan_publish(request: Request, uuid: UUID) -> HttpResponse:
    """Ask once, and publish."""
    words = {
        "title": _("Publiser planen"),
        "text": _("Alle i kommunen kan se planen, og de ansvarlige får påminnelser om fristene."),
        "button": _("Publiser planen"),
    }
    return _change_status(
        request, uuid, plan_actions.publish_plan, _("Planen er publisert. De ansvarlige får beskjed."), words
    )


@require_http_methods(["GET", "POST"])
def plan_close(request: Request, uuid: UUID) -> HttpResponse:
    """Ask once, and close."""
    words = {
        "title": _("Avslutt planen"),
        "text": _("Ingenting i planen kan endres etterpå, og fristene varsles ikke lenger. Planen kan fortsatt leses."),
        "button": _("Avslutt planen"),
        "tone": "danger",
    }
    return _change_status(request, uuid, plan_actions.close_plan, _("Planen er avsluttet."), words)


def _change_status(request: Request, uuid: UUID, act: Any, message: str, words: dict[str, Any]) -> HttpResponse:
    plan = find_plan(request, uuid)
    require(request.user, "goals.edit", plan)
    problem = ""
    if request.method == "POST":
        try:
            act(plan, by=request.user)
        except Refused as refused:
            problem = str(refused)
        else:
            return done(request, plan, message)
    checks = checks_of(request.user, plan, timezone.localdate()) if plan.status == PlanStatus.DRAFT else []
    context = {"plan": plan, "problem": problem, "tone": "", "checks": checks, **words}
    return page(request, "goals/plan_status.html", context, status=422 if problem else 200)


@require_http_methods(["GET", "POST"])
def plan_access(request: Request, uuid: UUID) -> HttpResponse:
    """Show who can see the plan, and let one more see it. [P4]"""
    plan = find_plan(request, uuid)
    require(request.user, "goals.grant", plan)
    directory = Directory(request.user, plan.municipality)
    form = GrantForm(request.POST if request.method == "POST" else None, directory=directory)
    if form.is_valid():
        fields = form.cleaned_data
        if stored(form, lambda: plan_actions.grant_plan(plan, **fields, by=request.user)) is not None:
            message = _("%(name)s kan nå se planen.") % {"name": fields["person"]}
            return done(request, reverse("goals:plan-access", args=[plan.uuid]), message)
    grants = plan.grants.select_related("user", "giver").order_by("user__sort_key")
    context = {"plan": plan, "form": form, "directory": directory, "grants": grants, "viewers": who(plan)}
    context["members"] = members_of(plan.unit, timezone.localdate())
    return page(request, "goals/plan_access.html", context)


@require_http_methods(["POST"])
def plan_grant_remove(request: Request, uuid: UUID, person: UUID) -> HttpResponse:
    """Take an explicit grant away."""
    plan = find_plan(request, uuid)
    require(request.user, "goals.grant", plan)
    granted = get_or_404(Person.objects.visible_to(request.user), person)
    plan_actions.revoke_grant(plan, person=granted)
    message = _("%(name)s har ikke lenger særskilt tilgang til planen.") % {"name": granted}
    return done(request, reverse("goals:plan-access", args=[plan.uuid]), message)
