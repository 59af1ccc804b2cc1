"""The nightly run, the command, and what goes out of the house. [P3]"""

import os
from threading import Barrier, Thread

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django_scopes import scopes_disabled

from kvalitet.imports import tasks
from kvalitet.imports.actions import take_folder
from kvalitet.imports.actions.inviting import invite_new
from kvalitet.imports.choices import ImportSource, RunState
from kvalitet.imports.exports import bad_rows_csv, harmless, template_csv, template_xlsx
from kvalitet.imports.models import ImportRun
from kvalitet.notifications.choices import State
from kvalitet.notifications.models import Notice
from kvalitet.organisation.models import Person, Unit
from tests.imports.staff_files import PEOPLE, UNITS, brought_in, numbered, received


@pytest.fixture
def folder(tmp_path, world):
    place = tmp_path / world.municipality.slug
    place.mkdir()
    (place / "organisasjon.csv").write_text(UNITS, encoding="utf-8")
    (place / "ansatte.csv").write_text(PEOPLE, encoding="cp1252")
    (place / "les-meg.pdf").write_bytes(b"%PDF-1.7")
    return tmp_path


@scopes_disabled()
def notices(person):
    return list(Notice.objects.filter(recipient=person, key__startswith="import-").values_list("title", flat=True))


def test_night_takes_units_before_people_and_nothing_the_next_night(world, folder):
    made = take_folder(folder)
    assert [(run.kind, run.state) for run in made] == [("units", "done"), ("people", "done")]
    assert Person.objects.get(employee_number="4") == world.ola
    assert notices(world.siri) == []
    assert take_folder(folder) == []
    assert ImportRun.objects.filter(source=ImportSource.FOLDER).count() == 2


def test_same_file_is_taken_again_when_somebody_has_changed_what_it_says(world, folder):
    take_folder(folder)
    Person.objects.filter(employee_number="4").update(last_name="Hansen")
    assert [run.counts for run in take_folder(folder)] == [{"changed": 1}]


def test_newest_file_of_each_kind_counts(world, folder):
    place = folder / world.municipality.slug
    (place / "ansatte-ny.csv").write_text(PEOPLE + "70;Nina;Ny;;11;Lærer;100;\n", encoding="utf-8")
    os.utime(place / "ansatte.csv", (1, 1))
    take_folder(folder)
    assert Person.objects.filter(employee_number="70").exists()


def test_file_that_would_close_many_waits_and_the_administrator_is_told_once(world, folder):
    take_folder(folder)
    short = "\n".join(PEOPLE.splitlines()[:4])
    (folder / world.municipality.slug / "ansatte.csv").write_text(short, encoding="utf-8")
    (run,) = take_folder(folder)
    assert run.state == RunState.HELD
    assert notices(world.siri) == ["Nattens import fra HR venter på godkjenning"]
    assert notices(world.kari) == notices(world.nils) == []
    assert Person.objects.get(employee_number="4").is_active
    assert take_folder(folder) == []


def test_unreadable_file_and_bad_rows_are_told(world, folder):
    place = folder / world.municipality.slug
    (place / "ansatte.csv").write_text(PEOPLE + "71;Uten;Enhet;;777;Lærer;100;\n", encoding="utf-8")
    (place / "organisasjon.csv").write_bytes(b"MZ\x90\x00")
    take_folder(folder)
    assert "Filen fra HR kan ikke leses" in notices(world.siri)


def test_two_nights_at_once_make_one_run(transactional_db, tmp_path):
    """[P3] The clock may ring twice."""
    from tests import world as made  # noqa: PLC0415 — after the database stands

    world = made.load()
    place = tmp_path / world.municipality.slug
    place.mkdir()
    (place / "organisasjon.csv").write_text(UNITS, encoding="utf-8")
    together, failures = Barrier(2), []

    def night():
        try:
            together.wait()
            take_folder(tmp_path)
        except Exception as error:  # noqa: BLE001 — told below
            failures.append(error)
        finally:
            connection.close()

    threads = [Thread(target=night) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert ImportRun.objects.count() == 1
    assert ImportRun.objects.get().state == RunState.DONE
    assert Unit.objects.filter(code="11").count() == 1


def test_clock_does_nothing_without_a_folder(world, monkeypatch):
    monkeypatch.delenv("KVALITET_HR_FOLDER", raising=False)
    tasks.take_folder()
    assert not ImportRun.objects.exists()


def test_clock_takes_the_folder_it_is_told(world, folder, monkeypatch):
    monkeypatch.setenv("KVALITET_HR_FOLDER", str(folder))
    tasks.take_folder()
    assert ImportRun.objects.count() == 2


def test_command_does_and_says_the_same(world, tmp_path, capsys):
    """A dry run writes nothing; the second real run changes nothing."""
    (tmp_path / "u.csv").write_text(UNITS, encoding="utf-8")
    (tmp_path / "p.csv").write_text(PEOPLE + "72;Uten;Enhet;;777;Lærer;100;\n", encoding="utf-8")

    def run(name, *options):
        call_command("import_staff", str(tmp_path / name), "--municipality", world.municipality.slug, *options)
        return capsys.readouterr().out.strip().splitlines()

    assert run("u.csv", "--dry-run")[-1] == "Prøvekjøring: 8 endres"
    assert not Unit.objects.filter(code="11").exists()
    assert run("u.csv")[-1] == "Importert: 8 endret"
    assert run("u.csv")[-1] == "Uendret: Ingen endringer"
    told = run("p.csv")
    assert told[0].startswith("Rad 12: Uten Enhet: Enheten «777» finnes ikke")
    assert told[-1] == "Importert: 10 endret, 1 rad kan ikke leses"
    (tmp_path / "few.csv").write_text("\n".join(PEOPLE.splitlines()[:4]), encoding="utf-8")
    with pytest.raises(CommandError, match="Kjør på nytt med --approve"):
        run("few.csv")
    assert run("few.csv", "--partial")[-1] == "Uendret: Ingen endringer"
    assert run("few.csv", "--approve")[-1] == "Importert: 7 avsluttet"
    with pytest.raises(CommandError, match="Vi finner ingen kommune"):
        call_command("import_staff", str(tmp_path / "u.csv"), "--municipality", "finnes-ikke")


def test_bad_rows_taken_away_never_run_in_a_spreadsheet(world):
    """A formula typed in a cell stays text."""
    numbered(world)
    run = received(world, PEOPLE + '80;=HYPERLINK("http://x");@SUM(A1);;777;+47;100;\n')
    text = bad_rows_csv(run).decode("utf-8-sig")
    assert text.splitlines()[0].startswith("Rad;Hvorfor den ikke er med;Ansattnummer;Fornavn;Etternavn")
    assert "'=HYPERLINK" in text
    assert ";'@SUM(A1);" in text
    assert ";'+47;" in text
    assert harmless("Kari") == "Kari"
    assert harmless(" =1+1") == "' =1+1"


@pytest.mark.parametrize("make", [template_csv, template_xlsx])
def test_templates_can_be_brought_in_as_they_are(world, make):
    """What is downloaded fits what is read, also as a workbook. [P15]"""
    units = brought_in(world, make("units"), kind="units", is_complete=False, name="mal.xlsx")
    assert units.counts.get("bad") is None
    assert Unit.objects.get(code="111").parent == Unit.objects.get(code="110")
    people = received(world, make("people"), is_complete=False, name="mal.xlsx")
    assert people.counts.get("bad") is None
    assert people.row_count == 4


def test_new_people_are_invited_once_and_only_when_asked(world):
    """No password is set, and nothing is sent by the import itself."""
    numbered(world)
    run = brought_in(world, PEOPLE + "90;Nina;Ny;nina@fjordvik.example;11;Lærer;100;\n91;Uten;Post;;11;Lærer;100;\n")
    with scopes_disabled():
        assert not Notice.objects.filter(key__startswith="invitation-").exists()
        assert invite_new(run) == 1
        assert invite_new(run) == 0
        notice = Notice.objects.get(key__startswith="invitation-")
    assert notice.state == State.QUEUED
    assert "/konto/" in notice.text
