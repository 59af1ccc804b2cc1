"""Many who are ill at once, for the pages of HR."""

from datetime import date, timedelta

from django_scopes import scopes_disabled

from kvalitet.organisation.models import Person
from sickleave.actions.absences import register_absence
from sickleave.choices import AbsenceKind
from tests.factories import PersonFactory, PositionFactory


@scopes_disabled()
def ill(person: Person, starts: date, days: int, *, today: date, **more):
    """Register a certified absence of so many days, as it is known on a day."""
    ends = starts + timedelta(days=days - 1)
    return register_absence(
        person=person, kind=AbsenceKind.CERTIFIED, starts=starts, ends=ends, by=None, today=today, **more
    )


@scopes_disabled()
def many_ill(world, count: int, starts: date, days: int, *, today: date, unit=None) -> list[Person]:
    """Make so many colleagues who are ill from a day, in a unit (the school)."""
    people = []
    for _number in range(count):
        person = PersonFactory(municipality=world.municipality)
        PositionFactory(person=person, unit=unit or world.skole)
        ill(person, starts, days, today=today)
        people.append(person)
    return people


def since(today: date, days: int) -> date:
    """Return the day so many days before."""
    return today - timedelta(days=days)
