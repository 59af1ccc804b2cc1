"""Telling a table from every other file people choose by mistake, by content and not by name."""

import zipfile
from io import BytesIO

from django.utils.translation import gettext_lazy as _

from kvalitet.imports.tables import Limits, Unreadable

SAVE_AS = _("Lagre tabellen som Excel-arbeidsbok (.xlsx) eller CSV, og prøv igjen.")
SIGNATURES: list[tuple[bytes, object]] = [
    (b"%PDF", _("Filen er en PDF.")),
    (b"MZ", _("Filen er et program.")),
    (b"\x7fELF", _("Filen er et program.")),
    (b"\xd0\xcf\x11\xe0", _("Filen er laget i en gammel utgave av Excel (.xls) eller er låst med passord.")),
    (b"\x89PNG", _("Filen er et bilde.")),
    (b"\xff\xd8\xff", _("Filen er et bilde.")),
    (b"GIF8", _("Filen er et bilde.")),
    (b"\x1f\x8b", _("Filen er pakket.")),
    (b"7z\xbc\xaf", _("Filen er pakket.")),
    (b"Rar!", _("Filen er pakket.")),
    (b"{\\rtf", _("Filen er et tekstdokument.")),
]
MARKUP: list[tuple[bytes, object]] = [
    (b"<!doctype html", _("Filen er en nettside.")),
    (b"<html", _("Filen er en nettside.")),
    (b"<table", _("Filen er en nettside.")),
    (b"<?xml", _("Filen er i et XML-format.")),
]
ZIP_KINDS = [
    ("xl/workbook.bin", _("Filen er en binær Excel-arbeidsbok (.xlsb).")),
    ("word/document.xml", _("Filen er et Word-dokument.")),
    ("ppt/presentation.xml", _("Filen er en presentasjon.")),
    ("mimetype", _("Filen er laget i LibreOffice eller OpenOffice.")),
]
MOST_MEMBERS = 2000


def check_size(data: bytes, limits: Limits) -> None:
    if not data.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00"):
        raise Unreadable(_("Filen er tom. Velg en fil med en tabell."))
    if len(data) > limits.size:
        message = str(_("Filen er på %(size)s MB, men kan ikke være større enn %(most)s MB. Del den i flere."))
        raise Unreadable(message % {"size": -(-len(data) // 1_000_000), "most": limits.size // 1_000_000})


def is_workbook(data: bytes, limits: Limits) -> bool:
    """True for XLSX, False for text that may be CSV; raises Unreadable for everything else."""
    for signature, what in SIGNATURES:
        if data.startswith(signature):
            raise Unreadable(f"{what} {SAVE_AS}")
    start = data[:200].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for signature, what in MARKUP:
        if start.startswith(signature):
            raise Unreadable(f"{what} {SAVE_AS}")
    if not data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return False
    _check_zip(data, limits)
    return True


def _check_zip(data: bytes, limits: Limits) -> None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Unreadable(_("Excel-filen er skadet. Åpne den i Excel, lagre den på nytt og prøv igjen.")) from error
    names = {member.filename for member in members}
    if "xl/workbook.xml" not in names:
        what = next((what for name, what in ZIP_KINDS if name in names), _("Filen er pakket."))
        raise Unreadable(f"{what} {SAVE_AS}")
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > limits.unpacked:
        raise Unreadable(
            _("Excel-filen blir altfor stor når den pakkes ut. Kopier bare tabellen til en ny arbeidsbok.")
        )
    if any(member.flag_bits & 1 for member in members):
        raise Unreadable(_("Excel-filen er låst med passord. Fjern passordet og prøv igjen."))
