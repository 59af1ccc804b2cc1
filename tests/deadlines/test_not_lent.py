"""A deadline that is one person's own doesn't follow to those who stand in. [P13, D11]"""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_scopes import scopes_disabled

from kvalitet.access.actions import appoint_deputy
from kvalitet.deadlines.actions import Assignee, plan_by_hand, set_deadlines
from kvalitet.deadlines.queries import tasks_for
from kvalitet.notifications.models import Notice


@pytest.mark.parametrize("may_be_lent", [True, False])
def test_a_stand_in_has_and_hears_only_of_what_may_be_lent(world, may_be_lent):
    today = timezone.localdate()
    end = today + timedelta(days=10)
    appoint_deputy(world.eli, deputy=world.kari, starts=today, ends=end, reason="Ferie", by=None, is_away=True)
    with scopes_disabled():
        set_deadlines(
            world.plan,
            due=today,
            assignees=[Assignee(person=world.eli)],
            title="En egen sak",
            url="/",
            municipality=world.municipality,
            unit=world.oppvekst,
            by=None,
            may_be_lent=may_be_lent,
        )
        plan_by_hand(today)
        told = set(Notice.objects.filter(title__contains="En egen sak").values_list("recipient__username", flat=True))
        mine = tasks_for(world.kari, today).filter(title="En egen sak").exists()
    assert ("kari" in told) is may_be_lent
    assert "eli" in told
    assert mine is may_be_lent
