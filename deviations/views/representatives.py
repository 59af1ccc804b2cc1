"""Safety and union representatives: their area, and what they say before a case is closed. [D11]"""

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from deviations.actions import representatives as representative_actions
from deviations.forms.representatives import CommentForm, ShownFilesForm, StopWaitingForm
from deviations.queries.representatives import cleaned, shown_files
from deviations.queries.representatives_area import (
    conclusion,
    event_rows,
    events_of,
    measures_of_area,
    red_risks,
    waiting_for,
)
from deviations.rules.words import shown_title
from deviations.views.acting import find_event, stored
from kvalitet.access.decisions import require
from kvalitet.attachments.models import Attachment
from kvalitet.web.errors import Refused
from kvalitet.web.listing import listing
from kvalitet.web.shortcuts import Request, done, failed, page


@require_safe
def representative_area(request: Request) -> HttpResponse:
    """Show a representative what waits for an answer, the events, measures and risks of the area."""
    require(request.user, "deviations.comment")
    today = timezone.localdate()
    shown = "lukket" if request.GET.get("vis") == "lukket" else ""
    found = listing(request, events_of(request.user, shown))
    measures, measure_count = measures_of_area(request.user, today)
    context = {
        "events": found,
        "rows": event_rows(found.rows, request.user, today),
        "shown": shown,
        "conclusion": conclusion(request.user, today),
        "waiting": waiting_for(request.user),
        "measures": measures,
        "measure_count": measure_count,
        "risks": red_risks(request.user),
    }
    return page(request, "deviations/representative_area.html", context, fragment="events")


@require_http_methods(["GET", "POST"])
def representative_comment(request: Request, uuid: UUID) -> HttpResponse:
    """Let a representative say what they think of a case."""
    event = find_event(request, uuid)
    require(request.user, "deviations.comment", event)
    form = CommentForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        text = form.cleaned_data["text"]
        if stored(form, lambda: representative_actions.comment(event, text=text, by=request.user)) is not None:
            return done(request, event, _("Uttalelsen er lagret, og den som behandler saken, har fått beskjed."))
    cleaned([event], request.user)
    context = {"form": form, "event": event, "event_title": shown_title(event)}
    return page(request, "deviations/representative_comment.html", context)


@require_http_methods(["GET", "POST"])
def representative_files(request: Request, uuid: UUID) -> HttpResponse:
    """Choose which files of a case representatives see."""
    event = find_event(request, uuid)
    require(request.user, "deviations.handle", event)
    files = {str(file.uuid): file for file in Attachment.objects.visible_to(request.user).on([event]).for_panel()}
    chosen = [str(key) for key in shown_files(event)]
    data = request.POST if request.method == "POST" else None
    form = ShownFilesForm(data, choices=[(key, file.name) for key, file in files.items()], initial={"shown": chosen})
    if form.is_valid():
        wanted = [files[key] for key in form.cleaned_data["shown"]]
        if stored(form, lambda: representative_actions.show_files(event, files=wanted, by=request.user)) is not None:
            return done(request, event, _("Valget av vedlegg er lagret."))
    context = {"form": form, "event": event, "event_title": shown_title(event), "files": files}
    return page(request, "deviations/representative_files.html", context)


@require_POST
def representative_ask(request: Request, uuid: UUID) -> HttpResponse:
    """Ask the representatives of the area."""
    event = find_event(request, uuid)
    require(request.user, "deviations.handle", event)
    try:
        rows = representative_actions.ask_representatives(event, by=request.user)
    except Refused as refused:
        return failed(request, event, str(refused))
    names = ", ".join(str(row.person) for row in rows)
    return done(request, event, _("%(names)s er bedt om å uttale seg.") % {"names": names})


@require_http_methods(["GET", "POST"])
def representative_stop(request: Request, uuid: UUID) -> HttpResponse:
    """Go on without waiting, with a reason."""
    event = find_event(request, uuid)
    require(request.user, "deviations.handle", event)
    form = StopWaitingForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if stored(form, lambda: representative_actions.stop_waiting(event, reason=reason, by=request.user)):
            return done(request, event, _("Saken venter ikke lenger. Begrunnelsen står i saken."))
    context = {"form": form, "event": event, "event_title": shown_title(event)}
    return page(request, "deviations/representative_stop.html", context)
