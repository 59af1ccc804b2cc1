"""What a file of rows becomes before anybody decides what the rows mean. [G13, P3]"""

import re
import unicodedata
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

MOST_PROBLEMS = 100
FORMULA_WITHOUT_VALUE = "\ue000"
CELL_ERROR = "\ue001"
SPACES = re.compile(r"[^\S\n]+")
LINE_BREAKS = re.compile(r" ?\n[ \n]*")
ESCAPED_CONTROL = re.compile(r"_x00[01][0-9A-Fa-f]_")
# Controls, and marks that hide or turn text around: they are never meant in a plan.
HIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")


@dataclass(frozen=True, slots=True)
class Column:
    """A column a file may have. `expected` ones are only noted when they are missing."""

    key: str
    label: str
    synonyms: tuple[str, ...] = ()
    required: bool = False
    expected: bool = False
    max_length: int | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a file may hold; `unpacked` guards against zip bombs."""

    size: int = 10_000_000
    unpacked: int = 80_000_000
    rows: int = 20_000
    columns: int = 100


@dataclass(frozen=True, slots=True)
class Problem:
    """A whole Norwegian sentence about the file or one row; an error stops the import, a note does not."""

    message: str
    row: int | None = None
    is_error: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """`number` is the row as a spreadsheet shows it; `values` holds every known column of the file."""

    number: int
    values: dict[str, str]


@dataclass(slots=True)
class Table:
    header: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    hidden_problems: int = 0

    @property
    def errors(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.is_error]

    @property
    def notes(self) -> list[Problem]:
        return [problem for problem in self.problems if not problem.is_error]

    @property
    def has_errors(self) -> bool:
        return any(problem.is_error for problem in self.problems)

    def add(self, message: object, *, row: int | None = None, is_error: bool = True) -> None:
        """Keep the first hundred, so that a file wrong all over does not drown the page; always the first error."""
        full = len(self.problems) >= MOST_PROBLEMS
        if full and (self.has_errors or not is_error):
            self.hidden_problems += 1
            return
        text = str(message)
        if row is not None:
            text = str(_("Rad %(row)s: %(message)s")) % {"row": row, "message": text}
        self.problems.append(Problem(text, row, is_error))


@dataclass(frozen=True, slots=True)
class RawSheet:
    """Numbered rows of cells as they stand in the file, before the header is found."""

    rows: list[tuple[int, list[str]]]
    name: str = ""
    is_csv: bool = False


class Unreadable(Exception):
    """The file can't be read; the message is a whole Norwegian sentence that tells what to do."""


def clean_cell(text: str) -> tuple[str, bool]:
    """The text without hidden characters and surplus space, and whether something hidden was taken away."""
    if text.isascii() and text.isprintable() and "_x0" not in text:
        return SPACES.sub(" ", text).strip(), False
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n"))
    text, escaped = ESCAPED_CONTROL.subn("", text)
    text, hidden = HIDDEN.subn("", text)
    return LINE_BREAKS.sub("\n", SPACES.sub(" ", text)).strip(), bool(hidden or escaped)
