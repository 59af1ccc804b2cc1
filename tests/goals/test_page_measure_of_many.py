"""A measure given to more units than its page has room for."""

from datetime import date

import pytest
from django.urls import reverse
from django_scopes import scopes_disabled

from goals.actions.groups import save_group
from goals.actions.measures import ResponsibleChoice, create_measure
from goals.choices import DueKind, GroupRule
from goals.views.measure_page import MOST_TASKS
from tests.factories import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def measure(world):
    """Give a measure to thirty units and to the unit Kari leads."""
    with scopes_disabled():
        units = [UnitFactory(parent=world.skole, name=f"Avdeling {number:02}") for number in range(30)]
        group = save_group(
            None,
            municipality=world.municipality,
            name="Alle",
            rule=GroupRule.UNITS,
            units=[*units, world.skole],
            by=None,
        )
        return create_measure(
            world.goal,
            title="For alle",
            responsible=[ResponsibleChoice(group=group)],
            due_kind=DueKind.DATE,
            due=date(2031, 5, 5),
            by=None,
        )


def test_own_task_is_shown_first_and_the_rest_are_one_link_away(client, world, measure):
    """[G6] The page stays light, and nothing is out of reach."""
    client.force_login(world.kari)
    html = client.get(reverse("goals:measure-detail", args=[measure.uuid])).content.decode()
    with scopes_disabled():
        own = measure.tasks.get(unit=world.skole)
    assert f'id="oppgave-{own.uuid}"' in html
    assert html.count('id="oppgave-') == MOST_TASKS
    assert "Vis alle 31 oppgavene" in html
    assert "Mangler svar fra 31 enheter" in html
    rest = client.get(f"{reverse('goals:task-list')}?tiltak={measure.uuid}&vis=alle").content.decode()
    assert "av 31 oppgaver" in rest
