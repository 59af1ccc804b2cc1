"""Telling new people that they can sign in. [P3]"""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from kvalitet.imports.choices import LineKind
from kvalitet.imports.models import ImportRun
from kvalitet.notifications.actions import notify
from kvalitet.organisation.models import Person

BATCH = 500


def invite(people: Iterable[Person]) -> int:
    """Invite people once each, by e-mail; who has no address, or has signed in before, is passed by."""
    address = f"{settings.SITE_URL}{reverse('account_reset_password')}"
    text = _(
        "Du er registrert i Kvalitet. Første gang velger du passord her: %(address)s. Skriv inn e-postadressen din, "
        "så får du en lenke."
    )
    invited = 0
    for person in people:
        if not person.email or not person.is_active or person.last_login is not None:
            continue
        invited += notify(
            person,
            key=f"invitation-{person.pk}",
            title=_("Velkommen til Kvalitet"),
            text=text % {"address": address},
            url="/",
            why=_("Kommunen har registrert deg som ansatt."),
            at_once=True,
        )
    return invited


def invite_new(run: ImportRun) -> int:
    """Invite those who were new in a run. Returns how many were invited now."""
    keys = list(run.lines.filter(kind=LineKind.NEW).values_list("key", flat=True))
    people = Person.objects.filter(municipality=run.municipality).active()
    invited = 0
    for start in range(0, len(keys), BATCH):
        part = keys[start : start + BATCH]
        invited += invite(people.filter(employee_number__in=part))
        invited += invite(people.filter(employee_number="", email__in=part))
    return invited
