"""«Mine sykmeldte» for the leader, «Mitt fravær» for the employee, and what the start page tells. [S3, S5]"""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_scopes import scopes_disabled

from sickleave.models import Case
from tests.factories import PersonFactory, PositionFactory
from tests.sickleave import hr_cases
from tests.sickleave.hr_cases import many_ill
from tests.sickleave.meeting_cases import change_leader
from tests.sickleave.test_case_page import text_of

MINE, OWN, START = reverse("sickleave:mine"), reverse("sickleave:own"), reverse("home:start")


@scopes_disabled()
def ill(person, *, days=40, ahead=20):
    """Let a person have been ill for so many days, with so many more registered."""
    today = timezone.localdate()
    hr_cases.ill(person, today - timedelta(days=days - 1), days + ahead, today=today)
    return Case.objects.filter(person=person).latest("starts")


@pytest.fixture
def case(world):
    return ill(world.ola)


def test_mine_is_there_for_those_who_lead_and_for_nobody_else(world, sign_in, client, case):
    """Kari leads Ola; HR, the auditor, Ola and the administrator lead nobody."""
    assert sign_in(world.kari).get(MINE).status_code == 200
    for person in (world.ola, world.heidi, world.rolf, world.siri, world.kim, world.vera):
        assert sign_in(person).get(MINE).status_code == 404, person
    assert client.get(MINE).status_code == 302


def test_the_chief_executive_sees_own_nearest_people_and_only_when_one_of_them_is_away(world, sign_in, case):
    anne = sign_in(world.anne)
    assert anne.get(MINE).status_code == 404
    assert f'href="{MINE}"' not in anne.get(START).content.decode()
    ill(world.eli)
    shown = text_of(anne.get(MINE))
    assert "Eli Engen" in shown
    assert "Ola Olsen" not in shown


def test_a_leader_sees_own_people_alone(world, sign_in, case):
    ill(world.jon)
    shown = text_of(sign_in(world.kari).get(MINE))
    assert "Ola Olsen" in shown
    assert "Jon Jensen" not in shown
    assert "Ola Olsen" not in text_of(sign_in(world.eli).get(MINE))
    change_leader(world)
    assert "Ola Olsen" not in text_of(sign_in(world.per).get(OWN))
    assert "Ola Olsen" in text_of(sign_in(world.per).get(MINE))
    assert sign_in(world.kari).get(MINE).status_code == 404


def test_late_comes_first_with_its_words_and_its_button(world, sign_in, case):
    ill(world.vera, days=3)
    page = sign_in(world.kari).get(MINE)
    shown = text_of(page)
    assert shown.index("Ola Olsen") < shown.index("Vera Viken")
    assert "35 dager over frist" in shown
    assert "1 person har et steg over fristen." in shown
    assert reverse("sickleave:contact-new", args=[case.uuid]) in page.content.decode()
    assert "Dag 40 · 100 prosent borte" in shown


def test_who_is_back_may_be_away_again(world, sign_in):
    case = ill(world.ola, days=10, ahead=-3)
    until = case.ends + timedelta(days=16)
    shown = text_of(sign_in(world.kari).get(MINE))
    assert "Tilbake på jobb" in shown
    assert f"kan åpnes igjen til {until:%d.%m.%Y}" in shown


def test_nobody_away_is_said_with_what_comes(world, sign_in):
    assert "Ingen av dine er borte nå" in text_of(sign_in(world.kari).get(MINE))


def test_the_list_asks_the_same_with_few_and_many(world, sign_in):
    kari, counts, today = sign_in(world.kari), [], timezone.localdate()
    for number in (3, 27):
        many_ill(world, number, today - timedelta(days=30), 60, today=today)
        kari.get(MINE)
        with CaptureQueriesContext(connection) as asked:
            kari.get(MINE)
        counts.append(len(asked))
    assert counts[0] == counts[1] < 40, counts


def test_the_employee_reads_all_that_is_stored_of_oneself(world, sign_in, client, case):
    shown = text_of(sign_in(world.ola).get(OWN))
    for said in ("Lederen din skal ta kontakt", "Kari Kvam", "Du har brukt 0 av 24", "Rettighetene dine", "slettes"):
        assert said in shown, said
    assert client.get(OWN).status_code == 302


@pytest.mark.parametrize("name", ["vera", "kari", "rolf", "nils"])
def test_own_page_of_another_tells_nothing_of_it(world, sign_in, case, name):
    page = sign_in(getattr(world, name)).get(OWN)
    assert page.status_code == 200
    assert "Ola" not in text_of(page)
    assert str(case.uuid) not in page.content.decode()


def test_own_page_asks_the_same_with_few_and_many_absences(world, sign_in):
    ola, counts, day = sign_in(world.ola), [], timezone.localdate() - timedelta(days=900)
    for number in (3, 27):
        for _one in range(number):
            hr_cases.ill(world.ola, day, 2, today=day)
            day += timedelta(days=25)
        ola.get(OWN)
        with CaptureQueriesContext(connection) as asked:
            ola.get(OWN)
        counts.append(len(asked))
    assert counts[0] == counts[1] < 40, counts


def test_the_start_page_counts_for_those_who_may_and_tells_the_rest_nothing(world, sign_in, case):
    assert "1 steg i oppfølgingen denne uken. 1 er over fristen." in text_of(sign_in(world.kari).get(START))
    assert "1 sak har et steg over fristen." in text_of(sign_in(world.heidi).get(START))
    assert "Oppfølgingen din" in text_of(sign_in(world.ola).get(START))
    for person in (world.vera, world.anne, world.eli, world.kim, world.siri, world.tore, world.nils):
        shown = text_of(sign_in(person).get(START))
        assert "oppfølgingen denne uken" not in shown, person
        assert "Saker i oppfølging" not in shown, person
        assert "Oppfølgingen din" not in shown, person


def test_one_who_is_led_by_choice_is_among_the_leaders_own(world, sign_in):
    with scopes_disabled():
        person = PersonFactory(municipality=world.municipality, first_name="Mona", last_name="Moe")
        PositionFactory(person=person, unit=world.skole)
        person.leader_override = world.vera
        person.save()
        ill(person)
    assert "Mona Moe" in text_of(sign_in(world.vera).get(MINE))
    assert "Mona Moe" not in text_of(sign_in(world.kari).get(MINE))
