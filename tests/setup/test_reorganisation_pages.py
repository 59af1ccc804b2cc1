"""The administrator prepares a reorganisation, sees what it does, and plans it. [P1]"""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kvalitet.organisation.actions import add_member, set_leader
from kvalitet.organisation.models import Unit
from kvalitet.setup.actions import preparing
from kvalitet.setup.actions.carrying_out import carry_out_due
from kvalitet.setup.choices import ReorganisationStatus
from kvalitet.setup.models import Reorganisation
from tests.factories import UnitFactory

TODAY = timezone.localdate()
DAY = TODAY + timedelta(days=30)
ABOUT = {"name": "Nytt oppvekstsenter", "starts": str(DAY), "reason": "Vedtak i kommunestyret"}


def url(name: str, made: Reorganisation | None = None, *args) -> str:
    return reverse(f"setup:{name}", args=[made.uuid, *args] if made else [])


@pytest.fixture
def made(world) -> Reorganisation:
    found = preparing.create_reorganisation(
        municipality=world.municipality, name="Flytting", starts=DAY, reason="Vedtak", today=TODAY, by=world.siri
    )
    preparing.add_steps(found, steps=[{"kind": "move", "unit": world.skole, "target": world.helse}], by=world.siri)
    found.refresh_from_db()
    return found


@pytest.fixture
def siri(world, sign_in):
    return sign_in(world.siri)


def test_merger_is_prepared_seen_and_planned_from_the_pages(world, siri):
    """Three units become one new, with a new leader, from a day to come."""
    assert siri.post(url("reorganisation-create"), ABOUT).status_code == 303
    made = Reorganisation.objects.get()
    opening = {"name": "Fjordvik oppvekst", "unit_kind": "unit", "target": f"enhet:{world.oppvekst.uuid}"}
    siri.post(url("step-add", made, "open"), opening | {"person": world.vera.pk})
    new = f"steg:{made.steps.get().uuid}"
    merged = {"units": [f"enhet:{unit.uuid}" for unit in (world.skole, world.barnehage)], "target": new}
    assert siri.post(url("step-add", made, "merge"), merged).status_code == 303
    page = siri.get(made.get_absolute_url()).content.decode()
    assert "La Solbakken skole gå inn i Fjordvik oppvekst" in page
    seen = siri.get(url("reorganisation-preview", made)).content.decode()
    assert "Kari Kvam" in seen
    assert "Mister innsyn" in seen
    assert "Solbakken skole og 2 enheter under" in seen
    assert "Leder etter" in seen
    assert "Rapporter og tall" in seen
    made.refresh_from_db()
    response = siri.post(url("reorganisation-preview", made), {"version": made.version}, follow=True)
    assert "gjennomføres av seg selv" in response.content.decode()
    made.refresh_from_db()
    assert made.status == ReorganisationStatus.PLANNED
    assert "Solbakken skole" not in [unit.name for unit in Unit.objects.filter(closed__isnull=False)]


def test_preview_says_who_loses_and_who_gains_sight(world, siri, made):
    seen = siri.get(url("reorganisation-preview", made)).context["effects"]
    access = {(row[0]["text"], row[1]["text"]): row[2]["text"] for row in seen[0]["rows"]}
    assert access == {
        ("Eli Engen", "Mister innsyn"): "Solbakken skole og 2 enheter under",
        ("Hilde Haug", "Får innsyn"): "Solbakken skole og 2 enheter under",
    }
    assert {effect["title"] for effect in seen} >= {"Tilgang", "Oppgaver og ledere", "Planer", "Rapporter og tall"}


def test_one_who_keeps_sight_through_another_role_is_not_said_to_lose_it(world, siri, made):
    set_leader(world.helse, person=world.eli, starts=TODAY, by=world.siri)
    seen = siri.get(url("reorganisation-preview", made)).context["effects"][0]
    assert seen["lead"] == "Ingen får eller mister innsyn."


def test_preview_counts_the_tasks_that_follow_to_another_leader(world, siri, made):
    preparing.add_steps(made, steps=[{"kind": "leader", "unit": world.barnehage, "person": world.vera}], by=world.siri)
    tasks = siri.get(url("reorganisation-preview", made)).context["effects"][1]
    row = next(row for row in tasks["rows"] if row[0]["text"] == "Elvebakken barnehage")
    assert [cell["text"] for cell in row][1:] == ["Per Pettersen", "Vera Viken", "1", "1"]
    assert "1 åpen oppgave følger med til den nye" in tasks["lead"]


@pytest.mark.parametrize("who", ["ola", "kari", "kim", "anne", "rolf", "nils"])
def test_the_pages_do_not_exist_for_others(world, sign_in, made, who):
    client = sign_in(getattr(world, who))
    step = made.steps.get()
    assert client.get(url("reorganisation-list")).status_code == 404
    for name in ("reorganisation-detail", "reorganisation-edit", "reorganisation-preview"):
        assert client.get(url(name, made)).status_code == 404
    assert client.get(url("step-edit", made, step.uuid)).status_code == 404
    for name in ("reorganisation-undo", "reorganisation-drop", "reorganisation-preview"):
        assert client.post(url(name, made)).status_code == 404
    assert client.post(url("step-remove", made, step.uuid)).status_code == 404
    assert made.steps.count() == 1


def test_signed_out_is_asked_to_sign_in(client, made):
    assert client.get(made.get_absolute_url()).status_code == 302


def test_forged_choices_are_refused_and_change_nothing(world, siri, made):
    forged = [f"enhet:{world.asheim.uuid}", f"enhet:{uuid4()}", f"steg:{made.steps.get().uuid}", "x"]
    for value in forged:
        typed = {"unit": f"enhet:{world.barnehage.uuid}", "target": value}
        response = siri.post(url("step-add", made, "move"), typed)
        assert response.status_code == 422, value
        assert "Velg en enhet fra listen." in response.content.decode()
    leader = {"unit": f"enhet:{world.skole.uuid}", "person": world.nils.pk}
    assert siri.post(url("step-add", made, "leader"), leader).status_code == 422
    assert siri.get(url("step-add", made, "fusjon")).status_code == 404
    assert siri.get(url("step-edit", made, uuid4())).status_code == 404
    assert made.steps.count() == 1


def test_step_of_another_reorganisation_is_not_found_through_this_one(world, siri, made):
    other = preparing.create_reorganisation(
        municipality=world.municipality, name="En annen", starts=DAY, reason="Vedtak", today=TODAY, by=world.siri
    )
    preparing.add_steps(other, steps=[{"kind": "close", "unit": world.sfo}], by=world.siri)
    theirs = other.steps.get()
    assert siri.get(url("step-edit", made, theirs.uuid)).status_code == 404
    assert siri.post(url("step-remove", made, theirs.uuid)).status_code == 404


def test_past_day_is_explained_and_what_was_typed_is_kept(siri):
    typed = ABOUT | {"starts": str(TODAY - timedelta(days=3))}
    response = siri.post(url("reorganisation-create"), typed)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Datoen har vært." in page
    assert "Vedtak i kommunestyret" in page
    assert not Reorganisation.objects.exists()


def test_one_changed_by_another_since_it_was_seen_is_not_planned(world, siri, made):
    """Two editors. [P5]"""
    seen = made.version
    preparing.add_steps(made, steps=[{"kind": "close", "unit": world.sfo}], by=world.siri)
    response = siri.post(url("reorganisation-preview", made), {"version": seen})
    assert response.status_code == 422
    assert "endret siden du så virkningen" in response.content.decode()
    made.refresh_from_db()
    assert made.status == ReorganisationStatus.DRAFT


def test_impossible_step_is_said_on_the_preview_and_cannot_be_planned(world, siri, made):
    preparing.add_steps(made, steps=[{"kind": "close", "unit": world.barnehage}], by=world.siri)
    page = siri.get(url("reorganisation-preview", made)).content.decode()
    assert "Elvebakken barnehage har 1 åpen oppgave" in page
    assert "Planlegg omorganiseringen" not in page


def test_today_is_done_at_once_and_keeps_what_it_led_to(world, siri, made):
    preparing.edit_reorganisation(made, name="Flytting", starts=TODAY, reason="Vedtak", today=TODAY, by=world.siri)
    made.refresh_from_db()
    siri.post(url("reorganisation-preview", made), {"version": made.version})
    page = siri.get(made.get_absolute_url()).content.decode()
    assert "Gjennomført" in page
    assert "Eli Engen" in page
    assert Unit.objects.get(pk=world.skole.pk).parent == world.helse


def test_unit_page_tells_what_is_planned_and_what_has_been(world, siri, sign_in, made):
    school = world.skole.get_absolute_url()
    assert "Flytt Solbakken skole" not in siri.get(school).content.decode()  # a draft is nobody else's business
    preparing.plan(made, version=made.version, today=TODAY, by=world.siri)
    ahead = sign_in(world.ola).get(school).content.decode()
    assert f"Fra {DAY:%d.%m.%Y}:" in ahead
    assert "Flytt Solbakken skole til Helse og omsorg" in ahead
    assert made.get_absolute_url() not in ahead
    assert made.get_absolute_url() in siri.get(school).content.decode()
    carry_out_due(DAY)
    assert "Flyttet fra Oppvekst til Helse og omsorg" in siri.get(school).content.decode()


def test_tree_of_a_day_to_come_counts_in_what_is_planned(world, siri, made):
    opening = {"kind": "open", "name": "Svømmehallen", "unit_kind": "unit", "target": world.helse}
    preparing.add_steps(made, steps=[opening], by=world.siri)
    made.refresh_from_db()
    preparing.plan(made, version=made.version, today=TODAY, by=world.siri)

    def below_health(day) -> list[str]:
        nodes = siri.get("/oppsett/organisasjon/", {"dato": str(day)}).context["nodes"]
        health = next(node for node in nodes[0].children if node.unit.name == "Helse og omsorg")
        return [node.unit.name for node in health.children]

    assert "Solbakken skole" not in below_health(DAY - timedelta(days=1))
    assert {"Solbakken skole", "Svømmehallen"} <= set(below_health(DAY))
    assert Unit.objects.get(pk=world.skole.pk).parent == world.oppvekst


def test_tree_of_a_day_that_was_has_the_names_of_then(world, siri):
    preparing.create_reorganisation(
        **ABOUT | {"starts": TODAY}, municipality=world.municipality, today=TODAY, by=world.siri
    )
    made = Reorganisation.objects.get()
    preparing.add_steps(made, steps=[{"kind": "rename", "unit": world.skole, "name": "Ny skole"}], by=world.siri)
    made.refresh_from_db()
    preparing.plan(made, version=made.version, today=TODAY, by=world.siri)
    assert "Ny skole" in siri.get("/oppsett/organisasjon/").content.decode()
    page = siri.get(world.skole.get_absolute_url()).content.decode()
    assert "Fikk navnet «Ny skole», het før «Solbakken skole»" in page


@pytest.mark.parametrize("name", ["reorganisation-list", "reorganisation-detail", "reorganisation-preview"])
def test_pages_take_the_same_queries_for_3_and_30_rows(world, siri, made, name):
    path = url(name) if name.endswith("list") else url(name, made)
    add(world, made, 3, steps=name.endswith("detail"))
    siri.get(path)
    with CaptureQueriesContext(connection) as few:
        siri.get(path)
    add(world, made, 27, steps=name.endswith("detail"))
    with CaptureQueriesContext(connection) as many:
        siri.get(path)
    assert len(few) == len(many) < 130


def add(world, made: Reorganisation, count: int, *, steps: bool) -> None:
    """Put units below the school, reorganisations in the list, and perhaps steps in this one."""
    for number in range(count):
        UnitFactory(parent=world.skole)
        about = {"name": f"Omorganisering {number}", "starts": DAY, "reason": "Vedtak"}
        preparing.create_reorganisation(**about, municipality=world.municipality, today=TODAY, by=world.siri)
    if steps:
        renamed = [{"kind": "rename", "unit": world.skole, "name": f"Skole {number}"} for number in range(count)]
        preparing.add_steps(made, steps=renamed, by=world.siri)


def test_member_municipality_is_said_to_lose_sight_of_a_unit_that_closes(world, siri, made):
    add_member(world.sfo, municipality=world.neighbour, starts=TODAY, by=world.siri)
    preparing.add_steps(made, steps=[{"kind": "close", "unit": world.sfo, "target": world.skole}], by=world.siri)
    access = siri.get(url("reorganisation-preview", made)).context["effects"][0]
    row = next(row for row in access["rows"] if row[0]["text"] == "Åsheim kommune")
    assert [cell["text"] for cell in row][1:3] == ["Mister innsyn", "SFO Solbakken"]
    assert "medlemskommuner mister innsyn" in access["lead"]
