"""Where a case belongs, who handles it, who may see it, and what was reported put right. [D2, D11]"""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from deviations.actions import facts, people
from deviations.choices import Circle
from deviations.forms.flow import CircleForm, FactsForm, HandlerForm, SendOnForm
from deviations.views.flow import found, posted, written
from kvalitet.web.shortcuts import Request


@require_http_methods(["GET", "POST"])
def deviation_send_on(request: Request, uuid: UUID) -> HttpResponse:
    """Give the case to another unit."""
    event = found(request, uuid)
    label, missing = _("Hvorfor sendes saken videre?"), _("Skriv hvorfor saken sendes videre.")
    help_text = _("Melderen og den nye enheten får lese dette.")
    form = SendOnForm(posted(request), instance=event, label=label, missing=missing, help_text=help_text)
    return written(
        request,
        event,
        form,
        lambda: people.send_on(event, unit=form.cleaned_data["unit"], text=form.cleaned_data["text"], by=request.user),
        title=_("Send saken videre"),
        lead=_("Den nye enheten tar imot saken på nytt. Fristene regnes fortsatt fra dagen den ble meldt."),
        button=_("Send videre"),
        message=_("Saken er sendt videre."),
    )


@require_http_methods(["GET", "POST"])
def deviation_handler(request: Request, uuid: UUID) -> HttpResponse:
    """Choose who handles the case."""
    event = found(request, uuid)
    form = HandlerForm(posted(request), instance=event)
    return written(
        request,
        event,
        form,
        lambda: people.set_handler(event, **form.cleaned_data, by=request.user),
        title=_("Velg saksbehandler"),
        lead=_("Uten en valgt person følger saken den som til enhver tid leder enheten."),
        button=_("Lagre"),
        message=_("Saksbehandleren er valgt og får beskjed nå."),
    )


@require_http_methods(["GET", "POST"])
def deviation_circle(request: Request, uuid: UUID) -> HttpResponse:
    """Make the case confidential, or ordinary again."""
    event = found(request, uuid)
    form = CircleForm(posted(request), instance=event)
    is_normal = event.circle == Circle.NORMAL
    circle = Circle.CONFIDENTIAL if is_normal else Circle.NORMAL
    lead = _(
        "Da ser bare ledere for enheten og kvalitetsrådgiver saken, og e-post og kalender sier ikke hva den gjelder."
    )
    opened = _("Da ser alle med rolle på enheten saken, også revisor og kommunedirektør.")
    return written(
        request,
        event,
        form,
        lambda: people.set_circle(event, circle=circle, reason=form.cleaned_data["reason"], by=request.user),
        title=_("Gjør saken fortrolig") if is_normal else _("Opphev fortroligheten"),
        lead=lead if is_normal else opened,
        button=_("Gjør fortrolig") if is_normal else _("Opphev"),
        message=_("Saken er gjort fortrolig.") if is_normal else _("Saken er ikke lenger fortrolig."),
    )


@require_http_methods(["GET", "POST"])
def deviation_edit(request: Request, uuid: UUID) -> HttpResponse:
    """Put right what was reported."""
    event = found(request, uuid)
    form = FactsForm(posted(request), instance=event)
    return written(
        request,
        event,
        form,
        lambda: facts.edit_facts(event, **form.cleaned_data, by=request.user),
        title=_("Rett opplysninger"),
        lead=_("Det melderen skrev om hva som skjedde, står som det er. Endringene står i loggen."),
        button=_("Lagre"),
        message=_("Endringene er lagret."),
    )
