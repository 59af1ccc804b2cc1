"""Measures that come from an event: made, linked, let go, or explained away. [D3]"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from deviations.actions import measures as measure_actions
from deviations.forms.measures import LinkMeasureForm, MeasureForm, NoMeasureForm, WhyForm, is_confidential
from deviations.models import DeviationMeasure
from deviations.queries.planning import default_place, goals_for, measures_to_link, people_near, usual_responsible
from deviations.views.acting import find_event, stored
from kvalitet.access.decisions import require
from kvalitet.organisation.models import Person, Unit
from kvalitet.web.shortcuts import Request, done, get_or_404, page


def measure_form(request: Request, unit: Unit, *, discreet: bool) -> MeasureForm:
    """Return the form, with what is usual for the unit filled in."""
    user: Person = request.user
    return MeasureForm(
        request.POST if request.method == "POST" else None,
        by=user,
        unit=unit,
        goals=goals_for(user, unit),
        place=default_place(unit),
        is_confidential=discreet,
        initial={"responsible": usual_responsible(user, unit)},
    )


@require_http_methods(["GET", "POST"])
def measure_create(request: Request, uuid: UUID) -> HttpResponse:
    """Register a measure and link it to the event."""
    event = find_event(request, uuid)
    require(request.user, "deviations.handle", event)
    form = measure_form(request, event.unit, discreet=is_confidential(event))
    if form.is_valid():
        told = form.told
        measure = stored(form, lambda: measure_actions.create_for_deviation(event, told=told, by=request.user))
        if measure is not None:
            return done(request, event, _("Tiltaket er laget. Den ansvarlige får det i sine oppgaver."))
    context = {"form": form, "event": event, "back": event, "people": people_near(request.user, event.unit)}
    return page(request, "deviations/measure_form.html", context)


@require_http_methods(["GET", "POST"])
def measure_link(request: Request, uuid: UUID) -> HttpResponse:
    """Find a measure there is, and link it to the event."""
    event = find_event(request, uuid)
    require(request.user, "deviations.handle", event)
    known = list(event.measure_links.visible_to(request.user).values_list("measure_id", flat=True))
    form, context = link_form(request, event.unit, known)
    if form.is_valid():
        chosen = form.cleaned_data["measure"]
        if stored(form, lambda: measure_actions.link_measure(event, chosen, by=request.user)) is not None:
            return done(request, event, _("Tiltaket er koblet til saken."))
    return page(request, "deviations/measure_link.html", {**context, "form": form, "event": event, "back": event})


def link_form(request: Request, unit: Unit, known: list[int]) -> tuple[LinkMeasureForm, dict[str, Any]]:
    """Return the form with the measures that fit the words looked for."""
    text = request.GET.get("q", "")  # a form without an address of its own is sent to the whole of this one
    measures = measures_to_link(request.user, unit, text[:200], known)
    form = LinkMeasureForm(request.POST if request.method == "POST" else None, measures=measures)
    return form, {"q": text, "measures": measures}


@require_http_methods(["GET", "POST"])
def measure_unlink(request: Request, uuid: UUID) -> HttpResponse:
    """Ask once, and take the measure away from the event."""
    rows = DeviationMeasure.objects.visible_to(request.user)
    link = get_or_404(rows.select_related("deviation__unit", "deviation__municipality", "measure"), uuid)
    require(request.user, "deviations.handle", link)
    form = WhyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason, event = form.cleaned_data["reason"], link.deviation
        stored(form, lambda: measure_actions.unlink_measure(link, by=request.user, reason=reason))
        if form.is_valid():
            return done(request, event, _("Koblingen er fjernet. Tiltaket finnes fortsatt i planen."))
    words = {
        "title": _("Vil du fjerne koblingen til tiltaket?"),
        "text": _("Tiltaket blir stående i planen, men hører ikke lenger til saken."),
        "button": _("Fjern koblingen"),
    }
    context = {"form": form, "thing": link.measure, "back": link.deviation, **words}
    return page(request, "deviations/measure_confirm.html", context)


@require_http_methods(["GET", "POST"])
def measure_none(request: Request, uuid: UUID) -> HttpResponse:
    """Explain why nothing needs to be done."""
    event = find_event(request, uuid)
    require(request.user, "deviations.handle", event)
    form = NoMeasureForm(request.POST if request.method == "POST" else None, instance=event)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        changed = stored(form, lambda: measure_actions.explain_no_measure(event, reason=reason, by=request.user))
        if changed is not None:
            return done(request, event, _("Forklaringen er lagret."))
    return page(request, "deviations/measure_none.html", {"form": form, "event": event})
