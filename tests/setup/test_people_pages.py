"""The pages for people, roles, deputies and one's own profile. [P3, P4]"""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kvalitet.access.actions import appoint_deputy, give_role
from kvalitet.access.choices import Role
from kvalitet.access.models import Deputy, RoleAssignment
from kvalitet.organisation.models import Person
from tests.factories import PersonFactory, PositionFactory

TODAY = timezone.localdate()
PEOPLE, ROLES = "/oppsett/personer/", "/oppsett/roller/"


def url(name: str, person: Person) -> str:
    return reverse(f"setup:{name}", args=[person.uuid])


def test_list_is_searched_and_filtered_and_htmx_gets_the_part(world, sign_in):
    siri = sign_in(world.siri)
    page = siri.get(PEOPLE, {"q": "kvam"}).content.decode()
    assert "Kvam, Kari" in page
    assert "Olsen, Ola" not in page
    part = siri.get(PEOPLE, {"enhet": str(world.barnehage.uuid)}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "Pettersen, Per" in part
    assert "Kvam, Kari" not in part
    assert "Ruud, Rolf" in siri.get(PEOPLE, {"vis": "uten-stilling"}).content.decode()


def test_neighbours_people_are_never_listed_or_counted(world, sign_in):
    """[P2]"""
    page = sign_in(world.siri).get(PEOPLE, {"q": "nils"}).content.decode()
    assert "Nordli" not in page
    assert "Ingen personer passer til valgene dine" in page


def test_person_is_registered_with_a_post_and_gets_a_nearest_leader(world, sign_in):
    siri = sign_in(world.siri)
    typed = {"first_name": "Liv", "last_name": "Lund", "email": "Liv.Lund@fjordvik.example", "employee_number": "77"}
    assert siri.post("/oppsett/personer/ny/", typed).status_code == 303
    liv = Person.objects.get(username="liv.lund")
    post = {"unit": world.skole.pk, "title": "Lærer", "percentage": "62,5", "starts": str(TODAY), "ends": ""}
    assert siri.post(url("position-add", liv), post).status_code == 303
    page = siri.get(liv.get_absolute_url()).content.decode()
    assert "Leder Solbakken skole." in page
    assert "62,5" in page


def test_employee_number_taken_is_told_in_words(world, sign_in):
    siri = sign_in(world.siri)
    typed = {"first_name": "Liv", "last_name": "Lund", "email": "liv@fjordvik.example", "employee_number": "77"}
    siri.post("/oppsett/personer/ny/", typed)
    response = siri.post("/oppsett/personer/ny/", typed | {"email": "liv2@fjordvik.example"})
    assert response.status_code == 422
    assert "Ansattnummeret er allerede i bruk." in response.content.decode()


def test_post_that_ends_before_it_starts_is_refused(world, sign_in):
    post = {"unit": world.skole.pk, "title": "Lærer", "percentage": "100", "starts": "2026-02-01", "ends": "2026-01-01"}
    response = sign_in(world.siri).post(url("position-add", world.ola), post)
    assert response.status_code == 422
    assert "Til-datoen kan ikke være før fra-datoen." in response.content.decode()


def test_colleague_sees_posts_but_not_roles_and_history(world, sign_in):
    mine = sign_in(world.siri).get(world.kari.get_absolute_url()).content.decode()
    theirs = sign_in(world.ola).get(world.kari.get_absolute_url()).content.decode()
    assert "Rektor" in mine
    assert "Rektor" in theirs
    assert "Historikk" in mine
    assert "Historikk" not in theirs
    assert "Brukernavn" not in theirs


def test_blocked_person_can_no_longer_sign_in_and_the_administrator_cannot_block_herself(world, sign_in):
    siri, ola = sign_in(world.siri), sign_in(world.ola)
    siri.post(url("person-deactivate", world.ola))
    assert ola.get("/oppsett/min-profil/").status_code == 302
    siri.post(url("person-deactivate", world.siri))
    assert siri.get("/oppsett/min-profil/").status_code == 200
    siri.post(url("person-activate", world.ola))
    assert sign_in(Person.objects.get(pk=world.ola.pk)).get("/oppsett/min-profil/").status_code == 200


def test_password_link_is_sent_by_mail(world, sign_in):
    assert sign_in(world.kari).post(url("person-password-link", world.ola)).status_code == 403
    sign_in(world.siri).post(url("person-password-link", world.ola))
    assert [message.to for message in mail.outbox] == [["ola@fjordvik.example"]]


def test_role_is_given_from_to_and_an_auditor_needs_a_last_day(world, sign_in):
    siri = sign_in(world.siri)
    typed = {"person": world.ola.pk, "role": "auditor", "unit": world.fjordvik.pk, "starts": str(TODAY), "ends": ""}
    response = siri.post(f"{ROLES}ny/", typed)
    assert response.status_code == 422
    assert "Revisors tilgang skal være tidsbegrenset. Oppgi en til-dato." in response.content.decode()
    assert siri.post(f"{ROLES}ny/", typed | {"ends": str(TODAY)}).status_code == 303
    assert siri.post(f"{ROLES}ny/", typed | {"ends": str(TODAY)}).status_code == 422
    assert RoleAssignment.objects.filter(person=world.ola, role=Role.AUDITOR).count() == 1


def test_role_is_ended_on_a_day(world, sign_in):
    role = RoleAssignment.objects.get(person=world.heidi)
    sign_in(world.siri).post(reverse("setup:role-end", args=[role.uuid]), {"ends": str(TODAY)})
    role.refresh_from_db()
    assert role.ends == TODAY


def test_leader_appoints_own_deputy_and_an_employee_may_not(world, sign_in):
    typed = {"deputy": world.per.pk, "starts": str(TODAY), "ends": "", "reason": "Ferie"}
    assert sign_in(world.ola).post("/oppsett/min-profil/stedfortreder/", typed).status_code == 403
    assert sign_in(world.kari).post("/oppsett/min-profil/stedfortreder/", typed).status_code == 303
    made = Deputy.objects.get(principal=world.kari)
    page = sign_in(world.per).get("/oppsett/min-profil/").content.decode()
    assert "stedfortreder for Kari" in page
    end = reverse("setup:deputy-end", args=[made.uuid])
    assert sign_in(world.per).post(end, {"ends": str(TODAY)}).status_code == 403
    assert sign_in(world.hilde).post(end, {"ends": str(TODAY)}).status_code == 404
    assert sign_in(world.kari).post(end, {"ends": str(TODAY)}).status_code == 303


@pytest.mark.parametrize("address", [PEOPLE, ROLES, "/oppsett/stedfortredere/", "/oppsett/", "/oppsett/min-profil/"])
def test_pages_take_the_same_queries_for_3_and_30_rows(world, sign_in, address):
    client = sign_in(world.siri)
    add(world, 3)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    add(world, 27)
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(few) == len(many) < 40


def add(world, count: int) -> None:
    """Make people with a post, a role that ends soon and a deputy each; the first half have no post."""
    for number in range(count):
        person = PersonFactory(municipality=world.municipality)
        if number % 2:
            PositionFactory(person=person, unit=world.skole)
        give_role(person, role=Role.HR, unit=world.skole, starts=TODAY, ends=TODAY + timedelta(days=9), by=None)
        appoint_deputy(person, deputy=world.siri, starts=TODAY, ends=None, reason="", by=None)
