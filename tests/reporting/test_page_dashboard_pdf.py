"""The overview on paper says what the page says, to the same people."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from tests import busy

pytestmark = pytest.mark.django_db
URL = "/styring/pdf/"


def read(response):
    assert response["Content-Type"] == "application/pdf"
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(response.content)).pages]


def test_the_chief_gets_conclusion_numbers_units_and_exceptions_on_one_page(world, sign_in):
    busy.make(world)
    (text,) = read(sign_in(world.anne).get(URL))
    for words in ("Planen har 10 tiltak.", "Over fristen", "Oppvekst", "Lengst over fristen", "10 dager over frist"):
        assert words in text, words


def test_a_leader_gets_the_own_unit_and_nobody_gets_the_neighbours(world, sign_in):
    busy.make(world)
    client = sign_in(world.kari)
    assert "Solbakken skole har" in read(client.get(URL))[0]
    assert client.get(f"{URL}?enhet={world.barnehage.uuid}").status_code == 404
    assert sign_in(world.ola).get(URL).status_code == 404
    assert sign_in(world.nils).get(f"{URL}?plan={world.plan.uuid}").status_code == 404
