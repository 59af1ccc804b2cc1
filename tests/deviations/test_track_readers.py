"""[D4, P4] Those who follow a track see its events in the whole municipality, and nothing else."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_scopes import scopes_disabled
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from deviations.actions.readers import end_sight, give_sight
from deviations.choices import Circle, TrackKind
from deviations.models import Deviation, Track, TrackNotice, TrackReader
from kvalitet.access.actions import appoint_deputy
from kvalitet.access.decisions import who
from kvalitet.history import actions as history
from kvalitet.notifications.models import Notice
from kvalitet.organisation.models import Person
from kvalitet.web.errors import Refused
from tests.access.test_visible_equals_who import assert_equal
from tests.deviations.tracked import tracked
from tests.factories import PersonFactory

LIST, ADD = reverse("deviations:reader-list"), reverse("deviations:reader-add")


def follow(world, person, kind=TrackKind.PRIVACY, *, starts=0, ends=None, title="Personvernombud"):
    today = timezone.localdate()
    days = {"starts": today + timedelta(days=starts), "ends": None if ends is None else today + timedelta(days=ends)}
    return give_sight(person, municipality=world.municipality, kind=kind, title=title, **days, by=world.kim)


def sees(person, event):
    fresh = Person.objects.get(pk=person.pk)
    return Deviation.objects.visible_to(fresh).filter(pk=event.pk).exists()


@scopes_disabled()
def test_reader_sees_the_track_and_nothing_beside_it(world):
    follow(world, world.tore)
    seen = tracked(world, TrackKind.PRIVACY)
    hidden = [tracked(world, TrackKind.SCHOOL), tracked(world, TrackKind.PRIVACY, is_about_leader=True)]
    confidential = tracked(world, TrackKind.PRIVACY, is_confidential=True)
    assert sees(world.tore, seen)
    assert sees(world.tore, confidential)
    assert not any(sees(world.tore, event) for event in hidden)
    assert not sees(world.nils, seen)


@scopes_disabled()
@pytest.mark.parametrize(
    ("starts", "ends", "is_seen"), [(0, None, True), (-5, 0, True), (-5, -1, False), (1, 5, False)]
)
def test_it_holds_from_day_to_day(world, starts, ends, is_seen):
    follow(world, world.tore, starts=starts, ends=ends)
    assert sees(world.tore, tracked(world, TrackKind.PRIVACY)) == is_seen


@scopes_disabled()
def test_stand_in_does_not_follow(world):
    follow(world, world.tore)
    appoint_deputy(world.tore, deputy=world.per, starts=timezone.localdate(), ends=None, reason="", by=None)
    event = tracked(world, TrackKind.PRIVACY, unit=world.sykehjem)
    assert not sees(world.per, event)
    assert world.per.pk not in who(event).person_ids()


@scopes_disabled()
def test_reader_is_told_of_a_new_case_without_its_title(world):
    follow(world, world.tore)
    event = tracked(world, TrackKind.PRIVACY, is_confidential=True, text="Journalen til Ola lå på nett.")
    told = Notice.objects.get(recipient=world.tore)
    assert told.title == f"Et lovpålagt varsel i sak {event.number}"
    assert "Journalen" not in told.title + told.text


kinds = st.sampled_from([TrackKind.PRIVACY, TrackKind.PATIENT, TrackKind.HSE])
readers = st.lists(st.tuples(st.integers(0, 2), kinds, st.integers(-2, 1), st.none() | st.integers(1, 3)), max_size=3)


@pytest.mark.django_db
@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
    phases=[Phase.explicit, Phase.generate],
)
@given(
    held=readers,
    events=st.lists(st.tuples(st.lists(kinds, max_size=2, unique=True), st.sampled_from(Circle.values)), max_size=3),
)
def test_who_sees_is_who_is_told(held, events, world):
    """`obj in visible_to(p)` ⇔ `p in who(obj)`, for events and what hangs on them, whatever is followed."""
    with transaction.atomic(), scopes_disabled():
        made = [PersonFactory(municipality=world.municipality) for _number in range(3)]
        for person, kind, starts, length in {(row[0], row[1]): row for row in held}.values():
            follow(world, made[person], kind, starts=starts, ends=None if length is None else starts + length)
        for followed, circle in events:
            event = tracked(world, *followed)
            history.apply(event, {"circle": circle, "handler": world.jon}, by=None)
        others = [world.nils.pk, world.kim.pk, world.vera.pk, world.jon.pk, world.heidi.pk]
        everyone = list(Person.objects.filter(pk__in=[*(person.pk for person in made), *others]))
        for model in (Deviation, Track, TrackNotice):
            assert_equal(model, everyone)
        transaction.set_rollback(True)


def test_only_those_who_set_up_open_the_page(world, sign_in, client):
    with scopes_disabled():
        reader = follow(world, world.tore)
    end = reverse("deviations:reader-end", args=[reader.uuid])
    for allowed in (world.kim, world.siri):
        assert {sign_in(allowed).get(address).status_code for address in (LIST, ADD)} == {200}
    for refused in (world.kari, world.ola, world.vera, world.nils):
        assert {sign_in(refused).get(address).status_code for address in (LIST, ADD)} == {403}
    assert sign_in(world.nils).post(end).status_code == 404
    assert sign_in(world.kari).post(end).status_code == 403
    assert client.get(LIST).status_code == 302


def test_reader_is_added_by_name_and_ended(world, sign_in):
    client, today = sign_in(world.kim), f"{timezone.localdate():%Y-%m-%d}"
    sent = {"kind": "privacy", "person": "tore  tangen", "title": "Personvernombud", "starts": today}
    assert client.post(ADD, sent).status_code == 303
    assert "Tangen" in client.get(LIST).content.decode()
    with scopes_disabled():
        reader = TrackReader.objects.get()
    assert client.post(reverse("deviations:reader-end", args=[reader.uuid])).status_code == 303
    with scopes_disabled():
        assert TrackReader.objects.get().ends == timezone.localdate()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"person": "Ukjent Person"}, "Fant ingen"),
        ({"person": "Nils Nordli"}, "Fant ingen"),
        ({"person": ""}, "Skriv hvem det er."),
        ({"kind": "tull"}, "Velg fra listen."),
        ({"starts": "i går"}, "Skriv datoen slik"),
        ({"starts": "2026-05-02", "ends": "2026-05-01"}, "før"),
        ({"starts": "0001-01-01"}, "mellom 2000 og 2100"),
        ({"title": ""}, "hvilken oppgave"),
    ],
)
def test_bad_input_is_told_in_words_and_changes_nothing(world, sign_in, changes, told):
    sent = {"kind": "privacy", "person": "tore", "title": "Ombud", "starts": "2026-05-01", **changes}
    response = sign_in(world.kim).post(ADD, sent)
    assert response.status_code == 422
    assert told in response.content.decode()
    with scopes_disabled():
        assert not TrackReader.objects.exists()


@scopes_disabled()
def test_same_person_twice_is_refused_and_ending_before_the_start_takes_it_away(world):
    follow(world, world.tore)
    with pytest.raises(Exception, match="følger allerede"):
        follow(world, world.tore)
    later = follow(world, world.tore, TrackKind.CYBER, starts=5)
    end_sight(later, ends=timezone.localdate(), by=world.kim)
    assert TrackReader.objects.count() == 1
    with pytest.raises(Refused, match="arbeider i kommunen"):
        follow(world, world.nils)


def test_list_of_readers_asks_the_same_of_3_and_30(world, sign_in):
    client = sign_in(world.kim)

    def questions():
        client.get(LIST)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(LIST).status_code == 200
        return len(asked)

    def grow(number):
        with scopes_disabled():
            for _number in range(number):
                follow(world, PersonFactory(municipality=world.municipality))

    grow(3)
    few = questions()
    grow(27)
    assert questions() == few
