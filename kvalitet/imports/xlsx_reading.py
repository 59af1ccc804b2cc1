"""XLSX by openpyxl in its streaming mode, with merged cells and formulas seen to."""

import re
import warnings
import zipfile
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from django.utils.translation import gettext_lazy as _
from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries

from kvalitet.imports.headers import LOOK_AT
from kvalitet.imports.tables import CELL_ERROR, FORMULA_WITHOUT_VALUE, Limits, RawSheet, Unreadable

MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})\"")
FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
DOCUMENT_TYPE = re.compile(rb"<!DOCTYPE|<\x00!\x00D\x00O\x00C|\x00<\x00!\x00D\x00O", re.IGNORECASE)
MOST_MERGED = 200_000
DAMAGED = _("Excel-filen er skadet eller uvanlig. Åpne den i Excel, lagre den på nytt som .xlsx og prøv igjen.")


def read_xlsx(data: bytes, limits: Limits) -> list[RawSheet]:
    """The visible sheets with something in them; raises Unreadable with a sentence about what is wrong."""
    _refuse_document_types(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _sheets(data, limits)
    except Unreadable:
        raise
    except Exception as error:  # openpyxl raises whatever a broken part led it into
        raise Unreadable(DAMAGED) from error


def _refuse_document_types(data: bytes) -> None:
    """A document type in the XML can only be there to make trouble: entities that grow, files fetched."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for name in archive.namelist():
                if name.endswith((".xml", ".rels")) and DOCUMENT_TYPE.search(archive.read(name)):
                    raise Unreadable(DAMAGED)
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, EOFError, zlib.error) as error:
        raise Unreadable(DAMAGED) from error


def _sheets(data: bytes, limits: Limits) -> list[RawSheet]:
    book = load_workbook(BytesIO(data), read_only=True, data_only=True)
    formulas = None
    sheets: list[RawSheet] = []
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        xml = _sheet_xml(data, sheet)
        formula_sheet = None
        if FORMULA.search(xml):
            formulas = formulas or load_workbook(BytesIO(data), read_only=True)
            formula_sheet = formulas[sheet.title]
        rows = _rows(sheet, formula_sheet, limits)
        _fill_merged(rows, xml)
        if rows:
            sheets.append(RawSheet(rows, name=str(sheet.title)))
    return sheets


def _sheet_xml(data: bytes, sheet: Any) -> bytes:
    path = str(sheet._worksheet_path).lstrip("/")
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read(path)


def _rows(sheet: Any, formulas: Any, limits: Limits) -> list[tuple[int, list[str]]]:
    rows: list[tuple[int, list[str]]] = []
    written = _values(formulas, limits) if formulas is not None else None
    for number, cells in enumerate(_values(sheet, limits), start=1):
        formula_cells = next(written, ()) if written is not None else ()
        if not any(cell is not None for cell in (*cells, *formula_cells)):
            continue
        texts = [_text(cell) for cell in cells]
        for place, formula in enumerate(formula_cells):
            if isinstance(formula, str) and formula.startswith("=") and cells[place] is None:
                texts[place] = FORMULA_WITHOUT_VALUE
        if any(texts):
            rows.append((number, texts))
        if len(rows) > limits.rows + LOOK_AT:
            break
    return rows


def _values(sheet: Any, limits: Limits) -> Iterator[tuple[Any, ...]]:
    """Rows of values; the sheet's own word on its size is not trusted."""
    sheet.reset_dimensions()
    return iter(sheet.iter_rows(max_col=limits.columns, values_only=True))


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, bool):
        return str(_("ja")) if value else str(_("nei"))
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    text = str(value)
    return CELL_ERROR + text if re.fullmatch(r"#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NULL!|NUM!)", text) else text


def _fill_merged(rows: list[tuple[int, list[str]]], xml: bytes) -> None:
    """A cell merged over several rows counts for each of them; over several columns only for the first."""
    numbers = [number for number, _cells in rows]
    left_to_fill = MOST_MERGED
    for match in MERGED.finditer(xml, max(xml.rfind(b"sheetData>"), 0)):
        left, top, _right, bottom = range_boundaries(match[1].decode())
        if left is None or top is None or bottom is None:
            continue
        first, after = bisect_left(numbers, top), bisect_right(numbers, bottom)
        merged = [cells for _number, cells in rows[first : min(after, first + left_to_fill)]]
        left_to_fill -= len(merged) + 1
        if left_to_fill <= 0:
            return
        if merged and numbers[first] == top and left <= len(merged[0]):
            _fill_down(merged, left - 1)


def _fill_down(merged: list[list[str]], place: int) -> None:
    for cells in merged[1:]:
        cells.extend([""] * (place + 1 - len(cells)))
        cells[place] = cells[place] or merged[0][place]
