"""From the bytes of a CSV or XLSX file to a table of known columns. [G13, P3]"""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from kvalitet.imports.csv_reading import read_csv
from kvalitet.imports.file_kinds import check_size, is_workbook
from kvalitet.imports.headers import Header, find_header, plain
from kvalitet.imports.tables import (
    CELL_ERROR,
    FORMULA_WITHOUT_VALUE,
    Column,
    Limits,
    RawSheet,
    Row,
    Table,
    Unreadable,
    clean_cell,
)
from kvalitet.imports.xlsx_reading import read_xlsx

MOST_NAMES = 15
LONGEST_CELL = 20_000
ORDINARY = Limits()


def read_table(data: bytes, *, columns: Sequence[Column], limits: Limits = ORDINARY) -> Table:
    """Read a file whatever it turns out to be: what is wrong stands in the table's problems, nothing is raised."""
    table = Table()
    try:
        check_size(data, limits)
        if is_workbook(data, limits):
            sheet, header = _choose_sheet(read_xlsx(data, limits), columns, table)
        else:
            sheet = read_csv(data, columns, limits)
            header = find_header(sheet.rows, columns)
        _build(table, sheet, _checked(header, sheet, columns), columns, limits)
    except Unreadable as problem:
        table.rows.clear()
        table.add(problem)
    return table


def _choose_sheet(sheets: list[RawSheet], columns: Sequence[Column], table: Table) -> tuple[RawSheet, Header | None]:
    """The sheet that names most known columns; the others are told about."""
    if not sheets:
        raise Unreadable(_("Arbeidsboken er tom. Velg en fil med en tabell."))
    headers = [find_header(sheet.rows, columns) for sheet in sheets]
    best = max(range(len(sheets)), key=lambda index: len(header.places) if (header := headers[index]) else 0)
    if others := [sheet.name for index, sheet in enumerate(sheets) if index != best]:
        message = str(_("Bare arket «%(sheet)s» er lest. Disse arkene er ikke med: %(others)s."))
        table.add(message % {"sheet": sheets[best].name, "others": _names(others)}, is_error=False)
    return sheets[best], headers[best]


def _checked(header: Header | None, sheet: RawSheet, columns: Sequence[Column]) -> Header:
    """The header with every required column; otherwise a sentence naming what lacks and what was found."""
    required = [column for column in columns if column.required]
    if header is None:
        first = [name for name in sheet.rows[0][1] if name] if sheet.rows else []
        message = str(_("Fant ingen overskrifter. Filen må ha kolonnene %(required)s, men første rad er: %(found)s."))
        raise Unreadable(message % {"required": _names([c.label for c in required]), "found": _names(first)})
    missing = [column.label for column in required if column.key not in header.places]
    if missing:
        message = str(_("Filen mangler kolonnen %(missing)s. Kolonnene i filen er: %(found)s."))
        if len(missing) > 1:
            message = str(_("Filen mangler kolonnene %(missing)s. Kolonnene i filen er: %(found)s."))
        raise Unreadable(message % {"missing": _names(missing), "found": _names(header.names)})
    return header


def _names(names: Sequence[str]) -> str:
    shown = [f"«{clean_cell(name)[0][:60]}»" for name in names if name.strip()][:MOST_NAMES]
    return ", ".join(shown) or str(_("ingen"))


def _build(table: Table, sheet: RawSheet, header: Header, columns: Sequence[Column], limits: Limits) -> None:
    table.header = header.names
    _note_header(table, header, columns)
    data = sheet.rows[header.index + 1 :]
    if len(data) > limits.rows:
        message = str(_("Filen har mer enn %(most)s rader, og det er for mange på én gang. Del den i flere filer."))
        raise Unreadable(message % {"most": limits.rows})
    known = [(column, header.places[column.key]) for column in columns if column.key in header.places]
    cleaned = 0
    for number, cells in data:
        if [plain(cell) for cell in cells] == [plain(name) for name in header.names]:
            continue
        values, hidden = _values(table, number, cells, known)
        cleaned += hidden
        if sheet.is_csv and any(cell.strip() for cell in cells[len(header.names) :]):
            table.add(
                _("Raden har flere kolonner enn overskriften. Sett tekst med skilletegn i anførselstegn."), row=number
            )
        if any(values.values()):
            table.rows.append(Row(number, values))
    if cleaned:
        message = str(_("Usynlige tegn er fjernet fra %(count)s celler."))
        table.add(message % {"count": cleaned}, is_error=False)
    if not table.rows and not table.has_errors:
        raise Unreadable(_("Filen har overskrifter, men ingen rader under dem."))


def _note_header(table: Table, header: Header, columns: Sequence[Column]) -> None:
    if header.extra:
        message = str(_("Disse kolonnene er ikke brukt: %(names)s."))
        table.add(message % {"names": _names(header.extra)}, is_error=False)
    if header.repeated:
        message = str(_("Kolonnen %(names)s finnes mer enn én gang. Den første er brukt."))
        table.add(message % {"names": _names(header.repeated)}, is_error=False)
    lacking = [column.label for column in columns if column.expected and column.key not in header.places]
    if lacking:
        message = str(_("Filen har ikke disse kolonnene, så de blir tomme: %(names)s."))
        table.add(message % {"names": _names(lacking)}, is_error=False)


def _values(table: Table, number: int, cells: list[str], known: list[tuple[Column, int]]) -> tuple[dict[str, str], int]:
    values: dict[str, str] = {}
    cleaned = 0
    for column, place in known:
        text = cells[place] if place < len(cells) else ""
        if text.startswith((FORMULA_WITHOUT_VALUE, CELL_ERROR)):
            _report_formula(table, number, column, text)
            text = ""
        text, hidden = clean_cell(text)
        cleaned += hidden
        most = column.max_length or LONGEST_CELL
        if len(text) > most:
            message = str(_("«%(column)s» har %(length)s tegn, men det er bare plass til %(most)s. Kort ned teksten."))
            table.add(message % {"column": column.label, "length": len(text), "most": most}, row=number)
        values[column.key] = text[:most]
    return values, cleaned


def _report_formula(table: Table, number: int, column: Column, text: str) -> None:
    if text.startswith(CELL_ERROR):
        message = str(_("«%(column)s» viser feilen %(error)s. Rett cellen i Excel og prøv igjen."))
        table.add(message % {"column": column.label, "error": text[1:]}, row=number)
        return
    message = str(_("«%(column)s» har en formel uten lagret verdi. Åpne filen i Excel, lagre den og prøv igjen."))
    table.add(message % {"column": column.label}, row=number)
