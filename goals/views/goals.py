"""Goals and sub-goals. [G1–G3]"""

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from goals.actions import goals as goal_actions
from goals.forms.goals import GoalEditForm, GoalForm, SubGoalEditForm, SubGoalForm
from goals.models import Goal, Measure, SubGoal
from goals.views.acting import confirmed, stored
from goals.views.plans import find_plan
from goals.views.rows import rows_of
from goals.views.tree import GoalNode, SubGoalNode, lacks_of, place
from kvalitet.access.decisions import may, require
from kvalitet.history.queries import timeline
from kvalitet.web.registry import panels_for
from kvalitet.web.shortcuts import Request, done, get_or_404, page

PARTS = "plan__unit", "plan__municipality", "unit", "municipality", "focus_area", "service_area"


def find_goal(request: Request, uuid: UUID) -> Goal:
    """Find a goal the person may see."""
    return get_or_404(Goal.objects.visible_to(request.user).select_related(*PARTS), uuid)


def find_subgoal(request: Request, uuid: UUID) -> SubGoal:
    """Find a sub-goal the person may see."""
    return get_or_404(SubGoal.objects.visible_to(request.user).select_related("goal", "plan", "unit"), uuid)


@require_safe
def goal_detail(request: Request, uuid: UUID) -> HttpResponse:
    """Show the goal, what it lacks, and all that leads to it."""
    goal = find_goal(request, uuid)
    node = GoalNode(goal, lacks_of(goal))
    for subgoal in goal.subgoals.visible_to(request.user):
        node.subgoals[subgoal.pk] = SubGoalNode(subgoal)
    measures = Measure.objects.visible_to(request.user).filter(goal=goal).for_list()
    place(rows_of(list(measures), timezone.localdate()), {goal.pk: node})
    context = {
        "goal": goal,
        "node": node,
        "entries": timeline(goal, limit=20),
        "can_edit": bool(may(request.user, "goals.edit", goal)),
        "panels": panels_for("goal", request, goal),
    }
    return page(request, "goals/goal_detail.html", context)


@require_http_methods(["GET", "POST"])
def goal_create(request: Request, uuid: UUID) -> HttpResponse:
    """Add a goal to a plan."""
    plan = find_plan(request, uuid)
    require(request.user, "goals.edit", plan)
    data = request.POST if request.method == "POST" else None
    initial = {"perspective": request.GET.get("perspektiv", "")}
    form = GoalForm(data, by=request.user, municipality_id=plan.municipality_id, initial=initial)
    if form.is_valid():
        fields = form.cleaned_data
        goal = stored(form, lambda: goal_actions.create_goal(plan, **fields, by=request.user))
        if goal is not None:
            return done(request, goal, _("Målet er lagt til i planen. Legg til delmål og tiltak."))
    return page(request, "goals/goal_form.html", {"form": form, "plan": plan, "goal": None})


@require_http_methods(["GET", "POST"])
def goal_edit(request: Request, uuid: UUID) -> HttpResponse:
    """Change a goal."""
    goal = find_goal(request, uuid)
    require(request.user, "goals.edit", goal)
    data = request.POST if request.method == "POST" else None
    form = GoalEditForm(data, instance=goal, by=request.user, municipality_id=goal.municipality_id)
    if form.is_valid():
        fields = form.cleaned_data
        if stored(form, lambda: goal_actions.edit_goal(goal, **fields, by=request.user)) is not None:
            return done(request, goal, _("Målet er lagret."))
    context = {"form": form, "plan": goal.plan, "goal": goal, "lacks": lacks_of(goal)}
    return page(request, "goals/goal_form.html", context)


@require_http_methods(["GET", "POST"])
def goal_remove(request: Request, uuid: UUID) -> HttpResponse:
    """Ask once, and delete a goal without measures."""
    goal = find_goal(request, uuid)
    require(request.user, "goals.edit", goal)
    words = {
        "title": _("Vil du slette målet?"),
        "thing": goal,
        "text": _("Delmålene slettes også. Et mål som har tiltak, kan ikke slettes."),
        "button": _("Slett målet"),
        "back": goal.get_absolute_url(),
    }
    plan = goal.plan
    return confirmed(
        request,
        lambda reason: goal_actions.remove_goal(goal, by=request.user, reason=reason),
        to=plan,
        message=_("Målet er slettet."),
        words=words,
    )


@require_http_methods(["GET", "POST"])
def subgoal_create(request: Request, uuid: UUID) -> HttpResponse:
    """Add a sub-goal to a goal."""
    goal = find_goal(request, uuid)
    require(request.user, "goals.edit", goal)
    form = SubGoalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        fields = form.cleaned_data
        subgoal = stored(form, lambda: goal_actions.create_subgoal(goal, **fields, by=request.user))
        if subgoal is not None:
            return done(request, subgoal, _("Delmålet er lagt til."))
    return page(request, "goals/subgoal_form.html", {"form": form, "goal": goal, "subgoal": None})


@require_http_methods(["GET", "POST"])
def subgoal_edit(request: Request, uuid: UUID) -> HttpResponse:
    """Change a sub-goal."""
    subgoal = find_subgoal(request, uuid)
    require(request.user, "goals.edit", subgoal)
    form = SubGoalEditForm(request.POST if request.method == "POST" else None, instance=subgoal)
    if form.is_valid():
        fields = form.cleaned_data
        if stored(form, lambda: goal_actions.edit_subgoal(subgoal, **fields, by=request.user)) is not None:
            return done(request, subgoal, _("Delmålet er lagret."))
    return page(request, "goals/subgoal_form.html", {"form": form, "goal": subgoal.goal, "subgoal": subgoal})


@require_http_methods(["GET", "POST"])
def subgoal_remove(request: Request, uuid: UUID) -> HttpResponse:
    """Ask once, and delete a sub-goal without measures."""
    subgoal = find_subgoal(request, uuid)
    require(request.user, "goals.edit", subgoal)
    words = {
        "title": _("Vil du slette delmålet?"),
        "thing": subgoal,
        "text": _("Et delmål som har tiltak, kan ikke slettes."),
        "button": _("Slett delmålet"),
        "back": subgoal.get_absolute_url(),
    }
    goal = subgoal.goal
    return confirmed(
        request,
        lambda reason: goal_actions.remove_subgoal(subgoal, by=request.user, reason=reason),
        to=goal,
        message=_("Delmålet er slettet."),
        words=words,
    )
