"""Plans taken away hold what the person may see, whole and harmless."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from goals.choices import TaskStatus
from tests import busy

pytestmark = pytest.mark.django_db
PAGES = ["plan-pdf", "plan-xlsx", "plan-print"]


def sheets(response):
    assert response["Content-Type"].endswith("spreadsheetml.sheet")
    book = load_workbook(BytesIO(response.content))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.rows] for sheet in book}


@pytest.mark.parametrize("page", PAGES)
def test_a_published_plan_is_for_the_municipality_and_a_draft_for_its_editors(world, sign_in, page):
    plan, draft = reverse(f"goals:{page}", args=[world.plan.uuid]), reverse(f"goals:{page}", args=[world.draft.uuid])
    for person, codes in [("ola", (200, 404)), ("kari", (200, 200)), ("per", (200, 404)), ("nils", (404, 404))]:
        client = sign_in(getattr(world, person))
        assert (client.get(plan).status_code, client.get(draft).status_code) == codes, person


def test_the_workbook_has_every_measure_and_only_the_tasks_the_person_sees(world, sign_in):
    busy.make(world)
    url = reverse("goals:plan-xlsx", args=[world.plan.uuid])
    chief, employee, leader = (sheets(sign_in(getattr(world, who)).get(url)) for who in ("anne", "ola", "kari"))
    assert len(chief["Tiltak"]) == len(employee["Tiltak"]) == 11
    assert chief["Tiltak"][0][1:6] == ["Perspektiv", "Mål", "Delmål", "Tiltak", "Ansvarlig"]
    assert len(employee["Oppgaver"]) == 1
    assert 1 < len(leader["Oppgaver"]) < len(chief["Oppgaver"])


def test_a_comment_that_looks_like_a_formula_is_inert(world, sign_in):
    busy.make(world)
    response = sign_in(world.anne).get(reverse("goals:plan-xlsx", args=[world.plan.uuid]))
    book = load_workbook(BytesIO(response.content))
    cells = [cell for row in book["Oppgaver"].rows for cell in row if cell.value == "=1+1"]
    assert cells
    assert {cell.data_type for cell in cells} == {"s"}


def test_the_list_is_exported_with_the_filters_of_the_page(world, sign_in):
    busy.make(world)
    client = sign_in(world.anne)
    for query in ("vis=forsinket", "vis=uten-frist", "status=done", "q=flyttet"):
        rows = sheets(client.get(f"{reverse('goals:measure-xlsx')}?{query}"))["Tiltak"][1:]
        shown = client.get(f"{reverse('goals:measure-list')}?{query}").context["measures"]
        assert len(rows) == shown.total > 0, query


def test_the_list_of_tasks_holds_what_the_page_holds(world, sign_in):
    busy.make(world)
    client = sign_in(world.kari)
    rows = sheets(client.get(f"{reverse('goals:task-xlsx')}?vis=apne"))["Oppgaver"][1:]
    assert len(rows) == client.get(f"{reverse('goals:task-list')}?vis=apne").context["tasks"].total


def test_the_pdf_can_be_read_with_norwegian_letters(world, sign_in):
    busy.make(world)
    response = sign_in(world.ola).get(reverse("goals:plan-pdf", args=[world.plan.uuid]))
    assert response["Content-Type"] == "application/pdf"
    text = " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(response.content)).pages)
    assert world.measure.title in text
    assert "10 dager over fristen" in text
    assert "0 av" in text or "1 av" in text


def test_a_goal_without_measures_is_kept(world, sign_in):
    """[G2]"""
    rows = sheets(sign_in(world.anne).get(reverse("goals:plan-xlsx", args=[world.plan.uuid])))["Tiltak"]
    assert world.goal.title in {row[2] for row in rows}


@pytest.mark.parametrize("page", PAGES)
def test_query_counts_are_equal_for_3_and_30_rows(world, sign_in, page):
    client, url = sign_in(world.anne), reverse(f"goals:{page}", args=[world.plan.uuid])
    busy.make(world)
    client.get(url)
    counts = []
    for more in (3, 30):
        busy.add_many(world, more)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_printed_page_says_how_late_a_measure_is(world, sign_in):
    busy.make(world)
    page = sign_in(world.ola).get(reverse("goals:plan-print", args=[world.plan.uuid])).content.decode()
    assert "I gang, 10 dager over fristen" in page
    assert str(TaskStatus.POSTPONED.label) in page
