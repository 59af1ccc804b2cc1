"""How much the system sends, and never what it says. [P13]"""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_scopes import scope

from kvalitet.deadlines.rules import NORWAY
from kvalitet.notifications import figures
from kvalitet.notifications.models import Notice
from tests.factories import PersonFactory, PositionFactory

SINCE = datetime(2026, 1, 1, tzinfo=NORWAY)


@pytest.fixture
def inside(world):
    with scope(municipality=[world.municipality.pk]):
        yield world


def rows(person, *, only_leaders=False):
    today = timezone.localdate()
    people = figures.people_counted_by(person, today, only_leaders=only_leaders)
    return figures.person_rows(figures.counts_by_person(people, SINCE, today), SINCE)


def test_a_digest_is_one_e_mail_of_many_notices(tell, drain, inside):
    tell(mode="digest"), tell(mode="digest")
    drain()
    sent = figures.own_counts(inside.ola, SINCE, timezone.localdate())
    assert (sent.notices, sent.mails) == (2, 1)


def test_more_than_one_e_mail_a_day_is_marked(tell, drain, inside):
    """What can't be muted is not held against the budget."""
    tell(), tell(), tell(inside.vera), tell(inside.vera, statutory=True)
    drain()
    found = {row.person.username: row for row in rows(inside.kari)}
    assert (found["ola"].sent.mails, found["ola"].over_budget) == (2, 1)
    assert (found["vera"].sent.mails, found["vera"].over_budget) == (2, 0)


def test_in_time_is_read_or_done_before_the_deadline(tell, inside):
    told = [tell(), tell(), tell()]
    due = {"kind": "reminder", "due": timezone.localdate()}
    Notice.objects.filter(pk__in=[one.pk for one in told]).update(**due)
    Notice.objects.filter(pk=told[0].pk).update(read_at=timezone.now())
    Notice.objects.filter(pk=told[1].pk).update(read_at=timezone.now() + timedelta(days=1))
    assert figures.own_counts(inside.ola, SINCE, timezone.localdate()).in_time == 50


@pytest.mark.parametrize(
    ("name", "sees"),
    [
        ("kari", {"kari", "ola"}),
        ("eli", {"kari", "ola", "per"}),
        ("heidi", {"kari", "ola", "per"}),
        ("per", {"per"}),
        ("ola", set()),
        ("siri", set()),
        ("nils", set()),
    ],
)
def test_each_sees_the_numbers_of_those_they_lead(tell, inside, name, sees):
    for person in (inside.kari, inside.ola, inside.per):
        tell(person)
    assert {row.person.username for row in rows(getattr(inside, name))} == sees


def test_the_page_says_the_conclusion_and_leads_to_the_rows(tell, world, sign_in):
    notice = tell()
    tell(world.kari)
    client = sign_in(world.kari)
    html = client.get("/varsler/antall/").content.decode()
    assert "2 personer har fått 2 varsler" in html
    assert "Du har fått 1 varsel og 0 e-poster" in html
    url = f"/varsler/antall/{world.ola.uuid}/"
    assert url in html
    page = client.get(url).content.decode()
    assert "Melding" in page
    assert notice.title not in page
    assert notice.why not in page


def test_others_see_only_their_own(tell, world, sign_in, client):
    tell()
    url = f"/varsler/antall/{world.ola.uuid}/"
    html = sign_in(world.ola).get("/varsler/antall/").content.decode()
    assert "Du har fått 1 varsel" in html
    assert "Per person" not in html
    assert sign_in(world.ola).get(url).status_code == 200
    for person in (world.per, world.siri, world.nils, world.vera):
        assert sign_in(person).get(url).status_code == 404
    assert client.get(url).status_code == 302


def test_as_many_queries_for_thirty_as_for_three(tell, world, sign_in):
    client = sign_in(world.anne)
    counts = []
    for number in (3, 20):
        for _each in range(number):
            person = PersonFactory(municipality=world.municipality)
            PositionFactory(person=person, unit=world.skole)
            tell(person)
        with CaptureQueriesContext(connection) as made:
            assert client.get("/varsler/antall/?vis=alle").status_code == 200
            assert client.get(f"/varsler/antall/{person.uuid}/").status_code == 200
        counts.append(len(made))
    assert counts[0] == counts[1]
