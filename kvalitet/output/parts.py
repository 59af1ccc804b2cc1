"""What a printed document is made of."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from reportlab.pdfgen.canvas import Canvas


@dataclass(frozen=True)
class Heading:
    """A heading in the text; level 1 is the largest below the title."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Text:
    """A paragraph; line breaks are kept."""

    text: str
    subtle: bool = False


@dataclass(frozen=True)
class Lead:
    """The sentence that says it all, in larger letters."""

    text: str


@dataclass(frozen=True)
class Cell:
    """A cell with a tone: `danger`, `success` or none; `small` stands under the text."""

    text: str
    tone: str = ""
    small: str = ""


@dataclass(frozen=True)
class Grid:
    """A table whose headings repeat on every page; widths are shares."""

    headings: Sequence[str]
    widths: Sequence[float]
    rows: Sequence[Sequence[str | Cell]]
    numeric: frozenset[int] = frozenset()
    large: bool = False


@dataclass(frozen=True)
class Picture:
    """Something painted: its size in points, and who paints it on a canvas whose origin is its lower left corner."""

    width: float
    height: float
    paint: Callable[[Canvas], None]


@dataclass(frozen=True)
class Beside:
    """Two columns, each with its blocks."""

    left: "Sequence[Block]"
    right: "Sequence[Block]"


Block = Heading | Lead | Text | Grid | Picture | Beside


@dataclass(frozen=True)
class Document:
    """A printable document: who it is from, what it is called, the lines under the title, and its parts."""

    owner: str
    title: str
    facts: Sequence[str]
    blocks: Sequence[Block] = field(default=())
    upright: bool = False
