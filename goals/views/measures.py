"""Measures: found, shown, registered, changed, moved in time, removed. [G2, G4, G5]"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from goals.actions import measures as measure_actions
from goals.choices import PlanStatus, Shown
from goals.forms.directory import Directory
from goals.forms.filters import Filters
from goals.forms.measures import MeasureEditForm, MeasureForm, MoveDeadlineForm
from goals.forms.units import units_to_edit
from goals.models import Goal, Measure
from goals.rules.deadlines_text import interpret_due
from goals.views.acting import confirmed, stored
from goals.views.choosing import filter_choices
from goals.views.goals import find_goal
from goals.views.measure_page import measure_context
from goals.views.plans import find_plan
from goals.views.rows import rows_of
from kvalitet.access.decisions import may, require
from kvalitet.web.listing import listing
from kvalitet.web.shortcuts import Request, done, get_or_404, page

PARTS = ("plan__unit", "plan__municipality", "goal__unit", "subgoal", "unit")
ORDERS = {"frist": "due", "-frist": "-due", "tiltak": "title", "-tiltak": "-title"}


def find_measure(request: Request, uuid: UUID) -> Measure:
    """Find a measure the person may see."""
    measure = get_or_404(Measure.objects.visible_to(request.user).select_related(*PARTS), uuid)
    measure.municipality = measure.plan.municipality
    measure.goal.plan = measure.plan
    return measure


@require_safe
def measure_list(request: Request) -> HttpResponse:
    """List the measures of every plan the person may see."""
    today = timezone.localdate()
    filters = Filters(request.user, request.GET, today, default=Shown.OPEN)
    found = filters.measures(Measure.objects.visible_to(request.user)).for_list()
    order = request.GET.get("sorter", "")
    sorted_by = order if order in ORDERS else "frist"
    measures = listing(request, found.order_by(ORDERS[sorted_by], "pk"))
    context = {
        "measures": measures,
        "rows": rows_of(measures.rows, today),
        "filters": filters,
        "choices": filter_choices(filters),
        "sorted_by": sorted_by,
        "can_create": bool(may(request.user, "goals.edit")),
    }
    return page(request, "goals/measure_list.html", context, fragment="table")


@require_safe
def measure_detail(request: Request, uuid: UUID) -> HttpResponse:
    """Show the measure: what must be done now, how far each has come, and what has happened."""
    measure = find_measure(request, uuid)
    return page(request, "goals/measure_detail.html", measure_context(request, measure))


@require_safe
def measure_new(request: Request) -> HttpResponse:
    """Let the person choose the goal a new measure belongs to: published plans first, then drafts."""
    require(request.user, "goals.edit")
    units = units_to_edit(request.user)
    goals = Goal.objects.visible_to(request.user).filter(unit__in=units).exclude(plan__status=PlanStatus.CLOSED)
    found = goals.select_related("plan").order_by("-plan__status", "-plan__starts_year", "plan_id", "position", "pk")
    return page(request, "goals/measure_new.html", {"goals": listing(request, found, size=100)})


@require_http_methods(["GET", "POST"])
def measure_create(request: Request, uuid: UUID) -> HttpResponse:
    """Register a measure under a goal."""
    goal = find_goal(request, uuid)
    require(request.user, "goals.edit", goal)
    directory = Directory(request.user, goal.municipality)
    data = request.POST if request.method == "POST" else None
    initial = {"subgoal": request.GET.get("delmal", "")}
    form = MeasureForm(data, goal=goal, directory=directory, by=request.user, initial=initial)
    if form.is_valid():
        fields: dict[str, Any] = {"title": form.cleaned_data["title"], **form.measure_fields}
        measure = stored(
            form, lambda: measure_actions.create_measure(goal, **fields, responsible=form.chosen, by=request.user)
        )
        if measure is not None:
            return done(request, measure, " ".join(filter(None, [_("Tiltaket er registrert."), form.advice])))
    return page(
        request, "goals/measure_form.html", {"form": form, "goal": goal, "directory": directory, "measure": None}
    )


@require_http_methods(["GET", "POST"])
def measure_edit(request: Request, uuid: UUID) -> HttpResponse:
    """Change a measure and who is responsible."""
    measure = find_measure(request, uuid)
    require(request.user, "goals.edit", measure)
    directory = Directory(request.user, measure.municipality)
    rows = list(measure.responsibles.select_related("person", "group"))
    data = request.POST if request.method == "POST" else None
    form = MeasureEditForm(data, instance=measure, responsibles=rows, directory=directory, by=request.user)
    if form.is_valid():
        fields: dict[str, Any] = {"title": form.cleaned_data["title"], **form.measure_fields}
        changed = stored(
            form, lambda: measure_actions.edit_measure(measure, **fields, responsible=form.chosen, by=request.user)
        )
        if changed is not None:
            return done(request, measure, " ".join(filter(None, [_("Tiltaket er lagret."), form.advice])))
    context = {"form": form, "goal": measure.goal, "directory": directory, "measure": measure}
    return page(request, "goals/measure_form.html", context)


@require_safe
def due_reading(request: Request, uuid: UUID) -> HttpResponse:
    """Say how a written deadline is read in this plan, while it is written."""
    plan = find_plan(request, uuid)
    text = request.GET.get("due_text", "").replace("\x00", "")[:300].strip()
    today = timezone.localdate()
    reading = interpret_due(text, year=plan.starts_year, ends_year=plan.ends_year, today=today) if text else None
    return page(request, "goals/due_reading.html", {"reading": reading, "plan": plan}, fragment="reading")


@require_http_methods(["GET", "POST"])
def measure_move_deadline(request: Request, uuid: UUID) -> HttpResponse:
    """Move the deadline and keep the old one with the reason."""
    measure = find_measure(request, uuid)
    require(request.user, "goals.edit", measure)
    form = MoveDeadlineForm(request.POST if request.method == "POST" else None, instance=measure)
    if form.is_valid():
        fields = form.cleaned_data
        if stored(form, lambda: measure_actions.move_deadline(measure, **fields, by=request.user)) is not None:
            return done(request, measure, _("Fristen er flyttet. De ansvarlige får påminnelser etter den nye fristen."))
    return page(request, "goals/measure_move_deadline.html", {"measure": measure, "form": form})


@require_http_methods(["GET", "POST"])
def measure_remove(request: Request, uuid: UUID) -> HttpResponse:
    """Ask once, and delete a measure nobody has reported on."""
    measure = find_measure(request, uuid)
    require(request.user, "goals.edit", measure)
    words = {
        "title": _("Vil du slette tiltaket?"),
        "thing": measure,
        "text": _("Oppgavene til de ansvarlige slettes også. Er det meldt status, må tiltaket avbrytes i stedet."),
        "button": _("Slett tiltaket"),
        "back": measure.get_absolute_url(),
    }
    goal = measure.goal
    return confirmed(
        request,
        lambda reason: measure_actions.remove_measure(measure, by=request.user, reason=reason),
        to=goal,
        message=_("Tiltaket er slettet."),
        words=words,
    )
