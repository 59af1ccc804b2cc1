"""What each role sees first."""

import re
from datetime import UTC, datetime

import pytest

from kvalitet.home.rules import greeting
from tests import busy

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("hour", "words"),
    [(5, "God morgen"), (9, "God morgen"), (10, "God dag"), (17, "God dag"), (18, "God kveld"), (2, "God kveld")],
)
def test_people_are_greeted_by_the_hour(hour, words):
    assert greeting(datetime(2026, 11, 22, hour, tzinfo=UTC), "Kari") == f"{words}, Kari"


def test_a_leader_sees_what_waits_first_and_then_the_numbers_of_the_own_unit(world, sign_in):
    busy.make(world)
    page = sign_in(world.kari).get("/").content.decode()
    assert page.index("Dette venter på deg") < page.index("Snarveier") < page.index("Åpne oppgaver")
    assert "Solbakken skole" in page
    assert "I gang og forsinket" in page
    assert "10 dager over frist" in page


def test_the_chief_executive_sees_the_conclusion_of_the_plan(world, sign_in):
    busy.make(world)
    page = sign_in(world.anne).get("/").content.decode()
    assert "Planen har 10 tiltak." in page
    assert "Se hele styringsoversikten" in page


def test_an_employee_sees_plans_in_force_and_no_numbers_or_pages_for_others(world, sign_in):
    page = sign_in(world.ola).get("/").content.decode()
    assert "Planer som gjelder nå" in page
    assert world.plan.name in page
    for hidden in ("Styringsoversikt", "Nytt tiltak", "Dette mangler i oppsettet", world.draft.name):
        assert hidden not in page


def test_the_administrator_sees_what_the_set_up_lacks(world, sign_in):
    page = sign_in(world.siri).get("/").content.decode()
    assert "Dette mangler i oppsettet" in page
    assert "Enheter uten leder" in page
    assert "Dette mangler i oppsettet" not in sign_in(world.anne).get("/").content.decode()


def test_the_auditor_is_told_that_looks_are_logged_and_when_access_ends(world, sign_in):
    """[P4]"""
    page = sign_in(world.rolf).get("/").content.decode()
    assert "31. desember 2030" in page
    assert "blir logget" in page
    assert "blir logget" not in sign_in(world.anne).get("/").content.decode()


@pytest.mark.parametrize("person", ["anne", "kari", "ola", "heidi", "kim", "vera", "siri", "rolf", "nils"])
def test_no_link_on_the_start_page_is_dead(world, sign_in, person):
    client = sign_in(getattr(world, person))
    main = client.get("/").content.decode().split("<main")[1].split("</main>")[0]
    links = {href.replace("&amp;", "&") for href in re.findall(r'href="(/[^"]*)"', main)}
    assert {href: client.get(href).status_code for href in links} == dict.fromkeys(links, 200)


def test_the_neighbour_sees_nothing_of_fjordvik(world, sign_in):
    assert "Fjordvik" not in sign_in(world.nils).get("/").content.decode()
