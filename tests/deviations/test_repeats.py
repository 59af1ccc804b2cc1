"""How much of what is reported goes on and on. [D7, D10]"""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_scopes import scopes_disabled

from deviations.actions.patterns import create_pattern
from deviations.models import Deviation
from deviations.queries.repeats import Repeats, repeats, told
from tests.deviations.cases import category, reported, secret


@pytest.fixture(autouse=True)
def _every_municipality():
    with scopes_disabled():
        yield


def count(user, days=90):
    now = timezone.now() + timedelta(minutes=1)
    return repeats(user, Deviation.objects.visible_to(user), since=now - timedelta(days=days), until=now)


def test_what_is_in_a_pattern_has_come_again(world):
    """[D10]"""
    fall = category(world)
    old, new, hidden = (reported(world, category=fall, days_ago=days) for days in (120, 10, 9))
    reported(world, category=fall, days_ago=8)
    create_pattern(unit=world.skole, title="Fall", description="", events=[old, new, secret(hidden)], by=world.kari)
    assert count(world.kari) == Repeats(3, 2)
    assert count(world.rolf) == Repeats(2, 1)
    assert count(world.kari, days=200) == Repeats(4, 3)
    assert count(world.nils) == Repeats(0, 0)


def test_a_pattern_one_may_not_see_tells_nothing(world):
    """Ola sees what he has reported, and not what his leader has gathered it in. [P4]"""
    events = [reported(world), reported(world)]
    create_pattern(unit=world.skole, title="Fall", description="", events=events, by=world.kari)
    assert count(world.ola) == Repeats(2, 0)


def test_it_is_said_in_a_sentence():
    assert told(Repeats(0, 0), 90) == ""
    assert told(Repeats(12, 3), 90) == "3 av 12 hendelser de siste 90 dagene hører til et mønster."
    assert told(Repeats(12, 0), 90).startswith("Ingen av 12 hendelser")
    assert Repeats(4, 1).share == 0.25
    assert Repeats(0, 0).share is None
