"""Where one is signed in, and how it ends. [P11]"""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kvalitet.organisation import actions as organisation
from kvalitet.signin.actions.visits import tidy
from kvalitet.signin.models import Visit
from kvalitet.signin.rules import device_in_words, network_of

CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
)
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1"
PASSWORD = "tre ord og litt til"
SECURITY = "/konto/sikkerhet/"


@pytest.fixture
def enter(world):
    """Return a function that signs a person in through the page, from a browser."""

    def entered(person, agent=CHROME):
        person.set_password(PASSWORD)
        person.save()
        client = Client(headers={"user-agent": agent}, REMOTE_ADDR="10.20.30.40")
        answer = client.post(reverse("account_login"), {"login": person.username, "password": PASSWORD})
        assert answer.status_code == 302, answer.text
        return client

    return entered


def keep_password(person):
    person.set_password(PASSWORD)
    person.save()


def test_the_page_shows_where_one_is_signed_in(world, enter):
    """Device in words, the network without its last part, and which one this is."""
    client = enter(world.kari)
    page = client.get(SECURITY).text
    assert "Chrome på Windows" in page
    assert "10.20.30.x" in page
    assert "10.20.30.40" not in page
    assert "Denne enheten" in page
    assert Visit.objects.get().network == "10.20.30.x"


def test_one_ends_one_or_all_the_others_and_nobody_else_s(world):
    keep_password(world.kari)
    keep_password(world.ola)
    clients = [Client(headers={"user-agent": agent}) for agent in (CHROME, PHONE, CHROME)]
    for client in clients:
        client.post(reverse("account_login"), {"login": "kari", "password": PASSWORD})
    other = Client()
    other.post(reverse("account_login"), {"login": "ola", "password": PASSWORD})
    here, phone, third = clients
    row = Visit.objects.get(session_key=phone.session.session_key)
    assert other.post(reverse("signin:visit-end", args=[row.uuid])).status_code == 404
    assert here.post(reverse("signin:visit-end", args=[row.uuid])).status_code == 303
    assert phone.get(SECURITY).status_code == 302
    assert third.get(SECURITY).status_code == 200
    assert here.post(reverse("signin:visit-end-others")).status_code == 303
    assert third.get(SECURITY).status_code == 302
    assert here.get(SECURITY).status_code == 200
    assert other.get(SECURITY).status_code == 200


def test_a_new_password_ends_the_other_sessions_at_once(world):
    keep_password(world.kari)
    here, there = Client(), Client()
    for client in (here, there):
        client.post(reverse("account_login"), {"login": "kari", "password": PASSWORD})
    new = "noe helt annet enn før"
    typed = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert here.post(reverse("account_change_password"), typed).status_code == 302
    assert there.get(SECURITY).status_code == 302
    page = here.get(SECURITY)
    assert page.status_code == 200
    assert "Passordet er byttet." in page.text
    assert "Denne enheten" in page.text  # followed to the session's new key
    newest = world.kari.history.first()
    assert (newest.history_user, newest.history_change_reason) == (world.kari, "Byttet passord.")


def test_one_who_is_closed_is_out_at_once_and_stays_out(world, enter, sign_in):
    client = enter(world.ola)
    admin = sign_in(world.siri)
    admin.post(reverse("setup:person-deactivate", args=[world.ola.uuid]))
    assert client.get(SECURITY).status_code == 302
    admin.post(reverse("setup:person-activate", args=[world.ola.uuid]))
    assert client.get(SECURITY).status_code == 302


def test_the_administrator_signs_a_person_out_everywhere(world, enter, sign_in):
    client = enter(world.ola)
    url = reverse("signin:visit-end-all", args=[world.ola.uuid])
    assert sign_in(world.kari).post(url).status_code == 403
    assert sign_in(world.nils).post(url).status_code == 404
    assert Client().post(url).status_code == 302
    assert client.get(SECURITY).status_code == 200
    assert sign_in(world.siri).post(url).status_code == 303
    assert client.get(SECURITY).status_code == 302
    assert world.ola.history.first().history_change_reason == "Logget ut overalt."


def test_an_ordinary_page_writes_nothing_until_five_minutes_have_passed(world, enter, django_assert_num_queries):
    start = timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        client = enter(world.kari)
        client.get(SECURITY)
        first = Visit.objects.get().last_seen_at
        clock.shift(timedelta(minutes=4))
        client.get(SECURITY)
        assert Visit.objects.get().last_seen_at == first
        clock.shift(timedelta(minutes=2))
        client.get(SECURITY)
        assert Visit.objects.get().last_seen_at > first


def test_signing_in_is_no_change_of_the_person(world, enter):
    enter(world.kari)
    before = world.kari.history.count()
    client = Client()
    client.post(reverse("account_login"), {"login": "kari", "password": PASSWORD})
    assert world.kari.history.count() == before


def test_the_night_removes_what_is_over(world, enter):
    client, other = enter(world.kari), enter(world.ola)
    organisation.set_active(world.ola, is_active=False, by=world.siri)
    tidy(timezone.now())
    assert [visit.person for visit in Visit.objects.all()] == [world.kari]
    assert client.get(SECURITY).status_code == 200
    assert other.get(SECURITY).status_code == 302
    tidy(timezone.now() + timedelta(hours=13))
    assert (Visit.objects.count(), Session.objects.count()) == (0, 0)


def test_the_list_asks_the_same_for_few_and_many(world, enter, django_assert_num_queries):
    client = enter(world.kari)

    def asked():
        from django.db import connection  # noqa: PLC0415
        from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

        with CaptureQueriesContext(connection) as captured:
            assert client.get(SECURITY).status_code == 200
        return len(captured)

    few = asked()
    for number in range(30):
        session = Session.objects.create(session_key=f"k{number}", expire_date=timezone.now() + timedelta(hours=1))
        Visit.objects.create(person=world.kari, session_key=session.session_key, method="password", device="Mac")
    assert asked() == few


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (CHROME, "Chrome på Windows"),
        (PHONE, "Safari på iPhone"),
        (CHROME + " Edg/140.0", "Edge på Windows"),
        ("Mozilla/5.0 (Android 15; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0", "Firefox på Android"),
        ("curl/8", "Ukjent nettleser"),
        ("", "Ukjent nettleser"),
    ],
)
def test_devices_are_said_in_words(agent, words):
    assert device_in_words(agent) == words


@pytest.mark.parametrize(
    ("ip", "kept"),
    [("10.1.2.3", "10.1.2.x"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"), ("noe", ""), ("", "")],
)
def test_of_an_address_only_the_network_is_kept(ip, kept):
    assert network_of(ip) == kept
