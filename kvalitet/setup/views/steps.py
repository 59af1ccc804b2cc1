"""The steps of a reorganisation. [P1]"""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kvalitet.setup.actions import preparing
from kvalitet.setup.choices import CHANGEABLE, StepKind
from kvalitet.setup.forms.reorganisations import Places, StepForm
from kvalitet.setup.models import Reorganisation, ReorganisationStep
from kvalitet.setup.views.reach import people_of, units_of
from kvalitet.setup.views.reorganisations import PARTS, find
from kvalitet.web.errors import Refused, told_on
from kvalitet.web.shortcuts import Request, done, failed, get_or_404, page


@require_http_methods(["GET", "POST"])
def step_add(request: Request, pk: UUID, kind: str) -> HttpResponse:
    """Add a step; the unit may come with the address."""
    found = find(request, pk)
    if kind not in StepKind.values:
        raise Http404
    places = _places(request, found, before=None)
    people = people_of(request, found.municipality)
    asked = f"enhet:{request.GET.get('enhet', '')}"
    form = StepForm(request.POST or None, kind=kind, places=places, people=people, unit=asked)
    if form.is_valid():
        with told_on(form):
            preparing.add_steps(found, steps=form.steps(), by=request.user)
            return done(request, found, _("Steget er lagt til."))
    context = {"form": form, "reorganisation": found, "title": StepKind(kind).label, "is_changeable": _is_open(found)}
    return page(request, "setup/step_add.html", context)


@require_http_methods(["GET", "POST"])
def step_edit(request: Request, pk: UUID, step: UUID) -> HttpResponse:
    """Change what a step does."""
    found = find(request, pk)
    known = _step(found, step)
    places = _places(request, found, before=known)
    people = people_of(request, found.municipality)
    form = StepForm(request.POST or None, kind=known.kind, places=places, people=people, instance=known)
    if form.is_valid():
        with told_on(form):
            preparing.edit_step(known, changes=form.steps()[0], by=request.user)
            return done(request, found, _("Steget er endret."))
    title = known.get_kind_display()
    context = {"form": form, "reorganisation": found, "step": known, "title": title, "is_changeable": _is_open(found)}
    return page(request, "setup/step_edit.html", context)


@require_POST
def step_remove(request: Request, pk: UUID, step: UUID) -> HttpResponse:
    """Take a step away."""
    found = find(request, pk)
    try:
        preparing.remove_step(_step(found, step), by=request.user)
    except Refused as refused:
        return failed(request, found, str(refused))
    return done(request, found, _("Steget er tatt bort."))


def _step(found: Reorganisation, uuid: UUID) -> ReorganisationStep:
    return get_or_404(found.steps.select_related("reorganisation", *PARTS), uuid)


def _is_open(found: Reorganisation) -> bool:
    return found.status in CHANGEABLE


def _places(request: Request, found: Reorganisation, *, before: ReorganisationStep | None) -> Places:
    steps = found.steps.all() if before is None else found.steps.filter(position__lt=before.position)
    return Places(list(units_of(request, found.municipality)), list(steps))
