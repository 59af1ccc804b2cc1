"""Earlier events like one event: found, explained, never leaked, and gathered into a pattern. [D10]"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_scopes import scopes_disabled

from deviations.choices import Circle
from deviations.models import Category, Pattern
from deviations.queries.similar import similar_to
from kvalitet.history import actions as history
from tests.deviations.cases import category, fresh, reported, secret

MEDICINE = "Feil medisin gitt ved kveldsrunden. Dosetten var forvekslet med naboens."
ALIKE = "Medisin ble ikke gitt, for dosetten lå igjen på kjøkkenet."
OTHER = "Printeren på kontoret er tom for toner."


@pytest.fixture(autouse=True)
def _every_municipality():
    with scopes_disabled():
        yield


def url(event):
    return reverse("deviations:similar", args=[event.uuid])


def found(user, event):
    return [one.event for one in similar_to(user, fresh(event))]


def test_earlier_events_with_the_same_words_are_found_and_explained(world, sign_in):
    """[D10]"""
    earlier, _other = reported(world, ALIKE, days_ago=20), reported(world, OTHER, days_ago=10)
    event = reported(world, MEDICINE)
    assert found(world.kari, event) == [earlier]
    page = sign_in(world.kari).get(url(event)).text
    assert earlier.title in page
    assert "Samme enhet og ordene «medisin», «gitt» og «dosett" in page
    assert OTHER[:10] not in page
    assert found(world.kari, earlier) == []


def test_a_title_that_is_nearly_the_same_is_found_without_a_common_stem(world):
    fall = category(world)
    earlier = reported(world, "Falt i trappa", days_ago=5, category=fall)
    assert found(world.kari, reported(world, "Falt i trappene", category=fall)) == [earlier]


def test_the_most_alike_come_first(world):
    far = reported(world, ALIKE, unit=world.mellomtrinnet, days_ago=3)
    near = reported(world, MEDICINE, days_ago=20, category=category(world, "Medisin"))
    event = reported(world, MEDICINE, category=category(world, "Medisin"))
    assert found(world.kari, event) == [near, far]


def test_nothing_hidden_is_found(world):
    """Neither the confidential, nor another unit's, nor the neighbour's. [P4]"""
    secret(reported(world, ALIKE, days_ago=4))
    secret(reported(world, ALIKE, days_ago=4), Circle.RESTRICTED)
    reported(world, ALIKE, unit=world.barnehage, by=world.per, days_ago=4)
    reported(world, ALIKE, unit=world.asheim, by=world.nils, days_ago=4)
    event = reported(world, MEDICINE)
    assert found(world.rolf, event) == [one for one in found(world.rolf, event) if one.unit == world.barnehage]
    assert found(world.dag, event) == []
    assert found(world.nils, event) == []


@pytest.mark.parametrize("text", ["Hm", "!!! ??? ...", "' | & ! :*", "æøå ÆØÅ", "x" * 300])
def test_any_text_can_be_asked_about(world, text):
    reported(world, ALIKE, days_ago=2)
    assert found(world.kari, reported(world, text)) == []


def test_who_opens_the_page(world, sign_in):
    event = reported(world, MEDICINE)
    codes = {
        name: sign_in(getattr(world, name)).get(url(event)).status_code
        for name in ("kari", "ola", "rolf", "per", "nils")
    }
    assert codes == {"kari": 200, "ola": 200, "rolf": 200, "per": 404, "nils": 404}
    part = sign_in(world.kari).get(url(event), headers={"HX-Request": "true"}).text
    assert "<html" not in part
    assert "Ingen tidligere saker" in part


def test_leader_gathers_what_belongs_together(world, sign_in):
    """[D10]"""
    earlier, event = reported(world, ALIKE, days_ago=20), reported(world, MEDICINE)
    client = sign_in(world.kari)
    chosen = {"events": [earlier.uuid], "unit": world.skole.uuid, "title": "Medisin gis ikke"}
    assert client.post(url(event), {**chosen, "title": ""}).status_code == 422
    assert client.post(url(event), {**chosen, "events": []}).status_code == 422
    assert client.post(url(event), {**chosen, "unit": world.fjordvik.uuid}).status_code == 422
    assert client.post(url(event), chosen).status_code == 303
    pattern = Pattern._base_manager.get()
    assert (pattern.title, pattern.unit) == ("Medisin gis ikke", world.skole)
    assert {link.deviation for link in pattern.event_links.all()} == {earlier, event}
    third = reported(world, MEDICINE)
    more = {"events": [event.uuid], "pattern": pattern.uuid}
    assert client.post(url(third), more).status_code == 303
    assert pattern.event_links.count() == 3
    assert sign_in(world.ola).post(url(event), chosen).status_code == 403
    assert sign_in(world.rolf).post(url(event), chosen).status_code == 403
    assert sign_in(world.per).post(url(event), chosen).status_code == 404


def test_an_event_one_cannot_see_is_not_gathered(world, sign_in):
    hidden = reported(world, ALIKE, unit=world.barnehage, by=world.per, days_ago=4)
    event = reported(world, MEDICINE)
    reported(world, ALIKE, days_ago=9)
    chosen = {"events": [hidden.uuid], "unit": world.skole.uuid, "title": "Medisin gis ikke"}
    answer = sign_in(world.kari).post(url(reported(world, MEDICINE)), chosen)
    assert answer.status_code == 422
    assert not Pattern._base_manager.exists()
    assert event.pk


def test_as_many_queries_with_many_as_with_few(world, sign_in):
    event = reported(world, MEDICINE)
    client = sign_in(world.kari)
    counts = []
    for number in (3, 30):
        for _one in range(number):
            reported(world, ALIKE, days_ago=3)
        client.get(url(event))
        with CaptureQueriesContext(connection) as captured:
            client.get(url(event))
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_names_are_taken_out_for_those_who_represent_others(world, sign_in):
    """[D11]"""
    hse = history.create(Category, by=None, municipality=world.municipality, name="HMS", tracks=["hse"])
    reported(world, "Per Pettersen skled på glatt gulv i gangen.", days_ago=4, category=hse)
    event = reported(world, "Ola Olsen skled på glatt gulv i gangen.", by=world.kari, category=hse)
    page = sign_in(world.vera).get(url(event)).text
    assert "skled på glatt gulv" in page
    assert "Pettersen" not in page
    assert "Olsen" not in page
    assert "Pettersen" in sign_in(world.kari).get(url(event)).text
