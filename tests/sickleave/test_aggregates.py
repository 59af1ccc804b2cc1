"""[S5, S6] The monthly sums: one statement equals a slow walk day by day; frozen months outlive their rows."""

import uuid
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal as D
from io import StringIO
from random import Random

import pytest
from django.core.management import CommandError, call_command
from django_scopes import scopes_disabled

from kvalitet.calendar.workdays import is_working_day
from kvalitet.organisation.models import Position
from sickleave.actions import aggregates
from sickleave.actions.absences import register_absence, withdraw_absence
from sickleave.choices import AbsenceKind
from sickleave.models import Absence, MonthlyAbsence
from sickleave.rules.percent import Sums
from tests.factories import PersonFactory, PositionFactory

TODAY = date(2026, 11, 22)
MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)
OWN, CERTIFIED = AbsenceKind.SELF_CERTIFIED, AbsenceKind.CERTIFIED
FIELDS = (
    "agreed",
    "lost_self",
    "lost_certified",
    "lost_short",
    "lost_long",
    "lost_graded",
    "headcount",
    "absent_count",
)
NEW = ("new_self", "new_certified", "new_whole", "new_graded", "new_short", "new_long")


def away(person, unit, starts: date, days: int, kind=OWN, grade: int = 100) -> Absence:
    """Store a row as an import does, without the case that would follow."""
    ends = starts + timedelta(days=days - 1)
    return Absence._base_manager.create(
        uuid=uuid.uuid4(),
        person=person,
        unit=unit,
        municipality=unit.municipality,
        kind=kind,
        starts=starts,
        ends=ends,
        grade=grade,
    )


def stored(month: date, unit) -> MonthlyAbsence | None:
    return MonthlyAbsence._base_manager.filter(month=month, unit=unit).first()


def walked(first: date, last: date, tertial: date) -> dict[int, dict[str, D | int]]:
    """Reckon a month day by day and person by person, as one would by hand."""
    found: dict[int, dict[str, D | int]] = defaultdict(lambda: dict.fromkeys((*FIELDS, *NEW), D(0)))
    weight: dict[int, dict[int, D]] = defaultdict(lambda: defaultdict(D))
    ways: dict[int, dict[str, set[date]]] = defaultdict(lambda: defaultdict(set))
    absences = defaultdict(list)
    for row in Absence._base_manager.filter(kind__in=[OWN, CERTIFIED]):
        absences[row.person_id].append(row)
    days = (tertial + timedelta(days=number) for number in range((last - tertial).days + 1))
    for day in filter(is_working_day, days):
        for post in Position.objects.filter(percentage__gt=0).valid_on(day):
            if day >= first:
                found[post.unit_id]["agreed"] += post.percentage / 100
                weight[post.person_id][post.pk] += post.percentage
            for row in absences[post.person_id]:
                if row.starts <= day <= row.ends:
                    _count(found[post.unit_id], ways[post.person_id], row, post, day, is_now=day >= first)
    _count_people(found, weight, ways, first)
    return found


def _count_people(found, weight, ways, first: date) -> None:
    """Count everybody where their post is largest."""
    units = dict(Position.objects.values_list("pk", "unit_id"))
    for person, posts in weight.items():
        best = min(posts, key=lambda pk: (-posts[pk], units[pk]))
        home = found[units[best]]
        home["headcount"] += 1
        home["absent_count"] += any(one >= first for one in ways[person]["any"])
        for name in NEW:
            days = ways[person][name]
            home[name] += bool(days) and min(days) >= first


def _count(sums, ways, row, post, day, *, is_now: bool) -> None:
    is_short = (row.ends - row.starts).days + 1 <= 16
    names = ["lost_self" if row.kind == OWN else "lost_certified", "lost_short" if is_short else "lost_long"]
    names += ["lost_graded"] if row.grade < 100 else []
    if is_now:
        for name in names:
            sums[name] += post.percentage / 100 * row.grade / 100
        ways["any"].add(day)
    whole = ["new_whole"] if row.kind == CERTIFIED and row.grade == 100 else []
    for name in [*(one.replace("lost", "new") for one in names), *whole]:
        ways[name].add(day)


def test_e4_of_the_worked_examples(world):
    """Q1 2026: 30.5 lost of 204.75 agreed; certified and self-certified add up."""
    with scopes_disabled():
        unit, people = world.sykehjem, [PersonFactory(municipality=world.municipality) for _number in range(4)]
        for person, share in zip(people, (100, 100, 75, 50), strict=True):
            PositionFactory(person=person, unit=unit, percentage=share, starts=date(2020, 1, 1))
        away(people[1], unit, date(2026, 1, 5), 26, CERTIFIED)  # 20 working days
        away(people[2], unit, date(2026, 2, 2), 26, CERTIFIED, 40)  # 20 and 10 more
        away(people[2], unit, date(2026, 3, 2), 12, CERTIFIED, 40)
        away(people[3], unit, date(2026, 1, 7), 3)
        aggregates.recompute_months(date(2026, 1, 1), date(2026, 3, 31))
        rows = MonthlyAbsence._base_manager.filter(unit=unit)
        sums = sum((Sums(**{name: getattr(row, name) for name in (*FIELDS, *NEW)}) for row in rows), Sums())
    assert (sums.lost, sums.agreed, sums.lost_certified, sums.lost_self) == (D("30.5"), D("204.75"), D(29), D("1.5"))
    assert round(100 * sums.lost / sums.agreed, 3) == D("14.896")
    assert sums.lost_graded == 9
    assert (sums.new_self, sums.new_certified, sums.new_graded, sums.new_whole) == (1, 2, 1, 1)


@pytest.mark.parametrize("seed", [1, 2])
def test_the_statement_equals_a_walk_day_by_day(world, seed):
    """Random posts and absences, two posts for some, posts that begin and end, kinds that don't count."""
    chance = Random(seed)  # noqa: S311 — the same each time
    units = [world.skole, world.sfo, world.barnehage]
    with scopes_disabled():
        for number in range(8):
            person = PersonFactory(municipality=world.municipality)
            for unit in chance.sample(units, 1 + number % 2):
                begins = date(2026, chance.randint(1, 3), chance.randint(1, 28)) if chance.random() < 0.4 else None
                ends = date(2026, chance.randint(4, 6), chance.randint(1, 28)) if chance.random() < 0.3 else None
                share = D(chance.choice(["100", "80", "37.5", "20"]))
                PositionFactory(
                    person=person, unit=unit, percentage=share, starts=begins or date(2020, 1, 1), ends=ends
                )
            day = date(2026, 1, 1) + timedelta(days=chance.randint(0, 25))
            while day < date(2026, 5, 10):
                days = chance.choice([1, 2, 3, 5, 12, 16, 17, 40])
                kind = chance.choice([OWN, CERTIFIED, CERTIFIED, AbsenceKind.CHILD, AbsenceKind.HOLIDAY])
                grade = chance.choice([100, 50, 33]) if kind == CERTIFIED else 100
                away(person, units[0], day, days, kind, grade)
                day += timedelta(days=days + chance.randint(1, 30))
        for month, last in ((MARCH, date(2026, 3, 31)), (date(2026, 5, 1), date(2026, 5, 13))):
            aggregates.recompute(month, today=last)
            wanted = walked(month, last, date(2026, 1 + (month.month - 1) // 4 * 4, 1))
            for unit in units:
                row = stored(month, unit)
                for name in FIELDS:
                    assert abs(getattr(row, name) - wanted[unit.pk][name]) < D("0.002"), (month, unit, name)
                for name in NEW:
                    assert getattr(row, name) <= wanted[unit.pk][name], (month, unit, name)


def test_a_second_run_changes_nothing(world):
    with scopes_disabled():
        away(world.ola, world.skole, date(2026, 3, 2), 5)
        assert aggregates.recompute(MARCH) > 0
        assert aggregates.recompute(MARCH) == 0


def test_the_band_is_that_of_the_whole_case(world):
    """Ten days, a week at work and ten more are one case of twenty: all of it long-term."""
    with scopes_disabled():
        for starts in (date(2026, 3, 2), date(2026, 3, 18)):
            ends = starts + timedelta(days=9)
            register_absence(person=world.ola, kind=CERTIFIED, starts=starts, ends=ends, by=world.kari, today=TODAY)
        aggregates.recompute(MARCH)
        row = stored(MARCH, world.skole)
        assert (row.lost_short, row.lost_long) == (0, 16)


def test_a_correction_moves_the_months_it_touches(world):
    with scopes_disabled():
        row = register_absence(
            person=world.ola, kind=OWN, starts=date(2026, 3, 30), ends=date(2026, 4, 8), by=world.kari, today=TODAY
        )
        aggregates.recompute_months(MARCH, APRIL)
        assert (stored(MARCH, world.skole).lost_self, stored(APRIL, world.skole).lost_self) == (2, 3)
        withdraw_absence(row, by=world.kari)
        away(world.per, world.barnehage, date(2026, 3, 2), 1)
        aggregates.recompute_nightly(TODAY)
        assert stored(APRIL, world.skole).lost_self == 0


def test_an_old_month_is_reckoned_again_when_absence_in_it_is_corrected(world):
    """Long before what is reckoned every night; found by what was changed lately."""
    old = date(2024, 2, 1)
    with scopes_disabled():
        away(world.per, world.barnehage, date(2026, 3, 2), 1)
        register_absence(
            person=world.ola, kind=OWN, starts=old, ends=old + timedelta(days=1), by=world.kari, today=TODAY
        )
        aggregates.recompute_nightly(TODAY)
        assert stored(old, world.skole).lost_self == 2


def test_a_frozen_month_outlives_the_rows_it_came_from(world):
    with scopes_disabled():
        away(world.ola, world.skole, date(2026, 3, 2), 5)
        assert aggregates.freeze(world.municipality, MARCH, date(2026, 3, 31)) > 0
        Absence._base_manager.all().delete()
        away(world.ola, world.skole, date(2026, 3, 16), 1)
        assert aggregates.recompute(MARCH) == 0
        assert aggregates.freeze(world.municipality, MARCH, date(2026, 3, 31)) == 0
        assert stored(MARCH, world.skole).lost_self == 5


def test_a_running_month_is_reckoned_up_to_today_and_a_coming_one_not_at_all(world):
    with scopes_disabled():
        away(world.ola, world.skole, date(2026, 11, 2), 60, CERTIFIED)
        aggregates.recompute(TODAY, today=TODAY)
        assert stored(date(2026, 11, 1), world.skole).lost_certified == 15
        assert aggregates.recompute(date(2026, 12, 1), today=TODAY) == 0


def test_a_neighbour_without_sick_leave_has_no_rows(world):
    """[P2] One municipality is reckoned by itself."""
    with scopes_disabled():
        away(world.ola, world.skole, date(2026, 3, 2), 5)
        aggregates.recompute(MARCH, world.neighbour)
        assert not MonthlyAbsence._base_manager.exists()
        aggregates.recompute(MARCH)
        assert not MonthlyAbsence._base_manager.filter(municipality=world.neighbour).exists()


def test_the_command_says_what_it_did_and_what_it_can_not_read(world):
    told = StringIO()
    call_command("recompute_absence_figures", stdout=told)
    assert "ingen tall å regne ut" in told.getvalue()
    with scopes_disabled():
        away(world.ola, world.skole, date(2026, 3, 2), 5)
    told = StringIO()
    call_command("recompute_absence_figures", "--to", "2026-04", stdout=told)
    assert "Regnet ut fra 2026-03 til 2026-04" in told.getvalue()
    for words in (["--from", "2026-13"], ["--from", "2026-05", "--to", "2026-04"], ["--municipality", "ukjent"]):
        with pytest.raises(CommandError):
            call_command("recompute_absence_figures", *words)
