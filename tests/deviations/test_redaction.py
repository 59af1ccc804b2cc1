"""What should never have been written is taken out of a case, and stands nowhere afterwards. [D9]"""

import pytest
from django.urls import reverse
from django_scopes import scope, scopes_disabled

from deviations.actions import flow
from deviations.actions.entries import add_entry
from deviations.actions.redaction import redact_event
from deviations.models import Deviation
from kvalitet.history import actions as history
from kvalitet.web.errors import Refused
from tests.events import event
from tests.privacy.dump import where_is
from tests.privacy.numbers import FNR

SECRET = "Peder Ås"


@pytest.fixture
def case(world):
    """A case in which a patient is named, again and again."""
    made = event(world, text=f"{SECRET} ({FNR}) gikk ut. Peder\nÅs kom tilbake.")
    with scope(municipality=[world.municipality.pk]):
        made = flow.receive(made, by=world.kari)
        made = history.apply(made, {"immediate_action": f"Ringte {SECRET}s mor."}, by=world.kari, reason=f"Om {SECRET}")
        history.apply(made, {"immediate_action": "Ringte hjem."}, by=world.kari)
        add_entry(made, "note", f"Snakket med {SECRET.upper()}.", by=world.kari)
    return made


def url_of(case):
    return reverse("deviations:deviation-redact", args=[case.uuid])


def posted(client, case, **more):
    data = {"found": [f"identity:{FNR}"], "others": f"{SECRET}\n{SECRET}s", "version": str(case.version), **more}
    return client.post(url_of(case), data)


@scopes_disabled()
def fresh(case):
    return Deviation.objects.get(pk=case.pk)


def test_it_stands_in_no_table_afterwards_neither_versions_nor_search_nor_notices(world, case, sign_in):
    """Every column of every table is read, before and after."""
    assert {"deviations_deviation", "deviations_historicaldeviation", "deviations_entry"} <= where_is(SECRET)
    assert posted(sign_in(world.kari), fresh(case)).status_code == 303
    assert where_is(SECRET) == set()
    assert where_is("peder") == set(), "the columns that are searched, too"
    assert where_is(FNR) == set()
    assert fresh(case).description == "[fjernet] ([fødselsnummer]) gikk ut. [fjernet] kom tilbake."


def test_history_tells_that_it_happened_and_not_what_stood_there(world, case, sign_in):
    posted(sign_in(world.kari), fresh(case))
    with scopes_disabled():
        newest = case.history.order_by("-history_id")[0]
        line = case.entries.filter(kind="redaction").get()
    assert (newest.history_user, newest.history_type) == (world.kari, "~")
    assert newest.history_change_reason == "Fjernet opplysninger fra teksten: annet, fødselsnummer."
    assert (line.by, line.is_for_reporter) == (world.kari, False)
    assert "fødselsnummer" in line.text


def test_who_and_when_of_the_old_versions_stay(world, case, sign_in):
    with scopes_disabled():
        before = list(case.history.order_by("history_id").values_list("history_id", "history_date", "history_user"))
    posted(sign_in(world.kari), fresh(case))
    with scopes_disabled():
        after = list(case.history.order_by("history_id").values_list("history_id", "history_date", "history_user"))
    assert after[: len(before)] == before


def test_only_the_one_who_handles_it_may(world, case, sign_in):
    case = fresh(case)
    assert sign_in(world.kari).get(url_of(case)).status_code == 200
    assert sign_in(world.ola).get(url_of(case)).status_code == 403
    assert posted(sign_in(world.ola), case).status_code == 403
    for stranger in (world.per, world.nils):
        assert sign_in(stranger).get(url_of(case)).status_code == 404
    assert sign_in(world.kari).get(case.get_absolute_url()).content.decode().count(url_of(case)) == 1


@pytest.mark.parametrize(
    ("others", "words"), [("Petter", "finner ikke «Petter»"), ("Ås", "minst tre tegn"), ("", "Velg eller skriv")]
)
def test_wrong_words_are_told_and_nothing_is_changed(world, case, sign_in, others, words):
    case = fresh(case)
    answer = posted(sign_in(world.kari), case, found=[], others=others)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert fresh(case).version == case.version


def test_the_second_of_two_handlers_is_told(world, case, sign_in):
    case = fresh(case)
    with scopes_disabled():
        history.apply(fresh(case), {"place_text": "Ved døra"}, by=world.kim)
    answer = posted(sign_in(world.kari), case)
    assert answer.status_code == 422
    assert "endret dette mens du skrev" in answer.content.decode()
    with pytest.raises(Refused), scope(municipality=[world.municipality.pk]):
        redact_event(case, {SECRET: ""}, by=world.kari)


def test_words_are_taken_only_where_they_stand_alone(world, case):
    with scope(municipality=[world.municipality.pk]):
        made = event(world, text="Åse var i Åsen. Åse falt.")
        made = redact_event(made, {"Åse": "name"}, by=world.kari)
    assert made.description == "[navn] var i Åsen. [navn] falt."
    assert made.title == "[navn] var i Åsen"


def test_a_second_time_there_is_nothing_left(world, case, sign_in):
    posted(sign_in(world.kari), fresh(case))
    with pytest.raises(Refused), scope(municipality=[world.municipality.pk]):
        redact_event(fresh(case), {SECRET: ""}, by=world.kari)


def test_the_page_asks_as_much_for_many_lines_as_for_few(world, case, sign_in, django_assert_max_num_queries):
    client, counts = sign_in(world.kari), []
    for many in (3, 30):
        with scope(municipality=[world.municipality.pk]):
            for number in range(many):
                add_entry(case, "note", f"Linje {number}", by=world.kari)
        with django_assert_max_num_queries(60) as asked:
            client.get(url_of(case))
        counts.append(len(asked))
    assert counts[0] == counts[1]
