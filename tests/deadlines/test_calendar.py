"""Own deadlines in a calendar, at an address only the person knows. [P6]"""

from datetime import date

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_scopes import scopes_disabled
from icalendar import Calendar

from kvalitet.access.actions import appoint_deputy
from kvalitet.deadlines import actions, registry
from kvalitet.deadlines.actions import Assignee, renew_feed, revoke_feed
from kvalitet.deadlines.models import CalendarFeed
from kvalitet.organisation import actions as organisation
from kvalitet.organisation.models import ServiceArea


@pytest.fixture
def followed(world):
    """Return the address Ola follows."""
    return f"/kalender/{renew_feed(world.ola)}.ics"


def events(url, client=None):
    answer = (client or Client()).get(url)
    assert answer.status_code == 200
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def test_a_calendar_program_reads_the_deadlines_without_signing_in(set_due, followed):
    (row,) = set_due()
    answer = Client().get(followed)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "Set-Cookie" not in answer.headers
    calendar = Calendar.from_ical(answer.content)
    assert calendar["VERSION"] == "2.0"
    (event,) = calendar.walk("VEVENT")
    assert event["UID"] == f"{row.uuid}@kvalitet"
    assert event["SUMMARY"] == "Frist: Lag plan for opplæring"
    assert event.decoded("DTSTART") == date(2026, 3, 18)
    assert event["DTSTART"].to_ical() == b"20260318"
    assert b"DTSTART;VALUE=DATE:20260318" in answer.content
    assert event.decoded("DTEND") == date(2026, 3, 19)
    assert "Solbakken skole" in event["DESCRIPTION"]
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))


def test_a_moved_deadline_is_the_same_event_with_a_higher_number(set_due, followed):
    set_due()
    (first,) = events(followed)
    set_due(due=date(2026, 4, 20))
    (moved,) = events(followed)
    assert (first["UID"], first["SEQUENCE"], moved["SEQUENCE"]) == (moved["UID"], 0, 1)
    assert moved.decoded("DTSTART") == date(2026, 4, 20)


def test_only_own_open_deadlines_of_the_coming_year(set_due, followed, world, area):
    for number, due in enumerate([None, date(2025, 11, 1), date(2025, 12, 20), date(2026, 12, 31), date(2027, 2, 1)]):
        other = ServiceArea.objects.create(municipality=world.municipality, name=f"Område {number}")
        set_due(obj=other, due=due)
    set_due(Assignee(person=world.vera))
    assert [event.decoded("DTSTART") for event in events(followed)] == [date(2025, 12, 20), date(2026, 12, 31)]
    done = ServiceArea.objects.get(name="Område 2")
    actions.complete(done, by=world.ola)
    assert len(events(followed)) == 1


def test_what_is_sensitive_is_neutral(set_due, followed, monkeypatch):
    monkeypatch.setattr(registry, "_sources", {})
    registry.register_source(ServiceArea, label="Område", neutral_title="Frist i Kvalitet")
    set_due()
    content = Client().get(followed).content.decode()
    assert "Frist i Kvalitet" in content
    assert "opplæring" not in content


def test_a_change_of_access_counts_at_once(set_due, followed, world):
    set_due(Assignee(person=world.nils), Assignee(person=world.per))
    nils = f"/kalender/{renew_feed(world.nils)}.ics"
    assert events(nils) == []
    assert events(followed) == []
    today = date(2026, 1, 5)
    stand_in = appoint_deputy(world.per, deputy=world.ola, starts=today, ends=today, reason="", by=None)
    assert len(events(followed)) == 1
    stand_in.delete()
    assert events(followed) == []


@pytest.mark.parametrize("change", ["forged", "renewed", "revoked", "left"])
def test_an_address_not_in_use_tells_nothing(set_due, followed, world, change):
    set_due()
    if change == "forged":
        followed = followed[:-5] + ("A" if followed[-5] != "A" else "B") + ".ics"
    elif change == "renewed":
        renew_feed(world.ola)
    elif change == "revoked":
        assert revoke_feed(world.ola)
    else:
        organisation.set_active(world.ola, is_active=False, by=world.siri)
    answer = Client().get(followed)
    assert (answer.status_code, answer.content) == (404, b"")
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_the_secret_itself_is_kept_nowhere(followed):
    secret = followed.split("/")[2].removesuffix(".ics")
    assert len(secret) >= 43
    assert secret not in str(CalendarFeed.objects.values().get())


def test_guessing_and_asking_all_the_time_are_stopped(set_due, followed, monkeypatch):
    monkeypatch.setattr("kvalitet.deadlines.views.calendar.MOST_MISSED", 2)
    monkeypatch.setattr("kvalitet.deadlines.views.calendar.MOST_READ", 2)
    assert [Client().get("/kalender/feil.ics").status_code for _try in range(4)] == [404, 404, 429, 429]
    assert [Client().get(followed).status_code for _try in range(3)] == [200, 200, 429]
    cache.clear()
    assert Client().get(followed).status_code == 200


def test_the_page_makes_shows_once_renews_and_stops(world, sign_in, set_due):
    set_due()
    client = sign_in(world.ola)
    assert "Lag adresse" in client.get("/kalender/").content.decode()
    made = client.post("/kalender/ny/")
    html = made.content.decode()
    assert "no-store" in made.headers["Cache-Control"]
    assert "<svg" in html
    first = html.split('value="http')[1].split('"')[0].split("/kalender/")[1]
    assert len(events(f"/kalender/{first}")) == 1
    page = client.get("/kalender/").content.decode()
    assert first not in page
    assert "Sist lest av en kalender" in page
    client.post("/kalender/ny/")
    assert Client().get(f"/kalender/{first}").status_code == 404
    assert client.post("/kalender/stopp/").status_code == 303
    assert not CalendarFeed.objects.exists()
    for url in ("/kalender/", "/kalender/ny/", "/kalender/stopp/"):
        assert Client().post(url).status_code == 302


def test_one_task_as_a_file(world, sign_in, set_due):
    (row,) = set_due()
    url = f"/oppgaver/{row.uuid}/frist.ics"
    (event,) = events(url, sign_in(world.ola))
    assert event["UID"] == f"{row.uuid}@kvalitet"
    for person in (world.per, world.nils, world.kari):
        assert sign_in(person).get(url).status_code == 404
    assert Client().get(url).status_code == 302


def test_as_many_queries_for_thirty_as_for_three(set_due, followed, world):
    counts = []
    for number in (3, 27):
        for _each in range(number):
            name = f"Område {ServiceArea.objects.count()}"
            set_due(obj=ServiceArea.objects.create(municipality=world.municipality, name=name))
        with CaptureQueriesContext(connection) as made, scopes_disabled():
            events(followed)
        counts.append(len(made))
    assert counts[0] - counts[1] in {0, 1}  # the first also notes that it was read


def test_it_is_noted_that_it_was_read(followed, world, set_due):
    set_due()
    assert CalendarFeed.objects.get(person=world.ola).read_at is None
    events(followed)
    assert CalendarFeed.objects.get(person=world.ola).read_at is not None
