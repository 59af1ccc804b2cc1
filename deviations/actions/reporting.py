"""A report comes in: once, whatever the network does. [D1, D8]"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from deviations.actions.entries import add_entry
from deviations.actions.routing import route
from deviations.actions.tracks import suggest_tracks
from deviations.choices import HSE_TRACKS, Circle, EntryKind, Kind, Source
from deviations.models import Category, Deviation, Numbering, Place
from deviations.rules.words import title_of
from kvalitet.history import actions as history
from kvalitet.organisation.models import Municipality, Person, Unit
from kvalitet.web.errors import Refused


@dataclass(frozen=True)
class Report:
    """What a report says. Times are in Norwegian time; `opened_at` is when the form was opened, if that is known."""

    unit: Unit
    description: str
    seriousness: int
    kind: str = Kind.DEVIATION
    category: Category | None = None
    place: Place | None = None
    place_text: str = ""
    happened_on: date | None = None
    happened_time: time | None = None
    immediate_action: str = ""
    is_about_leader: bool = False
    is_confidential: bool = False
    hides_reporter: bool = False
    source: str = Source.SIGNED_IN
    opened_at: datetime | None = None
    key: UUID | None = None


@transaction.atomic
def report(told: Report, *, by: Person | None) -> Deviation:
    """Store a report with a number of its own and a receipt; the same key again gives the event it already made.

    A report without a name has no `by`, in the row or in its history. Raises Refused when the unit is closed.
    """
    key = told.key or uuid4()
    known = already_reported(key, by=by)
    if known is not None:
        return known
    now = timezone.now()
    if told.unit.closed is not None and told.unit.closed <= timezone.localdate(now):
        raise Refused(_("Enheten er lagt ned. Velg en annen."))
    signed = by if told.source == Source.SIGNED_IN else None
    event = history.create(Deviation, by=signed, **_fields(told, signed, now), idempotency_key=key)
    add_entry(event, EntryKind.RECEIPT, _("Meldingen er tatt imot av systemet."), by=None, is_for_reporter=True)
    event = route(event)
    suggest_tracks(event, by=signed)
    return event


def already_reported(key: UUID, *, by: Person | None) -> Deviation | None:
    """Return the event a key has already made, when it is the same person who sends it again.

    Holds the key until the transaction ends, so that the same report sent twice at once becomes one.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [key.int % 2**63])
    known = Deviation._base_manager.filter(idempotency_key=key).first()
    if known is not None and known.reporter_id is not None and (by is None or known.reporter_id != by.pk):
        raise Refused(_("Meldingen er allerede sendt av en annen."))
    return known


def _fields(told: Report, by: Person | None, now: datetime) -> Mapping[str, Any]:
    tracks = list(told.category.tracks) if told.category else []
    circle = Circle.CONFIDENTIAL if told.is_confidential else Circle.NORMAL
    return {
        **{"municipality": told.unit.municipality, "unit": told.unit, "reporter": by, "kind": told.kind},
        **{"category": told.category, "place": told.place, "place_text": told.place_text},
        **{"title": title_of(told.description), "description": told.description},
        **{"immediate_action": told.immediate_action, "happened_time": told.happened_time},
        "happened_on": told.happened_on or timezone.localdate(now),
        **{"seriousness": told.seriousness, "hides_reporter": told.hides_reporter, "source": told.source},
        "circle": Circle.RESTRICTED if told.is_about_leader else circle,
        "is_about_leader": told.is_about_leader,
        **{"track_kinds": tracks, "is_hse": bool(HSE_TRACKS.intersection(tracks))},
        **{"number": next_number(told.unit.municipality), "created_at": now},
        "opened_at": told.opened_at if by else None,
    }


def next_number(municipality: Municipality) -> int:
    """Take the municipality's next number; others wait until the transaction ends."""
    Numbering.objects.bulk_create([Numbering(municipality=municipality)], ignore_conflicts=True)
    row = Numbering.objects.select_for_update().get(municipality=municipality)
    row.last += 1
    row.save(update_fields=["last"])
    return row.last
