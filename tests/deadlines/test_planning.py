"""Due deadlines become notices, each exactly once. [P6, P13]"""

from datetime import date

import pytest
from django.utils import timezone
from django_scopes import scopes_disabled

from kvalitet.access import actions as access
from kvalitet.deadlines import actions
from kvalitet.deadlines.actions import Assignee
from kvalitet.notifications.models import Notice
from kvalitet.notifications.rules import first_state
from kvalitet.organisation import actions as organisation
from kvalitet.organisation.choices import EmailMode
from kvalitet.organisation.models import ServiceArea


def given(*fields):
    with scopes_disabled():
        return list(Notice.objects.order_by("id").values_list(*fields, flat=len(fields) == 1))


def test_each_step_is_told_once_however_often_the_clock_goes(set_due, at):
    set_due()
    for day in ("2026-03-03", "2026-03-04", "2026-03-04", "2026-03-13", "2026-03-18", "2026-03-23", "2026-03-24"):
        at(day)
        at(day, hour=7)
    assert given("source_step") == [-14, -3, 0, 3]


def test_the_notice_says_what_when_and_why(set_due, at):
    set_due()
    at("2026-03-04")
    assert given("title", "why", "url") == [
        ("Frist 18.03.2026: Lag plan for opplæring", "Du er ansvarlig for oppgaven.", "/oppgaver/")
    ]


def test_after_an_outage_only_the_newest_step_is_sent(set_due, at):
    set_due()
    planned = at("2026-03-19")
    assert planned.notices == 1
    assert sorted(given("source_step", "state")) == [(-14, "cancelled"), (-3, "cancelled"), (0, "in_digest")]


def test_done_and_cancelled_are_not_reminded_of(set_due, at, area, world):
    set_due()
    actions.complete(area, by=world.ola)
    assert at("2026-03-04").notices == 0


@pytest.mark.parametrize("mode", EmailMode.values)
@pytest.mark.parametrize("email", ["ola@fjordvik.example", ""])
@pytest.mark.parametrize("statutory", [True, False])
def test_notices_begin_where_the_rule_says(set_due, at, world, mode, email, statutory):
    """The statement and the rule must never part; a statutory one can't be muted."""
    world.ola.email_mode, world.ola.email = mode, email
    world.ola.save()
    set_due(statutory=statutory)
    at("2026-03-04")
    assert given("state") == [first_state(mode, has_address=bool(email), is_statutory=statutory)]


def test_the_leaders_are_told_after_the_second_miss_only(set_due, at, world):
    set_due()
    for day in ("2026-03-04", "2026-03-13", "2026-03-18", "2026-03-23"):
        at(day)
    assert set(given("recipient_id")) == {world.ola.pk}
    at("2026-03-30")
    newest = [row for row in given("recipient_id", "kind", "source_step") if row[2] == 10]
    assert sorted(newest) == sorted(
        [
            (world.ola.pk, "reminder", 10),
            (world.kari.pk, "escalation", 10),
            (world.eli.pk, "escalation", 10),
        ]
    )


def test_a_leaders_own_miss_goes_to_the_leader_above_only(set_due, at, world):
    set_due(Assignee(role="leader", unit=world.skole))
    at("2026-03-30")
    told = [row for row in given("recipient_id", "kind", "source_step") if row[2] == 10]
    assert sorted(told) == sorted([(world.kari.pk, "reminder", 10), (world.eli.pk, "escalation", 10)])


def test_leaders_are_told_once_of_what_several_do_together(set_due, at, world):
    """A leader who is also one of the responsible is reminded, not told on."""
    set_due(Assignee(person=world.ola), Assignee(person=world.vera), Assignee(person=world.kari))
    at("2026-03-30")
    told = [row[:2] for row in given("recipient_id", "kind", "source_step") if row[2] == 10]
    people = (world.ola, world.vera, world.kari)
    assert sorted(told) == sorted([*((person.pk, "reminder") for person in people), (world.eli.pk, "escalation")])


def test_the_role_of_leader_goes_to_who_leads_today(set_due, at, world):
    set_due(Assignee(role="leader", unit=world.skole))
    organisation.set_leader(world.skole, person=world.vera, starts=date(2026, 3, 1), by=None)
    at("2026-03-04")
    assert given("recipient_id", "why") == [(world.vera.pk, "Du leder Solbakken skole, som har oppgaven.")]


def test_a_unit_without_a_leader_leaves_it_to_the_nearest_one_above(set_due, at, world):
    set_due(Assignee(role="leader", unit=world.sykehjem))
    at("2026-03-04")
    assert given("recipient_id") == [world.hilde.pk]


def test_a_post_goes_to_all_who_hold_it_in_the_unit_or_below(set_due, at, world):
    set_due(Assignee(role="position", position_title="lærer", unit=world.oppvekst))
    at("2026-03-04")
    assert set(given("recipient_id")) == {world.ola.pk, world.vera.pk}


def test_a_post_no_one_holds_goes_to_the_leader(set_due, at, world):
    set_due(Assignee(role="position", position_title="Rådgiver", unit=world.skole))
    at("2026-03-04")
    assert given("recipient_id") == [world.kari.pk]


def test_when_the_responsible_has_left_the_leader_is_told(set_due, at, world):
    set_due()
    world.ola.is_active = False
    world.ola.save()
    at("2026-03-04")
    assert given("recipient_id") == [world.kari.pk]


def test_the_deputy_is_told_while_the_principal_is_away(set_due, at, world):
    set_due()
    access.appoint_deputy(
        world.ola, deputy=world.vera, starts=date(2026, 3, 1), ends=date(2026, 3, 10), by=world.kari, reason="Ferie"
    )
    at("2026-03-04")
    at("2026-03-13")
    assert given("recipient_id", "why") == [
        (world.vera.pk, "Du er stedfortreder for Ola Olsen."),
        (world.ola.pk, "Du er ansvarlig for oppgaven."),
    ]


def test_a_moved_deadline_is_reminded_of_again(set_due, at, time_machine):
    set_due()
    at("2026-03-04")
    set_due(due=date(2026, 5, 20))
    at("2026-05-06")
    assert given("source_cycle", "source_step", "state") == [(1, -14, "cancelled"), (2, -14, "in_digest")]


def test_more_than_one_batch_is_planned_in_one_pass(set_due, at, world, monkeypatch):
    monkeypatch.setattr("kvalitet.deadlines.actions.planning.BATCH", 3)
    for number in range(7):
        set_due(obj=ServiceArea.objects.create(municipality=world.municipality, name=f"Område {number}"))
    planned = at("2026-03-04")
    assert (planned.deadlines, planned.notices) == (7, 7)


def test_a_pass_by_hand_tells_what_the_clock_was_too_late_for(set_due, world):
    """A deadline registered inside its own step is still told of, once."""
    set_due(due=date(2026, 1, 12))
    assert actions.plan_by_hand(date(2026, 1, 5)).notices == 1
    assert actions.plan_by_hand(date(2026, 1, 5)).notices == 0


def test_a_pass_by_hand_for_a_day_that_has_been_does_not_wind_the_clock_back(set_due, at, time_machine):
    (row,) = set_due()
    time_machine.move_to("2026-03-16T12:00:00+01:00", tick=False)
    at("2026-03-16")
    row.refresh_from_db()
    before = row.next_at
    actions.plan_by_hand(date(2026, 3, 5))
    row.refresh_from_db()
    assert row.next_at == before
    assert timezone.localdate(row.next_at) == date(2026, 3, 18)
