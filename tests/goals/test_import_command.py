"""`manage.py import_plan` brings a real municipal plan in whole, again without doubles, or not at all."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django_scopes import scopes_disabled

from goals.models import DeadlineMove, Goal, Group, Measure, MeasureTask, Plan, SubGoal
from kvalitet.deadlines.models import Deadline
from tests.goals.plan_file import PLAN_FILE

pytestmark = pytest.mark.django_db
ROWS = "mål;delmål;tiltak;ansvarlig;frist\n"


@pytest.fixture
def run(world, tmp_path, capsys):
    """Return a function that imports a text or bytes and gives the lines it printed."""

    def run(content=PLAN_FILE, *arguments, name="plan.csv"):
        file = tmp_path / name
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        call_command("import_plan", str(file), "--municipality", world.municipality.slug, "--year", "2008", *arguments)
        return capsys.readouterr().out.strip().splitlines()

    return run


def counts():
    with scopes_disabled():
        return [model.objects.filter(plan__name="plan").count() for model in (Goal, SubGoal, Measure)]


def test_the_plan_comes_in_whole(run):
    """[G13] 6 goals, 11 sub-goals and 25 measures."""
    assert run()[-1] == "Importert: 6 mål, 11 delmål, 25 tiltak"
    assert counts() == [6, 11, 25]
    with scopes_disabled():
        assert Plan.objects.get(name="plan").status == "published"


def test_a_second_run_changes_nothing(run):
    """[G13]"""
    run()
    with scopes_disabled():
        before = list(Measure.history.values_list("history_id", flat=True))
    assert run()[-1] == "Uendret: 6 mål, 11 delmål, 25 tiltak"
    with scopes_disabled():
        assert list(Measure.history.values_list("history_id", flat=True)) == before


def test_windows_1252_gives_the_same(run):
    """[G13]"""
    run()
    assert run(PLAN_FILE.encode("cp1252"))[-1] == "Uendret: 6 mål, 11 delmål, 25 tiltak"


def test_a_dry_run_writes_nothing(run):
    """[G13]"""
    assert run(PLAN_FILE, "--dry-run")[-1] == "Prøvekjøring: 6 mål, 11 delmål, 25 tiltak"
    assert counts() == [0, 0, 0]


def test_unit_leaders_fan_out_to_every_unit_with_a_leader(run, world):
    """[G4] One task for each unit with a leader, none for the one without, and a deadline for each leader."""
    run()
    with scopes_disabled():
        group = Group.objects.get(name="Virksomhetslederne", municipality=world.municipality)
        measure = Measure.objects.filter(responsibles__group=group, due__isnull=False).first()
        units = {task.unit.name for task in measure.tasks.filter(is_shared=False)}
        deadlines = Deadline.objects.filter(object_id__in=measure.tasks.values("pk"), title=measure.title)
        assert group.rule == "unit_leaders"
        assert {deadline.unit.name for deadline in deadlines} >= units
    assert units == {"Solbakken skole", "Elvebakken barnehage", "Hjemmetjenesten"}


def test_shared_responsibility_becomes_two_responsibles(run):
    """[G4] «Rådgiver/Prosjektleder» is two, and «i samarbeid med» says who leads."""
    run()
    with scopes_disabled():
        both = Measure.objects.get(title="Velge leverandør").responsibles.values_list("source_text", flat=True)
        together = Measure.objects.get(title="Legge ut på nett").responsibles.values_list("role", flat=True)
    assert sorted(both) == ["Prosjektleder", "Rådgiver"]
    assert sorted(together) == ["lead", "partner"]


def test_a_mapped_name_becomes_the_person(run, world):
    """[G13]"""
    run(PLAN_FILE, "--map", "Prosjektleder=kim")
    with scopes_disabled():
        measure = Measure.objects.get(title="Velge leverandør")
        assert measure.responsibles.filter(person=world.kim).exists()
        assert Deadline.objects.filter(responsible=world.kim, title="Velge leverandør").count() == 1


def test_a_name_is_matched_to_post_and_person(run, world):
    """[G13] Groups first, then titles, then people; the rest stays as text and is shown as a lack."""
    run(f"{ROWS}Mål;;Ett;HR-rådgiver;\nMål;;To;Kari Kvam;\nMål;;Tre;Hvem som helst;\n")
    with scopes_disabled():
        kinds = dict(Measure.objects.filter(plan__name="plan").values_list("title", "responsibles__kind"))
    assert kinds == {"Ett": "position", "To": "person", "Tre": "text"}


def test_a_changed_deadline_is_moved_with_its_reason(run):
    """[G5] The old deadline is kept, and a moved deadline isn't moved back by the old file."""
    first, second = f"{ROWS}Mål;;Ett;Kari Kvam;01.06.08\n", f"{ROWS}Mål;;Ett;Kari Kvam;01.09.08\n"
    run(first)
    changed = run(second)
    assert (
        changed[-1]
        == "Importert: 1 mål, 0 delmål, 1 tiltak (nye: 0 mål, 0 delmål, 0 tiltak; endret: 0 mål, 0 delmål, 1 tiltak)"
    )
    with scopes_disabled():
        move = DeadlineMove.objects.get(measure__title="Ett")
    assert (str(move.old), str(move.new)) == ("2008-06-01", "2008-09-01")
    assert run(first)[-1].startswith("Uendret")


def test_new_rows_come_in_beside_those_that_are_there(run):
    """[G13]"""
    run(f"{ROWS}Mål;;Ett;Kari Kvam;\n")
    assert run(f"{ROWS}Mål;;Ett;Kari Kvam;\nMål;;To;Kari Kvam;\n")[-1].startswith(
        "Importert: 1 mål, 0 delmål, 2 tiltak (nye: 0 mål"
    )
    assert counts() == [1, 0, 2]


@pytest.mark.parametrize(
    ("content", "arguments", "message"),
    [
        ("a;b\n1;2\n", (), "Mål"),
        (f"{ROWS}Mål;;Ett;Rådgiver;\n", ("--map", "Rådgiver=finnesikke"), "finnesikke"),
        (f"{ROWS}Mål;;Ett;Rådgiver;\n", ("--map", "Rådgiver"), "--map"),
        (f"{ROWS}Mål;;Ett;Rådgiver;\n", ("--by", "finnesikke"), "finnesikke"),
        (b"%PDF-1.4 \x00\x01", (), ""),
    ],
)
def test_a_wrong_file_or_choice_gives_one_clear_line(run, content, arguments, message):
    """[G13] Nothing is written."""
    with pytest.raises(CommandError) as error:
        run(content, *arguments)
    assert message in str(error.value)
    assert str(error.value).endswith(".")
    assert counts() == [0, 0, 0]


def test_a_file_that_is_not_there_gives_a_clear_line(world):
    with pytest.raises(CommandError, match="kan ikke leses"):
        call_command(
            "import_plan", str(Path("/finnes/ikke.csv")), "--municipality", world.municipality.slug, "--year", "2026"
        )


def test_a_fault_half_way_leaves_nothing(run, monkeypatch):
    """[G13] All or nothing."""
    monkeypatch.setattr("goals.actions.imports.create_tasks", lambda *args, **kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        run()
    assert counts() == [0, 0, 0]
    with scopes_disabled():
        assert not Plan.objects.filter(name="plan").exists()


def test_too_many_tasks_are_refused_with_advice(run, monkeypatch):
    monkeypatch.setattr("goals.actions.imports.MOST_TASKS", 10)
    with pytest.raises(CommandError, match="Del filen i flere"):
        run()
    assert counts() == [0, 0, 0]


def test_queries_do_not_grow_with_rows(run, django_assert_max_num_queries):
    """2,000 rows take as many statements as 200, but for the batches."""
    rows = "".join(f"Mål {n // 20};;Tiltak {n};Virksomhetslederne;1.{n % 12 + 1}.08\n" for n in range(200))
    with django_assert_max_num_queries(90):
        run(ROWS + rows)
    with scopes_disabled():
        assert MeasureTask.objects.filter(measure__plan__name="plan").count() == 600
