"""Units open, close, move, merge and change leader on a date without losing history. [P1, P3]"""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from kvalitet.organisation import actions
from kvalitet.organisation.models import Leadership, Person, Placement, Unit
from kvalitet.organisation.people import leader_of, nearest_leader, why_nearest_leader
from kvalitet.web.errors import Refused
from tests.factories import PersonFactory, PositionFactory, UnitFactory

TODAY = timezone.localdate()
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def again(unit: Unit) -> Unit:
    return Unit.objects.get(pk=unit.pk)


def move(unit: Unit, parent: Unit, *, starts: date, by: Person) -> Unit:
    return actions.move_unit(unit, parent=parent, starts=starts, today=TODAY, reason="Omorganisering", by=by)


def test_moved_unit_takes_everything_below_with_it(world):
    move(world.skole, world.helse, starts=TODAY, by=world.siri)
    helse, school, department = again(world.helse), again(world.skole), again(world.mellomtrinnet)
    assert school.path.startswith(helse.path)
    assert department.path.startswith(school.path)
    assert len(department.path) == len(school.path) + 4
    assert set(Unit.objects.below(school)) == {world.skole, world.mellomtrinnet, world.sfo}


def test_planned_move_counts_from_its_day(world):
    """The clock applies what starts today, once."""
    move(world.skole, world.helse, starts=TOMORROW, by=world.siri)
    assert again(world.skole).parent == world.oppvekst
    assert actions.apply_placements(TODAY) == 0
    assert actions.apply_placements(TOMORROW) == 1
    assert actions.apply_placements(TOMORROW) == 0
    assert again(world.skole).parent == world.helse
    known = Placement.objects.filter(unit=world.skole).order_by("starts")
    assert [(row.parent, row.ends) for row in known] == [(world.oppvekst, TODAY), (world.helse, None)]


def test_step_of_a_moved_unit_is_never_used_again(world):
    path = world.barnehage.path
    move(world.barnehage, world.helse, starts=TODAY, by=world.siri)
    assert UnitFactory(parent=again(world.oppvekst)).path != path


def test_unit_cannot_move_below_its_own_department(world):
    with pytest.raises(Refused, match="seg selv"):
        move(world.skole, world.mellomtrinnet, starts=TODAY, by=world.siri)
    with pytest.raises(Refused, match="Kommunen selv"):
        move(world.fjordvik, world.skole, starts=TODAY, by=world.siri)


def test_closed_unit_ends_its_leader_and_lies_below_its_successor(world):
    actions.close_unit(
        world.barnehage, closed=TODAY, successor=world.skole, today=TODAY, reason="Slått sammen", by=world.siri
    )
    closed = again(world.barnehage)
    assert closed.closed == TODAY
    assert closed.successor == world.skole
    assert closed.path.startswith(again(world.skole).path)
    assert leader_of(closed, TODAY) is None
    assert leader_of(closed, YESTERDAY) == world.per
    assert closed.history.first().history_change_reason == "Slått sammen"


def test_merged_unit_gives_its_service_areas_to_the_one_it_goes_into(world):
    area = actions.save_service_area(
        None, municipality=world.municipality, name="Barnehage", units=[world.barnehage], by=world.siri
    )
    actions.merge_unit(world.barnehage, into=world.skole, starts=TODAY, today=TODAY, reason="Vedtak", by=world.siri)
    assert set(area.units.all()) == {world.barnehage, world.skole}
    assert area.history.first().history_change_reason == "La til Solbakken skole."


def test_unit_with_open_units_below_is_not_closed(world):
    with pytest.raises(Refused, match="først"):
        actions.close_unit(world.skole, closed=TODAY, successor=None, today=TODAY, reason="", by=world.siri)


def test_nothing_is_opened_below_a_closed_unit(world):
    actions.close_unit(world.sfo, closed=TODAY, successor=None, today=TODAY, reason="", by=world.siri)
    with pytest.raises(Refused, match="lagt ned"):
        UnitFactory(parent=again(world.sfo), opened=TODAY)
    with pytest.raises(Refused, match="allerede lagt ned"):
        actions.close_unit(again(world.sfo), closed=TODAY, successor=None, today=TODAY, reason="", by=world.siri)


def test_only_one_leads_at_a_time(world):
    actions.set_leader(world.skole, person=world.vera, starts=TODAY, by=world.siri)
    actions.set_leader(world.skole, person=world.ola, starts=TODAY, by=world.siri)
    assert leader_of(world.skole, TODAY) == world.ola
    rows = Leadership.objects.filter(unit=world.skole).order_by("starts")
    assert [(row.person, row.ends) for row in rows] == [(world.kari, YESTERDAY), (world.ola, None)]
    actions.set_leader(world.skole, person=None, starts=TOMORROW, by=world.siri)
    assert leader_of(world.skole, TOMORROW) is None


def test_nearest_leader_is_found_up_the_tree_and_may_be_chosen(world):
    """[P3]"""
    assert nearest_leader(world.ola, TODAY) == world.kari
    assert nearest_leader(world.kari, TODAY) == world.eli
    assert nearest_leader(world.anne, TODAY) is None
    assert nearest_leader(world.rolf, TODAY) is None
    someone = PersonFactory(municipality=world.municipality)
    PositionFactory(person=someone, unit=world.sfo)
    assert why_nearest_leader(someone, TODAY) == (world.kari, "Leder Solbakken skole.")
    actions.edit_person(world.ola, leader_override=world.per, by=world.siri)
    assert why_nearest_leader(Person.objects.get(pk=world.ola.pk), TODAY)[0] == world.per


def test_leader_who_has_left_is_passed_over(world):
    actions.set_active(world.kari, is_active=False, by=world.siri)
    assert nearest_leader(world.ola, TODAY) == world.eli


def test_largest_post_decides_the_nearest_leader(world):
    PositionFactory(person=world.ola, unit=world.barnehage, percentage=20)
    assert nearest_leader(world.ola, TODAY) == world.kari


def test_norwegian_order_of_names(world):
    names = ["Ås", "Aasen", "Øvrebø", "Ærø", "Zakarias", "Berg"]
    for name in names:
        PersonFactory(municipality=world.municipality, last_name=name, first_name="Test")
    found = Person.objects.filter(first_name="Test").order_by("sort_key", "id").values_list("last_name", flat=True)
    assert list(found) == ["Berg", "Zakarias", "Ærø", "Øvrebø", "Ås", "Aasen"]


def test_employee_number_is_used_once_in_a_municipality(world):
    PersonFactory(municipality=world.municipality, employee_number="1")
    PersonFactory(municipality=world.neighbour, employee_number="1")
    with pytest.raises(ValidationError, match="Ansattnummeret"):
        PersonFactory(municipality=world.municipality, employee_number="1")


def test_second_municipality_gets_a_tree_of_its_own(world):
    made = actions.create_municipality(slug="nes", name="Nes kommune", number="9903", opened=TODAY, by=None)
    root = Unit.objects.get(municipality=made)
    assert root.parent is None
    assert root.path not in (world.fjordvik.path, world.asheim.path)
