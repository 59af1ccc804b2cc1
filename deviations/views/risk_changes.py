"""Risks: registered, changed, accepted, closed, opened again, and the measures against them. [D5]"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from deviations.actions import risk_measures, risks
from deviations.forms.measures import WhyForm
from deviations.forms.risks import ReasonForm, RiskEditForm, RiskForm, units_to_edit
from deviations.models import Risk, RiskMeasure
from deviations.queries.planning import people_near
from deviations.views.acting import stored
from deviations.views.assessments import find_risk
from deviations.views.measures import link_form, measure_form
from kvalitet.access.decisions import require
from kvalitet.access.scopes import scope_of
from kvalitet.web.shortcuts import Request, done, get_or_404, page


@require_http_methods(["GET", "POST"])
def risk_create(request: Request) -> HttpResponse:
    """Register a risk."""
    require(request.user, "risks.edit")
    units = list(units_to_edit(request.user))
    led = scope_of(request.user).led_units
    start = next((unit for unit in units if unit.pk in led), units[0] if len(units) == 1 else None)
    initial = {"unit": start.uuid if start else None}
    form = RiskForm(request.POST if request.method == "POST" else None, by=request.user, initial=initial)
    if form.is_valid():
        fields = form.cleaned_data
        risk = stored(form, lambda: risks.create_risk(**fields, by=request.user))
        if risk is not None:
            return done(request, risk, _("Risikoen er registrert. Vurder hvor høy den er."))
    people = people_near(request.user, start) if start else []
    return page(request, "deviations/risk_form.html", {"form": form, "risk": None, "people": people})


@require_http_methods(["GET", "POST"])
def risk_edit(request: Request, uuid: UUID) -> HttpResponse:
    """Change a risk."""
    risk = find_risk(request, uuid)
    require(request.user, "risks.edit", risk)
    form = RiskEditForm(request.POST if request.method == "POST" else None, instance=risk, by=request.user)
    if form.is_valid():
        fields = form.cleaned_data
        fields["next_review"] = fields["next_review"] or risk.next_review
        if stored(form, lambda: risks.edit_risk(risk, **fields, by=request.user)) is not None:
            return done(request, _still_seen(request, risk), _("Risikoen er lagret."))
    people = people_near(request.user, risk.unit)
    return page(request, "deviations/risk_form.html", {"form": form, "risk": risk, "people": people})


def _still_seen(request: Request, risk: Risk) -> Any:
    """Return the risk, or the register when it is no longer for the one who changed it."""
    return (
        risk if Risk.objects.visible_to(request.user).filter(pk=risk.pk).exists() else reverse("deviations:risk-list")
    )


@require_http_methods(["GET", "POST"])
def risk_accept(request: Request, uuid: UUID) -> HttpResponse:
    """Ask why, and accept."""
    words = {
        "title": _("Aksepter risikoen"),
        "text": _("Risikoen blir stående, og vurderes på nytt på datoen som er satt."),
        "button": _("Aksepter risikoen"),
    }
    return _with_reason(request, uuid, risks.accept_risk, _("Risikoen er akseptert."), words)


@require_http_methods(["GET", "POST"])
def risk_close(request: Request, uuid: UUID) -> HttpResponse:
    """Ask why, and close."""
    words = {
        "title": _("Avslutt risikoen"),
        "text": _("Avslutt risikoen når den ikke finnes lenger. Ingen minnes om den etterpå, men den kan leses."),
        "button": _("Avslutt risikoen"),
        "tone": "danger",
    }
    return _with_reason(request, uuid, risks.close_risk, _("Risikoen er avsluttet."), words)


@require_http_methods(["GET", "POST"])
def risk_reopen(request: Request, uuid: UUID) -> HttpResponse:
    """Ask why, and open again."""
    words = {
        "title": _("Åpne risikoen igjen"),
        "text": _("Risikoeieren får påminnelse om å vurdere den på nytt."),
        "button": _("Åpne risikoen"),
    }
    return _with_reason(request, uuid, risks.reopen_risk, _("Risikoen er åpnet igjen."), words)


def _with_reason(
    request: Request, uuid: UUID, act: Callable[..., Risk], message: str, words: dict[str, str]
) -> HttpResponse:
    risk = find_risk(request, uuid)
    require(request.user, "risks.edit", risk)
    form = ReasonForm(request.POST if request.method == "POST" else None, instance=risk)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if stored(form, lambda: act(risk, reason=reason, by=request.user)) is not None:
            return done(request, risk, message)
    return page(request, "deviations/risk_confirm.html", {"form": form, "risk": risk, "tone": "", **words})


@require_http_methods(["GET", "POST"])
def risk_measure_create(request: Request, uuid: UUID) -> HttpResponse:
    """Register a measure and link it to the risk."""
    risk = find_risk(request, uuid)
    require(request.user, "risks.edit", risk)
    form = measure_form(request, risk.unit, discreet=risk.is_confidential)
    if form.is_valid():
        told = form.told
        if stored(form, lambda: risk_measures.make_measure(risk, told=told, by=request.user)) is not None:
            return done(request, risk, _("Tiltaket er laget. Den ansvarlige får det i sine oppgaver."))
    context = {"form": form, "back": risk, "event": None, "people": people_near(request.user, risk.unit)}
    return page(request, "deviations/measure_form.html", context)


@require_http_methods(["GET", "POST"])
def risk_measure_link(request: Request, uuid: UUID) -> HttpResponse:
    """Find a measure there is, and link it to the risk."""
    risk = find_risk(request, uuid)
    require(request.user, "risks.edit", risk)
    known = list(risk.measure_links.visible_to(request.user).values_list("measure_id", flat=True))
    form, context = link_form(request, risk.unit, known)
    if form.is_valid():
        chosen = form.cleaned_data["measure"]
        if stored(form, lambda: risk_measures.link_measure(risk, measure=chosen, by=request.user)) is not None:
            return done(request, risk, _("Tiltaket er koblet til risikoen."))
    return page(request, "deviations/measure_link.html", {**context, "form": form, "back": risk, "event": None})


@require_http_methods(["GET", "POST"])
def risk_measure_unlink(request: Request, uuid: UUID) -> HttpResponse:
    """Ask once, and let the measure go."""
    rows = RiskMeasure.objects.visible_to(request.user)
    link = get_or_404(rows.select_related("risk__unit", "risk__municipality", "measure"), uuid)
    require(request.user, "risks.edit", link)
    form = WhyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason, risk = form.cleaned_data["reason"], link.risk
        stored(form, lambda: risk_measures.unlink_measure(link, by=request.user, reason=reason))
        if form.is_valid():
            return done(request, risk, _("Koblingen er fjernet. Tiltaket finnes fortsatt i planen."))
    words = {
        "title": _("Fjern koblingen til tiltaket"),
        "text": _("Tiltaket «%(title)s» blir stående i planen.") % {"title": link.measure.title},
        "button": _("Fjern koblingen"),
    }
    return page(request, "deviations/risk_confirm.html", {"form": form, "risk": link.risk, "tone": "danger", **words})
