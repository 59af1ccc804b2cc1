"""Giving, reading and taking back notices."""

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from kvalitet.history import actions as history
from kvalitet.notifications.choices import Kind, State
from kvalitet.notifications.models import Notice
from kvalitet.notifications.rules import first_state
from kvalitet.organisation.choices import EmailMode
from kvalitet.organisation.models import Municipality, Person
from kvalitet.web.errors import Refused


def notify(
    recipient: Person,
    *,
    key: str,
    title: str,
    text: str,
    url: str,
    why: str,
    statutory: bool = False,
    municipality: Municipality | None = None,
) -> bool:
    """Tell a person something once; the same key again is not told. Says whether it was told now."""
    place = municipality or recipient.municipality
    if place is None:
        raise Refused(_("Personen hører ikke til noen kommune og kan ikke varsles."))
    state = first_state(recipient.email_mode, has_address=bool(recipient.email), is_statutory=statutory)
    with scopes_disabled():
        _notice, is_new = Notice.objects.get_or_create(
            key=key,
            defaults={
                "municipality": place,
                "recipient": recipient,
                "kind": Kind.MESSAGE,
                "title": title,
                "text": text,
                "url": url,
                "why": why,
                "statutory": statutory,
                "state": state,
            },
        )
    return is_new


def mark_read(notice: Notice, *, now: datetime) -> None:
    """Remember when the notice was first read."""
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=now)


def mark_all_read(person: Person, *, now: datetime) -> int:
    """Mark everything the person has been told as read, and say how many it was."""
    return Notice.objects.filter(recipient=person, read_at=None).update(read_at=now)


def withdraw(*, source: str, source_ids: Collection[int], reason: str, now: datetime) -> None:
    """Take back what hasn't left yet, and let what has been given no longer ask for attention."""
    with scopes_disabled():
        given = Notice.objects.filter(source=source, source_id__in=source_ids)
        given.filter(state__in=[State.QUEUED, State.IN_DIGEST]).update(state=State.CANCELLED, state_reason=reason)
        given.filter(read_at=None).update(read_at=now)


def set_email_mode(person: Person, *, mode: EmailMode, by: Person) -> Person:
    """Choose how ordinary notices are mailed; statutory ones come on their own whatever is chosen. [P6]"""
    return history.apply(person, {"email_mode": mode}, by=by)
