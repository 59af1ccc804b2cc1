"""[D11] Those who only represent others can't search their way to the words that are hidden from them."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_scopes import scopes_disabled
from openpyxl import load_workbook

from deviations.choices import TrackKind
from deviations.models import Deviation
from deviations.queries.representatives import sees_as_representative
from deviations.queries.veils import seen_as_representative, veil_of
from kvalitet.access.actions import give_role
from kvalitet.access.choices import Role
from kvalitet.access.scopes import scope_of
from kvalitet.organisation.models import Person
from tests.deviations.tracked import tracked
from tests.factories import PersonFactory
from tests.world import OPENED, PEOPLE

pytestmark = pytest.mark.django_db

LIST = reverse("deviations:deviation-list")
FILE = reverse("deviations:deviation-xlsx")
SEARCH = reverse("search:results")
SUGGESTIONS = reverse("search:suggestions")
SAID = "Navn, helseopplysninger og telefonnumre blir ikke søkt etter"
TELLING = "Ola Olsens anfall av epilepsi i trappa. Ring 91 23 45 67, 04079012345 eller ola.olsen@fjordvik.no."
HIDDEN = [
    *("ola", "Ola", "olas", "olsen", "OLSENS", "ols", "olse", "olser", "ola olsen", "«ola olsens»", "olsen_"),
    *("epilepsi", "epilep", "epilepsien", "91234567", "91 23 45 67", "23 45", "04079012345", "ola.olsen@fjordvik.no"),
    *("nord", "nordmann", "nordmenn", "nøtter", "nøtteallergien"),
]


@pytest.fixture
def case(world):
    with scopes_disabled():
        PersonFactory(first_name="Siv", last_name="Nordmann", municipality=world.municipality)
        return tracked(world, TrackKind.HSE, text=f"{TELLING} Siv Nordmann nevnte nøtteallergi.", by=world.dag)


def listed(client, words, case):
    response = client.get(LIST, {"q": words})
    assert response.status_code == 200
    return case.get_absolute_url() in response.content.decode()


def in_file(client, words):
    book = load_workbook(BytesIO(client.get(FILE, {"q": words}).content), read_only=True)
    return len([row for row in book.worksheets[0].iter_rows(min_row=2, values_only=True) if row[0]])


def searched(client, words):
    return client.get(SEARCH, {"q": words, "type": "avvik"}).content.decode()


def suggested(client, words):
    return client.get(SUGGESTIONS, {"q": words}, headers={"HX-Request": "true"}).content.decode()


@pytest.mark.parametrize("words", HIDDEN)
def test_hidden_words_find_nothing_anywhere(world, sign_in, case, words):
    """Nor parts of them, other forms of them, or the beginning of one."""
    for person in (world.vera, world.tore):
        client = sign_in(person)
        assert not listed(client, words, case)
        assert in_file(client, words) == 0
        for page in (searched(client, words), suggested(client, words)):
            assert case.get_absolute_url() not in page
            assert "1 sak" not in page


@pytest.mark.parametrize("words", ["trappa", "trappa olsen", "epilepsi trappa", "trappa -olsen", "trappen 45"])
def test_other_words_are_looked_for_as_if_the_hidden_ones_were_not_there(world, sign_in, case, words):
    client = sign_in(world.tore)
    assert listed(client, words, case)
    assert in_file(client, words) == 1
    assert case.get_absolute_url() in searched(client, words)
    assert case.get_absolute_url() in suggested(client, words)


def test_hidden_words_do_not_change_the_order_of_what_is_found(world, sign_in, case):
    with scopes_disabled():
        other = tracked(world, TrackKind.HSE, text="Noen skled i trappa igjen. Ingen skade.", by=world.dag)
    page = searched(sign_in(world.tore), "trappa olsen")
    assert page.index(other.get_absolute_url()) < page.index(case.get_absolute_url())


def test_the_number_of_a_case_finds_it(world, sign_in, case):
    with scopes_disabled():
        type(case)._base_manager.filter(pk=case.pk).update(number=1042)
    client = sign_in(world.tore)
    assert listed(client, "1042", case)
    assert case.get_absolute_url() in searched(client, "1042")
    assert case.get_absolute_url() in searched(client, str(case.uuid))


def test_nearly_a_hidden_word_is_not_corrected_to_it(world, sign_in, case):
    client = sign_in(world.tore)
    for words in ("epilespi", "anfal av epilespi"):
        for page in (searched(client, words), suggested(client, words)):
            assert "Mente du" not in page
    assert "epilepsi" in searched(sign_in(world.kari), "epilespi")


def test_page_says_so_in_one_sentence_to_those_it_concerns(world, sign_in, case):
    for address in (LIST, SEARCH):
        assert SAID in sign_in(world.tore).get(address, {"q": "trappa"}).content.decode()
        assert SAID not in sign_in(world.tore).get(address).content.decode()
        assert SAID not in sign_in(world.kari).get(address, {"q": "trappa"}).content.decode()


@pytest.mark.parametrize("words", ["Olsen", "ols", "epilepsi", "nord", "ola trappa"])
def test_leader_still_finds_by_name(world, sign_in, case, words):
    client = sign_in(world.kari)
    assert listed(client, words, case)
    assert in_file(client, words) == 1
    assert case.get_absolute_url() in searched(client, words)


def test_ones_own_report_is_found_by_every_word_in_it(world, sign_in):
    with scopes_disabled():
        own = tracked(world, TrackKind.HSE, text=TELLING, by=world.tore)
    for words in ("olsen", "ols", "epilepsi"):
        assert listed(sign_in(world.tore), words, own)
        assert own.get_absolute_url() in searched(sign_in(world.tore), words)


def test_leader_who_represents_others_finds_by_name_only_where_they_lead(world, sign_in, case):
    with scopes_disabled():
        give_role(person=world.per, role=Role.UNION, unit=world.oppvekst, starts=OPENED, by=None)
        led = tracked(world, TrackKind.HSE, text=TELLING, by=world.tore, unit=world.barnehage)
    client = sign_in(Person.objects.get(pk=world.per.pk))
    for words in ("olsen", "epilep"):
        assert listed(client, words, led)
        assert not listed(client, words, case)
        assert in_file(client, words) == 1
        page = searched(client, words)
        assert led.get_absolute_url() in page
        assert case.get_absolute_url() not in page
    assert listed(client, "trappa", case)


def test_one_question_more_whatever_is_asked_and_found(world, sign_in, case):
    def questions(person, address, words):
        client = sign_in(person)
        client.get(address, {"q": words})
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address, {"q": words}).status_code == 200
        return len(asked), sum("organisation_person" in row["sql"] and "'ols'':*" in row["sql"] for row in asked)

    few = [questions(world.tore, LIST, "trappa olsen"), questions(world.tore, SEARCH, "trappa olsen")]
    with scopes_disabled():
        for _number in range(20):
            tracked(world, TrackKind.HSE, text=TELLING, by=world.dag)
            PersonFactory(first_name="Ola", last_name="Olsen", municipality=world.municipality)
    assert [questions(world.tore, LIST, "trappa olsen"), questions(world.tore, SEARCH, "trappa olsen")] == few
    assert [names for _all, names in few] == [1, 1]
    assert questions(world.kari, LIST, "trappa olsen")[1] == 0


@pytest.mark.parametrize(("text", "is_found"), [("Ola Olsen og epilepsi.", False), ("Et anfall i trappa.", True)])
def test_ones_own_report_is_not_found_alike_by_hidden_words(world, sign_in, case, text, is_found):
    with scopes_disabled():
        own = tracked(world, TrackKind.HSE, text=text, by=world.tore)
    address = reverse("deviations:similar", args=[own.uuid])
    assert (case.get_absolute_url() in sign_in(world.tore).get(address).content.decode()) is is_found


@scopes_disabled()
def test_the_filter_of_hidden_events_says_the_same_as_the_rule(world, case):
    """[D11] What is cleaned when shown is what is asked of with care."""
    give_role(person=world.per, role=Role.UNION, unit=world.oppvekst, starts=OPENED, by=None)
    tracked(world, TrackKind.HSE, text=TELLING, by=world.tore, unit=world.barnehage)
    tracked(world, TrackKind.HSE, text=TELLING, unit=world.barnehage, is_confidential=True)
    tracked(world, TrackKind.HSE, text=TELLING, by=world.vera, is_about_leader=True)
    tracked(world, TrackKind.PRIVACY, text=TELLING, unit=world.sfo)
    handled = tracked(world, TrackKind.HSE, text=TELLING, unit=world.hjemmetjenesten)
    Deviation._base_manager.filter(pk=handled.pk).update(handler=world.tore)
    hidden = {}
    for username, *_rest in PEOPLE:
        person = Person.objects.get(username=username)
        rows = Deviation._base_manager.filter(seen_as_representative(scope_of(person)))
        by_rule = {one.pk for one in Deviation._base_manager.all() if sees_as_representative(person, one)}
        hidden[username] = set(rows.values_list("pk", flat=True))
        assert hidden[username] == by_rule, username
        assert not by_rule or veil_of(person) is not None
    assert {username for username, events in hidden.items() if events} == {"vera", "tore", "per"}
    assert handled.pk not in hidden["tore"]
