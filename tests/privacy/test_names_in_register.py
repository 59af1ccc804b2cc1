"""Names are looked up in the register by one question that follows the text. [D9]"""

import pytest
from django.db import connection
from django.urls import reverse

from kvalitet.organisation.models import Person
from kvalitet.privacy.queries import check, check_all, known_names, rows_of
from tests.factories import PersonFactory
from tests.privacy.dump import added, dump
from tests.privacy.numbers import FNR


def names(text, municipality):
    return [one.text for one in check(text, municipality)]


def test_people_of_the_municipality_are_found_and_the_neighbours_are_not(world):
    text = "Ola Olsen og Nils Nordli møttes."
    assert names(text, world.municipality) == ["Ola Olsen"]
    assert names(text, world.neighbour) == ["Nils Nordli"]
    assert names(text, None) == []


def test_those_who_have_left_are_found(world):
    PersonFactory(first_name="Gry", last_name="Østgård", municipality=world.municipality, is_active=False)
    assert names("Det var gry østgårds bil.", world.municipality) == ["gry østgårds"]


@pytest.mark.parametrize(
    "name", ["Åse Ødegård", "Anne-Marie Berg-Hansen", "Bjørk Vår Mo", "Sæmund O'Brien", "Jens Aas"]
)
def test_the_database_knows_the_same_words_as_the_rules(world, name):
    first, _space, last = name.rpartition(" ")
    PersonFactory(first_name=first, last_name=last, municipality=world.municipality)
    for written in (name, name.upper(), f"{name}s", f"{last}, {first}"):
        assert names(f"Ifølge {written} var det slik.", world.municipality) == [written]


def test_several_texts_ask_one_question_and_names_dont_cross_from_one_to_the_next(world, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = check_all({"a": "Det var Ola", "b": "Olsen sa det, og Kari Kvam."}, world.municipality)
    assert {name: [one.text for one in rows] for name, rows in found.items()} == {"a": [], "b": ["Kari Kvam"]}


def test_texts_without_possible_names_ask_nothing(world, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert check(f"en og to 123 {FNR}", world.municipality)


@pytest.mark.parametrize(
    "text", ["Ola' | Olsen' & !", "'; drop table -- Ola Olsen", "Ola\x00Olsen Ola Olsen", "Ola \\ Olsen :*"]
)
def test_odd_signs_are_no_operators(world, text):
    assert isinstance(check(text, world.municipality), list)


def test_the_register_is_not_read(world):
    Person.objects.bulk_create(
        Person(
            username=f"mange{n}", first_name=f"Fornavn{n}", last_name=f"Etternavn{n}", municipality=world.municipality
        )
        for n in range(3000)
    )
    with connection.cursor() as cursor:
        cursor.execute("select gin_clean_pending_list('person_search')")
        cursor.execute("analyze organisation_person")
    text = "Snakket med Ola Olsen og andre. " * 20
    assert known_names(text, world.municipality)
    assert "person_search" in rows_of(text, world.municipality).explain()


def test_the_address_answers_those_signed_in_and_nobody_else(world, sign_in, client):
    url = reverse("privacy:check")
    told = sign_in(world.kari).post(url, {"text": f"Ola Olsen, {FNR}"}).json()
    assert [one["key"] for one in told["found"]] == ["name:Ola Olsen", f"identity:{FNR}"]
    assert told["found"][0]["placeholder"] == "[navn]"
    assert sign_in(world.nils).post(url, {"text": "Ola Olsen"}).json()["found"] == []
    assert client.post(url, {"text": "Ola Olsen"}).status_code == 302
    assert sign_in(world.kari).get(url).status_code == 405


def test_nothing_of_what_is_asked_is_kept(world, sign_in, caplog):
    client = sign_in(world.kari)
    before = dump()
    client.post(reverse("privacy:check"), {"text": f"Ola Olsen, {FNR}"})
    assert added(before, dump()) == {}
    assert FNR not in caplog.text
    assert "Olsen" not in caplog.text
