"""Workbooks that open well in Excel and LibreOffice, and never run what a person has typed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_LETTERS = 32_767  # what a cell can hold
FORBIDDEN_IN_TITLE = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

HEADING_FONT = Font(name="Calibri", bold=True, color="FFFFFF")
HEADING_FILL = PatternFill("solid", start_color="0B5567")
TOP = Alignment(vertical="top", wrap_text=True)
LINE = Border(bottom=Side(style="thin", color="D5DBDE"))

Value = str | int | float | date | datetime | Promise | None


@dataclass(frozen=True)
class Column:
    """A heading and how wide its column is, in letters."""

    heading: str
    width: float = 18


@dataclass(frozen=True)
class Sheet:
    """One sheet: headings that stay in sight, a filter on them, and the rows."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]


def workbook(sheets: Sequence[Sheet], *, title: str) -> bytes:
    """Write the sheets, a row at a time."""
    book = Workbook(write_only=True)
    book.properties.title, book.properties.creator, book.properties.language = title, "Kvalitet", "nb-NO"
    for sheet in sheets:
        _write(book.create_sheet(sheet.title.translate(FORBIDDEN_IN_TITLE)[:31]), sheet)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def response(content: bytes, filename: str) -> HttpResponse:
    """Answer with a workbook to keep."""
    answer = HttpResponse(content, content_type=CONTENT_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{filename}"'
    return answer


def _write(target: Any, sheet: Sheet) -> None:
    """Fill a write-only sheet: what is set on it must be set before its first row."""
    target.freeze_panes = "A2"
    for index, column in enumerate(sheet.columns, start=1):
        target.column_dimensions[get_column_letter(index)].width = column.width
    target.append([_heading(target, column.heading) for column in sheet.columns])
    count = 1
    for row in sheet.rows:
        target.append([_cell(target, value) for value in row])
        count += 1
    target.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{count}"
    target.print_title_rows = "1:1"
    target.page_setup.orientation = "landscape"
    target.page_setup.fitToHeight = 0
    target.sheet_properties.pageSetUpPr.fitToPage = True


def _heading(target: Any, text: str) -> Cell:
    cell: Cell = WriteOnlyCell(target, value=text)
    cell.font, cell.fill, cell.alignment = HEADING_FONT, HEADING_FILL, Alignment(vertical="center", wrap_text=True)
    return cell


def _cell(target: Any, value: Value) -> Cell:
    """Make a cell: a text stays a text, also when it looks like a formula."""
    if isinstance(value, datetime):
        value = timezone.localtime(value).replace(tzinfo=None) if timezone.is_aware(value) else value
    if isinstance(value, str | Promise):
        value = ILLEGAL_CHARACTERS_RE.sub("", str(value))[:MOST_LETTERS]
    cell: Cell = WriteOnlyCell(target, value=value)  # type: ignore[arg-type]
    if isinstance(value, str):
        cell.data_type = "s"
        if value.lstrip(" ").startswith(FORMULA_STARTS):
            cell.quotePrefix = True  # a program that opens the file reads it as text, and so does an edited cell
    elif isinstance(value, datetime):
        cell.number_format = "dd.mm.yyyy hh:mm"
    elif isinstance(value, date):
        cell.number_format = "dd.mm.yyyy"
    cell.alignment, cell.border = TOP, LINE
    return cell
