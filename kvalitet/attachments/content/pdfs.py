"""PDF that runs something when opened is refused. Its names may be written with #-codes, and lie in packed objects."""

import re
import zlib
from collections.abc import Iterator
from typing import IO

from kvalitet.attachments.content import kinds
from kvalitet.attachments.rules import MB
from kvalitet.web.errors import Refused

STREAM = re.compile(rb"stream\r?\n")
END = b"endstream"
CODE = re.compile(rb"/(?:JavaScript|JS|Launch)(?![A-Za-z0-9])")
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
MOST_UNPACKED = 20 * MB
LONGEST_HEAD = 400


def check_pdf(file: IO[bytes]) -> None:
    """Raise Refused for a PDF with script or programs to launch."""
    file.seek(0)
    content = file.read()
    streams = list(_streams(content))
    if any(_has_code(part) for part in (*_between(content, streams), *_packed_objects(content, streams))):
        raise Refused(str(kinds.CODE_IN_PDF))


def _streams(content: bytes) -> Iterator[tuple[int, int]]:
    """Yield where streams begin and end; one that never ends is read as what it says it isn't."""
    at = 0
    while (found := STREAM.search(content, at)) and (end := content.find(END, found.end())) >= 0:
        yield found.end(), end
        at = end + len(END)


def _between(content: bytes, streams: list[tuple[int, int]]) -> Iterator[bytes]:
    """Yield what lies outside the streams."""
    at = 0
    for start, end in streams:
        yield content[at:start]
        at = end
    yield content[at:]


def _has_code(content: bytes) -> bool:
    if b"#" in content:
        content = ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), content)
    return CODE.search(content) is not None


def _packed_objects(content: bytes, streams: list[tuple[int, int]]) -> Iterator[bytes]:
    """Unpack the streams that hold objects; pictures and fonts are no such."""
    left = MOST_UNPACKED
    for start, end in streams:
        if left <= 0 or b"/ObjStm" not in content[max(0, start - LONGEST_HEAD) : start]:
            continue
        try:
            part = zlib.decompressobj().decompress(content[start:end], left)
        except zlib.error:
            continue
        left -= len(part)
        yield part
