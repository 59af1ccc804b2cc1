"""Plain text in the encodings people have: UTF-8, UTF-16 with a mark, and Windows-1252."""

import codecs
from typing import IO

CHUNK = 256 * 1024
FINE_CONTROLS = frozenset(b"\t\n\r\f\x1b")
CONTROLS = bytes(set(range(32)) - FINE_CONTROLS) + b"\x7f"
HIGH = bytes(range(128, 256))
MOST_ODD_SHARE = 0.3


def is_text(file: IO[bytes]) -> bool:
    """Whether every part of the file reads as text."""
    file.seek(0)
    start = file.read(2)
    if start in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return _decodes(file, "utf-16")
    return _decodes(file, "utf-8") or _decodes(file, "cp1252")


def _decodes(file: IO[bytes], encoding: str) -> bool:
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    size = odd = 0
    try:
        while chunk := file.read(CHUNK):
            if encoding != "utf-16" and chunk.translate(None, CONTROLS) != chunk:
                return False
            decoder.decode(chunk)
            size += len(chunk)
            odd += len(chunk) - len(chunk.translate(None, HIGH)) if encoding == "cp1252" else 0
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return odd <= size * MOST_ODD_SHARE
