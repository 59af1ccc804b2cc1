"""Files people take away: the rows that could not be read, and templates to fill in. [P3]"""

import csv
import io
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from kvalitet.imports.choices import ImportKind, LineKind
from kvalitet.imports.columns import COLUMNS
from kvalitet.imports.models import ImportRun
from kvalitet.output.xlsx import FORMULA_STARTS, Column, Sheet, workbook

UNIT_HEADINGS = ("Enhetsnummer", "Enhet", "Overordnet enhet", "Type", "Leder")
UNIT_EXAMPLE = (
    ("100", "Oppvekst", "", "Kommunalområde", "1001"),
    ("110", "Solbakken skole", "100", "Virksomhet", "1002"),
    ("111", "SFO Solbakken", "110", "Avdeling", ""),
    ("200", "Helse og omsorg", "", "Kommunalområde", ""),
)
PEOPLE_HEADINGS = (
    *("Ansattnummer", "Fornavn", "Etternavn", "E-post", "Enhetsnummer", "Stilling", "Stillingsprosent"),
    *("Fra", "Til", "Er leder"),
)
PEOPLE_EXAMPLE = (
    ("1001", "Eli", "Engen", "eli.engen@kommune.no", "100", "Kommunalsjef", "100", "01.08.2020", "", "ja"),
    ("1002", "Kari", "Kvam", "kari.kvam@kommune.no", "110", "Rektor", "100", "01.08.2021", "", "ja"),
    ("1003", "Ola", "Olsen", "ola.olsen@kommune.no", "110", "Lærer", "80", "15.08.2023", "", ""),
    ("1003", "Ola", "Olsen", "ola.olsen@kommune.no", "111", "Assistent", "20", "15.08.2023", "30.06.2027", ""),
)
TEMPLATES = {
    ImportKind.UNITS: ("organisasjon", UNIT_HEADINGS, UNIT_EXAMPLE),
    ImportKind.PEOPLE: ("ansatte", PEOPLE_HEADINGS, PEOPLE_EXAMPLE),
}


def explanations(kind: str) -> list[tuple[str, str]]:
    """Say what goes in each column, and what is optional."""
    if kind == ImportKind.UNITS:
        return [
            ("Enhetsnummer", _("Nummeret lønnssystemet kjenner enheten ved. Det gjør at den kan bytte navn.")),
            ("Enhet", _("Navnet. Må fylles ut.")),
            ("Overordnet enhet", _("Nummer eller navn på enheten over. Tomt rett under kommunen.")),
            ("Type", _("Kommunalområde, virksomhet eller avdeling. Tomt: vi ser det av nivået.")),
            ("Leder", _("Ansattnummer, e-post eller navn. Lederen kan komme i filen med ansatte senere.")),
        ]
    return [
        ("Ansattnummer", _("Må fylles ut. Samme nummer på flere rader er flere stillinger.")),
        (_("Fornavn og etternavn"), _("Må fylles ut. Én kolonne «Navn» går også.")),
        ("E-post", _("Varsler og lenke til passord sendes hit.")),
        ("Enhetsnummer", _("Hvor stillingen er. En kolonne «Enhet» med navnet går også.")),
        ("Stilling", _("Tittelen.")),
        ("Stillingsprosent", _("80, 80 % eller 62,5. Tomt er 100.")),
        (_("Fra og Til"), _("Datoer som 31.12.2026. Tomt i Til er fast stilling.")),
        ("Er leder", _("Ja for den som leder enheten på raden.")),
    ]


def bad_rows_csv(run: ImportRun) -> bytes:
    """Return the rows that were left out, with row number, reason and what stood in them."""
    lines = list(run.lines.filter(kind__in=[LineKind.BAD, LineKind.DOUBT]).order_by("row", "id"))
    present = {key for line in lines for key in line.cells}
    columns = [column for column in COLUMNS[ImportKind(run.kind)] if column.key in present]
    rows = ([str(line.row or ""), line.text, *(line.cells.get(one.key, "") for one in columns)] for line in lines)
    return csv_bytes([_("Rad"), _("Hvorfor den ikke er med"), *(column.label for column in columns)], rows)


def csv_bytes(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Write CSV that Excel in Norwegian opens rightly, and that never runs what a cell holds."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([[harmless(cell) for cell in row] for row in rows])
    return target.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    """Put a mark before what a spreadsheet would take for a formula."""
    return f"'{cell}" if cell.lstrip().startswith(FORMULA_STARTS) or cell.startswith(FORMULA_STARTS) else cell


def template_csv(kind: str) -> bytes:
    """Return a file to fill in, with example rows."""
    _name, headings, rows = TEMPLATES[ImportKind(kind)]
    return csv_bytes(headings, rows)


def template_xlsx(kind: str) -> bytes:
    """Return a workbook to fill in, with what each column is on a sheet of its own."""
    name, headings, rows = TEMPLATES[ImportKind(kind)]
    sheets = [
        Sheet(name.capitalize(), [Column(heading) for heading in headings], rows),
        Sheet(_("Forklaring"), [Column(_("Kolonne"), 24), Column(_("Hva som skal stå der"), 80)], explanations(kind)),
    ]
    return workbook(sheets, title=name.capitalize())
