"""Much can happen between planning and sending. [P6]"""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from django_scopes import scopes_disabled

from kvalitet.access import actions as access
from kvalitet.access.models import Deputy
from kvalitet.deadlines import actions
from kvalitet.deadlines.actions import Assignee
from kvalitet.deadlines.models import Deadline
from kvalitet.notifications import actions as notifications
from kvalitet.notifications.models import Notice
from kvalitet.organisation import actions as organisation
from kvalitet.organisation.models import Person


@pytest.fixture(autouse=True)
def _each_on_its_own(world):
    Person.objects.update(email_mode="each")


@pytest.fixture
def drain():
    """Two hours later, when it is no longer quiet."""
    return lambda: notifications.drain(now=timezone.now() + timedelta(hours=2))


def outcome():
    with scopes_disabled():
        return list(Notice.objects.order_by("id").values_list("recipient__username", "state", "state_reason"))


def test_nothing_changed_and_it_is_sent(set_due, at, drain, mailoutbox):
    set_due()
    at("2026-03-04")
    drain()
    assert outcome() == [("ola", "sent", "")]
    assert [mail.subject for mail in mailoutbox] == ["Frist 18.03.2026: Lag plan for opplæring"]


def test_done_in_between(set_due, at, drain, area, world, mailoutbox):
    set_due()
    at("2026-03-04")
    actions.complete(area, by=world.ola)
    drain()
    assert outcome() == [("ola", "cancelled", "Oppgaven er gjort.")]
    assert mailoutbox == []


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"done_at": date(2026, 3, 4)}, "Oppgaven er gjort."),
        ({"cancelled_at": date(2026, 3, 4)}, "Oppgaven er tatt bort."),
        ({"cycle": 2}, "Fristen er flyttet."),
    ],
)
def test_a_row_already_taken_for_sending_is_checked_too(set_due, at, drain, change, reason):
    (row,) = set_due()
    at("2026-03-04")
    change = {name: timezone.now() if name.endswith("_at") else value for name, value in change.items()}
    with scopes_disabled():
        Deadline.objects.filter(pk=row.pk).update(**change)
    drain()
    assert outcome() == [("ola", "cancelled", reason)]


def test_a_new_leader_is_told_instead_of_the_old(set_due, at, drain, world):
    set_due(Assignee(role="leader", unit=world.skole))
    at("2026-03-04")
    organisation.set_leader(world.skole, person=world.vera, starts=date(2026, 3, 4), by=None)
    drain()
    assert outcome() == [
        ("kari", "cancelled", "Ansvaret har gått over til en annen."),
        ("vera", "sent", ""),
    ]


def test_when_the_stand_in_is_gone_the_principal_is_told(set_due, at, drain, world):
    set_due()
    deputy = access.appoint_deputy(
        world.ola,
        deputy=world.vera,
        starts=date(2026, 3, 1),
        ends=date(2026, 3, 10),
        by=world.kari,
        reason="Ferie",
        is_away=True,
    )
    at("2026-03-04")
    access.end_deputy(deputy, ends=date(2026, 3, 3), by=world.kari)
    drain()
    told = [(who, state) for who, state, _reason in outcome()]
    assert sorted(told) == [("ola", "app_only"), ("ola", "sent"), ("vera", "cancelled")]


@pytest.mark.parametrize(
    "assignee",
    [
        lambda world: Assignee(person=world.ola),
        lambda world: Assignee(role="leader", unit=world.skole),
        lambda world: Assignee(role="leader", unit=world.sykehjem),
        lambda world: Assignee(role="position", position_title="Lærer", unit=world.oppvekst),
        lambda world: Assignee(role="position", position_title="Finnes ikke", unit=world.oppvekst),
    ],
)
def test_everyone_planned_for_still_answers_when_nothing_changed(set_due, at, drain, world, assignee):
    """The statement that plans and the check before sending must agree, escalations too."""
    set_due(assignee(world))
    for day in ("2026-03-04", "2026-03-30"):
        at(day)
        drain()
    assert {state for _who, state, reason in outcome() if "nyere" not in reason} == {"sent"}


def test_what_the_recipient_may_no_longer_see_is_not_sent(set_due, at, drain, world, mailoutbox):
    set_due(Assignee(person=world.nils))
    at("2026-03-04")
    drain()
    assert outcome() == [("nils", "cancelled", "Personen har ikke lenger tilgang til oppgaven.")]
    assert mailoutbox == []


def test_the_leader_who_is_told_for_two_who_are_away_gets_the_mail(set_due, at, drain, world):
    """The statement that plans and the check before sending agree on who takes over. [P13]"""
    set_due()
    period = {"starts": date(2026, 3, 1), "ends": date(2026, 3, 31), "reason": "Ferie", "by": None, "is_away": True}
    access.appoint_deputy(world.ola, deputy=world.vera, **period)
    Deputy.objects.create(principal=world.vera, deputy=world.dag, is_away=True, starts=date(2026, 3, 1), ends=None)
    at("2026-03-04")
    drain()
    assert sorted(row[:2] for row in outcome()) == [("kari", "sent"), ("ola", "app_only")]


def test_an_escalation_for_a_leader_who_is_away_goes_to_the_substitute(set_due, at, drain, world):
    set_due()
    period = {"starts": date(2026, 3, 29), "ends": date(2026, 4, 30), "reason": "Ferie", "by": None, "is_away": True}
    access.appoint_deputy(world.kari, deputy=world.dag, **period)
    at("2026-03-30")
    drain()
    told = {row[:2] for row in outcome() if row[1] != "cancelled"}
    assert told == {("dag", "sent"), ("kari", "app_only"), ("ola", "sent")}
