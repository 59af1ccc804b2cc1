"""Whose hours hold for a notice. [P13]"""

from collections.abc import Collection, Mapping

from kvalitet.notifications.models import MunicipalityHours, Notice, PersonHours
from kvalitet.notifications.rules import DEFAULT_HOURS, Hours
from kvalitet.organisation.models import Municipality, Person

HOURS = ("recipient__mail_hours", "municipality__mail_hours")


def hours_for(notice: Notice) -> Hours:
    """Return the hours of a notice fetched with `HOURS`, without asking the database."""
    own = getattr(notice.recipient, "mail_hours", None)
    return combined(own, getattr(notice.municipality, "mail_hours", None))


def hours_of(places: Mapping[int, int]) -> dict[int, Hours]:
    """Return the hours of people, given with the municipality each is told things in; two queries."""
    own = {row.person_id: row for row in PersonHours.objects.filter(person__in=list(places))}
    common = {row.municipality_id: row for row in MunicipalityHours.objects.filter(municipality__in=places.values())}
    return {person: combined(own.get(person), common.get(place)) for person, place in places.items()}


def hours_in(municipality: Municipality | None) -> Hours:
    """Return what holds in a municipality for those who haven't chosen."""
    return combined(None, MunicipalityHours.objects.filter(municipality=municipality).first())


def own_hours(person: Person) -> PersonHours | None:
    """Return what the person has chosen, if anything."""
    return PersonHours.objects.filter(person=person).first()


def hours_row(municipality: Municipality) -> MunicipalityHours:
    """Return what the municipality has chosen, or an unsaved row with what is usual."""
    found = MunicipalityHours.objects.filter(municipality=municipality).first()
    return found or MunicipalityHours(municipality=municipality)


def combined(own: PersonHours | None, common: MunicipalityHours | None) -> Hours:
    """Put together a person's choices and the municipality's."""
    source = own if own is not None and own.has_own else common
    digest_hour = own.digest_hour if own is not None else DEFAULT_HOURS.digest_hour
    if source is None:
        return Hours(digest_hour=digest_hour)
    return Hours(source.quiet_from, source.quiet_to, source.working_days_only, digest_hour)


def with_digest(hours: Hours, digest_hour: int) -> Hours:
    """Return the same quiet hours with another hour for the digest."""
    return Hours(hours.quiet_from, hours.quiet_to, hours.working_days_only, digest_hour)


def unread_addresses(person: Person, addresses: Collection[str]) -> frozenset[str]:
    """Return those of the addresses that lead to something the person has been told of and hasn't read; one query."""
    rows = Notice.objects.filter(recipient=person, read_at=None, url__in=list(addresses))
    return frozenset(rows.order_by().values_list("url", flat=True))
