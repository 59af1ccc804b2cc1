"""/health/ tells when the clock stands. [P6]"""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_scopes import scopes_disabled

from kvalitet.deadlines import actions
from kvalitet.notifications.models import Notice

pytestmark = pytest.mark.django_db


def test_open_to_all_and_well_after_a_tick(client):
    assert client.get("/health/").status_code == 503
    actions.plan(timezone.now())
    answer = client.get("/health/")
    assert (answer.status_code, answer.json()["ok"]) == (200, True)


def test_red_when_the_clock_has_stood_for_five_minutes(client, time_machine):
    actions.plan(timezone.now())
    time_machine.move_to(timezone.now() + timedelta(minutes=6), tick=False)
    answer = client.get("/health/", headers={"accept": "text/html"})
    assert answer.status_code == 503
    assert "Klokken har stanset." in answer.content.decode()


def test_red_when_a_notice_has_waited_for_a_quarter(client, set_due, at, time_machine):
    set_due(statutory=True)
    at("2026-03-04")
    assert client.get("/health/").status_code == 200
    at("2026-03-04", hour=7)
    answer = client.get("/health/")
    assert (answer.status_code, answer.json()["queue"]) == (503, {"ok": False, "late": 1})


def test_uncertain_ones_are_counted_but_not_red(client, set_due, at):
    set_due(statutory=True)
    at("2026-03-04")
    with scopes_disabled():
        Notice.objects.update(state="uncertain")
    answer = client.get("/health/")
    assert (answer.status_code, answer.json()["uncertain"]) == (200, 1)
