"""What the law wants told in a case: guidance, decisions and documentation. [D4]"""

from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from deviations.actions import notices as notice_actions
from deviations.actions import tracks as track_actions
from deviations.choices import Breach, TrackKind
from deviations.forms.tracks import (
    AgainForm,
    AwareForm,
    DocumentForm,
    NotRequiredForm,
    RemoveForm,
    ToldForm,
    TrackAddForm,
)
from deviations.models import Deviation, Track, TrackNotice
from deviations.queries.tracks import TrackCard, cards_of
from deviations.rules.notices import Pace
from deviations.rules.words import shown_title
from deviations.views.acting import find_event, stored
from kvalitet.access.decisions import may, require
from kvalitet.web.shortcuts import Request, done, page


def find_card(request: Request, uuid: UUID, kind: str) -> TrackCard:
    """Find a law a case follows, also one taken away, in a case the person may see."""
    event = find_event(request, uuid)
    cards = cards_of(event, request.user, timezone.now())
    found = next((card for card in cards if card.track.kind == kind), None)
    if found is None:
        raise Http404
    return found


def _to_change(request: Request, uuid: UUID, kind: str) -> Track:
    track = find_card(request, uuid, kind).track
    require(request.user, "deviations.handle", track.deviation)
    return track


def _to_decide(request: Request, uuid: UUID, kind: str, duty: str) -> TrackNotice:
    card = find_card(request, uuid, kind)
    require(request.user, "deviations.handle", card.track.deviation)
    found = next((row.notice for row in card.rows if row.notice.duty == duty), None)
    if found is None:
        raise Http404
    return found


def _form_page(request: Request, form: BaseForm, track: Track, **words: Any) -> HttpResponse:
    event = track.deviation
    context = {"form": form, "track": track, "event": event, "event_title": shown_title(event), **words}
    return page(request, "deviations/track_form.html", context)


@require_safe
def track_detail(request: Request, uuid: UUID, kind: str) -> HttpResponse:
    """Show what to do now, who must be told by when, what was decided, and what is documented."""
    card = find_card(request, uuid, kind)
    event = card.track.deviation
    context = {
        "card": card,
        "event": event,
        "event_title": shown_title(event),
        "can_handle": bool(may(request.user, "deviations.handle", event)) and card.track.removed_at is None,
        "is_privacy": card.track.kind == TrackKind.PRIVACY,
        "breach_labels": [Breach(kind).label for kind in card.track.breach_kinds],
    }
    return page(request, "deviations/track_detail.html", context)


@require_http_methods(["GET", "POST"])
def track_add(request: Request, uuid: UUID) -> HttpResponse:
    """Let a case follow one more law."""
    event = find_event(request, uuid)
    require(request.user, "deviations.handle", event)
    present = {card.track.kind for card in cards_of(event, request.user, timezone.now()) if not card.track.removed_at}
    data = request.POST if request.method == "POST" else None
    form = TrackAddForm(data, present=present, moment=event.created_at)
    if form.is_valid():
        fields = {"kind": form.cleaned_data["kind"], "aware_at": form.cleaned_data["moment"]}
        track = stored(form, lambda: track_actions.add_track(event, **fields, by=request.user))
        if track is not None:
            return done(request, track, _("Lagt til. Se hva som må gjøres nå."))
    return page(request, "deviations/track_add.html", _add_context(form, event))


def _add_context(form: BaseForm, event: Deviation) -> dict[str, Any]:
    return {"form": form, "event": event, "event_title": shown_title(event)}


@require_http_methods(["GET", "POST"])
def track_remove(request: Request, uuid: UUID, kind: str) -> HttpResponse:
    """Take a law away from a case, with the reason."""
    track = _to_change(request, uuid, kind)
    form = RemoveForm(request.POST if request.method == "POST" else None, instance=track)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if stored(form, lambda: track_actions.remove_track(track, reason=reason, by=request.user)) is not None:
            return done(request, track.deviation, _("Fjernet. Begrunnelsen står i saken."))
    words = {"title": _("Gjelder ikke denne saken"), "button": _("Fjern fra saken")}
    return _form_page(request, form, track, **words)


@require_http_methods(["GET", "POST"])
def track_aware(request: Request, uuid: UUID, kind: str) -> HttpResponse:
    """Correct the moment the deadlines are counted from."""
    track = _to_change(request, uuid, kind)
    form = AwareForm(request.POST if request.method == "POST" else None, instance=track)
    if form.is_valid():
        fields = {"aware_at": form.cleaned_data["moment"], "reason": form.cleaned_data["reason"]}
        if stored(form, lambda: track_actions.set_aware(track, **fields, by=request.user)) is not None:
            return done(request, track, _("Tidspunktet er endret, og fristene er regnet på nytt."))
    return _form_page(request, form, track, title=_("Når ble dere kjent med det?"), button=_("Lagre tidspunktet"))


@require_http_methods(["GET", "POST"])
def track_document(request: Request, uuid: UUID, kind: str) -> HttpResponse:
    """Write what the law wants known of a breach of privacy."""
    track = _to_change(request, uuid, kind)
    if track.kind != TrackKind.PRIVACY:
        raise Http404
    form = DocumentForm(request.POST if request.method == "POST" else None, instance=track)
    if form.is_valid():
        fields = form.cleaned_data
        saved = stored(form, lambda: track_actions.document(track, fields=fields, by=request.user))
        if saved is not None:
            is_whole = _("Dokumentasjonen er lagret.")
            return done(request, saved, is_whole if saved.is_documented else _("Lagret. Noe gjenstår å fylle ut."))
    return _form_page(request, form, track, title=_("Dokumenter bruddet"), button=_("Lagre dokumentasjonen"))


@require_http_methods(["GET", "POST"])
def track_told(request: Request, uuid: UUID, kind: str, duty: str) -> HttpResponse:
    """Register that a receiver has been told."""
    notice = _to_decide(request, uuid, kind, duty)
    counts_hours = notice.rule is not None and notice.rule.pace == Pace.HOURS
    form = ToldForm(request.POST if request.method == "POST" else None, instance=notice, counts_hours=counts_hours)
    if form.is_valid():
        fields = {**form.cleaned_data, "notified_at": form.cleaned_data["moment"]}
        kept = {
            name: fields[name] for name in ("notified_at", "receiver", "reference", "late_reason") if name in fields
        }
        if stored(form, lambda: notice_actions.record_told(notice, **kept, by=request.user)) is not None:
            return done(request, notice.track, _("Varselet er registrert."))
    return _decision_page(request, form, notice, button=_("Registrer varselet"))


@require_http_methods(["GET", "POST"])
def track_not_required(request: Request, uuid: UUID, kind: str, duty: str) -> HttpResponse:
    """Register that a receiver doesn't have to be told, and why."""
    notice = _to_decide(request, uuid, kind, duty)
    exceptions = notice.rule.exceptions if notice.rule else ()
    form = NotRequiredForm(request.POST if request.method == "POST" else None, instance=notice, exceptions=exceptions)
    if form.is_valid():
        reason = form.whole_reason()
        if stored(form, lambda: notice_actions.record_not_required(notice, reason=reason, by=request.user)) is not None:
            return done(request, notice.track, _("Avgjørelsen er lagret med begrunnelse."))
    return _decision_page(request, form, notice, button=_("Lagre avgjørelsen"))


@require_http_methods(["GET", "POST"])
def track_again(request: Request, uuid: UUID, kind: str, duty: str) -> HttpResponse:
    """Take a decision back, with a reason."""
    notice = _to_decide(request, uuid, kind, duty)
    form = AgainForm(request.POST if request.method == "POST" else None, instance=notice)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if stored(form, lambda: notice_actions.decide_again(notice, reason=reason, by=request.user)) is not None:
            return done(request, notice.track, _("Varselet må avgjøres på nytt."))
    return _decision_page(request, form, notice, button=_("Åpne avgjørelsen"))


def _decision_page(request: Request, form: BaseForm, notice: TrackNotice, *, button: str) -> HttpResponse:
    rule = notice.rule
    title = rule.question if rule else _("Lovpålagt varsel")
    return _form_page(request, form, notice.track, title=title, button=button, rule=rule, notice=notice)
