"""With the code one follows a case and writes in it, without signing in. [D1]"""

import re

import pytest
from django.urls import reverse
from django_scopes import scope, scopes_disabled

from deviations.actions import flow
from deviations.actions.codes import find_by_code, report_without_name
from deviations.actions.entries import add_entry
from deviations.actions.reporting import Report
from deviations.models import Deviation, DeviationSettings
from deviations.rules.codes import code_from, code_in_groups, is_code, plain_code, what_can_be_guessed
from kvalitet.history import actions as history
from tests.privacy.dump import dump

URL = "/avvik/kode/"


@pytest.fixture
def case(world):
    """A case reported without a name, and its code."""
    with scopes_disabled():
        history.create(DeviationSettings, by=None, municipality=world.municipality, allows_anonymous=True)
        return report_without_name(Report(unit=world.skole, description="Rekkverket er løst.", seriousness=2))


def typed(client, code, **more):
    return client.post(URL, {"code": code, **more})


def text_of(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def test_the_page_is_open_and_the_code_shows_the_case(case, client):
    _event, code = case
    assert client.get(URL).status_code == 200
    shown = typed(client, code_in_groups(code).lower())
    assert shown.status_code == 200
    assert "Rekkverket er løst" in text_of(shown)
    assert "Meldt" in text_of(shown)


def test_only_what_is_meant_for_the_reporter_is_shown_and_no_names(world, case, client):
    event, code = case
    with scope(municipality=[world.municipality.pk]):
        event = flow.receive(event, by=world.kari)
        add_entry(event, "note", "Bare for oss.", by=world.kari)
        flow.write_to_reporter(event, text="Vi skrur det fast i morgen.", by=world.kari)
    shown = text_of(typed(client, code))
    assert "Vi skrur det fast i morgen." in shown
    assert "Bare for oss" not in shown
    assert "Kvam" not in shown


def test_an_answer_goes_to_the_case_with_nobody_as_its_author(world, case, client, sign_in):
    event, code = case
    with scope(municipality=[world.municipality.pk]):
        flow.ask_reporter(flow.receive(event, by=world.kari), text="Hvor er det?", by=world.kari)
    shown = typed(sign_in(world.ola), code, text="I trappa ved gymsalen.")
    assert "Det du skrev, er sendt." in text_of(shown)
    with scopes_disabled():
        event.refresh_from_db()
        line = event.entries.filter(kind="message_from_reporter").get()
        assert line.text == "I trappa ved gymsalen."
        assert line.by_id is None
        assert {version.history_user_id for version in line.history.all()} == {None}
        assert event.state != "returned"


def test_the_answer_is_looked_through_too(case, client):
    _event, code = case
    shown = typed(client, code, text="Spør Ola Olsen.")
    assert shown.status_code == 422
    assert "«Ola Olsen»" in text_of(shown)
    assert typed(client, code, text="Spør Ola Olsen.", text_seen="name:Ola Olsen").status_code == 200
    assert "Spør [navn]." in text_of(typed(client, code))


@pytest.mark.parametrize(
    ("code", "words"), [("K7RT", "16 tegn"), ("K7RT-4MXA-FH3C-9DNE", "ingen sak"), ("", "Skriv sak")]
)
def test_wrong_codes_are_told_and_kept_in_the_field(case, client, code, words):
    answer = typed(client, code)
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert code in text_of(answer)


def test_guessing_is_stopped(case, client):
    answers = [typed(client, "K7RT-4MXA-FH3C-9DNE").status_code for _try in range(22)]
    assert answers[:20] == [422] * 20
    assert answers[20:] == [429] * 2
    assert typed(client, case[1]).status_code == 429


def test_right_codes_are_not_counted(case, client):
    assert {typed(client, case[1]).status_code for _try in range(25)} == {200}


def test_the_code_is_in_no_address_no_session_and_no_table(case, client):
    _event, code = case
    answer = typed(client, code)
    assert answer.status_code == 200
    assert not client.session.keys()
    assert all(code not in row.upper() for rows in dump().values() for row in rows)
    assert f"?{code}" not in text_of(answer)


def test_following_asks_as_much_for_many_lines_as_for_few(world, case, client, django_assert_num_queries):
    event, code = case
    counts = []
    for many in (3, 30):
        with scope(municipality=[world.municipality.pk]):
            for number in range(many):
                add_entry(event, "message_to_reporter", f"Linje {number}", by=world.kari, is_for_reporter=True)
        with django_assert_num_queries(3):
            counts.append(typed(client, code).status_code)
    assert counts == [200, 200]


def test_the_form_asks_as_much_with_many_units(world, case, sign_in, django_assert_max_num_queries):
    client = sign_in(world.ola)
    with django_assert_max_num_queries(20):
        assert client.get(reverse("deviations:report-anonymous")).status_code == 200


def test_codes_are_long_readable_and_read_back():
    assert len({*code_from(23**16 - 1)}) == 1
    code = code_from(123456789012345678901234567890)
    assert is_code(code)
    assert plain_code(f" {code_in_groups(code).lower()} ") == code
    assert re.fullmatch(r"(?:[A-Z0-9]{4}-){3}[A-Z0-9]{4}", code_in_groups(code))
    assert not set("01258BGILOQSZ") & set(code)
    assert 23**16 > 2**72


def test_small_units_are_told_that_they_are_small():
    assert "få her" in what_can_be_guessed(4)
    assert "få her" not in what_can_be_guessed(40)
    assert "få her" not in what_can_be_guessed(0)


def test_codes_of_an_earlier_secret_still_work(case, settings):
    event, code = case
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "a new secret for this test"
    assert find_by_code(code) == event
    settings.SECRET_KEY_FALLBACKS = []
    assert find_by_code(code) is None


def test_others_reports_have_no_code(world, case):
    with scopes_disabled():
        assert Deviation.objects.filter(case_code__isnull=False).count() == 1
