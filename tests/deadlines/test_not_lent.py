"""A deadline that is one person's own doesn't follow to those who stand in. [P13, D11]"""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_scopes import scopes_disabled

from kvalitet.access.actions import appoint_deputy
from kvalitet.deadlines import registry
from kvalitet.deadlines.actions import Assignee, plan_by_hand, set_deadlines
from kvalitet.deadlines.queries import task_rows, tasks_for
from kvalitet.history import actions as history
from kvalitet.notifications.models import Notice


@pytest.mark.parametrize("may_be_lent", [True, False])
def test_a_stand_in_has_and_hears_only_of_what_may_be_lent(world, may_be_lent):
    today = timezone.localdate()
    end = today + timedelta(days=10)
    appoint_deputy(world.eli, deputy=world.kari, starts=today, ends=end, reason="Ferie", by=None, is_away=True)
    with scopes_disabled():
        _give(world, world.eli, due=today, may_be_lent=may_be_lent)
        plan_by_hand(today)
        told = set(Notice.objects.filter(title__contains="En egen sak").values_list("recipient__username", flat=True))
        mine = tasks_for(world.kari, today).filter(title="En egen sak").exists()
    assert ("kari" in told) is may_be_lent
    assert "eli" in told
    assert mine is may_be_lent


@pytest.mark.parametrize("may_be_lent", [True, False])
def test_the_leaders_above_are_never_told_of_what_may_not_be_lent(world, may_be_lent):
    """Three misses, the one it was given to away without a substitute, and then gone: nobody above hears of it."""
    today = timezone.localdate()
    due = today - timedelta(days=40)
    with scopes_disabled():
        appoint_deputy(world.ola, deputy=world.vera, starts=due, ends=today, reason="Ferie", by=None, is_away=True)
        history.apply(world.vera, {"is_active": False}, by=None)
        _give(world, world.ola, due=due, may_be_lent=may_be_lent)
        for day in (due, due + timedelta(days=12), due + timedelta(days=26)):
            plan_by_hand(day)
        history.apply(world.ola, {"is_active": False}, by=None)
        plan_by_hand(due + timedelta(days=27))
        told = set(Notice.objects.filter(title__contains="En egen sak").values_list("recipient__username", flat=True))
    assert (told - {"ola"} != set()) is may_be_lent


def test_a_title_of_ones_own_is_made_for_the_owner_alone(world, monkeypatch):
    """The list of tasks asks the owner of the objects what the one whose list it is may see; others get the neutral."""
    today = timezone.localdate()
    monkeypatch.setattr(registry, "_sources", {})
    registry.register_source(
        type(world.plan), label="Plan", own_titles=lambda pks, person: dict.fromkeys(pks, f"For {person.first_name}")
    )
    with scopes_disabled():
        _give(world, world.eli, due=today, may_be_lent=False)
        mine = tasks_for(world.eli, today).filter(title="En egen sak")
        assert [row.title for row in task_rows(mine, today, owner=world.eli)] == ["For Eli"]
        assert [row.title for row in task_rows(mine, today)] == ["En egen sak"]


def _give(world, person, *, due, may_be_lent):
    set_deadlines(
        world.plan,
        due=due,
        assignees=[Assignee(person=person)],
        title="En egen sak",
        url="/",
        municipality=world.municipality,
        unit=world.skole,
        by=None,
        may_be_lent=may_be_lent,
    )
