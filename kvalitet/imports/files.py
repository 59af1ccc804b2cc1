"""The bytes of a file from HR as rows, with what was wrong about some of them. [P3]"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from kvalitet.imports.choices import ImportKind, LineKind
from kvalitet.imports.columns import COLUMNS, LIMITS, ONLY_PEOPLE
from kvalitet.imports.reading import read_table
from kvalitet.imports.rules.plan import Line
from kvalitet.web.errors import Refused


@dataclass(frozen=True)
class StaffFile:
    """Rows that could be read, rows that couldn't, and remarks about the whole."""

    rows: Sequence[tuple[int, Mapping[str, str]]]
    bad: list[Line] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def row_count(self) -> int:
        """All rows below the heading."""
        return len(self.rows) + len(self.bad)


def read_staff(data: bytes, kind: str) -> StaffFile:
    """Read a file of units or people. Raises Refused when it can't be read as a whole."""
    table = read_table(data, columns=COLUMNS[ImportKind(kind)], limits=LIMITS)
    whole = [problem.message for problem in table.errors if problem.row is None]
    if whole:
        raise Refused(" ".join(whole))
    if table.hidden_problems:
        raise Refused(_("Det er feil på mer enn hundre rader. Se over filen og prøv igjen."))
    wrong: dict[int, list[str]] = {}
    for problem in table.errors:
        wrong.setdefault(problem.row or 0, []).append(problem.message)
    bad = [
        Line(LineKind.BAD, row.values.get("name", ""), " ".join(wrong[row.number]), row.number, cells=row.values)
        for row in table.rows
        if row.number in wrong
    ]
    rows = [(row.number, row.values) for row in table.rows if row.number not in wrong]
    return StaffFile(rows, bad, [problem.message for problem in table.notes])


def kind_of(data: bytes) -> str:
    """Whether a file is about people or units: only people have names, numbers and posts."""
    table = read_table(data, columns=ONLY_PEOPLE, limits=LIMITS)
    return ImportKind.UNITS if table.has_errors and not table.rows else ImportKind.PEOPLE
