"""A reorganisation is prepared, planned and carried out on its day: all of it or nothing. [P1]"""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_scopes import scopes_disabled

from kvalitet.access.scopes import resolve
from kvalitet.deadlines.queries import tasks_for
from kvalitet.notifications.models import Notice
from kvalitet.organisation import actions as organisation
from kvalitet.organisation.choices import UnitKind
from kvalitet.organisation.models import Placement, Position, Unit
from kvalitet.organisation.people import leader_of
from kvalitet.setup.actions import preparing
from kvalitet.setup.actions.carrying_out import carry_out_due
from kvalitet.setup.actions.trying import preview
from kvalitet.setup.choices import ReorganisationStatus, StepKind
from kvalitet.setup.models import Reorganisation, ReorganisationStep
from kvalitet.setup.tasks import carry_out_reorganisations
from kvalitet.web.errors import Refused
from tests.factories import PersonFactory, PositionFactory, UnitFactory

TODAY = timezone.localdate()
DAY = TODAY + timedelta(days=30)


def again(obj):
    return type(obj)._base_manager.get(pk=obj.pk)


def prepare(world, *steps: dict, starts: date = DAY, name: str = "Nytt oppvekstsenter") -> Reorganisation:
    made = preparing.create_reorganisation(
        municipality=world.municipality, name=name, starts=starts, reason="Færre enheter", today=TODAY, by=world.siri
    )
    preparing.add_steps(made, steps=list(steps), by=world.siri)
    return again(made)


def plan(world, made: Reorganisation) -> Reorganisation:
    return preparing.plan(made, version=again(made).version, today=TODAY, by=world.siri)


def merger(world) -> Reorganisation:
    """School and kindergarten become one new unit, which Vera leads."""
    opening = {"kind": StepKind.OPEN, "name": "Solbakken oppvekstsenter", "unit_kind": UnitKind.UNIT}
    made = prepare(world, {**opening, "target": world.oppvekst, "person": world.vera})
    new = made.steps.get()
    preparing.add_steps(
        made,
        steps=[{"kind": StepKind.MERGE, "unit": unit, "target_step": new} for unit in (world.skole, world.barnehage)],
        by=world.siri,
    )
    return again(made)


def test_merger_with_a_new_leader_is_carried_out_on_its_day_by_the_clock(world):
    made = merger(world)
    assert plan(world, made).status == ReorganisationStatus.PLANNED
    assert carry_out_due(DAY - timedelta(days=1)) == 0
    assert again(world.skole).closed is None
    with time_machine.travel(f"{DAY}T00:10:00+01:00", tick=False):
        carry_out_reorganisations()
        carry_out_reorganisations()
    new = Unit.objects.get(name="Solbakken oppvekstsenter")
    assert again(made).status == ReorganisationStatus.DONE
    for unit in (world.skole, world.barnehage):
        gone = again(unit)
        assert (gone.closed, gone.successor) == (DAY, new)
        assert gone.path.startswith(new.path)
    assert again(world.mellomtrinnet).parent == new
    assert again(world.mellomtrinnet).closed is None
    assert leader_of(new, DAY) == world.vera
    assert leader_of(again(world.skole), DAY) is None


def test_merged_units_posts_follow_and_the_old_ones_stay_as_they_were(world):
    plan(world, merger(world))
    carry_out_due(DAY)
    new = Unit.objects.get(name="Solbakken oppvekstsenter")
    old, coming = Position.objects.filter(person=world.ola).order_by("starts")
    assert (old.unit, old.ends) == (world.skole, DAY - timedelta(days=1))
    assert (coming.unit, coming.starts, coming.title) == (new, DAY, "Lærer")


def test_tasks_of_the_leader_follow_the_new_one_at_once_and_the_former_loses_sight(world):
    """«Ansvarlig: leder av enhet X» is whoever leads it today. [P13]"""
    made = prepare(world, {"kind": StepKind.LEADER, "unit": world.skole, "person": world.vera}, starts=TODAY)
    with scopes_disabled():
        before = set(tasks_for(world.kari, TODAY).values_list("title", flat=True))
        assert "Lage beredskapsplan" in before
        assert world.skole.pk in resolve(world.kari, TODAY).units("goals.edit")
        assert plan(world, made).status == ReorganisationStatus.DONE
        assert "Lage beredskapsplan" in set(tasks_for(world.vera, TODAY).values_list("title", flat=True))
        assert "Lage beredskapsplan" not in set(tasks_for(world.kari, TODAY).values_list("title", flat=True))
    assert world.skole.pk not in resolve(again(world.kari), TODAY).units("goals.edit")


def test_merged_units_tasks_are_the_new_leaders(world):
    made = prepare(world, {"kind": StepKind.MERGE, "unit": world.barnehage, "target": world.skole}, starts=TODAY)
    plan(world, made)
    with scopes_disabled():
        mine = tasks_for(world.kari, TODAY).filter(title="Lage beredskapsplan")
        assert set(mine.values_list("unit__name", flat=True)) == {"Solbakken skole", "Elvebakken barnehage"}


def test_every_other_kind_of_step(world):
    made = prepare(
        world,
        {"kind": StepKind.RENAME, "unit": world.skole, "name": "Solbakken barneskole"},
        {"kind": StepKind.MOVE, "unit": world.barnehage, "target": world.helse},
        {"kind": StepKind.CLOSE, "unit": world.sfo},
        {"kind": StepKind.LEADER, "unit": world.hjemmetjenesten, "person": None},
        starts=TODAY,
    )
    assert plan(world, made).status == ReorganisationStatus.DONE
    assert again(world.skole).name == "Solbakken barneskole"
    assert again(world.skole).history.first().history_change_reason == "Nytt oppvekstsenter: Færre enheter"
    assert again(world.barnehage).parent == world.helse
    assert again(world.sfo).closed == TODAY
    assert leader_of(world.hjemmetjenesten, TODAY) is None


def test_clock_that_stood_for_days_carries_out_as_of_the_day(world):
    plan(world, prepare(world, {"kind": StepKind.MOVE, "unit": world.skole, "target": world.helse}))
    assert carry_out_due(DAY + timedelta(days=4)) == 1
    assert carry_out_due(DAY + timedelta(days=4)) == 0
    assert again(world.skole).parent == world.helse
    assert list(Placement.objects.filter(unit=world.skole, parent=world.helse).values_list("starts")) == [(DAY,)]


def test_step_that_can_no_longer_be_done_stops_everything_and_says_why(world):
    made = prepare(
        world,
        {"kind": StepKind.RENAME, "unit": world.skole, "name": "Nytt navn"},
        {"kind": StepKind.MOVE, "unit": world.skole, "target": world.hjemmetjenesten},
    )
    plan(world, made)
    organisation.close_unit(
        world.hjemmetjenesten, closed=TODAY, successor=world.sykehjem, today=TODAY, reason="", by=world.siri
    )
    assert carry_out_due(DAY) == 0
    stopped = again(made)
    assert stopped.status == ReorganisationStatus.STOPPED
    assert "Steg 2" in stopped.problem
    assert "Hjemmetjenesten er lagt ned" in stopped.problem
    assert again(world.skole).name == "Solbakken skole"
    with scopes_disabled():
        assert Notice.objects.filter(recipient=world.siri, title__contains="stanset").count() == 1
    assert carry_out_due(DAY) == 0


def test_two_in_conflict_are_carried_out_by_date_and_the_second_stops(world):
    closing = {"kind": StepKind.CLOSE, "unit": world.barnehage, "target": world.skole}
    later = plan(world, prepare(world, {"kind": StepKind.RENAME, "unit": world.barnehage, "name": "Ny barnehage"}))
    first = plan(world, prepare(world, closing, starts=DAY - timedelta(days=1), name="Først"))
    assert carry_out_due(DAY) == 1
    assert again(first).status == ReorganisationStatus.DONE
    assert "Elvebakken barnehage er lagt ned" in again(later).problem


def test_one_that_another_makes_impossible_is_not_planned(world):
    closing = {"kind": StepKind.CLOSE, "unit": world.barnehage, "target": world.skole}
    plan(world, prepare(world, closing, starts=DAY - timedelta(days=1), name="Først"))
    second = prepare(world, {"kind": StepKind.MOVE, "unit": world.barnehage, "target": world.helse})
    with pytest.raises(Refused, match="er lagt ned på denne datoen"):
        plan(world, second)
    assert again(second).status == ReorganisationStatus.DRAFT


def test_cycles_and_other_municipalities_are_refused(world):
    def problem(**step) -> str:
        return preview(prepare(world, {"kind": StepKind.MOVE, **step}), today=TODAY, by=world.siri).problem

    assert "ikke flyttes inn under seg selv" in problem(unit=world.oppvekst, target=world.skole)
    assert "innenfor egen kommune" in problem(unit=world.skole, target=world.asheim)
    assert "Kommunen selv kan ikke flyttes" in problem(unit=world.fjordvik, target=world.asheim)


def test_cycle_made_by_two_steps_together_is_refused(world):
    made = prepare(
        world,
        {"kind": StepKind.MOVE, "unit": world.skole, "target": world.barnehage},
        {"kind": StepKind.MOVE, "unit": world.barnehage, "target": world.skole},
    )
    assert "Steg 2" in preview(made, today=TODAY, by=world.siri).problem


def test_unit_with_open_tasks_needs_someone_to_take_over(world):
    made = prepare(world, {"kind": StepKind.CLOSE, "unit": world.barnehage})
    with pytest.raises(Refused, match=r"har 1 åpen oppgave\. Velg en enhet som tar over"):
        plan(world, made)
    preparing.edit_step(made.steps.get(), changes={"target": world.skole}, by=world.siri)
    assert plan(world, made).status == ReorganisationStatus.PLANNED


def test_past_day_is_refused_and_explained(world):
    with pytest.raises(Refused, match="Datoen har vært"):
        prepare(world, starts=TODAY - timedelta(days=1))
    made = prepare(world, {"kind": StepKind.CLOSE, "unit": world.sfo})
    with pytest.raises(Refused, match="Datoen har vært"):
        preparing.plan(made, version=made.version, today=DAY + timedelta(days=1), by=world.siri)


def test_planned_one_is_not_changed_and_one_changed_since_it_was_seen_is_not_planned(world):
    made = prepare(world, {"kind": StepKind.CLOSE, "unit": world.sfo})
    seen = made.version
    preparing.add_steps(made, steps=[{"kind": StepKind.RENAME, "unit": world.skole, "name": "X"}], by=world.siri)
    with pytest.raises(Refused, match="endret siden du så virkningen"):
        preparing.plan(made, version=seen, today=TODAY, by=world.siri)
    plan(world, made)
    with pytest.raises(Refused, match="Ta den tilbake til utkast"):
        preparing.remove_step(made.steps.first(), by=world.siri)
    preparing.take_back(made, by=world.siri)
    assert carry_out_due(DAY) == 0
    preparing.drop(made, by=world.siri)
    with pytest.raises(Refused, match="avsluttet"):
        preparing.drop(made, by=world.siri)


def test_step_whose_unit_others_use_is_not_taken_away(world):
    made = merger(world)
    with pytest.raises(Refused, match="bruker enheten som åpnes her"):
        preparing.remove_step(made.steps.first(), by=world.siri)


def test_preview_leaves_nothing_behind(world):
    made = merger(world)
    rows = (Unit, Placement, Position, ReorganisationStep)
    before = [list(model.objects.order_by("pk").values()) for model in rows]
    trial = preview(made, today=TODAY, by=world.siri)
    assert trial.change is not None
    assert [list(model.objects.order_by("pk").values()) for model in rows] == before
    assert Unit.history.filter(name="Solbakken oppvekstsenter").count() == 0


def test_leader_who_has_left_is_refused(world):
    made = prepare(world, {"kind": StepKind.LEADER, "unit": world.skole, "person": world.vera})
    organisation.set_active(world.vera, is_active=False, by=world.siri)
    assert "har sluttet" in preview(made, today=TODAY, by=world.siri).problem


def test_new_unit_is_nothing_before_its_day(world):
    made = prepare(
        world, {"kind": StepKind.OPEN, "name": "Svømmehall", "unit_kind": UnitKind.UNIT, "target": world.oppvekst}
    )
    plan(world, made)
    assert not Unit.objects.filter(name="Svømmehall").exists()
    carry_out_due(DAY)
    assert Unit.objects.get(name="Svømmehall").opened == DAY
    assert made.steps.get().made_unit == Unit.objects.get(name="Svømmehall")


def test_preview_takes_the_same_queries_for_few_and_many_units(world):
    made = prepare(world, {"kind": StepKind.MOVE, "unit": world.oppvekst, "target": world.helse})
    preview(made, today=TODAY, by=world.siri)
    with CaptureQueriesContext(connection) as few:
        preview(made, today=TODAY, by=world.siri)
    for number in range(30):
        unit = UnitFactory(parent=world.skole, name=f"Avdeling {number}")
        PositionFactory(person=PersonFactory(municipality=world.municipality), unit=unit)
    with CaptureQueriesContext(connection) as many:
        preview(made, today=TODAY, by=world.siri)
    assert len(few) == len(many) < 80
