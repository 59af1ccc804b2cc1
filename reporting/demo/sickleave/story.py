"""Three years of absence in Fjordvik, and the cases the demo's people can open."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from kvalitet.history import actions as history
from kvalitet.organisation.models import Person, Position, Unit
from kvalitet.organisation.people import led_people
from reporting.demo.clock import at
from reporting.demo.people import Demo
from reporting.demo.sickleave import analyses, figures, imports, meetings, plans, privacy, steps
from reporting.demo.sickleave.course import Away, absences
from sickleave.actions.syncing import sync_people
from sickleave.choices import AbsenceKind, Source
from sickleave.models import Absence, SickLeaveSettings

YEARS = 3
SELF, CERTIFIED = AbsenceKind.SELF_CERTIFIED, AbsenceKind.CERTIFIED
TOLD: dict[str, tuple[tuple[AbsenceKind, int, int, int], ...]] = {
    "plan": ((SELF, -24, -22, 100), (CERTIFIED, -21, -8, 100), (CERTIFIED, -7, 6, 60)),
    "late": ((CERTIFIED, -54, -27, 100), (CERTIFIED, -26, 8, 100)),
    "long": ((SELF, -207, -205, 100), (CERTIFIED, -204, -120, 100), (CERTIFIED, -119, 13, 50)),
    "new": ((SELF, -3, 1, 100),),
    "back": ((CERTIFIED, -40, -6, 80),),
}
"""Kind, first and last day from today, and grade."""
PLACES = {"plan": "langtid", "late": "langtid", "long": "langtid", "new": "langtid", "back": "korttid"}


def tell(demo: Demo) -> None:
    """Let the absences come, and what was done in the cases they became."""
    first = date(demo.today.year - YEARS, demo.today.month, 1)
    with at(first):
        history.create(SickLeaveSettings, by=demo.users["hr"], municipality=demo.municipality)
    named = told_people(demo)
    with at(demo.today, hour=6):
        rows = list(_rows(demo, first, named))
        Absence._base_manager.bulk_create(rows, batch_size=1000)
        sync_people({row.person_id for row in rows}, demo.today)
    with at(demo.today, hour=7):
        steps.tell(demo, named)
    imports.tell(demo)
    plans.tell(demo, named)
    meetings.tell(demo, named)
    figures.tell(demo)
    analyses.tell(demo)
    privacy.tell(demo, named)


def told_people(demo: Demo) -> dict[str, Person]:
    """Choose who the told cases are about: «ansatt» has the plan that waits for her part."""
    found = {"plan": demo.users["ansatt"]}
    taken = {person.pk for person in demo.users.values()} | {person.pk for person in demo.leaders.values()}
    for key, place in PLACES.items():
        if key in found:
            continue
        posts = Position._base_manager.filter(unit=demo.units[place]).exclude(person__in=taken).order_by("pk")
        found[key] = posts.select_related("person")[0].person
        taken.add(found[key].pk)
    return found


def _rows(demo: Demo, first: date, named: dict[str, Person]) -> Iterator[Absence]:
    chance = Random(demo.today.toordinal() + 5)  # noqa: S311 — the same each time for the same day
    keys = {person.pk: key for key, person in named.items()}
    quiet = {person.pk for person in demo.users.values()} | led_people(demo.users["direktor"], demo.today)
    posts = Position._base_manager.filter(unit__municipality=demo.municipality).order_by("person_id", "pk")
    for post in posts.distinct("person_id").select_related("unit"):
        until = demo.today
        told: list[Away] = []
        if key := keys.get(post.person_id):
            told = [Away(kind, _day(demo, a), _day(demo, b), grade) for kind, a, b, grade in TOLD[key]]
            until = told[0].starts - timedelta(days=40)
        came = [] if post.person_id in quiet and not key else list(absences(chance, max(first, post.starts), until))
        if key:
            came = [replace(one, ends=min(one.ends, until)) for one in came if one.starts <= until]
        for away in (*came, *told):
            yield _row(demo, post.person_id, post.unit, away)


def _day(demo: Demo, offset: int) -> date:
    return demo.today + timedelta(days=offset)


def _row(demo: Demo, person: int, unit: Unit, away: Away) -> Absence:
    return Absence(
        municipality=demo.municipality,
        person_id=person,
        unit=unit,
        kind=away.kind,
        starts=away.starts,
        ends=away.ends,
        grade=away.grade,
        source=Source.EMPLOYEE if away.kind == SELF else Source.IMPORT,
    )
