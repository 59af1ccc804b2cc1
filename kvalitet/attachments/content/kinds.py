"""The files that can be attached, and what to say about the others."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from kvalitet.attachments.choices import Kind


@dataclass(frozen=True)
class FileType:
    """One allowed type; the first extension is the one a file without any gets."""

    kind: Kind
    media_type: str
    extensions: tuple[str, ...]


OFFICE = "application/vnd.openxmlformats-officedocument"
OPEN = "application/vnd.oasis.opendocument"
PDF = FileType(Kind.PDF, "application/pdf", ("pdf",))
JPEG = FileType(Kind.IMAGE, "image/jpeg", ("jpg", "jpeg"))
PNG = FileType(Kind.IMAGE, "image/png", ("png",))
WEBP = FileType(Kind.IMAGE, "image/webp", ("webp",))
GIF = FileType(Kind.IMAGE, "image/gif", ("gif",))
TEXT = FileType(Kind.TEXT, "text/plain", ("txt", "md", "log"))
CSV = FileType(Kind.SHEET, "text/csv", ("csv", "tsv"))
IMAGES = {"JPEG": JPEG, "PNG": PNG, "WEBP": WEBP, "GIF": GIF}
OFFICE_PARTS = {
    "word/document.xml": FileType(Kind.DOCUMENT, f"{OFFICE}.wordprocessingml.document", ("docx",)),
    "xl/workbook.xml": FileType(Kind.SHEET, f"{OFFICE}.spreadsheetml.sheet", ("xlsx",)),
    "ppt/presentation.xml": FileType(Kind.SLIDES, f"{OFFICE}.presentationml.presentation", ("pptx",)),
}
OPEN_TYPES = {
    f"{OPEN}.text": FileType(Kind.DOCUMENT, f"{OPEN}.text", ("odt",)),
    f"{OPEN}.spreadsheet": FileType(Kind.SHEET, f"{OPEN}.spreadsheet", ("ods",)),
    f"{OPEN}.presentation": FileType(Kind.SLIDES, f"{OPEN}.presentation", ("odp",)),
}
ALLOWED = (PDF, *IMAGES.values(), TEXT, CSV, *OFFICE_PARTS.values(), *OPEN_TYPES.values())
EXTENSIONS = {extension: allowed for allowed in ALLOWED for extension in allowed.extensions}
ACCEPT = ",".join(f".{extension}" for extension in EXTENSIONS)
"""For the file field. HEIC is left out on purpose: phones then send the picture as JPEG."""

WHAT_CAN_BE = _("Legg ved PDF, bilder (JPEG, PNG, WebP, GIF), Word, Excel, PowerPoint, OpenDocument, tekst eller CSV.")

PROGRAM = _("er et program og kan ikke legges ved.")
PACKED = _("er en pakket fil. Pakk den ut, og legg ved filene hver for seg.")
SVG = _("er et SVG-bilde. SVG kan inneholde programkode. Lagre bildet som PNG.")
WEB_PAGE = _("er en nettside og kan inneholde programkode. Skriv den ut til PDF, og legg ved den.")
OLD_OFFICE = _("er i et gammelt Office-format eller låst med passord. Lagre den som .docx, .xlsx, .pptx eller PDF.")
MACROS = _("inneholder makroer. Lagre den uten makroer (.docx, .xlsx, .pptx) eller som PDF.")
PICTURE_KIND = _("er et bilde i et format ikke alle kan åpne. Lagre det som JPEG eller PNG.")
HEIC = _("er et HEIC-bilde, som ikke alle kan åpne. Del det fra telefonen som JPEG («Mest kompatibel»).")
FILM = _("er film eller lyd og kan ikke legges ved. Legg den i kommunens videoløsning, og skriv adressen i stedet.")
MAIL = _("er en e-post. Skriv den ut til PDF, og legg ved den.")
RICH_TEXT = _("er i formatet RTF. Lagre den som .docx eller PDF.")
LOCKED = _("er låst med passord. Fjern passordet, og prøv igjen.")
DAMAGED = _("er skadet og kan ikke åpnes. Lagre den på nytt, og prøv igjen.")
BOMB = _("blir altfor stor når den pakkes ut. Lagre den som PDF, og prøv igjen.")
EMPTY = _("er tom. Velg en fil med innhold.")
CODE_IN_PDF = _("er en PDF med programkode. Skriv den ut til en ny PDF, og legg ved den.")
HUGE_PICTURE = _("har for mange bildepunkter. Gjør bildet mindre, og prøv igjen.")
NOT_AS_NAMED = _("er ikke det navnet sier: innholdet er .%(is)s, navnet slutter på .%(said)s. Gi filen riktig navn.")
UNKNOWN = _("er av en type som ikke kan legges ved.")

SIGNATURES: tuple[tuple[bytes, object], ...] = (
    (b"MZ", PROGRAM),
    (b"\x7fELF", PROGRAM),
    (b"\xca\xfe\xba\xbe", PROGRAM),
    (b"\xcf\xfa\xed\xfe", PROGRAM),
    (b"\xce\xfa\xed\xfe", PROGRAM),
    (b"\xfe\xed\xfa", PROGRAM),
    (b"\x00asm", PROGRAM),
    (b"#!", PROGRAM),
    (b"L\x00\x00\x00\x01\x14\x02\x00", PROGRAM),
    (b"dex\n", PROGRAM),
    (b"!<arch>", PROGRAM),
    (b"\xd0\xcf\x11\xe0", OLD_OFFICE),
    (b"\x1f\x8b", PACKED),
    (b"7z\xbc\xaf", PACKED),
    (b"Rar!", PACKED),
    (b"BZh", PACKED),
    (b"\xfd7zXZ", PACKED),
    (b"\x28\xb5\x2f\xfd", PACKED),
    (b"MSCF", PACKED),
    (b"{\\rtf", RICH_TEXT),
    (b"II*\x00", PICTURE_KIND),
    (b"MM\x00*", PICTURE_KIND),
    (b"8BPS", PICTURE_KIND),
)
MARKUP = (
    (b"<svg", SVG),
    (b"<!doctype html", WEB_PAGE),
    (b"<html", WEB_PAGE),
    (b"<head", WEB_PAGE),
    (b"<body", WEB_PAGE),
    (b"<script", WEB_PAGE),
    (b"<iframe", WEB_PAGE),
    (b"<?php", PROGRAM),
)
_PROGRAMS = (
    "exe dll com bat cmd msi msp scr pif cpl jar js jse mjs vbs vbe ws wsf wsh ps1 psm1 sh bash py pyc rb pl php "
    "apk app dmg deb rpm lnk reg hta inf scf url iso img vhd class wasm elf so bin"
)
REFUSED_EXTENSIONS: dict[str, object] = {
    **dict.fromkeys(_PROGRAMS.split(), PROGRAM),
    **dict.fromkeys(["zip", "rar", "7z", "gz", "tgz", "tar", "bz2", "xz", "cab", "zst"], PACKED),
    **dict.fromkeys(["doc", "xls", "ppt", "xlsb"], OLD_OFFICE),
    **dict.fromkeys(["docm", "xlsm", "pptm", "dotm", "xltm", "potm", "ppsm", "xlam"], MACROS),
    **dict.fromkeys(["html", "htm", "xhtml", "xht", "mht", "mhtml"], WEB_PAGE),
    **dict.fromkeys(["svg", "svgz"], SVG),
    **dict.fromkeys(["heic", "heif"], HEIC),
    **dict.fromkeys(["tif", "tiff", "bmp", "psd", "avif", "ico"], PICTURE_KIND),
    **dict.fromkeys(["mp4", "mov", "avi", "mkv", "webm", "mp3", "wav", "m4a", "ogg"], FILM),
    **dict.fromkeys(["eml", "msg"], MAIL),
    "rtf": RICH_TEXT,
}
