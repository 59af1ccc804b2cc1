"""What a file is compared with: units and people as they stand, in a few queries whatever the size."""

from collections import defaultdict
from datetime import date

from kvalitet.imports.choices import ImportKind, RunState
from kvalitet.imports.models import ImportRun
from kvalitet.imports.rules.people import Known
from kvalitet.imports.rules.people_rows import Places
from kvalitet.imports.rules.posts import Post
from kvalitet.imports.rules.unit_plan import KnownUnit
from kvalitet.imports.rules.values import folded
from kvalitet.organisation.models import Leadership, Municipality, Person, Position, Unit


def leaders_today(municipality: Municipality, today: date) -> dict[int, int]:
    """Return who leads what: person id by unit id."""
    rows = Leadership.objects.valid_on(today).filter(unit__municipality=municipality, person__is_active=True)
    return dict(rows.values_list("unit_id", "person_id"))


def known_units(municipality: Municipality, today: date) -> list[KnownUnit]:
    """Return every unit, the closed ones too, since their numbers are taken."""
    leaders = leaders_today(municipality, today)
    wanted = ("pk", "code", "name", "parent_id", "kind", "closed")
    rows = Unit.objects.filter(municipality=municipality).order_by("path").values_list(*wanted)
    return [
        KnownUnit(pk, code, name, parent, kind, leaders.get(pk), closed is not None)
        for pk, code, name, parent, kind, closed in rows
    ]


def people_by_mark(municipality: Municipality) -> dict[str, tuple[int, str]]:
    """Return active people by number, e-mail and folded name; what two have in common means neither."""
    found: dict[str, tuple[int, str]] = {}
    twice: set[str] = set()
    wanted = ("pk", "employee_number", "email", "first_name", "last_name")
    for pk, number, email, first, last in (
        Person.objects.filter(municipality=municipality).active().values_list(*wanted)
    ):
        who = (pk, f"{first} {last}")
        for mark in {number.casefold(), email.casefold(), folded(who[1])} - {""}:
            if found.setdefault(mark, who) != who:
                twice.add(mark)
    return {mark: who for mark, who in found.items() if mark not in twice}


def places_of(municipality: Municipality) -> Places:
    """Return the open units as a file of people may name them."""
    names: dict[int, str] = {}
    parents: dict[int, int | None] = {}
    by_code: dict[str, int] = {}
    by_name: dict[str, list[int]] = defaultdict(list)
    rows = Unit.objects.filter(municipality=municipality, closed=None)
    for pk, code, name, parent in rows.values_list("pk", "code", "name", "parent_id"):
        names[pk], parents[pk] = name, parent
        by_name[folded(name)].append(pk)
        if code:
            by_code[code.casefold()] = pk
    return Places(by_code, {name: ids[0] for name, ids in by_name.items() if len(ids) == 1}, names, parents)


def known_people(municipality: Municipality) -> list[Known]:
    """Return everybody, those who have left too, with their posts here."""
    posts: dict[int, list[Post]] = defaultdict(list)
    held = ("pk", "person_id", "unit_id", "unit__name", "title", "percentage", "starts", "ends")
    rows = Position.objects.filter(person__municipality=municipality, unit__municipality=municipality)
    for pk, person, unit, unit_name, title, percentage, starts, ends in rows.order_by("pk").values_list(*held):
        posts[person].append(Post(unit, unit_name, title, percentage, starts, ends, id=pk))
    wanted = ("pk", "employee_number", "first_name", "last_name", "email", "is_active", "leader_override_id")
    people = Person.objects.filter(municipality=municipality).order_by("pk").values_list(*wanted)
    return [
        Known(pk, number, first, last, email, is_active, tuple(posts.get(pk, ())), override)
        for pk, number, first, last, email, is_active, override in people
    ]


def waiting_leaders(municipality: Municipality) -> dict[int, str]:
    """Return leaders the newest file of units named before they were here: text by unit id."""
    runs = ImportRun.objects.filter(municipality=municipality, kind=ImportKind.UNITS, state=RunState.DONE)
    newest = runs.order_by("-done_at", "-id").values_list("waiting", flat=True).first()
    return {int(unit): str(text) for unit, text in (newest or {}).items()}
