"""The list as a workbook: the same rows, no reporter, and nothing a program would run. [D7, P4]"""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from deviations.choices import Source
from tests.events import event

pytestmark = pytest.mark.django_db
URL = reverse("deviations:deviation-xlsx")


def sheets(client, query: str = ""):
    response = client.get(f"{URL}?{query}")
    assert response.status_code == 200
    book = load_workbook(BytesIO(response.content))
    return [[[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book.worksheets]


def column(rows, heading: str) -> list:
    place = rows[0].index(heading)
    return [row[place] for row in rows[1:]]


def test_the_file_holds_the_rows_of_the_list_and_leads_back_to_them(world, sign_in):
    """[P4] What one may not see is in no file; each row has its number and address."""
    case = event(world, text="Fall i trappa", seriousness=3)
    event(world, text="Om lederen", is_about_leader=True, by=world.vera)
    event(world, text="I barnehagen", unit=world.barnehage, by=world.per)
    events, about = sheets(sign_in(world.kari), "vis=aapne&alvor=3")
    assert column(events, "Tittel") == ["Fall i trappa"]
    assert column(events, "Nummer") == [case.number]
    assert column(events, "Adresse") == [f"http://testserver{case.get_absolute_url()}"]
    assert column(events, "Ansvarlig") == ["Kari Kvam"]
    assert ["Antall", "1 sak"] in about
    assert [
        "Samme liste på nettet",
        f"http://testserver{reverse('deviations:deviation-list')}?vis=aapne&alvor=3",
    ] in about
    assert column(sheets(sign_in(world.kari))[0], "Tittel") == ["Fall i trappa"]


def test_no_reporter_stands_in_a_file(world, sign_in):
    """[E3] Neither one who hides the name nor any other."""
    event(world, hides_reporter=True)
    event(world, source=Source.ANONYMOUS)
    text = repr(sheets(sign_in(world.kim)))
    assert "Ola" not in text
    assert "Olsen" not in text


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_a_title_that_looks_like_a_formula_is_a_text(world, sign_in, start):
    event(world, text=f"{start}HYPERLINK(1)")
    response = sign_in(world.kim).get(URL)
    rows = load_workbook(BytesIO(response.content)).worksheets[0]
    cell = next(row for row in rows.iter_rows(min_row=2))[1]
    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", f"{start}HYPERLINK(1)", True)


def test_a_file_that_is_cut_says_so(world, sign_in, monkeypatch):
    monkeypatch.setattr("deviations.exports.lists.MOST_ROWS", 2)
    for number in range(3):
        event(world, text=f"Sak {number}")
    events, about = sheets(sign_in(world.kim))
    assert column(events, "Tittel") == ["Sak 2", "Sak 1"]
    assert any(row[0] == "Ikke alle er med" and "flere enn 2 saker" in row[1] for row in about)


def test_others_get_an_empty_file_and_the_signed_out_none(world, sign_in, client):
    event(world)
    assert column(sheets(sign_in(world.nils))[0], "Tittel") == []
    assert client.get(URL).status_code == 302
