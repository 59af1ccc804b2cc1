"""Cases among tasks and reminders, when people leave, and when units are reorganised. [D2, I11, P1]"""

import io
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_scopes import scopes_disabled

from deviations.actions import handover, people
from deviations.effects import effects, open_work
from deviations.models import Deviation
from kvalitet.deadlines.models import Deadline
from kvalitet.deadlines.queries import task_rows, tasks_for
from kvalitet.deadlines.registry import shown_title
from kvalitet.history import actions as history
from kvalitet.notifications.models import Notice
from kvalitet.organisation.actions import close_unit, move_unit
from kvalitet.setup.rules import Change
from kvalitet.setup.snapshots import snapshot
from tests.events import event as report_event


@pytest.fixture(autouse=True)
def _every_municipality():
    with scopes_disabled():
        yield


def fresh(case):
    return Deviation.objects.select_related("unit", "municipality", "handler").get(pk=case.pk)


def test_the_leader_is_reminded_once_and_the_one_above_when_it_is_missed_twice(world):
    """`send_reminders --as-of` works on a case as on any task."""
    case = report_event(world)
    row = Deadline.objects.of(case).open().get()
    for days in (0, 0, 7, 8):
        call_command("send_reminders", as_of=(row.due + timedelta(days=days)).isoformat(), stdout=io.StringIO())
    told = Notice.objects.filter(source="deadlines.deadline", source_id=row.pk)
    assert told.filter(recipient=world.kari, source_step=0).count() == 1
    assert told.filter(recipient=world.eli, kind="escalation").count() == 1


def test_a_case_stands_among_the_leaders_tasks_and_says_no_title_to_others(world):
    case = report_event(world)
    today = timezone.localdate()
    rows = task_rows(tasks_for(world.kari, today).filter(url=case.get_absolute_url()), today)
    assert [(row.source_label, row.action_label, row.action_url) for row in rows] == [
        ("Avvik", "Åpne saken", case.get_absolute_url())
    ]
    assert shown_title(rows[0].deadline) == "En sak om avvik"


def test_what_one_who_left_handled_is_taken_over_and_cases_about_leaders_are_not_listed(world):
    case = people.set_handler(fresh(report_event(world)), handler=world.dag, by=world.kari)
    hidden = report_event(world, is_about_leader=True)
    history.apply(world.dag, {"is_active": False}, by=None)
    history.apply(world.eli, {"is_active": False}, by=None)
    assert handover.waiting(world.municipality) == {world.dag.pk: 1}
    (held,) = handover.held_by(world.dag, world.kim)
    assert held.url == case.get_absolute_url()
    assert handover.held_by(world.eli, world.kim) == []
    assert handover.give(world.dag, world.kim, [held.key], world.kim) == 1
    assert fresh(case).handler == world.kim
    assert fresh(hidden).handler == world.eli


def test_cases_follow_their_unit_and_those_of_a_closed_one_go_to_the_successor(world):
    case = report_event(world, unit=world.sfo)
    today = timezone.localdate()
    before = snapshot(world.municipality, today)
    move_unit(world.sfo, parent=world.barnehage, starts=today, today=today, reason="Flyttet", by=world.siri)
    (effect,) = effects(Change(before, snapshot(world.municipality, today), today), world.siri)
    assert effect.lead.startswith("1 åpen sak følger enheten sin.")
    assert list(tasks_for(world.per, today).filter(url=case.get_absolute_url()))
    assert Deviation.objects.visible_to(world.per).filter(pk=case.pk).exists()
    world.sfo.refresh_from_db()
    assert open_work(world.sfo) == "1 åpen sak om avvik"
    close_unit(world.sfo, closed=today, successor=world.mellomtrinnet, today=today, reason="Nedlagt", by=world.siri)
    dag = type(world.dag).objects.get(pk=world.dag.pk)
    assert Deviation.objects.visible_to(dag).filter(pk=case.pk).exists()
    assert list(tasks_for(dag, today).filter(url=case.get_absolute_url()))


def test_a_case_about_a_leader_is_not_counted_as_open_work(world):
    report_event(world, is_about_leader=True)
    assert open_work(world.skole) == ""
