"""Absences for the tests, stored as the pages store them."""

from datetime import date, timedelta

from django.utils import timezone
from django_scopes import scopes_disabled

from sickleave.actions.absences import register_absence
from sickleave.choices import AbsenceKind


def days_ago(number: int) -> date:
    """A day before, or with a minus after, today."""
    return timezone.localdate() - timedelta(days=number)


@scopes_disabled()
def away(person, first=3, last=-3, kind=AbsenceKind.CERTIFIED, **more):
    """Register that somebody is away from `first` days ago to `last` days ago."""
    return register_absence(person=person, kind=kind, starts=days_ago(first), ends=days_ago(last), by=None, **more)
