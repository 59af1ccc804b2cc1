"""Which laws an event follows: suggested, added, taken away with a reason, documented. [D4]"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from deviations.actions.entries import add_entry
from deviations.actions.notices import add_notice, count_anew, drop, undecide
from deviations.actions.notices_watch import tell_of_track
from deviations.choices import EntryKind, Source, TrackKind
from deviations.models import Deviation, Track, TrackNotice
from deviations.rules.notices import day_start, moment_words
from deviations.rules.tracks import in_order, is_hse, law_at, suggested
from kvalitet.history import actions as history
from kvalitet.organisation.models import Person
from kvalitet.web.errors import Refused


@transaction.atomic
def suggest_tracks(event: Deviation, *, by: Person | None) -> list[Track]:
    """Add the tracks that category, kind and seriousness ask for and the event hasn't met yet.

    What somebody has taken away stays away, and what a former category asked for stays until it is taken away.
    """
    asked = event.category.tracks if event.category else []
    wanted = suggested(asked, kind=event.kind, seriousness=event.seriousness)
    known = set(Track._base_manager.filter(deviation=event).values_list("kind", flat=True))
    aware_at = timezone.now() if known else _known_from(event)
    made = [_create(event, kind, aware_at=aware_at, is_suggested=True, by=by) for kind in wanted if kind not in known]
    sync(event, by=by)
    for track in made:
        tell_of_track(track, by=by)
    return made


def _known_from(event: Deviation) -> datetime:
    """Return when a report came; of one without a name the beginning of the day, since a minute may tell who it was."""
    return event.created_at if event.source == Source.SIGNED_IN else day_start(event.created_at)


@transaction.atomic
def add_track(event: Deviation, *, kind: str, aware_at: datetime, by: Person) -> Track:
    """Let an event follow one more law, counted from when the municipality became aware."""
    event = history.lock(event)
    _check(event, aware_at)
    found = Track._base_manager.filter(deviation=event, kind=kind).first()
    if found is not None and found.removed_at is None:
        raise Refused(_("Saken følger allerede dette sporet."))
    track = (
        _create(event, kind, aware_at=aware_at, is_suggested=False, by=by)
        if found is None
        else _return(found, event, aware_at=aware_at, by=by)
    )
    sync(event, by=by)
    add_entry(event, EntryKind.TRACK, _("Lagt til: %(track)s.") % {"track": track.get_kind_display()}, by=by)
    tell_of_track(track, by=by)
    return track


@transaction.atomic
def remove_track(track: Track, *, reason: str, by: Person) -> Track:
    """Take a law away from an event; it stays on the page with the reason, and answers what it asked with it."""
    track = _held(track)
    if not reason.strip():
        raise Refused(_("Skriv hvorfor sporet ikke gjelder."))
    for notice in _notices_of(track):
        drop(notice, reason=reason.strip(), by=by)
    fields = {"removed_at": timezone.now(), "removed_reason": reason.strip()}
    track = history.apply(track, fields, by=by, reason=reason.strip())
    sync(track.deviation, by=by)
    text = _("%(track)s gjelder ikke, fordi: %(reason)s")
    said = {"track": track.get_kind_display(), "reason": reason.strip()}
    add_entry(track.deviation, EntryKind.TRACK, text % said, by=by)
    return track


@transaction.atomic
def set_aware(track: Track, *, aware_at: datetime, reason: str, by: Person) -> Track:
    """Correct when the municipality became aware; every deadline of the track moves with it."""
    track = _held(track)
    _check(track.deviation, aware_at)
    if not reason.strip():
        raise Refused(_("Skriv hvorfor tidspunktet endres."))
    track = history.apply(track, {"aware_at": aware_at}, by=by, reason=reason.strip())
    for notice in _notices_of(track):
        count_anew(notice, track, by=by)
    text = _("%(track)s: kjent fra %(moment)s. %(reason)s")
    said = {"track": track.get_kind_display(), "moment": moment_words(aware_at, timezone.now())}
    add_entry(track.deviation, EntryKind.TRACK, text % {**said, "reason": reason.strip()}, by=by)
    return track


@transaction.atomic
def document(track: Track, *, fields: Mapping[str, Any], by: Person) -> Track:
    """Write what the law wants known of a breach, whether anybody is told or not (GDPR art. 33 no. 5)."""
    track = _held(track)
    if track.kind != TrackKind.PRIVACY:
        raise Refused(_("Bare brudd på personvernet dokumenteres her."))
    was_documented = track.is_documented
    track = history.apply(track, fields, by=by)
    if track.is_documented and not was_documented:
        add_entry(track.deviation, EntryKind.TRACK, _("Bruddet på personvernet er dokumentert."), by=by)
    return track


def sync(event: Deviation, *, by: Person | None) -> Deviation:
    """Keep the event's copies in step, which lists and access go by."""
    rows = Track._base_manager.filter(deviation=event, removed_at=None)
    kinds = in_order(rows.values_list("kind", flat=True))
    return history.apply(event, {"track_kinds": kinds, "is_hse": is_hse(kinds)}, by=by)


def _create(event: Deviation, kind: str, *, aware_at: datetime, is_suggested: bool, by: Person | None) -> Track:
    law = law_at(kind, aware_at)
    fields: dict[str, Any] = {"municipality": event.municipality, "deviation": event, "kind": kind}
    fields |= {"aware_at": aware_at, "law_version": law.version, "is_suggested": is_suggested}
    track = history.create(Track, by=by, **fields, created_at=timezone.now())
    for duty in law.duties:
        add_notice(track, duty, by=by)
    return track


def _return(track: Track, event: Deviation, *, aware_at: datetime, by: Person) -> Track:
    """Let a track that was taken away come back, with everything to decide that nobody has been told of."""
    law = law_at(track.kind, aware_at)
    fields = {"removed_at": None, "removed_reason": "", "aware_at": aware_at, "law_version": law.version}
    track = history.apply(history.lock(track), fields, by=by)
    track.deviation = event
    known = {notice.duty: notice for notice in _notices_of(track)}
    for duty in law.duties:
        notice = known.get(duty.key)
        if notice is None:
            add_notice(track, duty, by=by)
        elif notice.notified_at is None:
            notice = undecide(notice, by=by, reason=_("Sporet er lagt til igjen."))
            count_anew(notice, track, by=by)
    return track


def _notices_of(track: Track) -> list[TrackNotice]:
    rows = list(TrackNotice._base_manager.filter(track=track).order_by("pk"))
    for notice in rows:
        notice.track, notice.deviation = track, track.deviation
    return rows


def _held(track: Track) -> Track:
    event = history.lock(track.deviation)
    held = history.lock(track, as_read=True)
    held.deviation = event
    if held.removed_at is not None:
        raise Refused(_("Sporet er allerede fjernet fra saken."))
    return held


def _check(event: Deviation, aware_at: datetime) -> None:
    if aware_at > timezone.now():
        raise Refused(_("Tidspunktet kan ikke være fram i tid."))
    if not event.is_open:
        raise Refused(_("Saken er lukket. Gjenåpne den hvis noe må varsles."))
