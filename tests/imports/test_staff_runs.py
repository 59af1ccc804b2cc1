"""Files from HR against the test world: what is shown first, and what is written. [P3]"""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from kvalitet.access.models import RoleAssignment
from kvalitet.imports.actions import answer, approve, work_on
from kvalitet.imports.choices import ImportKind, LineKind, RunState
from kvalitet.imports.models import ImportRun
from kvalitet.organisation.models import Leadership, Person, Position, Unit
from kvalitet.organisation.people import nearest_leader
from kvalitet.web.errors import Refused
from tests.imports.staff_files import PEOPLE, UNITS, brought_in, numbered, received, told

TODAY = timezone.localdate()
YESTERDAY = TODAY - timedelta(days=1)


def person(number):
    return Person.objects.get(employee_number=number, municipality__slug="fjordvik-test")


def test_units_of_the_same_name_get_their_numbers_and_nothing_is_doubled(world):
    """[P1]"""
    before = Unit.objects.count()
    run = received(world, UNITS, kind=ImportKind.UNITS)
    assert run.counts == {"changed": 8}, told(run, "new")
    approve(run, by=world.siri)
    assert work_on(run.pk).state == RunState.DONE
    assert Unit.objects.count() == before
    assert Unit.objects.get(code="111").name == "Mellomtrinnet"
    assert received(world, UNITS, kind=ImportKind.UNITS).counts == {}


def test_dry_run_writes_nothing(world):
    people, posts, units = Person.history.count(), Position.history.count(), Unit.history.count()
    received(world, UNITS.replace("Mellomtrinnet", "Småtrinnet"), kind=ImportKind.UNITS)
    received(world, PEOPLE)
    assert (people, posts, units) == (Person.history.count(), Position.history.count(), Unit.history.count())


def test_units_are_renamed_moved_opened_and_closed(world):
    """[P1]"""
    brought_in(world, UNITS, kind=ImportKind.UNITS)
    changed = UNITS.replace("112;SFO Solbakken;11", "112;SFO;10").replace("22;Furutun sykehjem;20;\n", "")
    run = brought_in(world, changed + "113;Ungdomstrinnet;Solbakken skole;Dag Dahl\n", kind=ImportKind.UNITS)
    assert run.counts == {"moved": 1, "left": 1, "new": 1}
    sfo = Unit.objects.get(code="112")
    assert (sfo.name, sfo.parent) == ("SFO", world.oppvekst)
    assert sfo.placements.valid_on(TODAY).get().parent == world.oppvekst
    assert Unit.objects.get(pk=world.sykehjem.pk).closed == TODAY
    new = Unit.objects.get(code="113")
    assert new.path.startswith(world.skole.path)
    assert Leadership.objects.valid_on(TODAY).get(unit=new).person == world.dag


def test_unit_with_open_work_is_not_closed_and_says_why(world):
    brought_in(world, UNITS, kind=ImportKind.UNITS)
    text = UNITS.replace("12;Elvebakken barnehage;10;\n", "")
    run = brought_in(world, text, kind=ImportKind.UNITS)
    assert run.counts == {"note": 1}
    assert "Velg en enhet som tar over" in run.lines.get().text
    assert Unit.objects.get(pk=world.barnehage.pk).closed is None


def test_rings_and_unknown_parents_are_told_and_the_rest_goes_in(world):
    text = UNITS + "31;Ring A;32;\n32;Ring B;31;\n33;Løs;999;\n34;;10;\n35;Kantine;10;\n"
    run = brought_in(world, text, kind=ImportKind.UNITS)
    rows = dict(run.lines.filter(kind=LineKind.BAD).values_list("row", "text"))
    assert sorted(rows) == [10, 11, 12, 13]
    assert "Overordnet enhet «999» finnes ikke" in rows[12]
    assert Unit.objects.filter(name="Kantine").exists()
    assert not Unit.objects.filter(name__startswith="Ring").exists()


def test_people_are_known_by_email_the_first_time_and_by_number_after(world):
    """[P3]"""
    brought_in(world, UNITS, kind=ImportKind.UNITS)
    run = received(world, PEOPLE)
    assert run.counts == {"changed": 10}
    approve(run, by=world.siri)
    run = work_on(run.pk)
    assert run.state == RunState.DONE
    assert person("4") == world.ola
    assert received(world, PEOPLE).counts == {}


def test_new_changed_moved_and_left_in_one_file(world):
    """[P3] «12 nye, 3 endret, 2 flyttet, 1 sluttet»"""
    numbered(world)
    text = PEOPLE.replace("Per;Pettersen;per@", "Per;Persen;per@").replace(
        "4;Ola;Olsen;ola@fjordvik.example;11;Lærer;100", "4;Ola;Olsen;ola@fjordvik.example;12;Lærer;80 %"
    )
    text = text.replace("10;Tore;Tangen;tore@fjordvik.example;21;Sykepleier;100;1.1.2020\n", "")
    text += "99;Nina;Ny;nina.ny@fjordvik.example;22;Sykepleier;62,5;1. august 2026\n"
    run = received(world, text)
    assert run.summary == "1 ny, 1 endres, 1 flyttes, 1 avsluttes"
    approve(run, by=world.siri)
    run = work_on(run.pk)
    assert run.summary == "1 ny, 1 endret, 1 flyttet, 1 avsluttet"
    nina = person("99")
    post = nina.positions.get()
    assert (post.unit, post.percentage, post.starts) == (world.sykehjem, 62.5, date(2026, 8, 1))
    assert nina.username == "nina.ny"
    assert not nina.has_usable_password()
    old, new = world.ola.positions.order_by("starts")
    assert (old.ends, new.unit, new.starts, new.percentage) == (YESTERDAY, world.barnehage, TODAY, 80)
    assert person("6").last_name == "Persen"
    assert received(world, text).counts == {}


def test_one_who_leaves_is_closed_everywhere_and_returns_again(world):
    """[P3, I11]"""
    numbered(world)
    run = brought_in(world, PEOPLE.replace("3;Kari;Kvam;kari@fjordvik.example;11;Rektor;100;1.1.2020\n", ""))
    assert told(run, LineKind.LEFT) == [("Kari Kvam", "Er ikke i filen. Stillinger, roller og tilgang avsluttes.")]
    kari = person("3")
    assert not kari.is_active
    assert kari.positions.get().ends == YESTERDAY
    assert not Leadership.objects.valid_on(TODAY).filter(person=kari).exists()
    assert kari.history.first().history_user == world.siri
    assert brought_in(world, PEOPLE).counts["back"] == 1
    kari.refresh_from_db()
    assert kari.is_active
    assert kari.positions.valid_on(TODAY).count() == 1
    assert received(world, PEOPLE).counts == {}


def test_last_day_in_the_file_closes_when_it_has_come(world):
    numbered(world)
    header, *rows = PEOPLE.splitlines()
    last = TODAY + timedelta(days=10)

    def text(day):
        return "\n".join([f"{header};Til", *(f"{row};{day if row.startswith('9;') else ''}" for row in rows)])

    run = brought_in(world, text(f"{last:%d.%m.%Y}"))
    assert run.counts == {"changed": 1}
    vera = person("9")
    assert vera.is_active
    assert vera.positions.get().ends == last
    run = brought_in(world, text(f"{YESTERDAY:%d.%m.%Y}"))
    assert run.counts == {"left": 1}
    vera.refresh_from_db()
    assert not vera.is_active
    assert vera.positions.get().ends == YESTERDAY
    assert RoleAssignment.objects.get(person=vera).ends == YESTERDAY
    assert received(world, text(f"{YESTERDAY:%d.%m.%Y}")).counts == {}


def test_partial_file_closes_nobody(world):
    numbered(world)
    run = brought_in(world, "\n".join(PEOPLE.splitlines()[:3]), is_complete=False)
    assert run.counts == {}


def test_people_without_a_number_are_never_closed(world):
    """The auditor and the administrator may be registered by hand."""
    run = numbered(world)
    assert "left" not in run.counts
    assert Person.objects.get(username="rolf").is_active


def test_bad_rows_are_told_with_row_and_reason_and_close_nobody(world):
    """[P3] The rest goes in."""
    numbered(world)
    text = PEOPLE.replace(";11;Rektor;", ";77;Rektor;").replace("ola@fjordvik.example", "ola")
    text += "50;Nina;;nina@fjordvik.example;11;Lærer;100;\n51;Nils;Ny;;11;Lærer;180;\n;Uten;Alt;;11;;;\n"
    text += "52;Eva;Ny;;11;Lærer;50;31.02.2026\n2;Feil;Navn;;11;;;\n53;God;Rad;;11;Lærer;50;\n"
    run = brought_in(world, text)
    rows = dict(run.lines.filter(kind=LineKind.BAD).values_list("row", "text"))
    assert "Enheten «77» finnes ikke" in rows[4]
    assert "E-postadressen «ola» er ikke gyldig" in rows[5]
    assert rows[12] == "Raden mangler fornavn eller etternavn."
    assert "Stillingsprosenten «180» er ikke et tall fra 0 til 100." in rows[13]
    assert "mangler ansattnummer" in rows[14]
    assert "«31.02.2026» er ikke en dato" in rows[15]
    assert "samme som på rad 3, men navnet er et annet" in rows[16]
    assert run.counts == {"bad": 7, "new": 1}
    assert person("3").is_active
    assert person("53").positions.get().percentage == 50


def test_likely_doubles_wait_for_an_answer(world):
    """[P3] Never guessed."""
    numbered(world)
    text = PEOPLE.replace("4;Ola;Olsen;ola@", "44;Ola;Olsen;ola.olsen@").replace("9;Vera;Viken", "99;Veera;Viken")
    run = received(world, text)
    assert run.counts == {"doubt": 2}
    assert told(run, LineKind.DOUBT) == [
        ("Ola Olsen", "Samme navn og enhet som Ola Olsen (ansattnummer 4)."),
        ("Veera Viken", "Samme e-post som Vera Viken (ansattnummer 9)."),
    ]
    answer(run, {"44": "same", "99": "new", "1": "new"})
    run = work_on(run.pk)
    assert run.counts == {"changed": 1, "new": 1, "left": 1}
    approve(run, by=world.siri)
    work_on(run.pk)
    world.ola.refresh_from_db()
    assert (world.ola.employee_number, world.ola.email) == ("44", "ola.olsen@fjordvik.example")
    assert person("99") != world.vera
    assert received(world, text).counts == {}


def test_brake_holds_a_file_that_would_close_many(world):
    """[P3]"""
    numbered(world)
    run = received(world, "\n".join(PEOPLE.splitlines()[:5]))
    assert run.state == RunState.HELD
    assert run.problem.startswith("6 av 10 ville bli avsluttet.")


def test_state_that_changed_after_the_dry_run_is_shown_again(world):
    numbered(world)
    run = received(world, PEOPLE.replace("Rektor", "Rektor og styrer"))
    Person.objects.filter(employee_number="4").update(last_name="Hansen")
    approve(run, by=world.siri)
    run = work_on(run.pk)
    assert run.state == RunState.READY
    assert "Noe er endret i Kvalitet" in run.problem
    assert run.counts == {"changed": 2}
    approve(run, by=world.siri)
    assert work_on(run.pk).state == RunState.DONE


def test_run_is_carried_out_once(world):
    """The task may run twice."""
    numbered(world)
    run = received(world, PEOPLE.replace("Rektor", "Rektor og styrer"))
    approve(run, by=world.siri)
    work_on(run.pk)
    versions = Position.history.count()
    assert work_on(run.pk).state == RunState.DONE
    assert Position.history.count() == versions
    with pytest.raises(Refused):
        approve(run, by=world.siri)


def test_leaders_named_before_they_are_here_lead_when_they_come(world):
    """The organisation comes first, its leaders after. [P15]"""
    units = UNITS.replace("22;Furutun sykehjem;20;", "22;Furutun sykehjem;20;99")
    run = brought_in(world, units, kind=ImportKind.UNITS)
    assert "1 leder i filen finnes ikke som ansatt ennå" in run.lines.get(kind=LineKind.NOTE).text
    run = brought_in(world, PEOPLE + "99;Nina;Ny;;22;Leder;100;\n")
    assert told(run, LineKind.LEADER) == [("Furutun sykehjem", "Nina Ny blir leder.")]
    assert Leadership.objects.valid_on(TODAY).get(unit=world.sykehjem).person == person("99")
    assert received(world, PEOPLE + "99;Nina;Ny;;22;Leder;100;\n").counts == {}


def test_column_of_leaders_sets_leaders_and_only_odd_nearest_leaders(world):
    numbered(world)
    header, *rows = PEOPLE.splitlines()
    named = {"4": "Kari Kvam", "9": "7", "8": "ja", "10": "Ukjent Person"}
    text = "\n".join([f"{header};Leder", *(f"{row};{named.get(row.split(';')[0], '')}" for row in rows)])
    run = brought_in(world, text)
    assert told(run, LineKind.CHANGED) == [("Vera Viken", "Nærmeste leder: Hilde Haug.")]
    assert "Ukjent Person" in run.lines.get(kind=LineKind.NOTE).text
    assert nearest_leader(person("9"), TODAY) == world.hilde
    assert person("4").leader_override is None
    assert received(world, text).counts == {"note": 1}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_norwegian_letters_survive_every_encoding(world, encoding):
    brought_in(world, UNITS, kind=ImportKind.UNITS)
    text = PEOPLE + "60;Åse;Ødegård-Bjørnæs;;11;Lærer;100;\n"
    run = brought_in(world, text.encode(encoding))
    assert run.state == RunState.DONE
    assert person("60").last_name == "Ødegård-Bjørnæs"
    assert person("60").username == "ase.odegard-bjornaes"


def test_file_of_a_neighbour_never_touches_ours(world):
    """[P2]"""
    numbered(world)
    assert not ImportRun.objects.visible_to(world.nils).exists()
    assert not ImportRun.objects.visible_to(world.kari).exists()
    assert ImportRun.objects.visible_to(world.siri).count() == 2
    assert Person.objects.get(username="nils").is_active
