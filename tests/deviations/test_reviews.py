"""[D6] The monthly review: an agenda of its own accord, one page in the meeting, minutes that stay as they are."""

from datetime import date, time, timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_scopes import scope, scopes_disabled
from icalendar import Calendar

from deviations.actions import review_notices
from deviations.choices import AgendaKind, Circle, ItemStatus, Seat
from deviations.models import Deviation, Review
from deviations.queries.reviews import suggested
from deviations.rules import reviews as rules
from kvalitet.access.decisions import who
from kvalitet.calendar.periods import add_months
from kvalitet.deadlines.models import Deadline
from kvalitet.notifications.models import Notice
from kvalitet.organisation.models import Unit
from tests.deviations.events import event
from tests.deviations.meetings import (
    IN_MONTH,
    LIST,
    MONTH,
    TODAY,
    items,
    month_of_events,
    pdf_text,
    planned,
)


@pytest.fixture
def found(world):
    """Return the events of the month."""
    return month_of_events(world)


def test_the_agenda_is_the_month_as_the_leader_sees_it(world, found):
    """What is about the leader is for named people, and never on the leader's own agenda."""
    with scopes_disabled():
        for event_in_time in (found["secret"], found["near"]):
            Deadline.objects.of(event_in_time).update(done_at=timezone.now())
    assert items(planned(world)) == {
        "Taket lekker": AgendaKind.OVERDUE,
        "Hemmelig sak": AgendaKind.NEW,
        "Nesten fall i trappa": AgendaKind.NEAR_MISS,
        "Knust rute": AgendaKind.CLOSED,
    }


def test_those_who_should_be_there_are_suggested(world):
    """Kari leads, Dag leads what lies below; Vera is safety representative here, Tore's union role is above."""
    with scope(municipality=[world.municipality.pk]):
        seats = {(one.person.username, one.seat) for one in suggested(world.skole, TODAY)}
    assert seats == {("kari", Seat.LEADER), ("dag", Seat.GROUP), ("vera", Seat.SAFETY), ("tore", Seat.UNION)}


def test_a_leader_plans_a_review_and_is_reminded_until_it_is_approved(world, found, sign_in):
    client = sign_in(world.kari)
    assert client.get(f"{LIST}ny/").status_code == 200
    sent = {"unit": str(world.skole.uuid), "month": f"{MONTH}", "held_on": f"{TODAY}", "held_time": "", "place": ""}
    response = client.post(f"{LIST}ny/", sent)
    assert response.status_code == 303
    with scopes_disabled():
        review = Review.objects.get(unit=world.skole)
        deadline = Deadline.objects.get(url=review.get_absolute_url())
        assert deadline.due >= TODAY
        assert "Hemmelig" not in deadline.title
        review.items.update(status=ItemStatus.NOTED)
    assert client.post(f"{LIST}{review.uuid}/godkjenn/", {"version": review.version}).status_code == 303
    deadline.refresh_from_db()
    assert deadline.done_at is not None


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"month": "2019-01-01"}, "Velg en måned fra listen."),
        ({"held_on": "i morgen"}, "Skriv datoen slik"),
        ({"held_on": f"{MONTH - timedelta(days=1)}"}, "kan ikke være før måneden"),
        ({"unit": f"{uuid4()}"}, "Velg en enhet fra listen."),
        ({"held_time": "kvart over"}, "Skriv klokkeslettet slik"),
    ],
)
def test_a_wrong_plan_is_told_and_stores_nothing(world, sign_in, changes, told):
    sent = {"unit": str(world.skole.uuid), "month": f"{MONTH}", "held_on": f"{TODAY}", "place": "Rom 4"} | changes
    response = sign_in(world.kari).post(f"{LIST}ny/", sent)
    assert response.status_code == 422
    assert told in response.content.decode()
    assert "Rom 4" in response.content.decode()
    with scopes_disabled():
        assert not Review.objects.exists()


def test_another_unit_and_the_same_month_again_are_refused(world, found, sign_in):
    planned(world)
    sent = {"unit": str(world.skole.uuid), "month": f"{MONTH}", "held_on": f"{TODAY}"}
    again = sign_in(world.kari).post(f"{LIST}ny/", sent)
    assert "har allerede en gjennomgang for denne måneden" in again.content.decode()
    other = sign_in(world.kari).post(f"{LIST}ny/", sent | {"unit": str(world.barnehage.uuid)})
    assert other.status_code == 422


@pytest.mark.parametrize(
    ("name", "code"),
    [
        *[(name, 200) for name in ("kari", "kim", "vera", "tore", "dag", "eli", "rolf")],
        *[(name, 404) for name in ("ola", "per", "jon", "siri", "nils")],
    ],
)
def test_who_may_read_it(world, found, sign_in, name, code):
    """[P2, P4] The page, the document and the calendar file have one answer."""
    review = planned(world)
    client = sign_in(world.people[name])
    for path in ("", "pdf/", "kalender.ics"):
        assert client.get(f"{LIST}{review.uuid}/{path}").status_code == code


@pytest.mark.parametrize("path", ["rediger/", "sak/", "oppdater/", "innkall/", "godkjenn/"])
def test_only_those_who_hold_it_change_it(world, found, sign_in, path):
    review = planned(world)
    assert sign_in(world.vera).post(f"{LIST}{review.uuid}/{path}", {}).status_code == 403
    assert sign_in(world.nils).post(f"{LIST}{review.uuid}/{path}", {}).status_code == 404
    assert sign_in(world.kari).post(f"{LIST}{review.uuid}/{path}", {}).status_code in {303, 422}


def test_one_must_be_signed_in(client, world):
    review = planned(world)
    for path in ("", "ny/", f"{review.uuid}/", f"{review.uuid}/pdf/", f"{review.uuid}/kalender.ics"):
        assert client.get(f"{LIST}{path}").status_code == 302


def test_confidential_items_are_left_out_for_the_representatives(world, found, sign_in):
    """[P4] On the page and in the document; who holds the review has them."""
    review = planned(world)
    for path, read in (("", bytes.decode), ("pdf/", pdf_text)):
        own = read(sign_in(world.kari).get(f"{LIST}{review.uuid}/{path}").content)
        copy = read(sign_in(world.vera).get(f"{LIST}{review.uuid}/{path}").content)
        assert "Hemmelig sak" in own
        assert "Hemmelig" not in copy
        assert "Taket lekker" in copy


def test_a_case_that_becomes_confidential_later_is_left_out_too(world, found, sign_in):
    review = planned(world)
    Deviation._base_manager.filter(pk=found["worst"].pk).update(circle=Circle.CONFIDENTIAL)
    body = sign_in(world.vera).get(f"{LIST}{review.uuid}/").content.decode()
    assert "Taket lekker" not in body


def test_the_copy_has_no_names_and_the_leader_s_own_has(world, sign_in):
    """[D9] What the privacy guard knows is taken out for those who don't hold the review."""
    event(world.skole, IN_MONTH, by=world.ola, text="Ola Olsen falt på isen.")
    review = planned(world)
    assert "Ola Olsen falt" in sign_in(world.kari).get(f"{LIST}{review.uuid}/").content.decode()
    assert "Ola Olsen falt" not in sign_in(world.tore).get(f"{LIST}{review.uuid}/").content.decode()
    assert "Ola Olsen falt" not in pdf_text(sign_in(world.tore).get(f"{LIST}{review.uuid}/pdf/").content)


def test_new_events_are_fetched_and_nothing_is_lost(world, found, sign_in):
    review, client = planned(world), sign_in(world.kari)
    event(world.skole, IN_MONTH, by=world.ola, text="Ny i måneden.")
    assert client.post(f"{LIST}{review.uuid}/oppdater/").status_code == 303
    assert client.post(f"{LIST}{review.uuid}/oppdater/").status_code == 303
    assert sorted(items(review)).count("Ny i måneden") == 1
    assert len(items(review)) == 5


def test_everyone_is_asked_once_for_a_time(world, found, sign_in):
    review, client = planned(world), sign_in(world.kari)
    for _twice in range(2):
        assert client.post(f"{LIST}{review.uuid}/innkall/").status_code == 303
    with scopes_disabled():
        told = Notice.objects.filter(title__startswith="Innkalling")
        assert sorted(told.values_list("recipient__username", flat=True)) == ["dag", "tore", "vera"]
        assert not any("Hemmelig" in notice.text for notice in told)


def test_the_meeting_fits_a_calendar(world, found, sign_in):
    review = planned(world)
    content = sign_in(world.vera).get(f"{LIST}{review.uuid}/kalender.ics").content
    (meeting,) = Calendar.from_ical(content).walk("VEVENT")
    assert str(meeting["UID"]) == f"{review.uuid}@kvalitet"
    assert timezone.localtime(meeting["DTSTART"].dt).time() == time(9)
    assert str(meeting["LOCATION"]) == "Møterommet"


def test_who_was_there_is_written_and_two_editors_are_told(world, found, sign_in):
    review, client = planned(world), sign_in(world.kari)
    sent = {"held_on": f"{TODAY}", "held_time": "10:00", "place": "Biblioteket", "summary": "Bra måned."}
    sent |= {"present": [world.kari.pk, world.vera.pk], "invite": "Ola Olsen", "version": review.version}
    assert client.post(f"{LIST}{review.uuid}/rediger/", sent).status_code == 303
    with scopes_disabled():
        there = {row.person.username: row.is_present for row in review.participants.select_related("person")}
    assert there == {"kari": True, "vera": True, "dag": False, "tore": False, "ola": True}
    late = sign_in(world.kim).post(f"{LIST}{review.uuid}/rediger/", sent | {"place": "Kantina", "invite": ""})
    assert late.status_code == 422
    assert "Kantina" in late.content.decode()
    assert sign_in(world.ola).get(f"{LIST}{review.uuid}/").status_code == 200  # asked, and so sees the agenda


def test_a_month_without_a_review_gets_one_by_the_clock(world, found):
    """Run again the same day it plans none; a unit without events gets none."""
    with scopes_disabled():
        assert review_notices.plan_missing(TODAY) == 1
        assert review_notices.plan_missing(TODAY) == 0
        review = Review.objects.get()
        assert (review.unit, review.month) == (world.skole, MONTH)
        assert Deadline.objects.filter(url=review.get_absolute_url(), role="leader").exists()


def test_the_page_asks_as_much_of_three_rows_as_of_thirty(world, sign_in):
    client, asked = sign_in(world.kari), []
    client.get(LIST)
    for more, month in ((3, MONTH), (30, add_months(MONTH, -1))):
        for _number in range(more):
            event(world.skole, month.replace(day=5), by=world.ola)
        review = planned(world, month=month)
        for path in ("", f"{review.uuid}/", f"{review.uuid}/pdf/"):
            cache.clear()
            with CaptureQueriesContext(connection) as captured:
                assert client.get(f"{LIST}{path}").status_code == 200
            asked.append(len(captured))
    assert asked[:3] == asked[3:]


def test_due_day_is_a_working_day_of_the_month_after():
    """20 December 2026 is a Sunday."""
    assert rules.due_day(date(2026, 11, 1), 20) == date(2026, 12, 21)
    assert rules.month_before(date(2026, 1, 15)) == date(2025, 12, 1)


def test_a_thing_is_taken_once_for_its_first_reason():
    unit = Unit(pk=1)
    points = [rules.Point("closed", "A", deviation=unit), rules.Point("overdue", "A", deviation=unit)]
    points += [rules.Point("new", f"{n}", deviation=Unit(pk=n)) for n in range(2, 60)]
    found = rules.agenda(points)
    assert [point.kind for point in found[:2]] == ["overdue", "new"]
    assert len(found) == 1 + rules.MOST_OF_A_KIND


def test_who_can_see_and_what_is_visible_have_one_answer(world, found):
    """[P4] For a review, and for its items whether they are for everyone or not."""
    review = planned(world)
    with scope(municipality=[world.municipality.pk]):
        things = [review, *review.items.all(), review.participants.first()]
        for thing in things:
            named = who(thing).person_ids()
            seen = {p.pk for p in world.people.values() if type(thing).objects.visible_to(p).filter(pk=thing.pk)}
            assert seen == named & {p.pk for p in world.people.values()}, thing
