"""Absences are registered, changed and withdrawn; the case follows at once. [S1]"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kvalitet.history import actions as history
from kvalitet.notifications.actions import notify
from kvalitet.organisation.models import Person, Position, Unit
from kvalitet.organisation.people import nearest_leader
from kvalitet.web.errors import Refused
from sickleave.actions.syncing import sync_people
from sickleave.choices import Source
from sickleave.models import Absence
from sickleave.rules.words import NEWS_TITLE, NOTICE_TEXT

REGISTERED = "Fraværet er registrert."
CHANGED = "Fraværet er endret."
WITHDRAWN = "Fraværet er tatt bort."


@transaction.atomic
def register_absence(
    *,
    person: Person,
    kind: str,
    starts: date,
    ends: date,
    by: Person | None,
    grade: int = 100,
    unit: Unit | None = None,
    source: str = Source.LEADER,
    external_id: str = "",
    today: date | None = None,
) -> Absence:
    """Store a period (both days inclusive) and let the case follow; `grade` is in %.

    Raises Refused for somebody without a post, and ValidationError for a period that overlaps another.
    """
    where = unit or unit_of(person, starts)
    if where is None:
        raise Refused(_("Personen har ingen stilling i kommunen på denne datoen."))
    row = history.create(
        Absence,
        by=by,
        reason=REGISTERED,
        person=person,
        unit=where,
        municipality=where.municipality,
        kind=kind,
        starts=starts,
        ends=ends,
        grade=grade,
        source=source,
        external_id=external_id,
    )
    sync_people([person.pk], today or timezone.localdate(), by=by)
    row.refresh_from_db()
    return row


@transaction.atomic
def self_certify(person: Person, *, kind: str, starts: date, ends: date) -> Absence:
    """Store what an employee certifies alone, and let the nearest leader know that there is something new."""
    row = register_absence(person=person, kind=kind, starts=starts, ends=ends, by=person, source=Source.EMPLOYEE)
    leader = nearest_leader(person, timezone.localdate())
    if leader is not None:
        notify(
            leader,
            key=f"absence-{row.uuid}",
            title=str(NEWS_TITLE),
            text=str(NOTICE_TEXT),
            url=reverse("sickleave:absences"),
            why=_("Du er nærmeste leder."),
            municipality=row.municipality,
            may_be_lent=False,
        )
    return row


@transaction.atomic
def change_absence(absence: Absence, changes: Mapping[str, Any], *, by: Person | None) -> Absence:
    """Change kind, days or grade; steps that wait are moved.

    Raises ValidationError, and Refused for the second of two.
    """
    row = history.lock(absence, as_read=True)
    row = history.apply(row, changes, by=by, reason=CHANGED)
    sync_people([row.person_id], timezone.localdate(), by=by)
    return row


@transaction.atomic
def withdraw_absence(absence: Absence, *, by: Person | None) -> None:
    """Take away a period that was registered by mistake; the case is reckoned again."""
    row = history.lock(absence, as_read=True)
    person = row.person_id
    history.remove(row, by=by, reason=WITHDRAWN)
    sync_people([person], timezone.localdate(), by=by)


def unit_of(person: Person, on: date) -> Unit | None:
    """Return where the person has the largest post on a day, or else today."""
    for day in (on, timezone.localdate()):
        posts = Position.objects.valid_on(day).filter(person=person).select_related("unit__municipality")
        if post := posts.order_by("-percentage", "id").first():
            return post.unit
    return None
