"""A plan shown to the municipalities that take part in its unit: to read, without people and status. [P2]"""

from dataclasses import dataclass, field
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goals.actions.plans import share_plan
from goals.choices import Perspective
from goals.models import Goal, Measure, Plan, SubGoal
from goals.views.rows import due_words
from kvalitet.access.decisions import require
from kvalitet.access.scopes import scope_of
from kvalitet.web.errors import Refused
from kvalitet.web.shortcuts import Request, done, failed, get_or_404, page


@dataclass
class SharedPart:
    """A goal or a sub-goal, with the titles and deadlines of its measures."""

    title: str
    measures: list[tuple[str, str]] = field(default_factory=list)
    parts: list["SharedPart"] = field(default_factory=list)


def is_guest(request: Request, plan: Plan) -> bool:
    """Whether the person sees the plan only because it is shared with their municipality."""
    return plan.municipality_id not in scope_of(request.user).member_of


def shared_page(request: Request, plan: Plan) -> HttpResponse:
    """Show what is in a plan that was found visible, as plain text: nothing in it has a page for a guest."""
    context = {"plan": plan, "perspectives": _content(plan)}
    return page(request, "goals/plan_shared.html", context)


def _content(plan: Plan) -> list[tuple[str, list[SharedPart]]]:
    today = timezone.localdate()
    goals: dict[int, SharedPart] = {}
    branches: dict[str, list[SharedPart]] = {}
    for goal in Goal._base_manager.filter(plan=plan).order_by("position", "id"):
        goals[goal.pk] = SharedPart(goal.title)
        branches.setdefault(goal.perspective, []).append(goals[goal.pk])
    subgoals: dict[int, SharedPart] = {}
    for subgoal in SubGoal._base_manager.filter(plan=plan).order_by("position", "id"):
        subgoals[subgoal.pk] = SharedPart(subgoal.title)
        goals[subgoal.goal_id].parts.append(subgoals[subgoal.pk])
    for measure in Measure._base_manager.filter(plan=plan).order_by("position", "id"):
        part = subgoals.get(measure.subgoal_id or 0) or goals[measure.goal_id]
        part.measures.append((measure.title, due_words(measure, measure.due, today, is_open=False).text))
    return [(str(label), branches[value]) for value, label in Perspective.choices if value in branches]


@require_POST
def plan_share(request: Request, uuid: UUID) -> HttpResponse:
    """Share the plan with the member municipalities, or no longer."""
    plan = get_or_404(Plan.objects.visible_to(request.user).select_related("unit", "municipality"), uuid)
    require(request.user, "goals.share", plan)
    is_shared = request.POST.get("del") == "ja"
    back = reverse("goals:plan-access", args=[plan.uuid])
    try:
        share_plan(plan, is_shared=is_shared, today=timezone.localdate(), by=request.user)
    except Refused as refused:
        return failed(request, back, str(refused))
    return done(request, back, _("Planen er delt.") if is_shared else _("Planen er ikke lenger delt."))
