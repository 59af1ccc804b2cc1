"""Assessing an event or a risk, and showing how it was assessed. [D5]"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from deviations.actions.assessments import assess
from deviations.actions.matrices import ensure_version
from deviations.actions.risks import plan_review, usual_review
from deviations.choices import Moment
from deviations.forms.assessments import AssessmentForm
from deviations.models import Assessment, Deviation, MatrixVersion, Risk
from deviations.queries.matrices import current_version
from deviations.queries.matrix_grid import grid_of, marked_grid
from deviations.queries.representatives import sees_as_representative
from deviations.rules.matrix import Band
from deviations.views.acting import find_event, stored
from kvalitet.access.decisions import may, require
from kvalitet.organisation.models import Municipality
from kvalitet.web.shortcuts import Request, done, get_or_404, page

MOST = 20
SOON = timedelta(days=60)


@dataclass(frozen=True)
class AssessmentRow:
    """An assessment ready to show, by the matrix it was made by."""

    assessment: Assessment
    band: Band
    likelihood: str
    kinds: Sequence[tuple[str, str]]
    actual: str
    is_old_matrix: bool


def find_risk(request: Request, uuid: UUID) -> Risk:
    """Find a risk the person may see."""
    rows = Risk.objects.visible_to(request.user)
    return get_or_404(rows.select_related("unit", "municipality", "owner", "matrix_version"), uuid)


@require_http_methods(["GET", "POST"])
def deviation_assess(request: Request, uuid: UUID) -> HttpResponse:
    """Assess an event: how likely it is to happen again, and what it could lead to then."""
    event = find_event(request, uuid)
    require(request.user, "deviations.handle", event)
    version = _version(event.municipality)
    before = Assessment.objects.visible_to(request.user).filter(deviation=event).first()
    data = request.POST if request.method == "POST" else None
    form = AssessmentForm(data, instance=event, version=version, before=before)
    if form.is_valid():
        said = form.cleaned_data
        fields = {"likelihood": said["likelihood"], "consequences": form.consequences, "version": version}
        told = {"actual": said["actual"], "reason": said["reason"], "by": request.user}
        made = stored(form, lambda: assess(event, **fields, **told))
        if made is not None:
            return done(request, event, _("Risikoen er vurdert til %(score)d.") % {"score": made.score})
    return page(request, "deviations/assessment_form.html", _form_context(form, event, version))


@require_http_methods(["GET", "POST"])
def risk_assess(request: Request, uuid: UUID) -> HttpResponse:
    """Assess a risk as it is without controls, as it is now, or as it shall be."""
    risk = find_risk(request, uuid)
    require(request.user, "risks.edit", risk)
    version = _version(risk.municipality)
    before = Assessment.objects.visible_to(request.user).filter(risk=risk, moment=Moment.CURRENT).first()
    data = request.POST if request.method == "POST" else None
    initial = {"next_review": _review_to_offer(risk)}
    form = AssessmentForm(data, instance=risk, version=version, before=before, initial=initial)
    if form.is_valid():
        made = stored(form, lambda: _assess_risk(risk, form, version, request))
        if made is not None:
            return done(request, risk, _("Risikoen er vurdert til %(score)d.") % {"score": made.score})
    return page(request, "deviations/assessment_form.html", _form_context(form, risk, version))


def _form_context(form: AssessmentForm, back: Deviation | Risk, version: MatrixVersion) -> dict[str, Any]:
    matrix = version.content
    return {"form": form, "back": back, "matrix": matrix, "grid": grid_of(matrix, _("Risikomatrisen som gjelder nå"))}


def _review_to_offer(risk: Risk) -> date:
    """Return the day that is set already when it is well ahead, otherwise a year from now."""
    today = timezone.localdate()
    is_ahead = risk.next_review is not None and risk.next_review > today + SOON
    return risk.next_review if is_ahead and risk.next_review else usual_review(today)


def _assess_risk(risk: Risk, form: AssessmentForm, version: MatrixVersion, request: Request) -> Assessment:
    """Assess it; one that is looked at as it is now is looked at again on the day chosen."""
    said = form.cleaned_data
    fields = {"likelihood": said["likelihood"], "consequences": form.consequences, "version": version}
    with transaction.atomic():
        made = assess(risk, **fields, moment=said["moment"], reason=said["reason"], by=request.user)
        if made.moment == Moment.CURRENT:
            plan_review(risk, on=said["next_review"], by=request.user)
    return made


def _version(municipality: Municipality) -> MatrixVersion:
    """Return the matrix in force; the first look at one makes the usual."""
    return current_version(municipality.pk) or ensure_version(municipality)


def assessment_rows(found: Sequence[Assessment]) -> list[AssessmentRow]:
    """Make rows of assessments fetched with `version` and `by`, newest first."""
    newest = max((one.version.number or 0 for one in found), default=0)
    return [_row(one, newest) for one in found]


def _row(one: Assessment, newest: int) -> AssessmentRow:
    matrix = one.version.content
    labels = [level.label for level in matrix.consequences]
    names = {kind.key: kind.name for kind in matrix.kinds}
    return AssessmentRow(
        assessment=one,
        band=matrix.band_at(one.likelihood, one.consequence),
        likelihood=f"{one.likelihood} – {matrix.likelihoods[one.likelihood - 1].label}",
        kinds=[(names.get(key, key), f"{level} – {labels[level - 1]}") for key, level in one.consequences.items()],
        actual=f"{one.actual} – {labels[one.actual - 1]}" if one.actual else "",
        is_old_matrix=(one.version.number or 0) < newest,
    )


def assessment_panel(request: Request, event: Deviation) -> dict[str, Any]:
    """Show on the case how it is assessed, with its place in the matrix it was assessed by."""
    rows = Assessment.objects.visible_to(request.user).filter(deviation=event)
    found = list(rows.select_related("version", "by")[:MOST])
    if sees_as_representative(request.user, event):
        for one in found:
            one.reason = ""  # written by and for those who handle the case
    told = assessment_rows(found)
    current = told[0] if told else None
    grid = None
    if current is not None:
        made = current.assessment
        grid = marked_grid(made.version.content, made.likelihood, made.consequence)
    return {
        "template": "deviations/assessment_panel.html",
        "event": event,
        "current": current,
        "earlier": told[1:],
        "grid": grid,
        "can_assess": event.is_open and bool(may(request.user, "deviations.handle", event)),
    }
