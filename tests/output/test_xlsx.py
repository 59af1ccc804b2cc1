"""Workbooks open with the right rows, and never run what a person has typed."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from kvalitet.output.xlsx import Column, Sheet, workbook


def opened(rows, *, title="Tiltak", columns=("A", "B")):
    content = workbook([Sheet(title, [Column(name) for name in columns], rows)], title="Prøve")
    return load_workbook(BytesIO(content))


@pytest.mark.parametrize(
    "text", ["=1+1", "+47 12345678", "-5", "@SUM(A1)", "\t=1", " =HYPERLINK(1)", "=cmd|' /C calc'!A0"]
)
def test_what_looks_like_a_formula_stays_text(text):
    cell = opened([[text, ""]]).active["A2"]
    assert cell.data_type == "s"
    assert cell.value == text
    assert cell.quotePrefix


def test_headings_stay_in_sight_and_can_be_filtered():
    sheet = opened([["æ", 1], ["ø", 2]]).active
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:B3"
    assert [cell.font.bold for cell in sheet[1]] == [True, True]


def test_dates_and_numbers_keep_their_kind():
    sheet = opened([[date(2026, 11, 22), datetime(2026, 11, 22, 6, 15, tzinfo=UTC)], [12, None]]).active
    assert sheet["A2"].value.date() == date(2026, 11, 22)
    assert sheet["A2"].number_format == "dd.mm.yyyy"
    assert sheet["B2"].value.isoformat() == "2026-11-22T07:15:00"
    assert sheet["A3"].value == 12
    assert sheet["B3"].value is None


def test_characters_a_cell_cannot_hold_are_left_out():
    assert opened([["a\x0bb", "x" * 40_000]]).active["A2"].value == "ab"


def test_a_title_with_forbidden_signs_is_cleaned():
    assert (
        opened([], title="Mål/tiltak [2026]: hele planen for alle enheter").sheetnames[0].startswith("Mål tiltak  2026")
    )
