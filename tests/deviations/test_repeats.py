"""How often the same happens again after it was said to be solved. [D7, D10]"""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_scopes import scopes_disabled

from deviations.choices import State
from deviations.models import Deviation
from deviations.queries.repeats import Repeats, repeats, told
from kvalitet.history import actions as history
from tests.deviations.cases import category, fresh, reported, secret


@pytest.fixture(autouse=True)
def _every_municipality():
    with scopes_disabled():
        yield


def ended(world, *, reported_ago, closed_ago, state=State.CLOSED, **fields):
    event = reported(world, days_ago=reported_ago, category=category(world), **fields)
    return history.apply(
        fresh(event), {"state": state, "closed_at": timezone.now() - timedelta(days=closed_ago)}, by=None
    )


def count(user, days=90):
    now = timezone.now() + timedelta(minutes=1)
    return repeats(Deviation.objects.visible_to(user), since=now - timedelta(days=days), until=now)


def test_what_comes_after_a_closing_of_its_kind_has_come_back(world):
    """[D10]"""
    ended(world, reported_ago=120, closed_ago=100)
    reported(world, category=category(world), days_ago=10)
    reported(world, category=category(world, "Brann"), days_ago=10)
    reported(world, unit=world.barnehage, by=world.per, category=category(world), days_ago=10)
    reported(world, category=category(world), days_ago=110)
    assert count(world.kari) == Repeats(2, 1)
    assert count(world.kim) == Repeats(3, 1)


@pytest.mark.parametrize(
    ("reported_ago", "closed_ago", "state"),
    [(20, 5, State.CLOSED), (400, 250, State.CLOSED), (120, 100, State.REJECTED)],
    ids=["closed later", "closed long ago", "rejected"],
)
def test_what_was_not_solved_then_has_not_come_back(world, reported_ago, closed_ago, state):
    ended(world, reported_ago=reported_ago, closed_ago=closed_ago, state=state)
    reported(world, category=category(world), days_ago=10)
    assert count(world.kari).repeated == 0


def test_nothing_hidden_counts(world):
    secret(ended(world, reported_ago=120, closed_ago=100))
    reported(world, category=category(world), days_ago=10)
    assert count(world.rolf) == Repeats(1, 0)
    assert count(world.kari) == Repeats(1, 1)
    assert count(world.nils) == Repeats(0, 0)


def test_it_is_said_in_a_sentence():
    assert told(Repeats(0, 0), 90) == ""
    assert told(Repeats(12, 3), 90).startswith("3 av 12 hendelser de siste 90 dagene kom")
    assert told(Repeats(12, 0), 90).startswith("Ingen av 12 hendelser")
    assert Repeats(4, 1).share == 0.25
    assert Repeats(0, 0).share is None
