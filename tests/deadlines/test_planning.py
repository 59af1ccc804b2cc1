"""Due deadlines become notices, each exactly once. [P6, P13]"""

from datetime import date

import pytest
from django.utils import timezone
from django_scopes import scopes_disabled

from kvalitet.access import actions as access
from kvalitet.access.models import Deputy
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


def told_at(step):
    rows = given("recipient__username", "kind", "source_step")
    return sorted(row[:2] for row in rows if row[2] == step)


def test_a_leader_is_told_after_the_second_miss_and_the_one_above_after_the_third(set_due, at, world):
    set_due()
    for day in ("2026-03-04", "2026-03-13", "2026-03-18", "2026-03-23"):
        at(day)
    assert set(given("recipient_id")) == {world.ola.pk}
    at("2026-03-30")
    assert told_at(10) == [("kari", "escalation"), ("ola", "reminder")]
    at("2026-04-13", hour=8)
    assert told_at(24) == [("eli", "escalation"), ("kari", "escalation"), ("ola", "reminder")]
    at("2026-04-14", hour=8)
    assert len(told_at(24)) == 3


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


def be_away(world, principal="ola", deputy="vera", starts="2026-03-01", ends="2026-03-10"):
    """Say that one is away and another takes the reminders."""
    period = {"starts": date.fromisoformat(starts), "ends": date.fromisoformat(ends)}
    return access.appoint_deputy(
        getattr(world, principal), deputy=getattr(world, deputy), reason="Ferie", by=None, is_away=True, **period
    )


def test_the_substitute_is_told_while_the_principal_is_away(set_due, at, world):
    """The one who is away finds a copy in the app, without an e-mail. [P13]"""
    set_due()
    be_away(world)
    for day in ("2026-03-04", "2026-03-04", "2026-03-13"):
        at(day)
    assert sorted(given("recipient__username", "kind", "state", "why")) == [
        ("ola", "copy", "app_only", "Du er registrert som borte. Stedfortrederen din har fått påminnelsen."),
        ("ola", "reminder", "in_digest", "Du er ansvarlig for oppgaven."),
        ("vera", "reminder", "in_digest", "Du er stedfortreder for Ola Olsen."),
    ]


def test_a_deputy_who_only_shares_the_work_doesnt_take_the_reminders(set_due, at, world):
    set_due()
    access.appoint_deputy(world.ola, deputy=world.vera, starts=date(2026, 3, 1), ends=None, reason="", by=None)
    at("2026-03-04")
    assert given("recipient__username") == ["ola"]


@pytest.mark.parametrize("who", ["away too", "left", "in a ring"])
def test_without_a_substitute_at_work_the_nearest_leader_is_told(set_due, at, world, who):
    """One step, never a chain, and never lost. [P13]"""
    set_due()
    be_away(world)
    if who == "left":
        organisation.set_active(world.vera, is_active=False, by=world.siri)
    else:
        other = world.dag if who == "away too" else world.ola
        fields = {"principal": world.vera, "deputy": other, "is_away": True}
        Deputy.objects.create(starts=date(2026, 3, 1), ends=date(2026, 3, 31), **fields)
    at("2026-03-04")
    assert sorted(given("recipient__username", "kind", "why"))[0] == (
        "kari",
        "reminder",
        "Ola Olsen og stedfortrederen er borte, og du er nærmeste leder.",
    )
    assert "dag" not in given("recipient__username")


def test_nobody_is_told_twice_when_the_leader_is_the_substitute(set_due, at, world):
    set_due()
    be_away(world, deputy="kari", ends="2026-04-30")
    at("2026-03-30")
    assert told_at(10) == [("kari", "reminder"), ("ola", "copy")]


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
