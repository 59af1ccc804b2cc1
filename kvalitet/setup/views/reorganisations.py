"""Reorganisations: prepared, looked at beforehand, planned and carried out. [P1]"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kvalitet.access.decisions import require
from kvalitet.history.queries import timeline
from kvalitet.setup.actions import preparing
from kvalitet.setup.actions.trying import preview
from kvalitet.setup.choices import AHEAD, CHANGEABLE, ReorganisationStatus, StepKind
from kvalitet.setup.effects import all_effects, warnings_of
from kvalitet.setup.forms.reorganisations import EditReorganisationForm, ReorganisationForm
from kvalitet.setup.models import Reorganisation
from kvalitet.setup.stories import overlapping
from kvalitet.setup.views.reach import administered
from kvalitet.web.errors import Refused, told_on
from kvalitet.web.listing import listing
from kvalitet.web.shortcuts import Request, done, failed, get_or_404, page

COLORS = {
    ReorganisationStatus.DRAFT: "info",
    ReorganisationStatus.PLANNED: "accent",
    ReorganisationStatus.DONE: "success",
    ReorganisationStatus.STOPPED: "danger",
    ReorganisationStatus.DROPPED: "neutral",
}
PARTS = ("unit", "unit_step", "target", "target_step", "person", "made_unit")


def find(request: Request, pk: UUID) -> Reorganisation:
    """Find a reorganisation the person may change; it doesn't exist for anyone else."""
    rows = Reorganisation.objects.visible_to(request.user).select_related("municipality", "planned_by")
    found = get_or_404(rows, pk)
    require(request.user, "setup.edit", found)
    return found


def about(reorganisation: Reorganisation) -> dict[str, Any]:
    """What every page about one shows."""
    today = timezone.localdate()
    return {
        "reorganisation": reorganisation,
        "color": COLORS[ReorganisationStatus(reorganisation.status)],
        "is_changeable": reorganisation.status in CHANGEABLE,
        "is_planned": reorganisation.status == ReorganisationStatus.PLANNED,
        "is_done": reorganisation.status == ReorganisationStatus.DONE,
        "is_ahead": reorganisation.status in AHEAD,
        "is_today": reorganisation.starts == today,
        "is_past": reorganisation.starts < today,
    }


@require_safe
def reorganisation_list(request: Request) -> HttpResponse:
    """List them, the latest day first."""
    rows = Reorganisation.objects.visible_to(request.user).filter(municipality=administered(request))
    found = listing(request, rows)
    shown = [(row, COLORS[ReorganisationStatus(row.status)]) for row in found.rows]
    return page(request, "setup/reorganisation_list.html", {"rows": found, "shown": shown})


@require_http_methods(["GET", "POST"])
def reorganisation_create(request: Request) -> HttpResponse:
    """Begin a draft."""
    municipality, today = administered(request), timezone.localdate()
    form = ReorganisationForm(request.POST or None)
    if form.is_valid():
        with told_on(form):
            made = preparing.create_reorganisation(
                municipality=municipality, today=today, by=request.user, **form.cleaned_data
            )
            return done(request, made, _("Utkastet er laget. Legg til det første steget."))
    return page(request, "setup/reorganisation_create.html", {"form": form})


@require_safe
def reorganisation_detail(request: Request, pk: UUID) -> HttpResponse:
    """Show the steps, and for one that is carried out what it led to."""
    found = find(request, pk)
    context = about(found) | {
        "steps": list(found.steps.select_related(*PARTS)),
        "kinds": StepKind.choices,
        "effects": found.effects,
        "overlapping": overlapping(found) if found.status in AHEAD else [],
        "entries": timeline(found),
    }
    return page(request, "setup/reorganisation_detail.html", context)


@require_http_methods(["GET", "POST"])
def reorganisation_edit(request: Request, pk: UUID) -> HttpResponse:
    """Change name, day and reason."""
    found, today = find(request, pk), timezone.localdate()
    form = EditReorganisationForm(request.POST or None, instance=found)
    if form.is_valid():
        with told_on(form):
            preparing.edit_reorganisation(found, today=today, by=request.user, **form.cleaned_data)
            return done(request, found, _("Endringene er lagret."))
    return page(request, "setup/reorganisation_edit.html", {"form": form, "reorganisation": found})


@require_http_methods(["GET", "POST"])
def reorganisation_preview(request: Request, pk: UUID) -> HttpResponse:
    """Show what it would do to access, tasks and plans, and let it be planned."""
    found, today = find(request, pk), timezone.localdate()
    refusal = ""
    if request.method == "POST":
        seen = request.POST.get("version", "")
        try:
            planned = preparing.plan(found, version=int(seen) if seen.isdecimal() else 0, today=today, by=request.user)
            return done(request, planned, _said(planned))
        except Refused as refused:
            refusal = str(refused)
    found = find(request, pk)
    trial = preview(found, today=today, by=request.user)
    context = about(found) | {
        "problem": trial.problem,
        "refusal": "" if refusal == trial.problem else refusal,
        "effects": [effect.as_dict() for effect in all_effects(trial.change, request.user)] if trial.change else [],
        "warnings": warnings_of(trial.change) if trial.change else [],
        "step_count": found.steps.count(),
        "overlapping": overlapping(found),
    }
    return page(request, "setup/reorganisation_preview.html", context, status=422 if refusal else 200)


def _said(planned: Reorganisation) -> str:
    if planned.status == ReorganisationStatus.DONE:
        return _("Omorganiseringen er gjennomført.")
    day = date_format(planned.starts, "j. F Y")
    return _("Omorganiseringen er planlagt og gjennomføres av seg selv %(day)s.") % {"day": day}


@require_POST
def reorganisation_take_back(request: Request, pk: UUID) -> HttpResponse:
    """Make a planned one a draft again."""
    return _act(request, pk, preparing.take_back, _("Omorganiseringen er et utkast igjen. Ingenting skjer på datoen."))


@require_POST
def reorganisation_drop(request: Request, pk: UUID) -> HttpResponse:
    """Give it up."""
    return _act(request, pk, preparing.drop, _("Omorganiseringen er forkastet."))


def _act(request: Request, pk: UUID, act: Any, message: str) -> HttpResponse:
    found = find(request, pk)
    try:
        act(found, by=request.user)
    except Refused as refused:
        return failed(request, found, str(refused))
    return done(request, found, message)
