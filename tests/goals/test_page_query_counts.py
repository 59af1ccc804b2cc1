"""A page asks as many questions for 30 rows as for 3."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_scopes import scopes_disabled

from goals.actions.goals import create_goal, create_subgoal
from goals.actions.measures import ResponsibleChoice, create_measure
from goals.actions.tasks import sync_tasks
from goals.choices import Perspective
from kvalitet.organisation.actions import set_leader
from tests.factories import UnitFactory


def grow(world, number):
    """Add goals, sub-goals and measures, some given to the group."""
    everyone = [ResponsibleChoice(group=world.group)]
    kari = [ResponsibleChoice(person=world.kari)]
    for count in range(number):
        goal = create_goal(world.plan, title=f"Mål {count}", perspective=Perspective.ECONOMY, by=None)
        subgoal = create_subgoal(goal, title=f"Delmål {count}", by=None)
        create_measure(goal, title=f"A {count}", subgoal=subgoal, responsible=everyone, by=None)
        create_measure(world.goal, title=f"B {count}", responsible=kari, by=None)


def questions(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


@pytest.mark.parametrize(
    ("name", "thing"),
    [
        ("plan-list", None),
        ("plan-detail", "plan"),
        ("goal-detail", "goal"),
        ("measure-list", None),
        ("task-list", None),
        ("task-status-many", None),
        ("measure-new", None),
        ("group-list", None),
    ],
)
def test_same_number_of_queries_for_3_and_30_rows(world, sign_in, name, thing):
    url = reverse(f"goals:{name}", args=[getattr(world, thing).uuid] if thing else [])
    client = sign_in(world.kari if name == "task-status-many" else world.kim)
    with scopes_disabled():
        grow(world, 3)
    few = questions(client, url)
    with scopes_disabled():
        grow(world, 12)
    assert questions(client, url) == few


def test_measure_page_asks_the_same_for_3_and_30_units(world, sign_in):
    client = sign_in(world.anne)
    few = questions(client, world.shared_measure.get_absolute_url())
    with scopes_disabled():
        for _number in range(12):
            unit = UnitFactory(parent=world.oppvekst)
            set_leader(unit, person=world.eli, starts=unit.opened, by=None)
        sync_tasks(world.shared_measure, by=None)
    assert questions(client, world.shared_measure.get_absolute_url()) == few
