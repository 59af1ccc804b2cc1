"""From an uploaded file to one that can be attached, or a sentence that says why not."""

import hashlib
from dataclasses import dataclass
from typing import IO, Any

import filetype
from django.conf import settings

from kvalitet.attachments import clamav
from kvalitet.attachments.choices import Kind, State
from kvalitet.attachments.content import kinds
from kvalitet.attachments.content.archives import check_document
from kvalitet.attachments.content.images import redrawn
from kvalitet.attachments.content.kinds import FileType
from kvalitet.attachments.content.pdfs import check_pdf
from kvalitet.attachments.content.texts import is_text
from kvalitet.attachments.rules import MB, clean_name, split_name, too_big
from kvalitet.web.errors import Refused

START = 4096
BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


@dataclass
class Checked:
    """A file that may be attached."""

    name: str
    type: FileType
    file: IO[bytes]
    size: int
    sha256: str
    state: State


def check(upload: Any) -> Checked:
    """Judge an uploaded file; raises Refused with a whole sentence that names it."""
    name = clean_name(str(upload.name or ""))
    size, most = int(upload.size or 0), settings.ATTACHMENTS_MOST_BYTES
    if size > most:
        raise Refused(too_big(name, size, most))
    try:
        return _checked(name, upload.file if hasattr(upload, "file") else upload)
    except Refused as refused:
        raise Refused(f"«{name}» {refused}") from refused


def _checked(name: str, file: IO[bytes]) -> Checked:
    found, clean = judge(name, file)
    state = clamav.verdict(file)
    size, sha256 = _measured(clean)
    return Checked(_agreeing(name, found), found, clean, size, sha256, state)


def judge(name: str, file: IO[bytes]) -> tuple[FileType, IO[bytes]]:
    """Return what the file is, and the bytes to keep; raises Refused without the name."""
    file.seek(0)
    start = file.read(START)
    if not start.strip(b"\x00 \t\r\n"):
        raise Refused(str(kinds.EMPTY))
    extension = split_name(name)[1]
    _refuse_start(start)
    if extension in kinds.REFUSED_EXTENSIONS:
        raise Refused(str(kinds.REFUSED_EXTENSIONS[extension]))
    return _allowed(start, extension, file)


def _refuse_start(start: bytes) -> None:
    for signature, words in kinds.SIGNATURES:
        if start.startswith(signature):
            raise Refused(str(words))
    for mark in BYTE_ORDER_MARKS:
        start = start.removeprefix(mark)
    seen = start.replace(b"\x00", b"").lstrip().lower()
    if not seen.startswith(b"<"):
        return
    for tag, words in kinds.MARKUP:
        if tag in seen:
            raise Refused(str(words))


def _allowed(start: bytes, extension: str, file: IO[bytes]) -> tuple[FileType, IO[bytes]]:
    if start.startswith(b"%PDF-"):
        check_pdf(file)
        return _expect(kinds.PDF, extension), file
    guess = filetype.guess(start)
    media_type = guess.mime if guess else ""
    if media_type in {allowed.media_type for allowed in kinds.IMAGES.values()}:
        format_, clean = redrawn(file)
        return _expect(kinds.IMAGES[format_], extension), clean
    if start.startswith(b"PK\x03\x04"):
        return _expect(check_document(file), extension), file
    if media_type.startswith("image/"):
        raise Refused(str(kinds.HEIC if "hei" in media_type else kinds.PICTURE_KIND))
    if media_type.startswith(("video/", "audio/")):
        raise Refused(str(kinds.FILM))
    if not media_type and is_text(file):
        return _expect(kinds.CSV if extension in kinds.CSV.extensions else kinds.TEXT, extension), file
    raise Refused(f"{kinds.UNKNOWN} {kinds.WHAT_CAN_BE}")


def _expect(found: FileType, extension: str) -> FileType:
    """The name must say what the file is; pictures alone are given the right ending instead of being refused."""
    said = kinds.EXTENSIONS.get(extension)
    if not extension or said is found or (said is not None and said.kind == found.kind == Kind.IMAGE):
        return found
    if said is None:
        raise Refused(f"{kinds.UNKNOWN} {kinds.WHAT_CAN_BE}")
    raise Refused(str(kinds.NOT_AS_NAMED) % {"is": found.extensions[0], "said": extension})


def _agreeing(name: str, found: FileType) -> str:
    stem, extension = split_name(name)
    return name if extension in found.extensions else f"{stem}.{found.extensions[0]}"


def _measured(file: IO[bytes]) -> tuple[int, str]:
    file.seek(0)
    size, digest = 0, hashlib.sha256()
    while chunk := file.read(1 * MB):
        size += len(chunk)
        digest.update(chunk)
    file.seek(0)
    return size, digest.hexdigest()
