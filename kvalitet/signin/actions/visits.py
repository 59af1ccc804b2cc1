"""Where people are signed in: opened, followed, ended."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.translation import gettext as _

from kvalitet.history import actions as history
from kvalitet.organisation.models import Person
from kvalitet.signin.models import OneTimeCode, Visit
from kvalitet.signin.rules import device_in_words, network_of

CODES_KEPT = timedelta(days=30)


def open_visit(
    person: Person, *, session_key: str, method: str, provider: str, user_agent: str, ip: str, now: datetime
) -> Visit:
    """Remember that the person signed in here."""
    Visit.objects.filter(session_key=session_key).delete()
    return Visit.objects.create(
        person=person,
        session_key=session_key,
        method=method,
        provider=provider,
        device=device_in_words(user_agent),
        network=network_of(ip),
        created_at=now,
        last_seen_at=now,
    )


def touch_visit(uuid: str, *, now: datetime) -> None:
    """Remember that the session was used."""
    Visit.objects.filter(uuid=UUID(uuid)).update(last_seen_at=now)


def follow_visit(uuid: str, *, session_key: str) -> None:
    """Keep up with a session that got a new key, as it does when the password is changed."""
    Visit.objects.filter(uuid=UUID(uuid)).update(session_key=session_key)


def end_visits(visits: Iterable[Visit]) -> int:
    """End sessions at once; the next page asks for sign-in. Returns how many."""
    store: Any = import_module(settings.SESSION_ENGINE).SessionStore
    ended = 0
    for visit in visits:
        store().delete(visit.session_key)
        visit.delete()
        ended += 1
    return ended


def end_visit_of(session_key: str | None) -> None:
    """Forget the visit of a session that is being signed out."""
    Visit.objects.filter(session_key=session_key or "").delete()


@transaction.atomic
def end_all_visits(person: Person, *, by: Person) -> int:
    """Sign a person out everywhere, told in the person's history. Returns from how many places."""
    ended = end_visits(Visit.objects.filter(person=person))
    if person.pk != by.pk:
        history.touch(history.lock(person), by=by, reason=_("Logget ut overalt."))
    return ended


def tidy(now: datetime) -> None:
    """Remove sessions that are over or belong to somebody who has left, and codes nobody asks about any more."""
    end_visits(Visit.objects.filter(person__is_active=False))
    Session.objects.filter(expire_date__lt=now).delete()
    Visit.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    OneTimeCode.objects.filter(made_at__lt=now - CODES_KEPT).delete()
