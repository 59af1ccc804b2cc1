"""Who leads whom on a day. [P3]"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from kvalitet.organisation.models import Leadership, Municipality, Person, Placement, Position, Unit, UnitMembership
from kvalitet.organisation.rules import prefixes

LED_PEOPLE = files("kvalitet.organisation").joinpath("sql/led_people.sql").read_text(encoding="utf-8")


def leader_of(unit: Unit, on: date) -> Person | None:
    """Return the unit's own leader on a day."""
    found = Leadership.objects.valid_on(on).filter(unit=unit).select_related("person").first()
    return found.person if found else None


def leaders_of(units: Iterable[Unit], on: date) -> dict[int, Person]:
    """Return leaders by unit id, in one query; units without a leader are left out."""
    rows = Leadership.objects.valid_on(on).filter(unit__in=[u.pk for u in units], person__is_active=True)
    return {row.unit_id: row.person for row in rows.select_related("person")}


def parents_of(units: Iterable[Unit], on: date) -> dict[int, int | None]:
    """Return where units belonged, or will belong, on a day: parent id by unit id."""
    rows = Placement.objects.valid_on(on).filter(unit__in=[u.pk for u in units])
    return dict(rows.values_list("unit_id", "parent_id"))


def names_of(units: Iterable[Unit], on: date) -> dict[int, str]:
    """Return what units were called at the end of a day, by unit id; what was never written down is left out."""
    midnight = timezone.make_aware(datetime.combine(on + timedelta(days=1), time()))
    history: Any = Unit.history
    rows = history.filter(id__in=[unit.pk for unit in units], history_date__lt=midnight)
    return dict(rows.order_by("id", "-history_date", "-history_id").distinct("id").values_list("id", "name"))


def led_unit_ids(person: Person, on: date) -> list[int]:
    """Return the ids of the units a person leads on a day."""
    return list(Leadership.objects.valid_on(on).filter(person=person).values_list("unit_id", flat=True))


def titles_of(people: Iterable[int], on: date) -> list[str]:
    """Return the titles of the posts that people, given by id, hold on a day; one query."""
    posts = Position.objects.valid_on(on).filter(person__in=people)
    return list(posts.order_by("title").values_list("title", flat=True).distinct())


def nearest_leader(person: Person, on: date) -> Person | None:
    """Return the override if set, otherwise the first leader up the tree who isn't the person."""
    if person.leader_override_id:
        return person.leader_override
    posts = Position.objects.valid_on(on).filter(person=person).select_related("unit")
    post = posts.order_by("-percentage", "id").first()
    if post is None:
        return None
    return leader_above(post.unit, on, besides=person)


def led_people(person: Person, on: date) -> frozenset[int]:
    """Return ids of those whose nearest leader on a day is the person, never lent to who stands in; one query."""
    with connection.cursor() as cursor:
        cursor.execute(LED_PEOPLE, {"person": person.pk, "day": on})
        return frozenset(row[0] for row in cursor.fetchall())


def nearest_leaders(people: Iterable[int], on: date) -> dict[int, int]:
    """Return the nearest leader's id by person id on a day, in a few queries whatever the number of people."""
    asked = list(people)
    chosen = dict(
        Person.objects.filter(pk__in=asked, leader_override__isnull=False).values_list("pk", "leader_override_id")
    )
    posts = Position.objects.valid_on(on).filter(person__in=[pk for pk in asked if pk not in chosen])
    rows = posts.order_by("person_id", "-percentage", "id").distinct("person_id").values_list("person_id", "unit__path")
    paths = dict(rows)
    leads = Leadership.objects.valid_on(on).filter(
        unit__path__in={prefix for path in paths.values() for prefix in prefixes(path)}, person__is_active=True
    )
    by_path = dict(leads.values_list("unit__path", "person_id"))
    found: dict[int, int] = dict(chosen)
    for pk, path in paths.items():
        up = (by_path[prefix] for prefix in reversed(prefixes(path)) if prefix in by_path)
        if leader := next((one for one in up if one != pk), None):
            found[pk] = leader
    return found


def why_nearest_leader(person: Person, on: date) -> tuple[Person | None, str]:
    """Return the nearest leader and a sentence that says why."""
    if person.leader_override_id:
        return person.leader_override, _("Valgt særskilt for personen.")
    post = (
        Position.objects.valid_on(on).filter(person=person).select_related("unit").order_by("-percentage", "id").first()
    )
    if post is None:
        return None, _("Personen har ingen stilling nå.")
    rows = Leadership.objects.valid_on(on).filter(unit__path__in=prefixes(post.unit.path), person__is_active=True)
    found = rows.exclude(person=person).select_related("person", "unit").order_by("-unit__path").first()
    if found is None:
        return None, _("Ingen andre leder %(unit)s eller noe over.") % {"unit": post.unit}
    return found.person, _("Leder %(unit)s.") % {"unit": found.unit}


def leader_above(unit: Unit, on: date, *, besides: Person | None = None) -> Person | None:
    """Return the nearest leader at or above the unit, other than `besides`."""
    rows = Leadership.objects.valid_on(on).filter(unit__path__in=prefixes(unit.path), person__is_active=True)
    if besides is not None:
        rows = rows.exclude(person=besides)
    found = rows.select_related("person").order_by("-unit__path").first()
    return found.person if found else None


def posts_in(municipality: Municipality, on: date) -> list[tuple[int, str, str]]:
    """Return (person id, title, unit name) of every post held in a municipality on a day, largest first."""
    rows = Position.objects.valid_on(on).filter(unit__municipality=municipality, person__is_active=True)
    return list(rows.order_by("-percentage", "id").values_list("person_id", "title", "unit__name"))


def members_of(unit: Unit, on: date) -> list[Municipality]:
    """Return the municipalities that take part in the unit on a day, its host left out."""
    rows = UnitMembership.objects.valid_on(on).filter(unit=unit).select_related("municipality")
    return [row.municipality for row in rows.order_by("municipality__name")]


def possible_members(unit: Unit) -> QuerySet[Municipality]:
    """Return the municipalities that may take part in the unit; their names are no secret."""
    rows: QuerySet[Municipality] = Municipality.objects.filter(is_active=True)
    return rows.exclude(pk=unit.municipality_id).order_by("name")
