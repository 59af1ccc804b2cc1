"""Registering, changing and withdrawing absences, and egenmelding on a phone. [S1, S5]"""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_scopes import scopes_disabled

from kvalitet.access.actions import appoint_deputy, give_role
from kvalitet.access.choices import Role
from kvalitet.notifications.models import Notice
from kvalitet.organisation.actions import set_leader
from sickleave.choices import AbsenceKind, Source
from sickleave.models import Absence, Case
from tests.factories import PersonFactory, PositionFactory
from tests.sickleave.absent import away, days_ago

NEW = "/sykefravaer/fravaer/ny/"
LIST = "/sykefravaer/fravaer/"
OWN = "/sykefravaer/egenmelding/"
SELF, SICK, CHILD = AbsenceKind.SELF_CERTIFIED.value, AbsenceKind.CERTIFIED.value, AbsenceKind.CHILD.value


def told(person=None, kind=SICK, first=0, last=-6, **more):
    fields = {"kind": kind, "starts": days_ago(first).isoformat(), "ends": days_ago(last).isoformat(), **more}
    return fields if person is None else {**fields, "person": person.pk}


def text_of(answer):
    return " ".join(answer.content.decode().split())


@scopes_disabled()
def absences():
    return list(Absence.objects.order_by("starts", "id"))


def test_leader_registers_an_absence_and_sees_what_it_leads_to(world, sign_in):
    """Before it is stored, and again when it is."""
    kari = sign_in(world.kari)
    preview = kari.post(NEW, told(world.ola, grade="50", forhandsvis="1"), headers={"HX-Request": "true"})
    assert preview.status_code == 200
    assert "Starter en ny sak fra" in text_of(preview)
    assert "Oppfølgingsplan" in text_of(preview)
    assert "<html" not in preview.content.decode()
    assert not absences()
    answer = kari.post(NEW, told(world.ola, grade="50"))
    assert answer.status_code == 303
    (row,) = absences()
    assert (row.person, row.kind, row.grade, row.source) == (world.ola, SICK, 50, Source.LEADER)
    with scopes_disabled():
        assert Case.objects.get().get_absolute_url() == answer.url


def test_absence_that_joins_says_from_when(world, sign_in):
    away(world.ola, 20, 12, SELF)
    preview = sign_in(world.kari).post(NEW, told(world.ola, forhandsvis="1"), headers={"HX-Request": "true"})
    assert "Slås sammen med saken fra" in text_of(preview)


def test_overlap_is_told_with_a_way_to_what_is_there(world, sign_in):
    row = away(world.ola, 3, -3)
    answer = sign_in(world.kari).post(NEW, told(world.ola, SELF, 1, 0))
    assert answer.status_code == 422
    assert "Det er allerede registrert fravær disse dagene: Sykmelding" in text_of(answer)
    assert reverse("sickleave:absence-change", args=[row.uuid]) in text_of(answer)
    assert 'value="self_certified"' in text_of(answer)
    assert len(absences()) == 1
    assert sign_in(world.kari).post(NEW, told(world.ola, CHILD, 1, 0)).status_code == 303


def test_more_than_the_quota_is_warned_of_once_and_then_stored(world, sign_in):
    """[S1] Told, never refused: the employer decides."""
    kari = sign_in(world.kari)
    fields = told(world.ola, SELF, 0, -9)
    warned = kari.post(NEW, fields)
    assert warned.status_code == 422
    assert "10 dager er mer enn det som kan egenmeldes nå. Sykmelding trengs fra" in text_of(warned)
    assert "Lagre likevel" in text_of(warned)
    mark = text_of(warned).split('name="sett" value="')[1].split('"')[0]
    assert kari.post(NEW, {**fields, "sett": "noe annet"}).status_code == 422
    assert kari.post(NEW, {**fields, "sett": mark}).status_code == 303
    assert len(absences()) == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"kind": ""}, "Velg hva slags fravær det er."),
        ({"kind": "mystisk"}, "Velg en av typene i listen."),
        ({"starts": ""}, "Velg en dato."),
        ({"starts": "i går"}, "Skriv datoen slik: 31.12.2026."),
        ({"starts": "1926-01-01"}, "Sjekk årstallet."),
        ({"ends": "2020-01-01"}, "Siste fraværsdag kan ikke være før den første."),
        ({"ends": "2099-01-01"}, "Siste fraværsdag er for langt fram."),
        ({"grade": "10"}, "Graden må være mellom 20 og 100 prosent."),
        ({"grade": "mye"}, "Skriv et helt tall, for eksempel 50."),
        ({"person": ""}, "Velg person."),
    ],
)
def test_bad_input_is_told_and_kept_and_nothing_is_stored(world, sign_in, changes, words):
    answer = sign_in(world.kari).post(NEW, {**told(world.ola, grade="60"), **changes})
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert not absences()


def test_only_a_certificate_has_a_grade(world, sign_in):
    sign_in(world.kari).post(NEW, told(world.ola, SELF, 0, 0, grade="50"))
    assert absences()[0].grade == 100


def test_only_the_nearest_leader_and_hr_register(world, sign_in):
    """[S5] Not the leader above, the neighbour, the chief, the administrator, quality, safety, nor who stands in."""
    give_role(world.tore, role=Role.HR, unit=world.skole, starts=world.skole.opened, by=None)
    appoint_deputy(world.kari, deputy=world.vera, starts=days_ago(1), ends=days_ago(-5), reason="", by=None)
    row = away(world.ola, 3, -3)
    pages = [reverse(f"sickleave:absence-{name}", args=[row.uuid]) for name in ("change", "withdraw")]
    for who in (world.kari, world.heidi, world.tore):
        client = sign_in(who)
        assert [client.get(url).status_code for url in [NEW, *pages]] == [200] * 3
    for who in ("eli", "per", "dag", "anne", "siri", "kim", "vera", "jon", "rolf", "nils"):
        client = sign_in(world.people[who])
        assert [client.get(url).status_code for url in pages] == [404] * 2, who
        assert client.post(NEW, told(world.ola, first=-20, last=-22)).status_code in {404, 422}, who
        assert "Ola" not in client.get(LIST).content.decode(), who
    assert {Client().get(url).status_code for url in [NEW, LIST, OWN, *pages]} == {302}
    assert len(absences()) == 1


def test_former_leader_loses_sight_at_once(world, sign_in):
    row = away(world.ola)
    url = reverse("sickleave:absence-change", args=[row.uuid])
    assert sign_in(world.kari).get(url).status_code == 200
    set_leader(world.skole, person=world.per, starts=days_ago(0), by=None)
    assert sign_in(world.kari).get(url).status_code == 404
    assert sign_in(world.per).get(url).status_code == 200


def test_employee_sees_own_but_does_not_change_what_others_registered(world, sign_in):
    row = away(world.ola)
    ola = sign_in(world.ola)
    assert "Fraværet som er registrert på deg." in text_of(ola.get(LIST))
    url = reverse("sickleave:absence-change", args=[row.uuid])
    assert url not in text_of(ola.get(LIST))
    assert ola.get(url).status_code == 403
    assert ola.get(NEW).status_code == 404


def test_change_moves_the_case_and_two_editors_are_told(world, sign_in):
    row = away(world.ola, 3, -3)
    kari, heidi = sign_in(world.kari), sign_in(world.heidi)
    url = reverse("sickleave:absence-change", args=[row.uuid])
    fields = {**told(first=5, last=-3), "version": row.version}
    assert kari.post(url, fields).status_code == 303
    with scopes_disabled():
        assert Case.objects.get().starts == days_ago(5)
    late = heidi.post(url, {**told(first=1, last=-3), "version": row.version})
    assert late.status_code == 422
    assert "har endret dette mens du skrev" in text_of(late)
    assert absences()[0].starts == days_ago(5)


def test_withdrawing_takes_the_empty_case_along(world, sign_in):
    row = away(world.ola)
    kari, url = sign_in(world.kari), reverse("sickleave:absence-withdraw", args=[row.uuid])
    assert kari.post(url, {"version": 99}).status_code == 422
    assert kari.post(url, {"version": row.version}).status_code == 303
    assert not absences()
    with scopes_disabled():
        assert not Case.objects.exists()


def test_employee_certifies_alone_in_one_go_and_the_leader_is_told_nothing_of_it(world, sign_in):
    """[S1, S5] The notice says neither who nor what."""
    ola = sign_in(world.ola)
    before = text_of(ola.get(OWN))
    assert "24 av 24 egenmeldingsdager" in before
    assert "Du kan bruke 8 dager nå" in before
    answer = ola.post(OWN, told(kind=SELF, first=0, last=-2), follow=True)
    assert "Egenmeldingen er sendt, og lederen din kan se den." in text_of(answer)
    (row,) = absences()
    assert (row.person, row.source, row.kind) == (world.ola, Source.EMPLOYEE, SELF)
    with scopes_disabled():
        notice = Notice.objects.get(recipient=world.kari)
    assert "Ola" not in f"{notice.title} {notice.text} {notice.url} {notice.key}"
    assert not any(word in f"{notice.title} {notice.text}".lower() for word in ("syk", "egenmeld", "fravær"))


def test_employee_changes_and_withdraws_an_own_one(world, sign_in):
    ola = sign_in(world.ola)
    ola.post(OWN, told(kind=SELF, first=1, last=0))
    (row,) = absences()
    url = reverse("sickleave:absence-change", args=[row.uuid])
    assert ola.post(url, {**told(kind=SELF, first=1, last=-1), "version": row.version}).status_code == 303
    (row,) = absences()
    assert row.ends == days_ago(-1)
    assert ola.post(url, {**told(kind=SICK, first=1, last=-1), "version": row.version}).status_code == 422
    gone = reverse("sickleave:absence-withdraw", args=[row.uuid])
    assert ola.post(gone, {"version": row.version}).status_code == 303
    assert not absences()


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [(40, 39, "for de siste 30 dagene"), (-10, -11, "i løpet av den neste uken"), (0, -8, "Sykmelding trengs fra")],
)
def test_employee_is_told_what_egenmelding_is_not_for(world, sign_in, first, last, words):
    answer = sign_in(world.ola).post(OWN, told(kind=SELF, first=first, last=last))
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert not absences()


def test_child_is_counted_by_the_year_and_makes_no_case(world, sign_in):
    sign_in(world.ola).post(OWN, told(kind=CHILD, first=0, last=0))
    with scopes_disabled():
        assert not Case.objects.exists()
    assert absences()[0].kind == CHILD


def test_hr_of_many_finds_the_person_by_name(world, sign_in, monkeypatch):
    monkeypatch.setattr("sickleave.views.absences.MOST_CHOICES", 2)
    heidi = sign_in(world.heidi)
    assert f"?ansatt={world.ola.uuid}" in text_of(heidi.get(f"{NEW}?q=ola+ol"))
    url = f"{NEW}?ansatt={world.ola.uuid}"
    assert "Fravær for Ola Olsen." in text_of(heidi.get(url))
    assert heidi.post(url, told()).status_code == 303
    assert absences()[0].source == Source.HR
    assert heidi.get(f"{NEW}?ansatt={world.nils.uuid}").status_code == 404
    assert heidi.get(f"{NEW}?ansatt=tull").status_code == 404


def test_list_is_narrowed_by_what_the_address_says(world, sign_in):
    away(world.ola, 3, -3)
    away(world.vera, 40, 38, SELF)
    kari = sign_in(world.kari)
    everything = text_of(kari.get(LIST))
    assert "Ola Olsen" in everything
    assert "1 er borte i dag" in everything
    rows = {
        query: text_of(kari.get(f"{LIST}?{query}")).split("<tbody>")[-1]
        for query in ("vis=na", "type=self_certified", f"person={world.vera.uuid}", "type=child")
    }
    assert ["Ola Olsen" in text for text in rows.values()] == [True, False, False, False]
    assert ["Vera Viken" in text for text in rows.values()] == [False, True, True, False]
    assert kari.get(f"{LIST}?person=tull&type=tull&vis=tull").status_code == 200


def test_pages_ask_the_same_of_few_and_many_rows(world, sign_in):
    kari, asked = sign_in(world.kari), []
    with scopes_disabled():
        for number in (3, 27):
            for _one in range(number):
                person = PersonFactory(municipality=world.municipality)
                PositionFactory(person=person, unit=world.skole)
                away(person, 3, -3)
                away(world.ola, *([2000 - 5 * len(absences())] * 2), SELF)
            counts = []
            row = absences()[-1]
            for url in (LIST, f"{LIST}?vis=alle", NEW, reverse("sickleave:absence-change", args=[row.uuid])):
                with CaptureQueriesContext(connection) as captured:
                    assert kari.get(url).status_code == 200
                counts.append(len(captured))
            asked.append(counts)
    assert asked[0] == asked[1]


def test_pages_are_kept_by_no_cache(world, sign_in):
    """[S5] A shared machine must not show it again."""
    kari = sign_in(world.kari)
    assert {kari.get(url)["Cache-Control"] for url in (LIST, NEW, OWN)} == {"no-store, private"}
