"""The first set-up: an empty installation, the steps, roles, areas, the check. [P15]"""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kvalitet.access.models import RoleAssignment
from kvalitet.organisation.models import Leadership, Municipality, Person, ServiceArea, Unit
from kvalitet.setup.actions import first
from tests.factories import PersonFactory, UnitFactory

FIRST, START = "/oppsett/forste/", "/oppsett/start/"
TYPED = {
    "municipality": "Nordre Åsen kommune",
    "number": "9999",
    "first_name": "Nora",
    "last_name": "Nyhus",
    "email": "Nora.Nyhus@nordre.example",
    "password": "fjell-og-fjord-2026",
}


@pytest.fixture
def empty(db, monkeypatch):
    """An installation nobody has begun on: the test world is there, but not seen."""
    monkeypatch.setattr(first, "is_empty", lambda: not Person.objects.filter(last_name="Nyhus").exists())


def test_first_page_makes_the_municipality_and_its_administrator_once(empty, client):
    """[P15] With the code from where the service runs."""
    page = client.get(FIRST, {"kode": "abc"})
    assert page.status_code == 200
    assert 'value="abc"' in page.content.decode()
    answer = client.post(FIRST, {**TYPED, "code": first.make_code()})
    assert (answer.status_code, answer.url) == (303, START)
    made = Municipality.objects.get(number="9999")
    assert made.slug == "nordre-asen"
    nora = Person.objects.get(username="nora.nyhus")
    assert RoleAssignment.objects.get(person=nora).role == "admin"
    assert client.get(START).status_code == 200
    assert Client().get(FIRST).status_code == Client().post(FIRST, TYPED).status_code == 404


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"code": "feil"}, "Oppsettkoden er feil"),
        ({"code": ""}, "Skriv oppsettkoden."),
        ({"number": "12"}, "fire siffer"),
        ({"password": "kort"}, "for kort"),
        ({"password": "nora.nyhus2026"}, "for likt"),
        ({"municipality": "…"}, "med bokstaver"),
        ({"email": "nora"}, "navn@kommune.no"),
    ],
)
def test_wrong_first_page_keeps_what_was_typed_and_makes_nothing(empty, client, typed, told):
    before = Municipality.objects.count()
    answer = client.post(FIRST, {**TYPED, "code": first.make_code(), **typed})
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert 'value="Nyhus"' in answer.content.decode()
    assert Municipality.objects.count() == before


def test_old_code_opens_nothing(empty, client, monkeypatch):
    code = first.make_code()
    monkeypatch.setattr(first, "VALID_SECONDS", -1)
    assert "eldre enn ett døgn" in client.post(FIRST, {**TYPED, "code": code}).content.decode()


def test_installation_in_use_has_no_first_page_and_makes_no_code(world, capsys):
    assert Client().get(FIRST).status_code == 404
    call_command("first_setup")
    assert "Kvalitet er satt opp." in capsys.readouterr().out
    assert "Installasjonen er tom" not in Client().get("/konto/login/").content.decode()


def test_command_tells_where_to_begin(empty, capsys, monkeypatch):
    from kvalitet.setup.management.commands import first_setup  # noqa: PLC0415 — named by its module

    monkeypatch.setattr(first_setup, "is_empty", lambda: True)
    call_command("first_setup")
    told = capsys.readouterr().out
    assert "/oppsett/forste/?kode=" in told
    assert first.is_right(told.split("kode=")[1].split()[0])


def test_steps_show_how_far_it_has_come(world, sign_in):
    page = sign_in(world.siri).get(START).content.decode()
    assert "8 enheter." in page
    assert "14 personer." in page
    assert "5 av 6 roller er gitt." in page or "roller er gitt" in page
    assert "Planen legges inn av kvalitetsrådgiver" in page
    assert "Enheter uten leder" in sign_in(world.siri).get(f"{START}kontroll/").content.decode()


def test_roles_are_given_in_one_go_by_name_number_or_email(world, sign_in):
    siri = sign_in(world.siri)
    Leadership.objects.filter(unit=world.fjordvik).delete()
    answer = siri.post(f"{START}roller/", {"chief": "kari@fjordvik.example", "hr": "Ola Olsen", "quality": ""})
    assert (answer.status_code, answer.url) == (303, START)
    held = set(RoleAssignment.objects.filter(unit=world.fjordvik).values_list("role", "person__username"))
    assert {("chief", "kari"), ("hr", "ola")} <= held
    assert Leadership.objects.get(unit=world.fjordvik).person == world.kari
    wrong = siri.post(f"{START}roller/", {"chief": "Finnes Ikke", "hr": "Per Pettersen"})
    assert wrong.status_code == 422
    assert "Vi finner ikke én person" in wrong.content.decode()
    assert "Per Pettersen" in wrong.content.decode()
    assert not RoleAssignment.objects.filter(role="hr", person=world.per).exists()


def test_name_that_two_have_means_neither(world, sign_in):
    PersonFactory(municipality=world.municipality, first_name="Ola", last_name="Olsen", employee_number="12")
    siri = sign_in(world.siri)
    assert siri.post(f"{START}roller/", {"hr": "Ola Olsen"}).status_code == 422
    assert siri.post(f"{START}roller/", {"hr": "12"}).status_code == 303


def test_service_areas_are_made_in_one_go_and_never_twice(world, sign_in):
    siri = sign_in(world.siri)
    siri.post(f"{START}omrader/", {"common": ["Barnehage"], "own": "Næring\nbarnehage\n\nNæring"})
    siri.post(f"{START}omrader/", {"own": "næring\nBeredskap"})
    names = set(ServiceArea.objects.filter(municipality=world.municipality).values_list("name", flat=True))
    assert {"Barnehage", "Næring", "Beredskap"} <= names
    assert len(names) == len({name.casefold() for name in names})
    assert siri.post(f"{START}omrader/", {"own": "Næring"}).status_code == 422


def test_only_administrators_see_the_set_up(world, sign_in):
    """[P2, P4]"""
    pages = [START, f"{START}roller/", f"{START}omrader/", f"{START}kontroll/"]
    assert {sign_in(world.siri).get(url).status_code for url in pages} == {200}
    for person in (world.kari, world.nils, world.heidi):
        assert {sign_in(person).get(url).status_code for url in pages} == {404}
    assert {Client().get(url).status_code for url in pages} == {302}


def test_pages_ask_the_same_of_few_and_many(world, sign_in):
    siri, asked = sign_in(world.siri), []
    for more in (3, 27):
        for _number in range(more):
            UnitFactory(parent=world.skole)
            PersonFactory(municipality=world.municipality)
        counts = []
        for url in (START, f"{START}roller/", f"{START}omrader/"):
            with CaptureQueriesContext(connection) as captured:
                siri.get(url)
            counts.append(len(captured))
        asked.append(counts)
    assert asked[0] == asked[1]
    assert Unit.objects.filter(parent=world.skole).count() == 32
