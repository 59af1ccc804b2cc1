"""The verbs of a case: a page for each that needs words, a button for the rest. [D2]"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from deviations.actions import flow
from deviations.choices import State
from deviations.forms.flow import CloseForm, StepForm, TextForm
from deviations.models import Deviation
from deviations.queries.flow import counted, facts_of, other_needs
from deviations.rules.flow import Step, move_problem, needs_to_close, unmet
from deviations.views.acting import find_event, stored
from deviations.views.case_steps import with_urls
from kvalitet.access.decisions import require
from kvalitet.web.errors import Refused
from kvalitet.web.shortcuts import Request, done, failed, page

HANDLE = "deviations.handle"


def found(request: Request, uuid: UUID, verb: str = HANDLE) -> Deviation:
    """Find a case the person may see, and go on only if they may do this with it."""
    event = find_event(request, uuid)
    require(request.user, verb, event)
    return event


def pressed(request: Request, uuid: UUID, act: Callable[..., object], message: str) -> HttpResponse:
    """Do what a button says, unless another has changed the case since it was shown."""
    event = found(request, uuid)
    seen = request.POST.get("version", "")
    if seen.isdecimal() and int(seen) != event.version:
        return failed(request, event, _("Noen andre endret saken mens du så på den. Se over, og prøv igjen."))
    try:
        act(event, by=request.user)
    except Refused as refused:
        return failed(request, event, str(refused))
    return done(request, event, message)


def written(request: Request, event: Deviation, form: Any, act: Callable[[], object], **said: Any) -> HttpResponse:
    """Show a page to write on, and store what is written."""
    if form.is_valid() and stored(form, act) is not None:
        return done(request, event, said["message"])
    context = {"event": event, "form": form, "lead": "", **said, "conflict": getattr(form, "conflict", None)}
    return page(request, said.get("template", "deviations/flow_form.html"), context)


def posted(request: Request) -> Any:
    """Return what was sent, or None while the page is only opened."""
    return request.POST if request.method == "POST" else None


@require_POST
def deviation_receive(request: Request, uuid: UUID) -> HttpResponse:
    """Say that the report has been read."""
    return pressed(request, uuid, flow.receive, _("Saken er mottatt. Melderen får vite det nå."))


@require_POST
def deviation_begin(request: Request, uuid: UUID) -> HttpResponse:
    """Begin on the case."""
    return pressed(request, uuid, flow.begin_work, _("Behandlingen er startet. Finn årsaken, og lag tiltak."))


@require_POST
def deviation_resume(request: Request, uuid: UUID) -> HttpResponse:
    """Go on without the answer."""
    return pressed(request, uuid, flow.resume, _("Saken er hentet tilbake."))


@require_POST
def deviation_to_measures(request: Request, uuid: UUID) -> HttpResponse:
    """Let the case wait for its measures."""
    return pressed(
        request, uuid, flow.to_measures, _("Saken venter på tiltakene. Du får beskjed når fristen nærmer seg.")
    )


@require_http_methods(["GET", "POST"])
def deviation_answer(request: Request, uuid: UUID) -> HttpResponse:
    """Let the reporter write."""
    event = found(request, uuid, "deviations.answer")
    form = answer_form(event, posted(request))
    return written(
        request,
        event,
        form,
        lambda: flow.answer(event, text=form.cleaned_data["text"], by=request.user),
        title=_("Skriv til den som behandler saken"),
        button=_("Send"),
        message=_("Det er sendt. Den som behandler saken får beskjed nå."),
    )


def answer_form(event: Deviation, data: Any = None) -> TextForm:
    """Return the box the reporter writes in, on the page of the case and on its own."""
    label = _("Svaret ditt") if event.state == State.RETURNED else _("Vil du si noe mer?")
    help_text = _("Ikke skriv navn på elever, pasienter eller brukere.")
    return TextForm(data, event=event, label=label, missing=_("Skriv svaret ditt."), help_text=help_text)


@require_http_methods(["GET", "POST"])
def deviation_write(request: Request, uuid: UUID) -> HttpResponse:
    """Tell the reporter something."""
    event = found(request, uuid)
    label, missing = _("Hva vil du fortelle melderen?"), _("Skriv det du vil fortelle melderen.")
    form = TextForm(posted(request), event=event, label=label, missing=missing)
    return written(
        request,
        event,
        form,
        lambda: flow.write_to_reporter(event, text=form.cleaned_data["text"], by=request.user),
        title=_("Skriv til melderen"),
        lead=_("Melderen får beskjed om at du har skrevet, og kan svare deg."),
        button=_("Send til melderen"),
        message=_("Meldingen er sendt. Melderen får beskjed nå."),
    )


@require_http_methods(["GET", "POST"])
def deviation_note(request: Request, uuid: UUID) -> HttpResponse:
    """Write for those who handle the case."""
    event = found(request, uuid)
    label, missing = _("Notat"), _("Skriv notatet.")
    help_text = _("Melderen ser ikke notatet. Alle andre med tilgang til saken ser det.")
    form = TextForm(posted(request), event=event, label=label, missing=missing, help_text=help_text)
    return written(
        request,
        event,
        form,
        lambda: flow.add_note(event, text=form.cleaned_data["text"], by=request.user),
        title=_("Skriv et notat"),
        button=_("Lagre notatet"),
        message=_("Notatet er lagret."),
    )


@require_http_methods(["GET", "POST"])
def deviation_ask(request: Request, uuid: UUID) -> HttpResponse:
    """Ask the reporter, and wait."""
    event = found(request, uuid)
    label, missing = _("Hva vil du vite?"), _("Skriv hva du vil at melderen skal svare på.")
    form = StepForm(posted(request), instance=event, label=label, missing=missing)
    return written(
        request,
        event,
        form,
        lambda: flow.ask_reporter(event, text=form.cleaned_data["text"], by=request.user),
        title=_("Spør melderen"),
        lead=_("Saken venter til melderen svarer. Fristen går videre, og du kan fortsette uten svar."),
        button=_("Send spørsmålet"),
        message=_("Spørsmålet er sendt. Du får beskjed når melderen svarer."),
    )


@require_http_methods(["GET", "POST"])
def deviation_reject(request: Request, uuid: UUID) -> HttpResponse:
    """End the case without handling it."""
    event = found(request, uuid)
    label, missing = _("Hvorfor avvises saken?"), _("Skriv hvorfor saken avvises. Melderen får lese det.")
    help_text = _("Melderen får lese dette. Si gjerne hvor saken hører hjemme.")
    form = StepForm(posted(request), instance=event, label=label, missing=missing, help_text=help_text)
    return written(
        request,
        event,
        form,
        lambda: flow.reject(event, text=form.cleaned_data["text"], by=request.user),
        title=_("Avvis saken"),
        lead=_("Hører saken til en annen enhet, send den heller videre."),
        button=_("Avvis saken"),
        message=_("Saken er avvist. Melderen får vite hvorfor."),
    )


@require_http_methods(["GET", "POST"])
def deviation_reopen(request: Request, uuid: UUID) -> HttpResponse:
    """Open a case that was ended."""
    event = found(request, uuid)
    label, missing = _("Hvorfor åpnes saken igjen?"), _("Skriv hvorfor saken åpnes igjen.")
    form = StepForm(posted(request), instance=event, label=label, missing=missing)
    return written(
        request,
        event,
        form,
        lambda: flow.reopen(event, text=form.cleaned_data["text"], by=request.user),
        title=_("Gjenåpne saken"),
        lead=_("Melderen får lese grunnen. Saken får en ny frist fra i dag."),
        button=_("Gjenåpne saken"),
        message=_("Saken er åpnet igjen."),
    )


@require_http_methods(["GET", "POST"])
def deviation_close(request: Request, uuid: UUID) -> HttpResponse:
    """Answer the reporter and close the case; what is missing stands above the form."""
    event = found(request, uuid)
    needs = needs_to_close(facts_of(event, counted(event)), other_needs(event))
    missing = [need for need in unmet(needs) if need.key not in {"closing", "effect"}]
    label = _("Hva svarer du melderen?")
    help_text = _("Fortell hva dere fant ut, og hva som er gjort. Melderen får lese dette og kan svare.")
    text_missing = _("Skriv hva du svarer melderen: hva dere fant ut, og hva som er gjort.")
    form = CloseForm(posted(request), instance=event, label=label, missing=text_missing, help_text=help_text)
    return written(
        request,
        event,
        form,
        lambda: flow.close(
            event,
            closing_text=form.cleaned_data["text"],
            effect_due=form.cleaned_data["effect_due"],
            by=request.user,
        ),
        template="deviations/flow_close.html",
        needs=with_urls(event, missing),
        problem=move_problem(Step.CLOSE, event.state),
        message=_("Saken er lukket. Melderen får svaret nå, og du blir spurt om effekten senere."),
    )
