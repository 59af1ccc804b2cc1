"""The search finds events for those who may see them, and says nothing of them to others. [P4, P9]"""

import pytest
from django.urls import reverse
from django_scopes import scopes_disabled

from deviations.models import Numbering
from tests.events import event

pytestmark = pytest.mark.django_db


def found(client, words: str) -> str:
    response = client.get(reverse("search:results"), {"q": words, "type": "avvik"})
    assert response.status_code == 200
    return response.content.decode()


def test_events_are_found_by_title_text_parts_and_number(world, sign_in):
    with scopes_disabled():
        Numbering.objects.create(municipality=world.municipality, last=1041)
    case = event(world, text="Beboer fikk feil legemiddeldose. Hun sov tungt.")
    client = sign_in(world.kari)
    for words in ("legemiddeldoser", "dose", "sov", "1042"):
        assert case.get_absolute_url() in found(client, words), words


@pytest.mark.parametrize("limits", [{"is_confidential": True}, {"is_about_leader": True}])
def test_what_one_may_not_see_is_neither_found_counted_nor_meant(world, sign_in, limits):
    """[P4] Also not as «Mente du …», which looks in titles."""
    case = event(world, text="Krangel om vaktlisten", by=world.vera, **limits)
    for words in ("vaktlisten", "vaktlsiten", str(case.uuid)):
        for person in (world.ola, world.tore, world.nils, world.heidi):
            page = found(sign_in(person), words)
            assert case.get_absolute_url() not in page
            assert "Krangel" not in page
            assert "vaktlisten</" not in page or words == "vaktlisten"
    assert case.get_absolute_url() in found(sign_in(world.vera), "vaktlisten")


def test_a_word_spelt_wrong_is_corrected_from_titles_one_sees(world, sign_in):
    event(world, text="Krangel om vaktlisten")
    assert "vaktlisten" in found(sign_in(world.kari), "vaktlsiten")


def test_a_hit_says_number_unit_day_and_state(world, sign_in):
    case = event(world, text="Krangel om vaktlisten")
    page = found(sign_in(world.kari), "krangel")
    assert f"Nr. {case.number}" in page
    assert "Solbakken skole" in page
    assert "Meldt" in page
