"""[G13, P3] Workbooks, also broken and hostile ones."""

import time
import zipfile
from datetime import date, datetime
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from kvalitet.imports.reading import read_table
from kvalitet.imports.tables import Column, Limits

COLUMNS = (
    Column("goal", "Mål", required=True),
    Column("measure", "Tiltak", required=True),
    Column("due", "Frist", expected=True),
)
HEADER = ["Mål", "Tiltak", "Frist"]


def saved(book):
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def workbook(*rows, merge=()):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for cells in merge:
        book.active.merge_cells(cells)
    return saved(book)


def read(data, **more):
    return read_table(data, columns=COLUMNS, **more)


def rows(data):
    table = read(data)
    assert not table.has_errors, table.problems
    return [tuple(row.values.values()) for row in table.rows]


def message(data, **more):
    return " ".join(problem.message for problem in read(data, **more).errors)


def packed(changes, data=None):
    """A workbook with some of its parts replaced or added."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data or workbook(HEADER, ["a", "b", "c"]))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if name not in changes:
                new.writestr(name, old.read(name))
        for name, content in changes.items():
            new.writestr(name, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def test_cells_of_every_kind_become_text():
    data = workbook(
        HEADER,
        ["Økt nærvær", "Tiltak 1", datetime(2026, 6, 1)],  # noqa: DTZ001 Excel knows no time zones
        ["b", 2, date(2026, 12, 31)],
        ["c", 4.5, True],
        ["d", 3.0, 39600],
        ["e", "første\nandre", None],
    )
    assert rows(data) == [
        ("Økt nærvær", "Tiltak 1", "2026-06-01"),
        ("b", "2", "2026-12-31"),
        ("c", "4.5", "ja"),
        ("d", "3", "39600"),
        ("e", "første\nandre", ""),
    ]


def test_merged_cells_count_for_every_row():
    data = workbook(
        ["Handlingsplan 2026", None, None],
        HEADER,
        ["a", "1", "x"],
        [None, "2", None],
        [None, "3", None],
        ["b", "4", None],
        merge=["A1:C1", "A3:A5", "C3:C4"],
    )
    assert rows(data) == [("a", "1", "x"), ("a", "2", "x"), ("a", "3", ""), ("b", "4", "")]


def test_empty_rows_are_skipped_and_numbers_kept():
    table = read(workbook(HEADER, [], ["a", "b", "c"], [None, None, None], ["d", "e", "f"]))
    assert [row.number for row in table.rows] == [3, 5]


def test_the_sheet_with_the_table_is_found_and_the_others_told():
    book = Workbook()
    book.active.title = "Forside"
    book.active.append(["Velkommen"])
    sheet = book.create_sheet("Plan")
    sheet.append(HEADER)
    sheet.append(["a", "b", "c"])
    hidden = book.create_sheet("Skjult")
    hidden.append(HEADER)
    hidden.sheet_state = "hidden"
    table = read(saved(book))
    assert [tuple(row.values.values()) for row in table.rows] == [("a", "b", "c")]
    assert [note.message for note in table.notes] == ["Bare arket «Plan» er lest. Disse arkene er ikke med: «Forside»."]


def test_notes_beside_the_table_are_left_alone():
    assert rows(workbook(HEADER, ["a", "b", "c", None, "husk!"])) == [("a", "b", "c")]


def test_a_formula_without_a_kept_value_is_an_error_with_its_row():
    assert message(workbook(HEADER, ["a", '="b"', "c"])).startswith("Rad 2: «Tiltak» har en formel")


def test_a_formula_with_a_kept_value_gives_the_value():
    data = workbook(HEADER, ["a", "=1+1", "c"])
    with zipfile.ZipFile(BytesIO(data)) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<v />" in xml or "<v></v>" in xml or "<v/>" in xml
    for empty in ("<v />", "<v></v>", "<v/>"):
        xml = xml.replace(empty, "<v>2</v>")
    assert rows(packed({"xl/worksheets/sheet1.xml": xml}, data)) == [("a", "2", "c")]


def test_an_error_in_a_cell_is_told():
    assert "#REF!" in message(workbook(HEADER, ["a", "#REF!", "c"]))


def test_escaped_control_characters_are_taken_away():
    assert rows(workbook(HEADER, ["a_x000D_", "b", "c"])) == [("a", "b", "c")]


def test_missing_columns_are_named():
    assert "«Tiltak»" in message(workbook(["Mål", "Farge"], ["a", "b"]))


def test_an_empty_workbook():
    assert "tom" in message(workbook())


def test_size_row_and_unpacking_limits():
    data = workbook(HEADER, *[["a", "b", "c"]] * 60)
    assert "rader" in message(data, limits=Limits(rows=20))
    assert "stor" in message(packed({"xl/media/image1.bin": bytes(3_000_000)}), limits=Limits(unpacked=2_000_000))


def test_the_sheet_is_not_believed_about_its_size():
    data = workbook(HEADER, ["a", "b", "c"])
    with zipfile.ZipFile(BytesIO(data)) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").replace(b'ref="A1:C2"', b'ref="A1:XFD1048576"')
    started = time.process_time()
    assert rows(packed({"xl/worksheets/sheet1.xml": xml}, data)) == [("a", "b", "c")]
    assert time.process_time() - started < 2


def test_entities_are_refused():
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    assert "skadet" in message(packed({"xl/sharedStrings.xml": bomb}))


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("word/document.xml", "Word"),
        ("ppt/presentation.xml", "presentasjon"),
        ("xl/workbook.bin", ".xlsb"),
        ("mimetype", "LibreOffice"),
        ("noe.txt", "pakket"),
    ],
)
def test_other_packed_files_are_named(name, part):
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, "x")
    assert part in message(out.getvalue())


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"]
)
@pytest.mark.parametrize("content", ["", "<a>", "<x/>", "\x00\x01"])
def test_broken_parts_get_a_message_or_are_done_without(part, content):
    table = read(packed({part: content}))
    assert table.has_errors or table.rows


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_damage_makes_it_fail(data):
    whole = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    read(bytes(whole[: data.draw(st.integers(0, len(whole)))]))
    read(bytes(whole))


WHOLE = workbook(HEADER, ["a", "b", "c"], [None, "d", "=1+1"], merge=["A2:A3"])


def test_ten_thousand_rows_are_quick():
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(HEADER)
    for number in range(10_000):
        sheet.append(["Økt nærvær", f"Tiltak {number}", "løpende"])
    data = saved(book)
    started = time.process_time()
    assert len(rows(data)) == 10_000
    assert time.process_time() - started < 6
