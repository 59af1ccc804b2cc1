"""Words of a search that would find what the guard takes out. [D9, D11]"""

from datetime import date

import pytest

from kvalitet.privacy.queries import unsearchable
from kvalitet.privacy.rules import name_beginnings, telling_words
from tests.factories import PersonFactory

DAY = date(2026, 11, 2)


@pytest.mark.parametrize(
    "text", ["olsen", "OLSENS", "ols", "olser", "ola", "olas", "hiv", "HIV", "kols", "epilepsi", "insulinen", "12"]
)
def test_name_health_and_number_are_told_in_every_form(text):
    assert telling_words(text, ["Ola", "Olsen"], DAY) == {text.casefold()}


def test_words_of_a_telling_phrase_are_told_too():
    assert telling_words("hun var alvorlig syk på jobb", [], DAY) == {"alvorlig", "syk"}


@pytest.mark.parametrize("text", ["gulvet var glatt", "sykkel i trappa", "sykehjemmet", "rom 3", "legevakten", "brann"])
def test_other_words_are_left(text):
    assert telling_words(text, ["Ola", "Olsen"], DAY) == frozenset()


def test_all_of_an_address_is_told():
    assert telling_words("skriv til per.aas@fjordvik.no", [], DAY) == {"per", "aas", "fjordvik", "no"}


def test_names_begin_with_the_stem_with_or_without_genitive():
    assert name_beginnings(["olsens", "bos", "17"]) == {"ols", "ol", "bos", "bo"}


@pytest.mark.django_db
def test_one_question_to_the_registers_asked_for(world, django_assert_num_queries):
    PersonFactory(first_name="Bo", last_name="O'Brien-Ås", municipality=world.municipality)
    with django_assert_num_queries(1):
        assert unsearchable("bos gulv brien ås nordli' | :*", [world.municipality.pk]) == {"bos", "brien", "ås"}
    assert unsearchable("nordli", [world.neighbour.pk]) == {"nordli"}
    with django_assert_num_queries(0):
        assert unsearchable("12 34", [world.municipality.pk]) == {"12", "34"}
