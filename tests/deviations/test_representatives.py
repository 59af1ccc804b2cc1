"""[D11] Safety and union representatives: their area, what is taken out of it, and what they say before closing."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_scopes import scopes_disabled
from openpyxl import load_workbook

from deviations.actions import flow
from deviations.actions import representatives as actions
from deviations.actions.causes import set_cause
from deviations.actions.measures import explain_no_measure
from deviations.choices import Cause, EntryKind, TrackKind
from deviations.models import Consultation, Entry
from deviations.queries.flow import other_needs
from deviations.queries.representatives import standing
from deviations.queries.tracks import undecided
from deviations.rules.representatives import Asked, due_day, waiting
from kvalitet.access.models import RoleAssignment
from kvalitet.attachments.actions import attach, receive
from kvalitet.deadlines.models import Deadline
from kvalitet.notifications.models import Notice
from kvalitet.web.errors import Refused
from tests.deviations.cases import begun, fresh
from tests.deviations.tracked import tracked

AREA = reverse("deviations:representative-area")
TELLING = "Ola Olsen falt i trappa etter et anfall av epilepsi. Ring 91 23 45 67."


def hse(world, text="Gulvet var glatt.", **fields):
    return tracked(world, TrackKind.HSE, text=text, **fields)


@pytest.fixture
def case(world):
    with scopes_disabled():
        return hse(world)


def url(event, name):
    return reverse(f"deviations:representative-{name}", args=[event.uuid])


def words(response):
    return " ".join(response.content.decode().split())


def day(number=0):
    return timezone.localdate() + timedelta(days=number)


@pytest.mark.parametrize(
    ("asked", "is_met", "told"),
    [
        ([], False, "skal få uttale seg"),
        ([Asked(day(2))], False, "bedt om å uttale seg innen"),
        ([Asked(day(2)), Asked(day(2), is_answered=True)], False, "bedt om å uttale seg innen"),
        ([Asked(day(2), is_answered=True)], True, "har uttalt seg"),
        ([Asked(day(-1))], True, "ble bedt om"),
        ([Asked(day(2), ended_reason="Det haster.")], True, "fordi: Det haster."),
    ],
)
def test_a_case_waits_until_answered_over_or_explained(asked, is_met, told):
    found = waiting(circle="normal", has_representative=True, asked=asked, today=day())
    assert (found.is_met, told in found.text) == (is_met, True)


def test_without_a_representative_the_step_is_skipped_and_said():
    found = waiting(circle="normal", has_representative=False, asked=[], today=day())
    assert found.is_met
    assert "har ikke verneombud" in found.text


def test_three_working_days_from_wednesday_before_easter():
    assert due_day(date(2026, 4, 1), 3) == date(2026, 4, 9)


@scopes_disabled()
def test_representative_is_asked_when_measures_are_decided_and_the_case_waits(world, case):
    event = begun(world, case)
    assert [need.text for need in other_needs(fresh(event)) if need.key == "representatives"] == [
        "Verneombudet skal få uttale seg før saken lukkes."
    ]
    rows = actions.ask_representatives(fresh(event), by=world.kari)
    assert [row.person for row in rows] == [world.vera]
    assert Deadline.objects.filter(responsible=world.vera, title__contains="Uttal deg").exists()
    assert Notice.objects.filter(recipient=world.vera, title__contains=str(event.number)).exists()
    with pytest.raises(Refused, match="uttale seg innen"):
        flow.close(fresh(event), closing_text="Ferdig.", by=world.kari)


@scopes_disabled()
def test_answer_ends_the_waiting_and_the_handler_is_told(world, case):
    actions.ask_representatives(case, by=world.kari)
    actions.comment(fresh(case), text="Matter må på plass.", by=world.vera)
    assert standing(fresh(case), day())[0].is_met
    assert Entry.objects.filter(deviation=case, kind=EntryKind.REPRESENTATIVE, by=world.vera).count() == 1
    assert Notice.objects.filter(recipient=world.kari, title__startswith="En tillitsvalgt").exists()
    assert Deadline.objects.get(responsible=world.vera, title__contains="Uttal").done_at


@scopes_disabled()
def test_handler_who_cannot_wait_says_why(world, case):
    actions.ask_representatives(case, by=world.kari)
    with pytest.raises(Refused, match="hvorfor"):
        actions.stop_waiting(fresh(case), reason=" ", by=world.kari)
    actions.stop_waiting(fresh(case), reason="Rommet rives i morgen.", by=world.kari)
    found, rows = standing(fresh(case), day())
    assert found.is_met
    assert rows[0].ended_reason == "Rommet rives i morgen."


@scopes_disabled()
def test_unions_are_asked_where_there_is_no_safety_representative(world, case):
    RoleAssignment.objects.filter(person=world.vera).delete()
    assert [row.role for row in actions.ask_representatives(case, by=world.kari)] == ["union"]


@scopes_disabled()
def test_confidential_and_other_cases_ask_nobody(world, case):
    hidden = hse(world, is_confidential=True)
    assert standing(hidden, day())[0].is_met
    for event in (hidden, tracked(world, TrackKind.PRIVACY)):
        with pytest.raises(Refused, match="HMS"):
            actions.ask_representatives(event, by=world.kari)
    actions.ask_representatives(fresh(case), by=world.kari)
    with pytest.raises(Refused, match="allerede"):
        actions.ask_representatives(fresh(case), by=world.kari)


@scopes_disabled()
def test_reopened_case_asks_again(world, case):
    event = begun(world, case)
    actions.ask_representatives(fresh(event), by=world.kari)
    actions.comment(fresh(event), text="Matter må på plass.", by=world.vera)
    assert not undecided(event).exists()
    event = flow.reject(fresh(event), text="Ikke hos oss.", by=world.kari)
    event = flow.reopen(fresh(event), text="Det var hos oss.", by=world.kari)
    assert standing(fresh(event), day())[0].can_ask


def test_area_is_for_representatives_alone(world, sign_in, client, case):
    for person in (world.vera, world.tore):
        assert "Gulvet var glatt" in words(sign_in(person).get(AREA))
    for person in (world.kari, world.ola, world.heidi, world.nils, world.anne):
        assert sign_in(person).get(AREA).status_code == 403
    assert client.get(AREA).status_code == 302


def test_area_holds_health_and_safety_of_the_sub_tree_only(world, sign_in):
    with scopes_disabled():
        tracked(world, TrackKind.PRIVACY, text="Brev på avveie.")
        hse(world, text="Bratt trapp i barnehagen.", unit=world.barnehage)
        hse(world, text="Fortrolig fall.", is_confidential=True)
        hse(world, text="Rektor dyttet en lærer.", is_about_leader=True)
        hse(world, text="Vindu som ikke lukkes.", unit=world.mellomtrinnet)
    vera, tore = words(sign_in(world.vera).get(AREA)), words(sign_in(world.tore).get(AREA))
    assert "Vindu som ikke lukkes" in vera
    assert "Bratt trapp" not in vera
    assert "Bratt trapp" in tore
    for hidden in ("Brev på avveie", "Fortrolig fall", "Rektor dyttet"):
        assert hidden not in vera + tore


def test_names_and_health_are_taken_out_on_page_list_search_and_file(world, sign_in):
    """[ui: never first: personal data in cases]"""
    with scopes_disabled():
        event = hse(world, text=TELLING, by=world.dag)
        flow.write_to_reporter(fresh(event), text="Vi har snakket med Ola Olsen.", by=world.kari)
    client = sign_in(world.tore)
    addresses = (
        event.get_absolute_url(),
        AREA,
        "/avvik/?vis=alle",
        url(event, "comment"),
        reverse("deviations:track-list"),
    )
    for address in addresses:
        page = words(client.get(address))
        for secret in ("Ola Olsen", "epilepsi", "91 23 45 67", "Dag Dahl"):
            assert secret not in page.partition("Hvem har tilgang")[0], (address, secret)
    assert "Ola Olsen" in words(sign_in(world.kari).get(event.get_absolute_url()))
    for address in ("/avvik/liste.xlsx?vis=alle", reverse("deviations:track-xlsx") + "?type=hse"):
        book = load_workbook(BytesIO(client.get(address).content), read_only=True)
        cells = " ".join(
            str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell
        )
        assert "falt i trappa" in cells
        assert "Ola Olsen" not in cells
    found = words(client.get("/sok/?q=trappa"))
    assert "Ola Olsen" not in found


def test_ones_own_name_and_full_sight_are_left_alone(world, sign_in):
    with scopes_disabled():
        event = hse(world, text="Tore Tangen og Ola Olsen bar en benk.")
    page = words(sign_in(world.tore).get(event.get_absolute_url()))
    assert "Tore Tangen" in page
    assert "Ola Olsen" not in page.partition("Hvem har tilgang")[0]


def test_comment_page_is_for_those_of_the_area(world, sign_in, case):
    address = url(case, "comment")
    assert sign_in(world.vera).post(address, {"text": "Matter må på plass."}).status_code == 303
    assert sign_in(world.vera).post(address, {"text": ""}).status_code == 422
    assert sign_in(world.vera).post(address, {"text": "x" * 4001}).status_code == 422
    assert sign_in(world.kari).get(address).status_code == 403
    assert sign_in(world.nils).get(address).status_code == 404
    assert "Matter må på plass." in words(sign_in(world.kari).get(case.get_absolute_url()))


def test_handler_asks_and_stops_waiting_from_the_page(world, sign_in, case):
    client = sign_in(world.kari)
    assert "Be om uttalelse" in words(client.get(case.get_absolute_url()))
    assert sign_in(world.vera).post(url(case, "ask")).status_code == 403
    assert client.post(url(case, "ask")).status_code == 303
    assert "allerede" in words(client.post(url(case, "ask"), follow=True))
    assert client.post(url(case, "stop"), {"reason": "Nei"}).status_code == 422
    assert client.post(url(case, "stop"), {"reason": "Rommet rives i morgen."}).status_code == 303
    assert sign_in(world.vera).get(url(case, "stop")).status_code == 403
    with scopes_disabled():
        assert Consultation.objects.count() == 1


def test_area_asks_the_same_of_3_and_30(world, sign_in):
    client = sign_in(world.vera)

    def questions():
        client.get(AREA)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(AREA).status_code == 200
        return len(asked)

    def grow(number):
        with scopes_disabled():
            for _number in range(number):
                actions.ask_representatives(hse(world, text="Kari Kvam så at gulvet var glatt."), by=world.kari)

    grow(3)
    few = questions()
    grow(22)
    assert questions() == few


@scopes_disabled()
def test_case_is_closed_when_the_representative_has_spoken(world, case):
    event = begun(world, case)
    actions.ask_representatives(fresh(event), by=world.kari)
    actions.comment(fresh(event), text="Greit.", by=world.vera)
    set_cause(fresh(event), causes=[Cause.EQUIPMENT], whys=[], cause_text="", by=world.kari)
    explain_no_measure(fresh(event), reason="Gulvet er vasket.", by=world.kari)
    due = day(30)
    assert flow.close(fresh(event), closing_text="Gulvet er vasket.", by=world.kari, effect_due=due).closed_at


def test_files_are_shown_to_representatives_only_when_chosen(world, sign_in, case):
    with scopes_disabled():
        files = attach(
            case,
            receive([SimpleUploadedFile("trapp.txt", b"Trapp"), SimpleUploadedFile("rom.txt", b"Rom")]).good,
            by=world.kari,
        )
    kari, vera, address = sign_in(world.kari), sign_in(world.vera), url(case, "files")
    assert "trapp.txt" not in words(vera.get(case.get_absolute_url()))
    assert "trapp.txt" in words(kari.get(address))
    assert kari.post(address, {"shown": ["tull"]}).status_code == 422
    assert kari.post(address, {"shown": [str(files[0].uuid)]}).status_code == 303
    page = words(vera.get(case.get_absolute_url()))
    assert ("trapp.txt" in page, "rom.txt" in page) == (True, False)
    assert kari.post(address, {}).status_code == 303
    assert "trapp.txt" not in words(vera.get(case.get_absolute_url()))
    assert vera.get(address).status_code == 403
    assert sign_in(world.nils).get(address).status_code == 404
