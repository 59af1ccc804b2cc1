"""CSV as Excel, Google and old systems write it: any separator, quoted line breaks, any line ending."""

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import islice

from django.utils.translation import gettext_lazy as _

from kvalitet.imports.encodings import decode
from kvalitet.imports.headers import LOOK_AT, find_header
from kvalitet.imports.tables import Column, Limits, RawSheet, Unreadable

SEPARATORS = (";", ",", "\t", "|")
SAMPLE = 100_000
MOST_LINES_IN_CELL = 200
END = "\x1e"
OPEN_QUOTE = _(
    'Et anførselstegn (") på rad %(row)s blir aldri lukket, så resten av filen er ikke lest. Rett raden og prøv igjen.'
)


def read_csv(data: bytes, columns: Sequence[Column], limits: Limits) -> RawSheet:
    """The rows of a text file; raises Unreadable with a sentence about what is wrong."""
    text = decode(data).replace("\r\r\n", "\n").replace("\r\n", "\n").replace("\r", "\n")
    told, text = _told_separator(text)
    separator = told or _likely_separator(text, columns)
    rows: list[tuple[int, list[str]]] = []
    for number, cells in enumerate(_records(f"{text}\n{END}", separator), start=2 if told else 1):
        if cells == [END]:
            return RawSheet(rows, is_csv=True)
        if any(END in cell or cell.count("\n") > MOST_LINES_IN_CELL for cell in cells):
            raise Unreadable(str(OPEN_QUOTE) % {"row": number})
        if not any(cell.strip() for cell in cells):
            continue
        if len(rows) > limits.rows + LOOK_AT:
            break
        rows.append((number, cells))
    return RawSheet(rows, is_csv=True)


def _records(text: str, separator: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline="\n"), delimiter=separator)
    done = 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Unreadable(str(OPEN_QUOTE) % {"row": done + 1}) from error
        done += 1
        yield cells


def _told_separator(text: str) -> tuple[str, str]:
    """Excel's own first line «sep=;»."""
    first, _newline, rest = text.partition("\n")
    told = first.strip().strip('"').lower()
    if told.startswith("sep=") and len(told) == 5:
        return told[4], rest
    return "", text


def _likely_separator(text: str, columns: Sequence[Column]) -> str:
    """The separator that makes most known headings, then the one that makes most cells."""

    def likelihood(separator: str) -> tuple[int, int]:
        try:
            rows = list(enumerate(islice(_records(text[:SAMPLE], separator), LOOK_AT)))
        except Unreadable:
            return (-1, 0)
        header = find_header(rows, columns)
        return (len(header.places) if header else 0, sum(len(cells) for _number, cells in rows))

    return max(SEPARATORS, key=likelihood)
