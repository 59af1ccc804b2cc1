"""Files people take away: a table of absences to fill in, and the rows that were left out. [S1]"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from kvalitet.imports.exports import csv_bytes
from kvalitet.output.xlsx import Column, Sheet, workbook

HEADINGS = ("Ansattnummer", "Type", "Fra", "Til", "Grad", "Fraværs-ID", "Status")
NAME = "fravaer"


def _example(year: int) -> list[tuple[str, ...]]:
    return [
        ("1003", "Egenmelding", f"04.02.{year}", f"06.02.{year}", "", "50011", ""),
        ("1003", "Sykmelding", f"07.02.{year}", f"28.02.{year}", "100", "50012", ""),
        ("1004", "Sykmelding", f"16.02.{year}", f"15.03.{year}", "50", "50013", ""),
        ("1005", "Barns sykdom", f"17.02.{year}", f"17.02.{year}", "", "50014", ""),
        ("1006", "Egenmelding", f"18.02.{year}", f"19.02.{year}", "", "50015", "Slettet"),
    ]


def explanations() -> list[tuple[str, str]]:
    """Say what goes in each column, and what is optional."""
    return [
        ("Ansattnummer", _("Må fylles ut. Den ansatte må være hentet inn med en stilling.")),
        ("Type", _("Egenmelding, sykmelding, barns sykdom, ferie eller permisjon. Aldri en diagnose.")),
        (_("Fra og Til"), _("Første og siste fraværsdag, som 04.02.2026. Skriv den siste dagen dere kjenner.")),
        ("Grad", _("Prosent av en sykmelding, 20 til 100. Tomt er 100.")),
        ("Fraværs-ID", _("Lønnssystemets nummer på fraværet. Tomt: vi kjenner det igjen på ansatt, type og fra-dato.")),
        ("Status", _("Slettet eller annullert trekker fraværet. Ellers tomt.")),
    ]


def template_csv(today: date) -> bytes:
    """Return a file to fill in, with example rows."""
    return csv_bytes(HEADINGS, _example(today.year))


def template_xlsx(today: date) -> bytes:
    """Return a workbook to fill in, with what each column is on a sheet of its own."""
    sheets = [
        Sheet(_("Fravær"), [Column(heading) for heading in HEADINGS], _example(today.year)),
        Sheet(_("Forklaring"), [Column(_("Kolonne"), 24), Column(_("Hva som skal stå der"), 90)], explanations()),
    ]
    return workbook(sheets, title=_("Fravær"))


def bad_rows_csv(rows: Sequence[Sequence[Any]]) -> bytes:
    """Return which rows were left out and why; who they are about stands in the file they came from."""
    return csv_bytes([_("Rad i filen"), _("Hvorfor den ikke er med")], [(str(row), text) for row, text in rows])
