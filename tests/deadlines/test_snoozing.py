"""A reminder put off comes back by itself; the deadline stands, and the leader can see why. [P13]"""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_scopes import scopes_disabled
from hypothesis import given as drawn
from hypothesis import strategies as st

from kvalitet.deadlines import actions, rules
from kvalitet.deadlines.actions import Assignee
from kvalitet.deadlines.models import Deadline, Snooze
from kvalitet.notifications.models import Notice
from kvalitet.organisation.models import Person, ServiceArea
from kvalitet.web.errors import Refused

DUE = date(2026, 3, 18)


def given(*fields):
    with scopes_disabled():
        return list(Notice.objects.order_by("id").values_list(*fields, flat=len(fields) == 1))


def put_off(row, person, until, reason="Venter på svar"):
    with scopes_disabled():
        return actions.snooze(row, until=date.fromisoformat(until), reason=reason, by=person)


@drawn(
    st.dates(date(2020, 1, 1), date(2040, 1, 1)),
    st.integers(-60, 60),
    st.lists(st.integers(-60, 60), max_size=8).map(rules.tidy_steps),
)
def test_no_reminder_is_put_off_until_the_leader_is_told(due, days, steps):
    """Nor for more than two weeks."""
    today = due + timedelta(days=days)
    latest = rules.latest_snooze(due, steps, today)
    assert latest <= today + timedelta(days=rules.LONGEST_SNOOZE)
    step = rules.escalation_step(steps)
    assert step is None or latest < rules.reminder_day(due, step)


@pytest.mark.parametrize(
    ("today", "due", "is_statutory", "problem"),
    [
        (date(2026, 3, 13), DUE, False, None),
        (date(2026, 3, 13), DUE, True, "lovpålagt"),
        (date(2026, 3, 13), None, False, "ingen frist"),
        (date(2026, 3, 29), DUE, False, "lederen får beskjed"),
    ],
)
def test_when_a_reminder_can_be_put_off(today, due, is_statutory, problem):
    found = rules.why_not_snoozed(due, rules.DEFAULT_STEPS, today, is_statutory=is_statutory)
    assert found is None if problem is None else problem in (found or "")


def test_what_is_put_off_is_silent_and_comes_back_once(set_due, at, world):
    (row,) = set_due()
    at("2026-03-04")
    put_off(row, world.ola, "2026-03-16")
    at("2026-03-13")
    assert given("kind", "source_step", "state") == [("reminder", -14, "app_only"), ("reminder", -3, "cancelled")]
    for hour in (5, 6, 7):
        at("2026-03-16", hour=hour)
    assert given("kind", "state")[2:] == [("snoozed", "in_digest")]
    at("2026-03-18")
    assert given("kind", "source_step")[3:] == [("reminder", 0)]


def test_only_the_one_who_put_it_off_is_left_in_peace(set_due, at, world):
    row, _other = set_due(Assignee(person=world.ola), Assignee(person=world.vera))
    at("2026-03-04")
    put_off(row, world.ola, "2026-03-16")
    at("2026-03-13")
    newest = {row for row in given("recipient__username", "source_step", "state") if row[1] == -3}
    assert newest == {("ola", -3, "cancelled"), ("vera", -3, "in_digest")}


def test_a_morning_with_a_reminder_of_its_own_is_enough(set_due, at, world):
    (row,) = set_due()
    at("2026-03-04")
    put_off(row, world.ola, "2026-03-13")
    at("2026-03-13")
    assert given("kind", "source_step") == [("reminder", -14), ("reminder", -3)]


@pytest.mark.parametrize("change", ["done", "moved", "ended"])
def test_what_is_done_moved_or_ended_doesnt_come_back(set_due, at, world, area, change):
    (row,) = set_due()
    at("2026-03-04")
    put_off(row, world.ola, "2026-03-10")
    if change == "done":
        actions.complete(area, by=world.ola)
    elif change == "moved":
        set_due(due=date(2026, 6, 18))
    else:
        with scopes_disabled():
            assert actions.end_snooze(row, by=world.ola)
    at("2026-03-10")
    assert "snoozed" not in given("kind")


def test_a_new_choice_replaces_the_old_one_and_both_are_kept(set_due, at, world):
    (row,) = set_due()
    at("2026-03-04")
    put_off(row, world.ola, "2026-03-06")
    put_off(row, world.ola, "2026-03-10", reason="Trenger mer")
    at("2026-03-06")
    assert given("kind") == ["reminder"]
    with scopes_disabled():
        assert Snooze.objects.count() == 2
        assert Snooze.objects.filter(ended_at=None).get().reason == "Trenger mer"


@pytest.mark.parametrize(
    ("fields", "until", "problem"),
    [
        ({}, "2026-03-04", "i morgen"),
        ({}, "2026-03-19", "til og med 18.03.2026"),
        ({"statutory": True}, "2026-03-06", "lovpålagt"),
    ],
)
def test_a_refusal_says_what_to_do(set_due, at, world, fields, until, problem):
    (row,) = set_due(**fields)
    at("2026-03-04")
    with pytest.raises(Refused, match=problem):
        put_off(row, world.ola, until)
    assert not Snooze._base_manager.exists()


def test_the_page_puts_off_and_tells_what_is_wrong(set_due, at, world, sign_in):
    (row,) = set_due()
    at("2026-03-04")
    client, url = sign_in(world.ola), f"/oppgaver/{row.uuid}/utsett/"
    assert url in client.get("/oppgaver/").content.decode()
    assert "flyttes ikke" in client.get(url).content.decode()
    wrong = client.post(url, {"until": "2026-04-30", "reason": "Ferie"})
    assert (wrong.status_code, "til og med" in wrong.content.decode()) == (422, True)
    assert "Ferie" in wrong.content.decode()
    assert client.post(url, {"until": "2026-03-10", "reason": ""}).status_code == 422
    answer = client.post(url, {"until": "2026-03-10", "reason": "Ferie"}, follow=True).content.decode()
    assert "Varselet er utsatt til 10. mars." in answer
    assert "varselet er utsatt til 10.03.2026" in answer
    assert client.post(f"{url}avslutt/").status_code == 303
    row.refresh_from_db(from_queryset=Deadline._base_manager.all())
    assert row.due == DUE


def test_a_statutory_one_is_refused_in_words(set_due, at, world, sign_in):
    (row,) = set_due(statutory=True)
    at("2026-03-04")
    client, url = sign_in(world.ola), f"/oppgaver/{row.uuid}/utsett/"
    assert "lovpålagt, så varslene om den kan ikke utsettes" in client.get(url).content.decode()
    assert client.post(url, {"until": "2026-03-10", "reason": "Nei"}).status_code == 422
    assert not Snooze._base_manager.exists()


def test_from_a_notice_to_the_same_page(set_due, at, world, sign_in):
    (row,) = set_due()
    at("2026-03-04")
    (uuid,) = given("uuid")
    client = sign_in(world.ola)
    assert f"/oppgaver/varsel/{uuid}/utsett/" in client.get("/varsler/").content.decode()
    assert client.get(f"/oppgaver/varsel/{uuid}/utsett/").url == f"/oppgaver/{row.uuid}/utsett/"
    assert sign_in(world.kari).get(f"/oppgaver/varsel/{uuid}/utsett/").status_code == 404


def test_the_leader_sees_who_put_off_what_and_why(set_due, at, world, sign_in):
    (row,) = set_due()
    at("2026-03-04")
    put_off(row, world.ola, "2026-03-10", reason="Venter på tilbud")
    for name, sees in {"kari": True, "eli": True, "anne": True, "per": False, "nils": False}.items():
        html = sign_in(getattr(world, name)).get("/oppgaver/utsatt/").content.decode()
        assert ("Venter på tilbud" in html) == sees
    for name in ("ola", "vera", "rolf"):
        assert sign_in(getattr(world, name)).get("/oppgaver/utsatt/").status_code == 404
    for person in (world.per, world.nils, world.kari):
        assert sign_in(person).get(f"/oppgaver/{row.uuid}/utsett/").status_code == 404
        assert sign_in(person).post(f"/oppgaver/{row.uuid}/utsett/avslutt/").status_code == 404


def test_as_many_queries_for_thirty_as_for_three(set_due, at, world, sign_in):
    Person.objects.filter(pk=world.kari.pk).update(last_login=timezone.now())
    counts = []
    for number in (3, 27):
        for _each in range(number):
            area = ServiceArea.objects.create(
                municipality=world.municipality, name=f"Område {ServiceArea.objects.count()}"
            )
            (row,) = set_due(obj=area)
            put_off(row, world.ola, "2026-01-10")
        client = sign_in(world.kari)
        with CaptureQueriesContext(connection) as made:
            assert client.get("/oppgaver/utsatt/").status_code == 200
        counts.append(len(made))
    assert counts[0] == counts[1]
