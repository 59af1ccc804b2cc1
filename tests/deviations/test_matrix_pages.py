"""The matrix page, and the pages where the matrix is drafted, compared and published. [D5]"""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_scopes import scopes_disabled

from deviations.actions.assessments import assess
from deviations.actions.matrices import ensure_version, publish_draft, save_draft, start_draft
from deviations.actions.reporting import Report, report
from deviations.choices import Seriousness
from deviations.models import Deviation, MatrixVersion
from deviations.rules.matrix import as_json, resized
from tests.deviations.risk_cases import risky

MATRIX, VERSIONS, DRAFT = "/risiko/matrise/", "/risiko/matrise/versjoner/", "/risiko/matrise/utkast/"


@pytest.fixture(autouse=True)
def _every_municipality():
    with scopes_disabled():
        yield


def cells(text):
    """Return what each link of the matrix is called."""
    return re.findall(r'<td[^>]*><a href="[^"]*" aria-label="([^"]*)"', text)


def event(world, likelihood, **fields):
    made = report(Report(world.skole, "Noen falt i trappa.", Seriousness.LOW, **fields), by=world.ola)
    assess(made, likelihood=likelihood, consequences={"people": 3}, by=world.kim)
    return made


def publish(world, rows=4, columns=4):
    draft = start_draft(world.municipality, by=world.kim)
    draft = save_draft(draft, definition=resized(draft.content, rows, columns), by=world.kim)
    return publish_draft(draft, reason="Enklere.", by=world.kim)


def fields_of(client, address):
    """Return the fields of the last form of a page, as a browser would send them."""
    form = client.get(address).context["form"]
    return {field.html_name: field.value() for field in form if field.value() not in (None, False)}


def test_each_cell_counts_what_one_may_see_and_opens_its_rows(world, sign_in):
    risky(world, "Synlig", likelihood=3)
    risky(world, "Hemmelig", likelihood=3, is_confidential=True)
    risky(world, "I barnehagen", world.barnehage, likelihood=5, consequence=5)
    expected = {
        "kim": [
            "1 risiko med sannsynlighet 5 og konsekvens 5: 25, Kritisk",
            "2 risikoer med sannsynlighet 3 og konsekvens 4: 12, Høy",
        ],
        "vera": ["1 risiko med sannsynlighet 3 og konsekvens 4: 12, Høy"],
        "nils": [],
        "ola": [],
    }
    for name, labels in expected.items():
        text = sign_in(getattr(world, name)).get(f"{MATRIX}?s=3&k=4").content.decode()
        assert cells(text) == labels, name
        assert (">Synlig<" in text, ">Hemmelig<" in text) == (bool(labels), name == "kim")


def test_signed_out_is_sent_to_the_door(client, world):
    assert {client.get(address).status_code for address in (MATRIX, VERSIONS, DRAFT)} == {302}


def test_events_are_counted_by_period_unit_and_state(world, sign_in):
    event(world, 2)
    old = event(world, 4)
    Deviation._base_manager.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=500))
    event(world, 5, is_about_leader=True)
    client = sign_in(world.kim)
    seen = "1 avvik med sannsynlighet 2 og konsekvens 3: 6, Middels"
    assert cells(client.get(f"{MATRIX}?hva=avvik").content.decode()) == [seen]
    assert len(cells(client.get(f"{MATRIX}?hva=avvik&periode=36").content.decode())) == 2
    assert cells(client.get(f"{MATRIX}?hva=avvik&vis=lukkede").content.decode()) == []
    assert cells(client.get(f"{MATRIX}?hva=avvik&enhet={world.helse.uuid}").content.decode()) == []
    assert cells(client.get(f"{MATRIX}?hva=avvik&enhet={world.oppvekst.uuid}").content.decode()) == [seen]
    assert client.get(f"{MATRIX}?enhet={world.asheim.uuid}").status_code == 404
    assert "Noen falt i trappa" in client.get(f"{MATRIX}?hva=avvik&s=2&k=3").content.decode()
    assert cells(sign_in(world.per).get(f"{MATRIX}?hva=avvik").content.decode()) == []


def test_a_representative_sees_the_events_of_a_cell_without_names(world, sign_in):
    """[S]"""
    made = report(Report(world.skole, "Ola Olsen falt i trappa.", Seriousness.LOW), by=world.per)
    assess(made, likelihood=2, consequences={"people": 3}, reason="Ola Olsen er svimmel.", by=world.kim)
    Deviation._base_manager.filter(pk=made.pk).update(is_hse=True)
    for name, sees_name in (("kim", True), ("vera", False)):
        client = sign_in(getattr(world, name))
        opened = client.get(f"{MATRIX}?hva=avvik&s=2&k=3").content.decode()
        assert "falt i trappa" in opened, name
        assert ("Ola Olsen" in opened) == sees_name, name
        assert ("Ola Olsen er svimmel" in client.get(made.get_absolute_url()).content.decode()) == sees_name, name


@pytest.mark.parametrize("query", ["s=9&k=9", "s=x", "s=0&k=1", "hva=tull", "enhet=tull", "periode=1000", "side=999"])
def test_an_odd_address_shows_the_matrix(world, sign_in, query):
    risky(world, likelihood=3)
    assert sign_in(world.kim).get(f"{MATRIX}?{query}").status_code == 200


def test_what_an_older_version_says_is_moved_and_told(world, sign_in):
    risky(world, likelihood=5, consequence=5)
    publish(world)
    text = sign_in(world.kim).get(MATRIX).content.decode()
    assert cells(text) == ["1 risiko med sannsynlighet 4 og konsekvens 4: 16, Kritisk"]
    assert "1 er vurdert etter en tidligere versjon av matrisen" in text
    opened = sign_in(world.kim).get(f"{MATRIX}?s=4&k=4").content.decode()
    assert ">Vold mot ansatte<" in opened
    assert "25 Kritisk" in opened


def test_an_old_assessment_is_drawn_with_its_own_matrix(world, sign_in):
    risk = risky(world, likelihood=5, consequence=5)
    publish(world)
    text = sign_in(world.kim).get(risk.get_absolute_url()).content.decode()
    assert 'scope="row"' in text
    assert text.count('data-tone="danger"') >= 6
    assert "Svært sannsynlig" in text


def test_moves_are_told_and_drawn(world, sign_in):
    risk = risky(world, likelihood=4, consequence=3)
    assess(risk, likelihood=2, consequences={"people": 3}, by=world.kim)
    text = sign_in(world.kim).get(MATRIX).content.decode()
    assert "flyttet fra 12 til 6" in text
    assert "1 av 1 har lavere risiko enn før." in text
    assert "<polyline" in text
    assert "flyttet fra" not in sign_in(world.per).get(MATRIX).content.decode()


def test_thirty_rows_cost_as_much_as_three(world, sign_in):
    client = sign_in(world.kim)

    def asked(first, last, query):
        for number in range(first, last):
            risk = risky(world, f"Risiko {number}", likelihood=1 + number % 5, consequence=1 + number % 4)
            assess(risk, likelihood=1, consequences={"people": 1}, by=world.kim)
            event(world, 1 + number % 5)
        with CaptureQueriesContext(connection) as captured:
            client.get(f"{MATRIX}?{query}")
        return len(captured)

    client.get(MATRIX)
    few = asked(0, 3, "s=1&k=1"), asked(0, 0, "hva=avvik&s=1&k=3")
    assert few == (asked(3, 30, "s=1&k=1"), asked(0, 0, "hva=avvik&s=1&k=3"))


def test_only_advisers_and_administrators_change_the_matrix(world, sign_in):
    start_draft(world.municipality, by=world.kim)
    pages = [DRAFT, f"{DRAFT}storrelse/", f"{DRAFT}publiser/"]
    for name, code in (("kim", 200), ("siri", 200), ("kari", 404), ("anne", 404), ("ola", 404), ("nils", 404)):
        assert [sign_in(getattr(world, name)).get(page).status_code for page in pages] == [code] * 3, name
    assert sign_in(world.kari).post(f"{DRAFT}start/").status_code == 403
    assert sign_in(world.kari).post(f"{DRAFT}forkast/").status_code == 404


def test_versions_are_open_to_the_municipality_and_nobody_else(world, sign_in):
    version = ensure_version(world.municipality)
    answers = {name: sign_in(getattr(world, name)).get(version.get_absolute_url()) for name in ("ola", "kim", "nils")}
    assert {name: answer.status_code for name, answer in answers.items()} == {"ola": 200, "kim": 200, "nils": 404}
    assert sign_in(world.ola).get(VERSIONS).status_code == 200
    assert "Versjon 1" not in sign_in(world.nils).get(VERSIONS).content.decode()


def test_a_draft_is_edited_compared_and_published(world, sign_in):
    client = sign_in(world.kim)
    assert client.post(f"{DRAFT}start/").status_code == 303
    data = fields_of(client, DRAFT)
    data |= {"cell_1_1": "yellow", "band_red_name": "Svært høy", "kind_k1_name": "Personvern"}
    assert client.post(DRAFT, data)["location"] == f"{DRAFT}publiser/"
    text = client.get(f"{DRAFT}publiser/").content.decode()
    for told in ("Ruten S1 K1 går fra «Lav» til «Middels»", "heter nå «Svært høy»", "Ny type konsekvens: «Personvern»"):
        assert told in text
    version = MatrixVersion._base_manager.get(published_at=None).version
    assert client.post(f"{DRAFT}publiser/", {"reason": "", "version": version}).status_code == 422
    assert client.post(f"{DRAFT}publiser/", {"reason": "Ny lov", "version": version}).status_code == 303
    shown = client.get(VERSIONS).content.decode()
    assert "Versjon 2" in shown
    assert "Ny lov" in shown


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("likelihood_1_label", "", "Skriv et navn."),
        ("consequence_2_label", "Ubetydelig", "To nivåer av konsekvens har samme navn."),
        ("cell_2_2", "pink", "Velg fra listen."),
        ("cell_2_2", "b1", "En rute har et risikonivå som ikke finnes."),
        ("band_green_tone", "pink", "Velg en farge fra listen."),
        ("band_green_name", "x" * 15, "for lang"),
        ("band_green_name", "", "En rute har et risikonivå som ikke finnes."),
        ("kind_people_1", "x" * 201, "for lang"),
    ],
)
def test_a_wrong_matrix_is_told_kept_and_changes_nothing(world, sign_in, field, value, words):
    client = sign_in(world.kim)
    draft = start_draft(world.municipality, by=world.kim)
    data = {**fields_of(client, DRAFT), "likelihood_5_description": "Beholdes", field: value}
    answer = client.post(DRAFT, data)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "Beholdes" in answer.content.decode()
    draft.refresh_from_db()
    assert draft.version == 1


def test_the_second_of_two_editors_is_told(world, sign_in):
    draft = start_draft(world.municipality, by=world.kim)
    client = sign_in(world.siri)
    data = {**fields_of(client, DRAFT), "likelihood_1_label": "Min tekst"}
    save_draft(draft, definition=resized(draft.content, 5, 4), by=world.kim)
    answer = client.post(DRAFT, data)
    assert answer.status_code == 422
    assert "Kim Knutsen har endret dette mens du skrev" in answer.content.decode()
    assert MatrixVersion._base_manager.get(pk=draft.pk).content.size == "5×4"


def test_the_size_is_changed_and_the_draft_dropped(world, sign_in):
    client = sign_in(world.kim)
    client.post(f"{DRAFT}start/")
    assert client.post(f"{DRAFT}storrelse/", {"rows": "4", "columns": "6", "version": "1"}).status_code == 303
    assert MatrixVersion._base_manager.get(published_at=None).content.size == "4×6"
    assert client.post(f"{DRAFT}storrelse/", {"rows": "9", "columns": "4", "version": "2"}).status_code == 422
    assert client.post(f"{DRAFT}forkast/").status_code == 303
    assert client.get(DRAFT).status_code == 404


@pytest.mark.parametrize(
    "sql",
    [
        "update deviations_matrixversion set reason = 'x' where id = %s",
        "update deviations_matrixversion set definition = '{}' where id = %s",
        "update deviations_matrixversion set published_at = null, number = null where id = %s",
        "delete from deviations_matrixversion where id = %s",
    ],
)
def test_a_published_version_is_never_changed_not_even_in_sql(world, sql):
    """[D5]"""
    version = ensure_version(world.municipality)
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, [version.pk])
    with pytest.raises(IntegrityError), transaction.atomic():
        MatrixVersion._base_manager.filter(pk=version.pk).update(definition=as_json(resized(version.content, 3, 3)))
    version.refresh_from_db()
    assert version.content.size == "5×5"
