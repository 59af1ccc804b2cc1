"""A file of absences from payroll: given, looked over, carried out, and given again. [S1, S5]"""

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_scopes import scopes_disabled

from kvalitet.access.actions import give_role
from kvalitet.access.choices import Role
from kvalitet.history import actions as history
from kvalitet.imports.choices import RunState
from kvalitet.output.xlsx import Column, Sheet, workbook
from sickleave import tasks
from sickleave.actions import absence_imports as runs
from sickleave.choices import Source
from sickleave.models import Absence, AbsenceImport, Case
from tests.sickleave.absent import away, days_ago

LIST = "/sykefravaer/import/"
HEAD = "Ansattnummer;Type;Fra;Til;Grad;Fraværs-ID;Status\n"
SECRET = "1003-hemmelig"


@pytest.fixture(autouse=True)
def _numbered(world):
    for number, name in enumerate(("kari", "ola", "vera", "heidi"), start=1):
        history.apply(world.people[name], {"employee_number": f"00{number}"}, by=None)


def row(who, first, last, kind="Egenmelding", rest=";;"):
    return f"{who};{kind};{days_ago(first):%d.%m.%Y};{days_ago(last):%d.%m.%Y};{rest}\n"


def upload(client, text, name="fravaer.csv"):
    content = text if isinstance(text, bytes) else text.encode()
    return client.post(LIST, {"file": SimpleUploadedFile(name, content)})


@scopes_disabled()
def newest():
    return AbsenceImport.objects.order_by("-id").first()


def act(client, name):
    run = newest()
    return client.post(reverse(f"sickleave:import-{name}", args=[run.uuid]), {"vist": run.fingerprint}, follow=True)


def brought_in(client, text):
    """Upload and carry out; returns the counts."""
    assert upload(client, text).status_code == 303
    if newest().has_changes:
        act(client, "approve")
        assert newest().state == RunState.DONE
    return {kind: number for kind, number in newest().counts.items() if number}


def text_of(answer):
    return " ".join(answer.content.decode().split())


def test_file_is_looked_over_carried_out_and_given_again(world, sign_in):
    """[S1] Nothing is stored before it is approved, and the same file twice changes nothing."""
    heidi = sign_in(world.heidi)
    text = HEAD + row("002", 30, 28) + row("2", 27, 10, "Sykmelding", "50;A1;") + row("999", 3, 1) + row("3", 1, 2)
    page = text_of(heidi.get(upload(heidi, text).url))
    assert "2 nye fravær, 2 rader er ikke med." in page
    assert "Rad 4" in page
    assert "Ingen med stilling i kommunen har dette ansattnummeret." in page
    assert "Til-datoen er før fra-datoen." in page
    with scopes_disabled():
        assert not Absence.objects.exists()
    assert "Gjennomført: 2 nye fravær, 2 rader er ikke med." in text_of(act(heidi, "approve"))
    with scopes_disabled():
        one, two = Absence.objects.order_by("starts")
        assert (one.person, one.unit, one.source, two.grade) == (world.ola, world.skole, Source.IMPORT, 50)
        case = Case.objects.get()
        assert (case.starts, one.case, two.case) == (days_ago(30), case, case)
        versions = Absence.history.count()
    assert brought_in(heidi, text) == {"unchanged": 2, "bad": 2}
    assert Absence.history.count() == versions


def test_correction_of_an_earlier_period_moves_what_must_move(world, sign_in):
    """[S1] The gap closes: two cases become one, and its steps move."""
    heidi = sign_in(world.heidi)
    brought_in(heidi, HEAD + row("2", 60, 50, rest=";A;") + row("2", 30, 1, "Sykmelding", ";B;"))
    with scopes_disabled():
        assert Case.objects.count() == 2
    changed = HEAD + row("2", 60, 40, "Sykmelding", ";A;") + row("2", 30, 1, "Sykmelding", ";B;")
    assert brought_in(heidi, changed) == {"changed": 1, "unchanged": 1}
    with scopes_disabled():
        assert Case.objects.get().starts == days_ago(60)
    assert brought_in(heidi, HEAD + row("2", 30, 1, "Sykmelding", ";B;annullert")) == {"gone": 1}
    with scopes_disabled():
        assert Absence.objects.get().external_id == "A"


def test_what_is_gone_from_the_file_is_only_told_of(world, sign_in):
    heidi = sign_in(world.heidi)
    brought_in(heidi, HEAD + row("2", 60, 50) + row("2", 40, 39) + row("2", 30, 29))
    assert brought_in(heidi, HEAD + row("2", 60, 50) + row("2", 30, 29)) == {"unchanged": 2, "missing": 1}
    assert "Det blir stående." in text_of(heidi.get(f"{newest().get_absolute_url()}?vis=missing"))
    with scopes_disabled():
        assert Absence.objects.count() == 3


def test_payroll_takes_over_what_the_leader_registered(world, sign_in):
    away(world.ola, 10, 3)
    heidi = sign_in(world.heidi)
    assert brought_in(heidi, HEAD + row("2", 10, 1, "Sykmelding")) == {"changed": 1}
    with scopes_disabled():
        found = Absence.objects.get()
        assert (found.source, found.ends) == (Source.IMPORT, days_ago(1))
        assert found.case.ends == days_ago(1)


def test_file_is_sealed_while_it_waits_and_gone_afterwards(world, sign_in):
    """[S5] No file name, no content, no employee number anywhere in the database."""
    heidi = sign_in(world.heidi)
    upload(heidi, HEAD + row("2", 3, 1) + row(SECRET, 3, 1), name="Ola-Olsen-fravær.csv")
    with connection.cursor() as cursor:
        cursor.execute("select t::text, encode(t.content, 'escape') from sickleave_absenceimport t")
        stored = str(cursor.fetchall())
    assert "Olsen" not in stored
    assert "Egenmelding" not in stored
    assert SECRET not in stored
    assert SECRET not in newest().lines
    act(heidi, "approve")
    assert (bytes(newest().content), "people" in json.loads(newest().lines)) == (b"", False)
    upload(heidi, HEAD + row("3", 3, 1))
    act(heidi, "drop")
    assert (newest().state, bytes(newest().content), newest().lines) == (RunState.DROPPED, b"", "")


def test_old_files_and_lines_are_let_go_of(world, sign_in):
    heidi = sign_in(world.heidi)
    upload(heidi, HEAD + row("2", 3, 1))
    AbsenceImport._base_manager.update(created_at=timezone.now() - timedelta(hours=25))
    runs.sweep()
    assert (newest().state, bytes(newest().content)) == (RunState.DROPPED, b"")
    brought_in(heidi, HEAD + row("2", 3, 1))
    AbsenceImport._base_manager.update(done_at=timezone.now() - timedelta(days=15))
    runs.sweep()
    assert newest().lines == ""


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Filen er tom."),
        (b"%PDF-1.7", "Filen er en PDF."),
        (b"MZ\x90", "Filen er et program."),
        (b"PK\x03\x04 rubbish", "Excel-filen er skadet."),
        ("navn;alder\nOla;3\n", "Fant ingen overskrifter."),
        ("Ansattnummer;Type;Fra\n2;ferie;1.1.2026\n", "Filen mangler kolonnen «Til»."),
        (HEAD, "ingen rader under dem"),
        (HEAD.encode("cp1252") + b'2;"egenmelding;1.1.2026', "blir aldri lukket"),
    ],
)
def test_bad_file_is_told_of_and_kept_nowhere(world, sign_in, content, words):
    answer = upload(sign_in(world.heidi), content)
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert newest() is None


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_encodings_of_old_systems_come_out_right(world, sign_in, encoding):
    text = (HEAD + row("2", 3, 1, "Sykmelding på grunn av svangerskap")).encode(encoding)
    assert brought_in(sign_in(world.heidi), text) == {"new": 1}


def test_workbook_with_real_dates_and_a_formula_without_value(world, sign_in):
    cells = [("2", "Sykmelding", days_ago(9), days_ago(2), 0.5), ("3", "Egenmelding", days_ago(3), "=B1+1", "")]
    columns = [Column(name) for name in ("Ansattnr.", "Fraværstype", "Fra dato", "Til dato", "Prosent")]
    sheet = workbook([Sheet("Fravær", columns, cells)], title="Fravær")
    heidi = sign_in(world.heidi)
    assert upload(heidi, sheet).status_code == 303
    assert newest().counts["bad"] == 1
    act(heidi, "approve")
    with scopes_disabled():
        found = Absence.objects.get()
        assert (found.grade, found.ends) == (50, days_ago(2))


def test_too_big_a_file_is_refused(world, sign_in, monkeypatch):
    monkeypatch.setattr("sickleave.forms.imports.LIMITS", runs.LIMITS.__class__(size=10))
    assert "Filen er for stor." in text_of(upload(sign_in(world.heidi), HEAD + row("2", 3, 1)))


def test_what_was_shown_is_what_is_carried_out(world, sign_in):
    """Somebody registers the same meanwhile."""
    heidi = sign_in(world.heidi)
    upload(heidi, HEAD + row("2", 3, 1))
    away(world.ola, 3, 1)
    assert "Noe er endret i Kvalitet siden filen ble lest." in text_of(act(heidi, "approve"))
    assert newest().state == RunState.READY
    url = reverse("sickleave:import-approve", args=[newest().uuid])
    assert "Siden viste noe annet" in text_of(heidi.post(url, {"vist": "noe"}, follow=True))


def test_big_file_goes_to_a_worker_that_may_die_and_begin_again(world, sign_in, monkeypatch):
    monkeypatch.setattr(runs, "SMALL_BYTES", 10)
    monkeypatch.setattr(runs, "SMALL_ROWS", 0)
    woken = []
    monkeypatch.setattr(tasks.work_on_import, "delay_on_commit", woken.append)
    heidi = sign_in(world.heidi)
    url = upload(heidi, HEAD + row("2", 3, 1)).url
    assert 'hx-trigger="every 2s"' in text_of(heidi.get(url))
    tasks.work_on_import(newest().pk)
    assert "Importen er i gang." in text_of(act(heidi, "approve"))

    def dies(*_args, **_told):
        raise OSError

    with monkeypatch.context() as broken:
        broken.setattr(runs, "follow", dies)
        tasks.work_on_import(newest().pk)
    assert "Vi prøver igjen av oss selv." in text_of(heidi.get(url))
    AbsenceImport._base_manager.update(claimed_at=timezone.now() - timedelta(hours=1))
    assert runs.sweep() == []
    AbsenceImport._base_manager.update(created_at=timezone.now() - timedelta(minutes=5))
    assert runs.sweep() == [newest().pk]
    tasks.work_on_import(newest().pk)
    assert newest().state == RunState.DONE
    with scopes_disabled():
        assert Case.objects.count() == 1
    assert len(woken) == 2


def test_only_hr_of_the_whole_municipality_gets_in(world, sign_in):
    """[S5] Not HR of a sub-tree, the administrator, the chief, nor anybody of the neighbour."""
    give_role(world.tore, role=Role.HR, unit=world.skole, starts=world.skole.opened, by=None)
    give_role(world.nils, role=Role.HR, unit=world.asheim, starts=world.asheim.opened, by=None)
    heidi = sign_in(world.heidi)
    url = upload(heidi, HEAD + row("2", 3, 1) + row("9", 3, 1)).url
    objects = [url, reverse("sickleave:import-bad-rows", args=[newest().uuid])]
    pages = [LIST, f"{LIST}mal.csv", f"{LIST}mal.xlsx"]
    assert {heidi.get(one).status_code for one in pages + objects} == {200}
    for name in ("tore", "kari", "siri", "anne", "kim", "vera", "ola"):
        assert {sign_in(world.people[name]).get(one).status_code for one in pages + objects} == {404}, name
    nils = sign_in(world.nils)
    assert [nils.get(one).status_code for one in objects] == [404, 404]
    for name in ("approve", "drop"):
        target = reverse(f"sickleave:import-{name}", args=[newest().uuid])
        assert sign_in(world.kari).post(target).status_code == nils.post(target).status_code == 404
    assert {Client().get(one).status_code for one in pages + objects} == {302}
    assert heidi.get(f"{LIST}mal.pdf").status_code == 404
    assert newest().state == RunState.READY


def test_pages_ask_the_same_of_few_and_many_rows(world, sign_in):
    heidi, asked = sign_in(world.heidi), []
    for rows in (3, 30):
        for _run in range(rows // 3):
            upload(
                heidi, HEAD + "".join(row("2", 900 - 5 * n, 899 - 5 * n) for n in range(rows)) + row("9", 3, 1) * rows
            )
        counts = []
        for url in (LIST, newest().get_absolute_url(), f"{newest().get_absolute_url()}?vis=new"):
            with CaptureQueriesContext(connection) as captured:
                assert heidi.get(url).status_code == 200
            counts.append(len(captured))
        asked.append(counts)
    assert asked[0] == asked[1]


def test_command_does_the_same_as_the_page(world, tmp_path, capsys):
    """[S1] Also the words: by row number, never by whom."""
    file = tmp_path / "fil.csv"
    file.write_text(HEAD + row("2", 3, 1) + row(SECRET, 3, 1), encoding="utf-8")
    told = {"municipality": world.municipality.slug, "by": "heidi"}
    call_command("import_absences", str(file), dry_run=True, **told)
    with scopes_disabled():
        assert not Absence.objects.exists()
    call_command("import_absences", str(file), **told)
    call_command("import_absences", str(file), **told)
    said = capsys.readouterr().out
    assert [line for line in said.splitlines() if "Rad" not in line] == [
        "Prøvekjøring: 1 nytt fravær, 1 rad er ikke med",
        "Importert: 1 nytt fravær, 1 rad er ikke med",
        "Uendret: Ingen endringer, 1 uendret, 1 rad er ikke med",
    ]
    assert SECRET not in said
    for wrong in ({"municipality": "finnes-ikke"}, {"by": "finnes-ikke"}):
        with pytest.raises(CommandError):
            call_command("import_absences", str(file), **{**told, **wrong})
    with pytest.raises(CommandError):
        call_command("import_absences", str(tmp_path / "finnes-ikke.csv"), **told)
    with scopes_disabled():
        assert Absence.objects.get().person == world.ola
