"""Documents that are zip files inside: what they are, and that they don't swell when opened."""

import struct
import zipfile
import zlib
from typing import IO

from kvalitet.attachments.content import kinds
from kvalitet.attachments.content.kinds import FileType
from kvalitet.attachments.rules import MB, split_name
from kvalitet.web.errors import Refused

MOST_MEMBERS = 3000
MOST_DIRECTORY = 1 * MB
MOST_UNPACKED = 200 * MB
MOST_RATIO = 200
SMALL = 20 * MB
END = b"PK\x05\x06"
END_SIZE = 22
LONGEST_COMMENT = 65_535
METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
WRONG = (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, zlib.error, RuntimeError)


def check_document(file: IO[bytes]) -> FileType:
    """Return which document it is; raises Refused for bombs, macros, locked, damaged and plain zip files."""
    _check_directory(file)
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            _check_declared(members)
            found = _type_of(archive, {member.filename for member in members})
            _check_actual(archive, members)
    except WRONG as error:
        raise Refused(str(kinds.DAMAGED)) from error
    return found


def _check_directory(file: IO[bytes]) -> None:
    """Look at the end of the file before zipfile reads a directory of any length into memory."""
    size = file.seek(0, 2)
    file.seek(max(0, size - END_SIZE - LONGEST_COMMENT))
    tail = file.read()
    at = tail.rfind(END)
    if at < 0 or len(tail) - at < END_SIZE:
        raise Refused(str(kinds.DAMAGED))
    count, length = struct.unpack("<HI", tail[at + 10 : at + 16])
    if count > MOST_MEMBERS or length > MOST_DIRECTORY:
        raise Refused(str(kinds.BOMB))
    file.seek(0)


def _check_declared(members: list[zipfile.ZipInfo]) -> None:
    if any(member.flag_bits & 1 for member in members):
        raise Refused(str(kinds.LOCKED))
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members) or 1
    swells = unpacked > SMALL and unpacked / packed > MOST_RATIO
    if len(members) > MOST_MEMBERS or unpacked > MOST_UNPACKED or swells:
        raise Refused(str(kinds.BOMB))
    if any(member.compress_type not in METHODS for member in members):
        raise Refused(str(kinds.DAMAGED))


def _type_of(archive: zipfile.ZipFile, names: set[str]) -> FileType:
    lower = {name.lower() for name in names}
    if any("vbaproject" in name or "/activex/" in name or name.startswith("basic/script") for name in lower):
        raise Refused(str(kinds.MACROS))
    if any(kinds.REFUSED_EXTENSIONS.get(split_name(name)[1]) is kinds.PROGRAM for name in lower if _is_content(name)):
        raise Refused(str(kinds.PROGRAM))
    if "mimetype" in names:
        with archive.open("mimetype") as member:
            said = member.read(200).decode("ascii", errors="replace").strip()
        if said in kinds.OPEN_TYPES and "content.xml" in names:
            return kinds.OPEN_TYPES[said]
    if "[Content_Types].xml" in names:
        for part, found in kinds.OFFICE_PARTS.items():
            if part in names:
                return found
    raise Refused(str(kinds.PACKED))


def _is_content(name: str) -> bool:
    """Office keeps embedded objects, printer settings and colour lists as .bin; these are data."""
    return not name.endswith(".bin")


def _check_actual(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    """Unpack to nowhere and count: what a member says of its size may be a lie (then its checksum is wrong too)."""
    total = 0
    for member in members:
        with archive.open(member) as content:
            while chunk := content.read(256 * 1024):
                total += len(chunk)
                if total > MOST_UNPACKED:
                    raise Refused(str(kinds.BOMB))
