"""The pages where files from HR are given, looked over and carried out. [P3]"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kvalitet.imports import tasks
from kvalitet.imports.actions import runs
from kvalitet.imports.choices import RunState
from kvalitet.imports.models import ImportRun
from kvalitet.organisation.models import Person, Unit
from tests.access.targets import staff_run
from tests.imports.staff_files import PEOPLE, UNITS, numbered, received

LIST = "/oppsett/import/"


def upload(client, text, *, kind="people", reach="all", name="ansatte.csv"):
    content = text if isinstance(text, bytes) else text.encode()
    return client.post(LIST, {"kind": kind, "reach": reach, "file": SimpleUploadedFile(name, content)})


def act(client, run, name):
    run.refresh_from_db()
    return client.post(reverse(f"setup:import-{name}", args=[run.uuid]), {"vist": run.fingerprint}, follow=True)


def test_a_file_is_looked_over_and_then_carried_out(world, sign_in):
    """[P3] New, changed, moved and left in words, before anything is written."""
    numbered(world)
    siri = sign_in(world.siri)
    text = PEOPLE.replace("Rektor", "Rektor II") + "99;Nina;Ny;;11;Lærer;80 %;\n98;Feil;Rad;;777;;;\n"
    answer = upload(siri, text)
    assert answer.status_code == 303
    page = siri.get(answer.url).content.decode()
    assert "1 ny, 1 endres, 1 rad kan ikke leses." in page
    assert not Person.objects.filter(employee_number="99").exists()
    assert "Stilling: Rektor → Rektor II." in siri.get(f"{answer.url}?vis=changed").content.decode()
    bad = siri.get(f"{answer.url}?vis=bad").content.decode()
    assert "Enheten «777» finnes ikke" in bad
    run = ImportRun.objects.first()
    done = act(siri, run, "approve")
    assert "Gjennomført: 1 ny, 1 endret, 1 rad kan ikke leses." in done.content.decode()
    assert Person.objects.get(employee_number="99").positions.get().percentage == 80
    assert "Importen er allerede i gang eller ferdig." in act(siri, run, "approve").content.decode()
    csv = siri.get(reverse("setup:import-bad-rows", args=[run.uuid]))
    assert "98;Feil;Rad" in csv.content.decode("utf-8-sig")


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "Velg hva filen inneholder."),
        ({"kind": "people", "reach": "all"}, "Velg en fil."),
        ({"kind": "people", "reach": "all", "file": ("x.csv", b"")}, "Filen er tom."),
        ({"kind": "people", "reach": "all", "file": ("x.exe", b"MZ\x90")}, "Filen er et program."),
        ({"kind": "units", "reach": "all", "file": ("x.csv", b"a;b\n1;2\n")}, "Fant ingen overskrifter."),
    ],
)
def test_what_is_no_file_from_hr_is_told_and_nothing_kept(world, sign_in, fields, told):
    fields = {k: SimpleUploadedFile(*v) if isinstance(v, tuple) else v for k, v in fields.items()}
    answer = sign_in(world.siri).post(LIST, fields)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not ImportRun.objects.exists()


def test_doubles_are_answered_on_the_page(world, sign_in):
    numbered(world)
    siri = sign_in(world.siri)
    run = received(world, PEOPLE.replace("4;Ola;Olsen;ola@", "44;Ola;Olsen;ola.o@"))
    line = run.lines.get(kind="doubt")
    url = f"{run.get_absolute_url()}?vis=doubt"
    assert "Samme person" in siri.get(url).content.decode()
    assert siri.post(url, {f"svar-{line.pk}": "same"}).status_code == 303
    run.refresh_from_db()
    assert run.counts == {"changed": 1}
    act(siri, run, "approve")
    world.ola.refresh_from_db()
    assert world.ola.employee_number == "44"


def test_what_was_shown_is_what_is_carried_out(world, sign_in):
    """Another tab may have answered something meanwhile."""
    numbered(world)
    run = received(world, PEOPLE.replace("Rektor", "Rektor II"))
    answer = sign_in(world.siri).post(
        reverse("setup:import-approve", args=[run.uuid]), {"vist": "noe annet"}, follow=True
    )
    assert "Siden viste noe annet" in answer.content.decode()
    run.refresh_from_db()
    assert run.state == RunState.READY


def test_file_is_thrown_away_with_all_it_held(world, sign_in):
    run = received(world, UNITS, kind="units")
    act(sign_in(world.siri), run, "drop")
    run.refresh_from_db()
    assert (run.state, bytes(run.content), run.lines.count()) == (RunState.DROPPED, b"", 0)


def test_big_file_goes_to_a_worker_and_the_page_tells_how_far(world, sign_in, monkeypatch):
    """More rows than a person will wait for."""
    monkeypatch.setattr(runs, "SMALL", 2)
    woken = []
    monkeypatch.setattr(tasks.work_on, "delay_on_commit", woken.append)
    siri = sign_in(world.siri)
    url = upload(siri, UNITS, kind="units").url
    run = ImportRun.objects.get()
    assert woken == [run.pk]
    page = siri.get(url).content.decode()
    assert "Venter på å bli lest" in page
    assert 'hx-trigger="every 2s"' in page
    assert "Oppdater siden" in page
    tasks.work_on(run.pk)
    assert "8 endres." in siri.get(url).content.decode()
    act(siri, run, "approve")
    assert woken == [run.pk, run.pk]
    tasks.work_on(run.pk)
    assert Unit.objects.filter(code="11").exists()


def test_run_whose_worker_disappeared_is_given_back(world):
    run = received(world, UNITS, kind="units")
    ImportRun.objects.filter(pk=run.pk).update(
        state="running", claimed_at="2020-01-01T00:00Z", created_at="2026-11-01T00:00Z"
    )
    assert runs.sweep() == [run.pk]
    assert runs.work_on(run.pk).state == RunState.DONE


def test_templates_come_as_csv_and_excel(world, sign_in):
    siri = sign_in(world.siri)
    assert siri.get(f"{LIST}mal/people.csv").content.startswith("\ufeffAnsattnummer;".encode())
    assert siri.get(f"{LIST}mal/units.xlsx").content.startswith(b"PK")
    assert siri.get(f"{LIST}mal/units.pdf").status_code == siri.get(f"{LIST}mal/annet.csv").status_code == 404


def test_only_the_administrator_of_the_municipality_gets_in(world, sign_in):
    """[P2, P4] The neighbour's administrator too gets 404."""
    run = staff_run(world)
    from kvalitet.access.actions import give_role  # noqa: PLC0415 — only this test makes a second administrator

    give_role(world.nils, role="admin", unit=world.asheim, starts=world.asheim.opened, by=None)
    pages = [LIST, f"{LIST}mal/people.csv"]
    objects = [run.get_absolute_url(), reverse("setup:import-bad-rows", args=[run.uuid])]
    posts = [reverse(f"setup:import-{name}", args=[run.uuid]) for name in ("approve", "drop", "invite")]
    siri, kari, nils = sign_in(world.siri), sign_in(world.kari), sign_in(world.nils)
    assert [siri.get(url).status_code for url in pages + objects] == [200] * 4
    assert [kari.get(url).status_code for url in pages + objects] == [404] * 4
    assert [nils.get(url).status_code for url in objects] == [404] * 2
    for url in posts:
        assert kari.post(url).status_code == nils.post(url).status_code == 404
    from django.test import Client  # noqa: PLC0415 — settings can't be read before the servers stand

    assert {Client().get(url).status_code for url in pages + objects} == {302}
    run.refresh_from_db()
    assert run.state == RunState.READY


def test_pages_ask_the_same_of_few_and_many_rows(world, sign_in):
    siri, asked = sign_in(world.siri), []
    for rows in (3, 30):
        run = staff_run(world, rows)
        staff_run(world, rows)
        counts = []
        for url in (LIST, f"{run.get_absolute_url()}?vis=new", f"{run.get_absolute_url()}?vis=bad"):
            with CaptureQueriesContext(connection) as captured:
                assert siri.get(url).status_code == 200
            counts.append(len(captured))
        asked.append(counts)
    assert asked[0] == asked[1]
