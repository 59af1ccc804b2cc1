"""The register of risks: who sees what, what is found, changed and taken away. [D5, P4]"""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_scopes import scopes_disabled
from openpyxl import load_workbook

from deviations.actions.risk_measures import link_measure
from deviations.actions.risks import edit_risk
from deviations.models import Risk
from kvalitet.access.decisions import who
from tests.deviations.risk_cases import pages, risky

LIST, FILE = "/risiko/", "/risiko/excel/"


@pytest.fixture(autouse=True)
def _every_municipality():
    with scopes_disabled():
        yield


def url(risk, name="risk-detail"):
    return reverse(f"deviations:{name}", args=[risk.uuid])


def codes(world, sign_in, address, names):
    return {name: sign_in(getattr(world, name)).get(address).status_code for name in names.split()}


def typed(world, **fields):
    return {"title": "Brann på lager", "unit": str(world.skole.uuid), "area": "preparedness", **fields}


def test_roles_on_the_unit_see_a_risk_and_others_get_404(world, sign_in):
    """[P4]"""
    found = codes(world, sign_in, url(risky(world)), "kari kim anne vera tore rolf ola per hilde heidi nils")
    seen = {name for name, code in found.items() if code == 200}
    assert seen == {"kari", "kim", "anne", "vera", "tore", "rolf"}
    assert {code for name, code in found.items() if name not in seen} == {404}


def test_a_confidential_risk_is_for_those_who_edit_and_its_owner(world, sign_in):
    risk = risky(world, is_confidential=True, owner=world.ola)
    found = codes(world, sign_in, url(risk), "kari kim anne ola vera tore rolf per nils")
    assert {name for name, code in found.items() if code == 200} == {"kari", "kim", "anne", "ola"}
    for name in ("vera", "rolf", "tore"):
        client = sign_in(getattr(world, name))
        for address in (LIST, "/risiko/matrise/", "/sok/?q=vold", "/"):
            assert "Vold mot ansatte" not in client.get(address).content.decode()
    assert sorted(viewer.person.username for viewer in who(risk).people) == ["anne", "eli", "kari", "kim", "ola"]


def test_only_those_who_may_change_a_risk(world, sign_in):
    risk = risky(world)
    for name in pages(risk):
        found = codes(world, sign_in, reverse(name, args=[risk.uuid]), "kari kim vera rolf ola nils")
        assert found == {"kari": 200, "kim": 200, "vera": 403, "rolf": 403, "ola": 404, "nils": 404}, name


def test_signed_out_is_sent_to_the_door(world, client):
    for address in (LIST, FILE, "/risiko/ny/", url(risky(world))):
        assert client.get(address).status_code == 302


def test_a_leader_registers_a_risk(world, sign_in):
    answer = sign_in(world.kari).post("/risiko/ny/", typed(world, owner="Ola Olsen", cause="Batterier"))
    risk = Risk._base_manager.get()
    assert (answer.status_code, answer["location"]) == (303, risk.get_absolute_url())
    assert (risk.owner, risk.cause, risk.municipality) == (world.ola, "Batterier", world.municipality)
    assert codes(world, sign_in, "/risiko/ny/", "kari vera ola rolf") == {
        **{"kari": 200, "vera": 403, "ola": 403, "rolf": 403}
    }


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"title": ""}, "Skriv hva som kan gå galt."),
        ({"title": "x" * 201}, "for lang"),
        ({"unit": "tull"}, "Velg en enhet fra listen."),
        ({"area": "tull"}, "Velg et område fra listen."),
        ({"owner": "Ingen Kjent"}, "Vi finner ingen som heter"),
        ({"next_review": "2001-01-01"}, "Velg en dag fra i morgen"),
        ({"next_review": "9999-01-01"}, "Velg en dag fra i morgen"),
        ({"next_review": "snart"}, "Skriv datoen slik"),
    ],
)
def test_bad_input_is_told_kept_and_changes_nothing(world, sign_in, fields, words):
    answer = sign_in(world.kari).post("/risiko/ny/", typed(world, cause="Beholdes", **{"owner": "", **fields}))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert words in text
    assert "Beholdes" in text
    assert not Risk._base_manager.exists()


def test_a_unit_outside_the_role_is_refused(world, sign_in):
    answer = sign_in(world.kari).post("/risiko/ny/", typed(world, unit=str(world.barnehage.uuid)))
    assert (answer.status_code, Risk._base_manager.exists()) == (422, False)


def test_the_second_of_two_editors_is_told(world, sign_in):
    risk = risky(world)
    seen = {**typed(world, title="Min tekst"), "version": risk.version, "next_review": ""}
    edit_risk(risk, title="En annens tekst", by=world.kim)
    answer = sign_in(world.kari).post(url(risk, "risk-edit"), seen)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Kim Knutsen har endret dette mens du skrev" in text
    assert "Min tekst" in text
    risk.refresh_from_db()
    assert risk.title == "En annens tekst"


def test_an_owner_without_a_role_edits_the_risk_where_it_is(world, sign_in):
    risk = risky(world, owner=world.ola)
    client = sign_in(world.ola)
    data = {**typed(world), "version": risk.version, "owner": "Ola Olsen (ola)"}
    assert client.post(url(risk, "risk-edit"), data).status_code == 303
    assert "Brann på lager" in client.get(f"{LIST}?vis=mine").content.decode()
    risk.refresh_from_db()
    moved = {**data, "version": risk.version, "unit": str(world.barnehage.uuid)}
    assert client.post(url(risk, "risk-edit"), moved).status_code == 422


def test_who_gives_the_risk_away_is_sent_to_the_register(world, sign_in):
    risk = risky(world, owner=world.ola)
    data = {**typed(world), "version": risk.version, "owner": "Kari Kvam"}
    assert sign_in(world.ola).post(url(risk, "risk-edit"), data)["location"] == LIST


def test_accept_close_and_open_again_with_a_reason(world, sign_in):
    risk, client = risky(world, likelihood=1), sign_in(world.kari)

    def send(name, reason):
        risk.refresh_from_db()
        code = client.post(url(risk, f"risk-{name}"), {"reason": reason, "version": risk.version}).status_code
        risk.refresh_from_db()
        return code, risk.state

    assert send("accept", "") == (422, "open")
    assert send("accept", "Lav") == (303, "accepted")
    assert send("close", "Borte") == (303, "closed")
    assert send("close", "Igjen") == (422, "closed")
    assert send("reopen", "Tilbake") == (303, "open")
    assert "Tilbake" in client.get(url(risk)).content.decode()


def test_the_list_is_narrowed_by_what_the_address_says(world, sign_in):
    today = timezone.localdate()
    risky(world, "Rød uten", likelihood=5, consequence=5)
    late = risky(world, "Sen risiko", likelihood=1, area="staff")
    Risk._base_manager.filter(pk=late.pk).update(next_review=today - timedelta(days=3))
    risky(world, "I barnehagen", world.barnehage, likelihood=2)
    risky(world, "Uvurdert")
    client = sign_in(world.kim)

    def titles(query):
        text = client.get(f"{LIST}?{query}").content.decode()
        return {name for name in ("Rød uten", "Sen risiko", "I barnehagen", "Uvurdert") if f">{name}<" in text}

    assert titles("") == {"Rød uten", "Sen risiko", "I barnehagen", "Uvurdert"}
    assert titles("vis=uten-tiltak") == {"Rød uten"}
    assert titles("vis=forfalt") == {"Sen risiko"}
    assert titles("vis=ikke-vurdert") == {"Uvurdert"}
    assert titles("vis=avsluttet") == set()
    assert titles(f"enhet={world.barnehage.uuid}") == {"I barnehagen"}
    assert titles(f"enhet={world.oppvekst.uuid}") == {"Rød uten", "Sen risiko", "I barnehagen", "Uvurdert"}
    assert titles("omraade=staff") == {"Sen risiko"}
    assert titles("nivaa=red") == {"Rød uten"}
    assert titles("q=barnehage") == {"I barnehagen"}
    assert titles("vis=tull") == titles(f"enhet={world.asheim.uuid}") == titles("enhet=x") == set()


def test_the_order_is_worst_first_and_the_unassessed_last(world, sign_in):
    for title, likelihood in (("Liten", 1), ("Uvurdert", None), ("Verst", 5)):
        risky(world, title, likelihood=likelihood)
    text = sign_in(world.kim).get(LIST).content.decode()
    assert text.index(">Verst<") < text.index(">Liten<") < text.index(">Uvurdert<")


def test_the_file_holds_what_the_list_shows_and_nothing_confidential(world, sign_in):
    risk = risky(world, "=Synlig", likelihood=3, owner=world.kari)
    link_measure(risk, measure=world.measure, by=world.kim)
    risky(world, "Hemmelig", is_confidential=True, likelihood=5)
    book = load_workbook(BytesIO(sign_in(world.rolf).get(FILE).content))
    risks, told = ([[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book.worksheets)
    assert [row[0] for row in risks[1:]] == ["=Synlig"]
    assert risks[1][3:9] == ["Kari Kvam", "Åpen", 3, 4, 12, "Høy"]
    assert risks[1][13] == world.measure.title
    assert [row[:6] for row in told[1:]] == [["=Synlig", told[1][1], "Slik det er nå", 3, 4, 12]]


def test_a_measure_is_made_from_a_risk_and_shown_on_both_pages(world, sign_in):
    risk, client = risky(world, likelihood=5, consequence=5), sign_in(world.kari)
    assert "Risikoen krever tiltak, men har ingen" in client.get(url(risk)).content.decode()
    assert "Vold mot ansatte" in client.get("/").content.decode()
    due = timezone.localdate() + timedelta(days=20)
    data = {"title": "Øve hvert halvår", "responsible": "Ola Olsen", "due": f"{due:%Y-%m-%d}"}
    assert client.post(url(risk, "risk-measure-create"), data).status_code == 303
    page = client.get(url(risk)).content.decode()
    assert "Øve hvert halvår" in page
    assert "Risikoen krever tiltak, men har ingen" not in page
    measure = risk.measure_links.get().measure
    assert "Risiko som tiltaket demper" in client.get(measure.get_absolute_url()).content.decode()
    assert "Vold mot ansatte" not in sign_in(world.ola).get(measure.get_absolute_url()).content.decode()


def test_a_measure_there_is_is_linked_and_let_go(world, sign_in):
    risk, client = risky(world), sign_in(world.kim)
    assert client.post(url(risk, "risk-measure-link"), {"measure": str(world.measure.uuid)}).status_code == 303
    link = risk.measure_links.get()
    address = reverse("deviations:risk-measure-unlink", args=[link.uuid])
    assert codes(world, sign_in, address, "vera ola nils") == {"vera": 403, "ola": 404, "nils": 404}
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "Feil tiltak"}).status_code == 303
    assert not risk.measure_links.exists()
    assert "Feil tiltak" in client.get(url(risk)).content.decode()


@pytest.mark.parametrize("name", ["list", "detail"])
def test_thirty_rows_cost_as_much_as_three(world, sign_in, name):
    risk = risky(world, "Målt", likelihood=2)
    client = sign_in(world.kim)

    def asked(first, last):
        for number in range(first, last):
            other = risky(world, f"Risiko {number}", likelihood=1 + number % 5, owner=world.ola if number % 2 else None)
            link_measure(other, measure=world.measure, by=world.kim)
            edit_risk(Risk._base_manager.get(pk=risk.pk), controls=f"Kontroll {number}", by=world.kim)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(LIST if name == "list" else url(risk)).status_code == 200
        return len(captured)

    client.get(LIST)
    assert asked(0, 3) == asked(3, 30)
