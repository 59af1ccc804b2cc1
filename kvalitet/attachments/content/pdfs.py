"""PDF that runs something when opened is refused. Its names may be written with #-codes, and lie in packed objects."""

import re
import zlib
from typing import IO

from kvalitet.attachments.content import kinds
from kvalitet.attachments.rules import MB
from kvalitet.web.errors import Refused

STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
CODE = re.compile(rb"/(?:JavaScript|JS|Launch)(?![A-Za-z0-9])")
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
MOST_UNPACKED = 20 * MB


def check_pdf(file: IO[bytes]) -> None:
    """Raise Refused for a PDF with script or programs to launch."""
    file.seek(0)
    content = file.read()
    if _has_code(STREAM.sub(b" ", content)) or any(_has_code(part) for part in _packed_objects(content)):
        raise Refused(str(kinds.CODE_IN_PDF))


def _has_code(content: bytes) -> bool:
    if b"#" in content:
        content = ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), content)
    return CODE.search(content) is not None


def _packed_objects(content: bytes) -> list[bytes]:
    """Unpack the streams that hold objects; pictures and fonts are no such."""
    found: list[bytes] = []
    left = MOST_UNPACKED
    for stream in STREAM.finditer(content):
        if b"/ObjStm" not in content[max(0, stream.start() - 400) : stream.start()] or left <= 0:
            continue
        try:
            part = zlib.decompressobj().decompress(stream[1], left)
        except zlib.error:
            continue
        left -= len(part)
        found.append(part)
    return found
