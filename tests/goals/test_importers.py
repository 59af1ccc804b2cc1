"""[G13] From a file to a plan that has not been written yet, on a real plan and on what people do to files."""

import time
from io import BytesIO

import pytest
from openpyxl import Workbook

from goals.choices import DueKind, GroupRule, Perspective, ResponsibleRole, TaskStatus
from goals.importers import read_plan
from tests.goals.plan_file import PLAN_FILE

SEED = [
    "mål;delmål;tiltak;ansvarlig;frist",
    "Myndiggjorte medarbeidere;Faste forum;Følge opp etter behov;Virksomhetslederne;innen 01.06.08",
    "Myndiggjorte medarbeidere;Faste forum;Rapportere;Virksomhetslederne, Stab - personal;løpende",
    "Myndiggjorte medarbeidere;Kompetanse;Lage plan;Prosjektleder i samarbeid med enhetslederne;i løpet av 2008",
    "Myndiggjorte medarbeidere;HKI over 4,5;Som følge av øvrige tiltak;Alle;",
    "Kvalitetsindikatorer i målkart;;Evaluere indikatorene;Rådgiver/Prosjektleder;",
    "Serviceerklæringer;Alle tjenester;Lage plan;Lederteam;som del av prosess med serviceerklæringer",
]
PLAN = "\n".join(SEED) + "\n"


def read(text, **more):
    data = text if isinstance(text, bytes) else text.encode()
    return read_plan(data, **({"year": 2008} | more))


def counts(draft):
    assert not draft.has_errors, draft.problems
    return draft.goal_count, draft.subgoal_count, draft.measure_count


def as_workbook(text, merge=()):
    book = Workbook()
    for line in text.splitlines():
        book.active.append([cell or None for cell in line.split(";")])
    for cells in merge:
        book.active.merge_cells(cells)
    data = BytesIO()
    book.save(data)
    return data.getvalue()


@pytest.mark.parametrize("form", ["utf-8", "cp1252", "utf-16", "xlsx"])
def test_a_plan_as_municipalities_write_it_comes_in_whole(form):
    draft = read(as_workbook(PLAN_FILE) if form == "xlsx" else PLAN_FILE.encode(form))
    assert counts(draft) == (6, 11, 25)
    assert draft.summary() == "6 mål, 11 delmål, 25 tiltak"
    names = ["Virksomhetslederne", "Prosjektleder", "Stab - personal", "Alle", "HR-rådgiver", "Rådgiver", "Lederteam"]
    assert list(draft.responsible_names()) == names
    kinds = [measure.due.kind for _, _, measure in draft.measures()]
    assert [kinds.count(kind) for kind in (DueKind.DATE, DueKind.WITHIN_PERIOD, DueKind.ONGOING, DueKind.NONE)] == [
        9,
        7,
        1,
        7,
    ]
    assert kinds.count(DueKind.DEPENDENT) == 1


def test_every_part_of_a_row_is_interpreted():
    draft = read(PLAN)
    assert counts(draft) == (3, 4, 6)
    shared = draft.goals[0].subgoals[1].measures[0]
    assert [(piece.name, piece.role, piece.group) for piece in shared.responsible] == [
        ("Prosjektleder", ResponsibleRole.LEAD, None),
        ("enhetslederne", ResponsibleRole.PARTNER, GroupRule.UNIT_LEADERS),
    ]
    assert (str(shared.due.due), shared.due_text) == ("2008-12-31", "i løpet av 2008")
    assert [goal.perspective for goal in draft.goals] == [
        Perspective.EMPLOYEES,
        Perspective.SERVICES,
        Perspective.SERVICES,
    ]
    assert draft.goals[1].measures[0].title == "Evaluere indikatorene"
    assert draft.goals[1].subgoals == []


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig", "utf-16", "mac_roman"])
def test_the_same_plan_in_other_encodings(encoding):
    assert read(PLAN.encode(encoding)) == read(PLAN)


def test_the_same_plan_as_a_workbook():
    assert read(as_workbook(PLAN)) == read(PLAN)


def test_merged_cells_in_a_workbook():
    lines = PLAN.splitlines()
    for number in (2, 3, 4):
        lines[number] = lines[number].replace("Myndiggjorte medarbeidere", "")
    lines[2] = lines[2].replace("Faste forum", "")
    assert read(as_workbook("\n".join(lines), merge=["A2:A5", "B2:B3"])) == read(PLAN)


def test_empty_cells_repeat_the_goal_above():
    """Merged cells saved as CSV are empty below the first."""
    draft = read("Mål;Delmål;Tiltak\nA;a;1\n;;2\n;b;3\nB;;4\n;;5\n")
    assert [(g.title, s and s.title, m.title) for g, s, m in draft.measures()] == [
        ("A", "a", "1"),
        ("A", "a", "2"),
        ("A", "b", "3"),
        ("B", None, "4"),
        ("B", None, "5"),
    ]


def test_a_first_row_without_a_goal_is_an_error():
    draft = read("Mål;Delmål;Tiltak\n;a;1\nA;a;2\n")
    assert [problem.message for problem in draft.errors] == [
        "Rad 2: Målet mangler. Skriv målet på den første raden det gjelder."
    ]


def test_goals_and_subgoals_without_measures_are_kept():
    """[G2]"""
    draft = read("Mål;Delmål;Tiltak\nA;a;\nA;b;1\nB;;\n")
    assert counts(draft) == (2, 2, 1)


def test_a_responsible_without_a_measure_is_an_error():
    assert read("Mål;Tiltak;Ansvarlig\nA;;Kari\nA;1;Kari\n").errors[0].row == 2


def test_titles_are_the_same_despite_case_and_space():
    draft = read("Mål;Delmål;Tiltak\nGod  helse;Nærvær;1\ngod helse.;nærvær;2\n")
    assert counts(draft) == (1, 1, 2)


def test_a_measure_twice_is_joined_with_a_note():
    draft = read("Mål;Tiltak;Ansvarlig;Frist\nA;1;Kari;\nA;1;Ola og Kari;1. juni\n")
    assert counts(draft) == (1, 0, 1)
    measure = draft.goals[0].measures[0]
    assert [piece.name for piece in measure.responsible] == ["Kari", "Ola"]
    assert str(measure.due.due) == "2008-06-01"
    assert "slått sammen" in draft.notes[-1].message


def test_a_measure_twice_with_two_deadlines_is_an_error():
    draft = read("Mål;Tiltak;Frist\nA;1;1. mai\nA;1;1. juni\n")
    assert [problem.row for problem in draft.errors] == [3]


def test_same_measure_under_two_subgoals_are_two():
    assert counts(read("Mål;Delmål;Tiltak\nA;a;1\nA;b;1\n")) == (1, 2, 2)


def test_other_columns_are_read_where_given():
    draft = read(
        "Perspektiv;Mål;Tiltak;Enhet;Start;Status;Frist\n"
        "Økonomien;A;1;Skole;1. mars;Påbegynt;1. juni\n;A;2;;1. juli;grønn;1. juni\n;B;3;;;;\n"
    )
    first, second, _third = [measure for _, _, measure in draft.measures()]
    assert [goal.perspective for goal in draft.goals] == [Perspective.ECONOMY, Perspective.ECONOMY]
    assert (first.unit_text, str(first.starts), first.status) == ("Skole", "2008-03-01", TaskStatus.IN_PROGRESS)
    assert (second.starts, second.status) == (None, None)
    assert len(second.warnings) == 3


def test_a_dash_means_empty():
    assert counts(read("Mål;Delmål;Tiltak;Ansvarlig;Frist\nA;-;1;-;-\n")) == (1, 0, 1)


def test_known_names_are_not_split():
    draft = read("Mål;Tiltak;Ansvarlig\nA;1;Rådgiver, plan og byggeleder\n", known=frozenset({"plan og byggeleder"}))
    assert [piece.name for piece in draft.goals[0].measures[0].responsible] == ["Rådgiver", "plan og byggeleder"]


def test_wrong_files_give_a_message_and_nothing_else():
    draft = read(b"%PDF-1.7")
    assert draft.has_errors
    assert draft.goals == []


def test_goals_only_is_an_error():
    assert "ingen tiltak" in read("Mål;Delmål;Tiltak\nA;a;\n").errors[0].message


def test_ten_thousand_rows_are_quick():
    rows = "".join(
        f"Mål {n // 50};Delmål {n // 10};Tiltak {n};Kari {n} og rådgiver;innen {n % 28 + 1}.{n % 12 + 1}.08\n"
        for n in range(10_000)
    )
    started = time.process_time()
    assert counts(read("Mål;Delmål;Tiltak;Ansvarlig;Frist\n" + rows)) == (200, 1000, 10_000)
    assert time.process_time() - started < 5
