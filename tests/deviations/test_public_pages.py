"""People without an account report from a place that allows it. [D1]"""

import re

import pytest
from django.urls import reverse
from django_scopes import scopes_disabled

from deviations.models import Deviation, DeviationSettings, Place
from kvalitet.history import actions as history
from tests.privacy.dump import added, dump


@pytest.fixture
def rules(world):
    """The municipality lets people report without an account."""
    with scopes_disabled():
        return history.create(DeviationSettings, by=None, municipality=world.municipality, allows_public=True)


@pytest.fixture
def place(world, rules):
    """A place with a link on the wall."""
    with scopes_disabled():
        return history.create(
            Place, by=None, municipality=world.municipality, unit=world.skole, name="Inngangen", allows_public=True
        )


def url_of(place):
    return reverse("deviations:public-report", args=[place.token])


def sent(client, place, **more):
    data = {"description": "Lampa er knust.", "seriousness": "1", **more}
    return client.post(url_of(place), data)


def test_a_report_comes_to_the_unit_with_a_code_and_nobodys_name(place, world, client):
    assert "Inngangen" in client.get(url_of(place)).content.decode()
    answer = sent(client, place)
    assert answer.status_code == 200
    assert re.search(r"(?:[A-Z0-9]{4}-){3}[A-Z0-9]{4}", answer.content.decode())
    with scopes_disabled():
        event = Deviation.objects.get(source="public")
        assert (event.unit, event.place, event.reporter_id) == (world.skole, place, None)
        assert Deviation.objects.visible_to(world.kari).filter(pk=event.pk).exists()
        assert not Deviation.objects.visible_to(world.nils).filter(pk=event.pk).exists()


@pytest.mark.parametrize("change", [{"allows_public": False}, {"is_active": False}])
def test_closed_places_look_like_unknown_ones(place, client, change):
    with scopes_disabled():
        history.apply(place, change, by=None)
    assert client.get(url_of(place)).status_code == 404
    assert sent(client, place).status_code == 404
    assert client.get(reverse("deviations:public-report", args=["finnesikke"])).status_code == 404
    assert client.post(reverse("deviations:public-check", args=[place.token]), {"text": "x"}).status_code == 404


def test_the_municipality_can_close_them_all(place, rules, client):
    with scopes_disabled():
        history.apply(rules, {"allows_public": False}, by=None)
    assert client.get(url_of(place)).status_code == 404


def test_a_program_that_fills_in_everything_is_stopped(place, client):
    before = dump()
    answer = sent(client, place, website="https://spam.example")
    assert answer.status_code == 422
    assert "skal stå tomt" in answer.content.decode()
    assert added(before, dump()) == {}


def test_too_many_reports_from_one_address_are_stopped_and_another_address_is_not(place, client):
    assert [sent(client, place).status_code for _time in range(7)] == [200] * 6 + [429]
    other = client.post(url_of(place), {"description": "Her også.", "seriousness": "1"}, REMOTE_ADDR="198.51.100.9")
    assert other.status_code == 200


def test_no_address_is_kept(place, client):
    before = dump()
    client.post(url_of(place), {"description": "Lampa er knust.", "seriousness": "1"}, REMOTE_ADDR="198.51.100.77")
    new = "\n".join(row for rows in added(before, dump()).values() for row in rows)
    assert "Lampa" in new
    assert "198.51.100" not in new


def test_the_text_is_looked_through_and_what_is_taken_away_is_stored_nowhere(place, client):
    text = {"description": "Ola Olsen knuste lampa."}
    assert sent(client, place, **text).status_code == 422
    before = dump()
    assert sent(client, place, **text, description_seen="name:Ola Olsen").status_code == 200
    new = "\n".join(row for rows in added(before, dump()).values() for row in rows)
    assert "[navn] knuste lampa" in new
    assert "Olsen" not in new


def test_the_browser_may_ask_while_one_writes_but_not_without_end(place, client):
    url = reverse("deviations:public-check", args=[place.token])
    assert client.post(url, {"text": "Ola Olsen"}).json()["found"][0]["placeholder"] == "[navn]"
    assert {client.post(url, {"text": "x"}).status_code for _time in range(130)} == {200, 429}


def test_the_sign_on_the_wall_leads_those_who_arent_signed_in_here(place, client, world, sign_in):
    url = f"{reverse('deviations:report')}?sted={place.token}"
    assert client.get(url).headers["Location"] == url_of(place)
    assert sign_in(world.ola).get(url).status_code == 200


def test_wrong_answers_keep_what_was_typed(place, client):
    answer = sent(client, place, seriousness="9")
    assert answer.status_code == 422
    assert "Lampa er knust." in answer.content.decode()


def test_the_page_asks_as_much_each_time(place, client, django_assert_num_queries):
    with django_assert_num_queries(2):
        client.get(url_of(place))
