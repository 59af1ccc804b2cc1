"""Being away: who takes over, what that gives, and what is refused. [P4, P13]"""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_scopes import scopes_disabled

from kvalitet.access.actions import appoint_deputy, give_role
from kvalitet.access.choices import Role
from kvalitet.access.models import Deputy
from kvalitet.access.queries import substitutes_for
from kvalitet.access.scopes import scope_of
from kvalitet.notifications.models import Notice
from kvalitet.organisation.actions import set_active
from kvalitet.web.errors import Refused
from tests.factories import PersonFactory, PositionFactory

TODAY = timezone.localdate()
SOON, LATER = TODAY + timedelta(days=3), TODAY + timedelta(days=9)
URL = "/oppsett/min-profil/stedfortreder/"


def away(principal, deputy, starts=TODAY, ends=LATER):
    return appoint_deputy(principal, deputy=deputy, starts=starts, ends=ends, reason="", by=None, is_away=True)


def typed(deputy, **more):
    return {"deputy": deputy.pk, "starts": TODAY.isoformat(), "ends": LATER.isoformat(), "is_away": "on", **more}


def told(person):
    with scopes_disabled():
        return list(Notice.objects.filter(recipient=person).values_list("title", flat=True))


def test_a_leader_registers_absence_and_the_substitute_is_told(world, sign_in):
    client = sign_in(world.kari)
    assert "Enheten din" in client.get(URL).content.decode()
    answer = client.post(URL, typed(world.dag), follow=True).content.decode()
    assert "Dag Dahl er stedfortreder for deg" in answer
    assert "Du er registrert som borte til" in answer
    assert "Dag Dahl får påminnelsene dine." in client.get("/").content.decode()
    assert told(world.dag)[0].startswith("Du er stedfortreder for Kari Kvam")
    page = sign_in(world.dag).get("/oppgaver/").content.decode()
    assert "Du er stedfortreder for Kari Kvam til" in page
    assert scope_of(world.dag).holds(Role.LEADER)


def test_who_isnt_a_leader_registers_nothing(world, sign_in, client):
    assert sign_in(world.ola).get(URL).status_code == 403
    assert client.get(URL).status_code == 302
    assert sign_in(world.kari).post(URL, typed(world.nils)).status_code == 422
    assert not Deputy.objects.exists()


def test_the_administrator_registers_for_others(world, sign_in):
    answer = sign_in(world.siri).post("/oppsett/stedfortredere/ny/", typed(world.dag, principal=world.kari.pk))
    assert answer.status_code == 303
    row = Deputy.objects.get()
    assert (row.principal, row.deputy, row.is_away) == (world.kari, world.dag, True)
    assert "Til stedfortrederen" in sign_in(world.siri).get("/oppsett/stedfortredere/").content.decode()


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (("kari", "ola"), "er allerede registrert, med Ola Olsen"),
        (("dag", "ola"), "Dag Dahl er selv borte"),
        (("dag", "kari"), "Dag Dahl er selv borte"),  # a ring
    ],
)
def test_what_cant_work_is_refused_and_kept_on_the_form(world, sign_in, before, words):
    away(*(getattr(world, name) for name in before), starts=SOON)
    answer = sign_in(world.kari).post(URL, typed(world.dag, reason="Kurs i Oslo"))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "Kurs i Oslo" in answer.content.decode()
    assert Deputy.objects.count() == 1


def test_an_absence_must_end_and_be_anothers(world, sign_in):
    answer = sign_in(world.kari).post(URL, typed(world.dag, ends=""))
    assert "Oppgi siste dag av fraværet" in answer.content.decode()
    with pytest.raises(Refused, match="sin egen"):
        away(world.kari, world.kari)


def test_a_substitute_who_goes_away_is_told_of(world, sign_in):
    """The one left without is told, and may choose another."""
    away(world.eli, world.kari)
    sign_in(world.kari).post(URL, typed(world.dag))
    assert any("Stedfortrederen din, Kari Kvam, er borte" in title for title in told(world.eli))


def test_back_again_earlier(world, sign_in):
    row = away(world.kari, world.dag, starts=TODAY - timedelta(days=5))
    client = sign_in(world.kari)
    yesterday = (TODAY - timedelta(days=1)).isoformat()
    assert client.post(f"/oppsett/stedfortredere/{row.uuid}/avslutt/", {"ends": yesterday}).status_code == 303
    assert "registrert som borte" not in client.get("/").content.decode()


def test_those_nearest_come_first_and_the_away_are_marked(world, sign_in):
    away(world.dag, world.ola, starts=SOON)
    groups = substitutes_for(world.kari, TODAY)
    assert [group.label for group in groups][:2] == ["Enheten din", "Ledere ved siden av deg og under deg"]
    names = {group.label: {person.username for person in group.people} for group in groups}
    assert names["Enheten din"] == {"ola", "vera"}
    assert names["Ledere ved siden av deg og under deg"] == {"dag", "per"}
    assert names["Lederen din"] == {"eli"}
    assert not any("nils" in found for found in names.values())
    assert "Dahl, Dag (borte" in sign_in(world.kari).get(URL).content.decode()


def test_what_is_personal_is_not_lent(world):
    """An auditor's access is given one person; the log of looks isn't lent with any role. [P4]"""
    away(world.rolf, world.ola)
    away(world.siri, world.vera)
    assert not scope_of(world.ola).holds(Role.AUDITOR)
    assert scope_of(world.vera).has("setup.edit")
    assert not scope_of(world.vera).has("access.view_looks")
    give_role(world.vera, role=Role.ADMIN, unit=world.fjordvik, starts=TODAY, by=None)
    fresh = type(world.vera).objects.get(pk=world.vera.pk)
    assert scope_of(fresh).has("access.view_looks")


def test_a_principal_who_left_lends_nothing_and_is_not_shown(world, sign_in):
    away(world.kari, world.dag)
    set_active(world.kari, is_active=False, by=world.siri)
    assert "stedfortreder for Kari" not in sign_in(world.dag).get("/").content.decode()


def test_as_many_queries_for_thirty_as_for_three(world, sign_in):
    client = sign_in(world.kari)
    counts = []
    for number in (3, 20):
        for _each in range(number):
            person = PersonFactory(municipality=world.municipality)
            PositionFactory(person=person, unit=world.skole)
        with CaptureQueriesContext(connection) as made:
            assert client.get(URL).status_code == 200
        counts.append(len(made))
    assert counts[0] == counts[1]
