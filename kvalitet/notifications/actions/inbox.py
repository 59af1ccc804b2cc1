"""Giving, reading and taking back notices."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from kvalitet.access.models import Deputy
from kvalitet.history import actions as history
from kvalitet.notifications.choices import Kind, State
from kvalitet.notifications.models import MunicipalityHours, Notice, PersonHours
from kvalitet.notifications.rules import Hours, first_state, hours_problem
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
    may_be_lent: bool = False,
    at_once: bool = False,
) -> bool:
    """Tell a person something once; the same key again is not told. Says whether it was told now.

    What `may_be_lent` goes to the substitute while the person is away, with a copy in the app. What comes `at_once`
    doesn't wait for the day's digest.
    """
    place = municipality or recipient.municipality
    if place is None:
        raise Refused(_("Personen hører ikke til noen kommune og kan ikke varsles."))
    fields = {"title": title, "text": text, "url": url, "statutory": statutory, "municipality": place}
    if at_once and recipient.email:
        fields["state"] = State.QUEUED
    substitute = _substitute_of(recipient) if may_be_lent else None
    if substitute is None:
        return _give(recipient, key, {**fields, "why": why, "kind": Kind.MESSAGE})
    lent = _("Du er stedfortreder for %(principal)s.") % {"principal": recipient}
    copied = _("Du er registrert som borte. Stedfortrederen din har fått meldingen.")
    _give(recipient, f"{key}/copy", {**fields, "why": copied, "kind": Kind.COPY, "state": State.APP_ONLY})
    return _give(substitute, f"{key}/lent", {**fields, "why": lent, "kind": Kind.MESSAGE})


def _give(recipient: Person, key: str, fields: dict[str, Any]) -> bool:
    statutory = fields["statutory"]
    state = first_state(recipient.email_mode, has_address=bool(recipient.email), is_statutory=statutory)
    with scopes_disabled():
        _notice, is_new = Notice.objects.get_or_create(
            key=key, defaults={"state": state, **fields, "recipient": recipient}
        )
    return is_new


def _substitute_of(person: Person) -> Person | None:
    """Return who takes the person's messages today: the substitute, when that one is at work."""
    today = timezone.localdate()
    absences = Deputy.objects.absences(today, today)
    absence = absences.filter(principal=person, deputy__is_active=True).first()
    if absence is None or absences.filter(principal=absence.deputy_id).exists():
        return None
    return absence.deputy


def mark_read(notice: Notice, *, now: datetime) -> None:
    """Remember when the notice was first read."""
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=now)


def mark_seen(person: Person, *, url: str, now: datetime) -> None:
    """Remember that the person has been on the page their notices lead to."""
    Notice.objects.filter(recipient=person, url=url, read_at=None).update(read_at=now)


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


@transaction.atomic
def set_hours(person: Person, *, hours: Hours, has_own: bool, by: Person) -> PersonHours:
    """Choose when the digest comes, and own quiet hours or the municipality's. [P13]"""
    if problem := hours_problem(hours):
        raise Refused(problem)
    fields: dict[str, Any] = {"digest_hour": hours.digest_hour, "has_own": has_own}
    if has_own:
        fields |= _quiet(hours)
    Person.objects.select_for_update().get(pk=person.pk)  # two first choices at once must not both be the first
    row = PersonHours.objects.filter(person=person).first()
    if row is None:
        return history.create(PersonHours, by=by, person=person, **fields)
    return history.apply(row, fields, by=by)


@transaction.atomic
def set_municipality_hours(municipality: Municipality, *, hours: Hours, by: Person) -> MunicipalityHours:
    """Choose when nobody in the municipality is mailed, unless they have chosen themselves. [P13]"""
    if problem := hours_problem(hours):
        raise Refused(problem)
    Municipality.objects.select_for_update().get(pk=municipality.pk)
    row = MunicipalityHours.objects.filter(municipality=municipality).first()
    if row is None:
        return history.create(MunicipalityHours, by=by, municipality=municipality, **_quiet(hours))
    return history.apply(row, _quiet(hours), by=by)


def _quiet(hours: Hours) -> dict[str, Any]:
    return {
        "quiet_from": hours.quiet_from,
        "quiet_to": hours.quiet_to,
        "working_days_only": hours.working_days_only,
    }
