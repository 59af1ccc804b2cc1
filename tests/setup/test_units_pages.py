"""The organisation's pages. [P1]"""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kvalitet.organisation.models import Unit
from kvalitet.organisation.people import leader_of
from tests.factories import PersonFactory, PositionFactory, UnitFactory

TODAY = timezone.localdate()


def url(name: str, unit: Unit) -> str:
    return reverse(f"setup:{name}", args=[unit.uuid])


def test_tree_shows_units_and_leaders_to_every_member(world, sign_in):
    page = sign_in(world.ola).get("/oppsett/organisasjon/").content.decode()
    for text in ("Solbakken skole", "Kari Kvam", "Uten leder"):
        assert text in page
    assert "Åsheim" not in page
    assert "Ny enhet" not in page
    assert "Ny enhet" in sign_in(world.siri).get("/oppsett/organisasjon/").content.decode()


def test_tree_is_shown_as_it_will_be_on_a_day(world, sign_in):
    """Placement is the truth about the past and the future. [P1]"""
    siri, later = sign_in(world.siri), TODAY + timedelta(days=10)
    typed = {"parent": world.helse.pk, "starts": str(later), "reason": "Ny organisering"}
    siri.post(url("unit-move", world.barnehage), typed)

    def tops(day) -> dict[str, list[str]]:
        nodes = siri.get("/oppsett/organisasjon/", {"dato": str(day)}).context["nodes"]
        return {node.unit.name: [child.unit.name for child in node.children] for node in nodes[0].children}

    assert "Elvebakken barnehage" in tops(TODAY)["Oppvekst"]
    assert "Elvebakken barnehage" in tops(later)["Helse og omsorg"]
    assert "Skriv datoen slik" in siri.get("/oppsett/organisasjon/", {"dato": "tull"}).content.decode()
    assert siri.get("/oppsett/organisasjon/", {"dato": "1999-01-01"}).status_code == 200


def test_administrator_opens_a_unit_and_an_employee_is_refused(world, sign_in):
    typed = {"name": "Svømmehallen", "kind": "department", "opened": str(TODAY)}
    assert sign_in(world.ola).post(url("unit-create", world.skole), typed).status_code == 403
    response = sign_in(world.siri).post(url("unit-create", world.skole), typed)
    made = Unit.objects.get(name="Svømmehallen")
    assert response.status_code == 303
    assert response.url == made.get_absolute_url()
    assert made.parent == world.skole
    assert made.path.startswith(world.skole.path)


def test_wrong_form_says_what_to_do_and_keeps_what_was_typed(world, sign_in):
    response = sign_in(world.siri).post(
        url("unit-create", world.skole), {"name": "", "kind": "unit", "opened": "2026-01-05"}
    )
    page = response.content.decode()
    assert response.status_code == 422
    assert "Skriv hva enheten heter." in page
    assert "2026-01-05" in page


def test_refused_action_is_told_on_the_form(world, sign_in):
    response = sign_in(world.siri).post(
        url("unit-close", world.skole), {"closed": str(TODAY), "successor": "", "reason": "Slås sammen"}
    )
    page = response.content.decode()
    assert response.status_code == 422
    assert "Flytt eller legg ned enhetene under Solbakken skole først." in page
    assert "Slås sammen" in page


def test_second_editor_is_told_what_the_first_changed_and_keeps_what_was_typed(world, sign_in):
    """Optimistic locking. [P5]"""
    siri = sign_in(world.siri)
    siri.post(url("unit-edit", world.skole), {"name": "Solbakken oppvekstsenter", "kind": "unit", "version": "1"})
    typed = {"name": "Solbakken barneskole", "kind": "unit", "version": "1"}
    response = siri.post(url("unit-edit", world.skole), typed)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Siri Solberg" in page
    assert "Solbakken oppvekstsenter" in page
    assert 'value="Solbakken barneskole"' in page
    assert 'name="version" value="2"' in page
    assert siri.post(url("unit-edit", world.skole), typed | {"version": "2"}).status_code == 303
    assert Unit.objects.get(pk=world.skole.pk).name == "Solbakken barneskole"


def test_leader_is_set_from_a_date_and_the_one_before_ends_the_day_before(world, sign_in):
    sign_in(world.siri).post(
        url("unit-set-leader", world.skole), {"person": world.vera.pk, "starts": str(TODAY), "reason": ""}
    )
    assert leader_of(world.skole, TODAY) == world.vera
    assert leader_of(world.skole, TODAY - timedelta(days=1)) == world.kari


def test_neighbours_people_and_units_cannot_be_chosen(world, sign_in):
    siri = sign_in(world.siri)
    leader = {"person": world.nils.pk, "starts": str(TODAY)}
    assert siri.post(url("unit-set-leader", world.skole), leader).status_code == 422
    move = {"parent": world.asheim.pk, "starts": str(TODAY), "reason": "x"}
    assert siri.post(url("unit-move", world.skole), move).status_code == 422


def test_unit_is_moved_with_a_reason_that_stands_in_the_history(world, sign_in):
    siri = sign_in(world.siri)
    siri.post(
        url("unit-move", world.barnehage),
        {"parent": world.helse.pk, "starts": str(TODAY), "reason": "Ny organisering"},
    )
    page = siri.get(world.barnehage.get_absolute_url()).content.decode()
    assert "Ny organisering" in page
    assert "Hører under" in page
    assert Unit.objects.get(pk=world.barnehage.pk).path.startswith(world.helse.path)


def test_unit_page_tells_who_can_see_and_why(world, sign_in):
    """«Hvem har tilgang?» [P4]"""
    page = sign_in(world.siri).get(world.skole.get_absolute_url()).content.decode()
    assert "Hvem har tilgang?" in page
    assert "Leder · Solbakken skole · leder enheten" in page
    assert "Kvalitetsrådgiver · Fjordvik kommune · har rollen" in page
    assert "Per Pettersen" not in page


@pytest.mark.parametrize("address", ["unit-tree", "unit-detail"])
def test_pages_take_the_same_queries_for_3_and_30_rows(world, sign_in, address):
    client = sign_in(world.siri)
    path = reverse("setup:unit-tree") if address == "unit-tree" else world.skole.get_absolute_url()
    add(world, 3)
    client.get(path)
    with CaptureQueriesContext(connection) as few:
        client.get(path)
    add(world, 27)
    with CaptureQueriesContext(connection) as many:
        client.get(path)
    assert len(few) == len(many) < 40


def add(world, count: int) -> None:
    """Put units and people below the school."""
    for _number in range(count):
        UnitFactory(parent=world.skole)
        PositionFactory(person=PersonFactory(municipality=world.municipality), unit=world.skole)
