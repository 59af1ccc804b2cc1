"""Finding the header row, and which column is which."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from kvalitet.imports.tables import Column

LOOK_AT = 30


@dataclass(frozen=True, slots=True)
class Header:
    """`places` says in which position of a row each known column stands."""

    index: int
    names: list[str]
    places: dict[str, int]
    repeated: list[str]

    @property
    def extra(self) -> list[str]:
        known = set(self.places.values())
        names = [name for place, name in enumerate(self.names) if name and place not in known]
        return [name for name in names if name not in self.repeated]


def plain(name: str) -> str:
    """A heading without case, numbering, brackets, punctuation and surplus space: «2. Ansvarlig(e):» is «ansvarlig»."""
    name = unicodedata.normalize("NFC", name).casefold().replace("_", " ").replace("\u00ad", "")
    name = re.sub(r"\([^)]*\)", " ", name)
    name = re.sub(r"^\s*\d+[.)]\s*", "", name)
    name = re.sub(r"[\s:*?.\-–/]+", " ", name)
    return name.strip()


def find_header(rows: Sequence[tuple[int, list[str]]], columns: Sequence[Column]) -> Header | None:
    """The row among the first that names most known columns, or None when no row names any."""
    names = {plain(name): column.key for column in columns for name in (*column.synonyms, column.label, column.key)}
    best: Header | None = None
    for index, (_number, cells) in enumerate(rows[:LOOK_AT]):
        header = _read_header(index, cells, names)
        if header.places and (best is None or len(header.places) > len(best.places)):
            best = header
    return best


def _read_header(index: int, cells: list[str], names: dict[str, str]) -> Header:
    places: dict[str, int] = {}
    repeated: list[str] = []
    for place, cell in enumerate(cells):
        key = names.get(plain(cell)) if len(cell) < 80 else None
        if key in places:
            repeated.append(" ".join(cell.split()))
        elif key:
            places[key] = place
    return Header(index, [" ".join(cell.split()) for cell in cells], places, repeated)
