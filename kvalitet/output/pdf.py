"""Lists and plans to print for work, by ReportLab: headings, text and tables on A4 with page numbers."""

from collections.abc import Sequence
from contextlib import nullcontext
from functools import cache, partial
from io import BytesIO
from itertools import groupby
from typing import Any
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _
from reportlab.lib import colors
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from kvalitet.output import tagging
from kvalitet.output.parts import Beside, Block, Cell, Document, Grid, Heading, Lead, Picture, Text

__all__ = ["Beside", "Block", "Cell", "Document", "Grid", "Heading", "Lead", "Picture", "Text", "pdf", "response"]

INK, SUBTLE, ACCENT = colors.HexColor("#1e2b3c"), colors.HexColor("#5b6673"), colors.HexColor("#0b5567")
RULE, GROUND = colors.HexColor("#d5dbde"), colors.HexColor("#eef3f5")
TONES = {"danger": colors.HexColor("#a81919"), "success": colors.HexColor("#0b6b2c"), "": INK}
MARGIN, FOOT, PADDING = 14 * mm, 18 * mm, 6  # ReportLab pads its frame by six points


@cache
def _fonts() -> tuple[str, str]:
    """Register the fonts to embed: Inter from the build, otherwise the ones ReportLab brings; both have æ, ø and å."""
    folder = settings.BASE_DIR / "build" / "pdf-fonts"
    is_built = (folder / "Inter-Regular.ttf").exists()
    files = ("Inter-Regular", "Inter-SemiBold") if is_built else ("Vera", "VeraBd")
    for name, file in zip(("Kvalitet", "Kvalitet-Bold"), files, strict=True):
        for end in ("", "-Ext"):
            path = folder / f"{file}{end}.ttf"
            if path.exists() or not (is_built or end):
                font = TTFont(f"{name}{end}", str(path) if is_built else f"{file}.ttf")
                font.face.name = f"{file}{end}".encode()  # ReportLab shares fonts whose faces have the same name
                pdfmetrics.registerFont(font)
    return "Kvalitet", "Kvalitet-Bold"


def fonts() -> tuple[str, str]:
    """Return the names of the fonts, regular and bold, for those who draw a page themselves."""
    return _fonts()


@cache
def _style(name: str) -> ParagraphStyle:
    regular, bold = _fonts()
    base: dict[str, Any] = {"fontName": regular, "fontSize": 9, "leading": 12.5, "textColor": INK}
    looks: dict[str, dict[str, Any]] = {
        "body": {},
        "numeric": {"alignment": TA_RIGHT},
        "subtle": {"textColor": SUBTLE},
        "lead": {"fontSize": 12, "leading": 17, "spaceAfter": 3 * mm},
        "large": {"fontName": bold, "fontSize": 14, "leading": 18},
        "owner": {"textColor": ACCENT, "fontName": bold, "fontSize": 10},
        "title": {"fontName": bold, "fontSize": 20, "leading": 25, "spaceAfter": 2 * mm},
        "h1": {"fontName": bold, "fontSize": 14, "leading": 18, "spaceBefore": 6 * mm, "spaceAfter": 2 * mm},
        "h2": {"fontName": bold, "fontSize": 11, "leading": 14.5, "spaceBefore": 4 * mm, "spaceAfter": 1.5 * mm},
        "h3": {"fontName": bold, "leading": 12.5, "textColor": SUBTLE, "spaceBefore": 2.5 * mm, "spaceAfter": 1 * mm},
        "heading": {"fontName": bold, "fontSize": 8.5, "textColor": ACCENT},
        "heading-numeric": {"fontName": bold, "fontSize": 8.5, "textColor": ACCENT, "alignment": TA_RIGHT},
    }
    return ParagraphStyle(name, **{**base, **looks[name]})


@cache
def _letters(font: str) -> frozenset[int]:
    return frozenset(pdfmetrics.getFont(font).face.charToGlyph)


def _marked(text: str, font: str) -> str:
    """Escape a text, and take letters the font lacks (Sámi, Polish …) from its extension when that has them."""
    extra = f"{font}-Ext"
    known = _letters(font)
    more = _letters(extra) if extra in pdfmetrics.getRegisteredFontNames() else frozenset()
    parts = []
    for is_extra, group in groupby(text, key=lambda c: ord(c) not in known and ord(c) in more):
        run = escape("".join(group)).replace("\n", "<br/>")
        parts.append(f'<font name="{extra}">{run}</font>' if is_extra else run)
    return "".join(parts)


def _paragraph(text: str, look: str) -> Paragraph:
    style = _style(look)
    return _Told(_marked(text, style.fontName), style)


class _Told(Paragraph):  # type: ignore[misc]
    """A paragraph that is marked as what it is, in documents that are tagged."""

    def draw(self) -> None:
        """Draw it, marked."""
        marks = getattr(self.canv, "marks", None)
        with marks.around(self.canv, self.style.name) if marks else nullcontext():
            super().draw()


def _cell(value: str | Cell, look: str) -> list[Paragraph]:
    cell = value if isinstance(value, Cell) else Cell(value)
    style = _style(look)
    text = _marked(cell.text, style.fontName)
    shown = f'<font color="{TONES[cell.tone].hexval()}">{text}</font>' if cell.tone else text
    found = [Paragraph(shown, style)]
    return [*found, _paragraph(cell.small, "subtle")] if cell.small else found


def _table(grid: Grid, width: float) -> Table:
    share = width / sum(grid.widths)
    rows = (
        [
            [
                _paragraph(text, "heading-numeric" if i in grid.numeric else "heading")
                for i, text in enumerate(grid.headings)
            ]
        ]
        if grid.headings
        else []
    )
    look = "large" if grid.large else "body"
    for row in grid.rows:
        rows.append([_cell(value, "numeric" if i in grid.numeric else look) for i, value in enumerate(row)])
    widths = [one * share for one in grid.widths]
    table = Table(rows, colWidths=widths, repeatRows=1 if grid.headings else 0, splitInRow=1, hAlign="LEFT")
    table.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                *([("BACKGROUND", (0, 0), (-1, 0), GROUND)] if grid.headings else []),
                ("LINEBELOW", (0, 0), (-1, -1), 0.5, RULE),
                ("LEFTPADDING", (0, 0), (-1, -1), 5),
                ("RIGHTPADDING", (0, 0), (-1, -1), 5),
                ("TOPPADDING", (0, 0), (-1, -1), 3.5),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 4.5),
            ]
        )
    )
    return table


class _Painted(Flowable):  # type: ignore[misc]
    """A picture in the flow, made smaller where it is wider than its column."""

    def __init__(self, picture: Picture, room: float) -> None:
        super().__init__()
        self._picture, self._scale = picture, min(1.0, room / picture.width)

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Say how much room it takes."""
        return self._picture.width * self._scale, self._picture.height * self._scale

    def draw(self) -> None:
        """Paint it."""
        self.canv.saveState()
        self.canv.scale(self._scale, self._scale)
        self._picture.paint(self.canv)
        self.canv.restoreState()


def _beside(block: Beside, width: float) -> Table:
    room = width / 2 - 3 * mm
    cells = [_blocks(block.left, room), _blocks(block.right, room)]
    table = Table([[cells[0], "", cells[1]]], colWidths=[room, 6 * mm, room], hAlign="LEFT")
    table.setStyle(
        TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), *_no_padding(), ("TOPPADDING", (0, 0), (-1, -1), 4 * mm)])
    )
    return table


def _no_padding() -> list[tuple[Any, ...]]:
    return [(f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]


def _flow(document: Document, width: float) -> list[Flowable]:
    found: list[Flowable] = [_paragraph(document.owner, "owner"), _paragraph(document.title, "title")]
    found += [_paragraph(line, "subtle") for line in document.facts]
    return [*found, Spacer(0, 3 * mm), *_blocks(document.blocks, width)]


def _blocks(blocks: Sequence[Block], width: float) -> list[Flowable]:
    return [flowable for block in blocks for flowable in _block(block, width)]


def _block(block: Block, width: float) -> list[Flowable]:
    """Lay one block out; a heading stays with what it stands above."""
    match block:
        case Heading():
            heading = _paragraph(block.text, f"h{min(block.level, 3)}")
            heading.keepWithNext = True
            return [heading]
        case Lead():
            return [_paragraph(block.text, "lead")]
        case Text():
            return [_paragraph(block.text, "subtle" if block.subtle else "body")]
        case Picture():
            return [_Painted(block, width)]
        case Beside():
            return [_beside(block, width)]
        case Grid():
            return [_table(block, width)] if block.rows else []


class _NumberedCanvas(Canvas):  # type: ignore[misc]
    """Writes «Side 1 av 3» when the number of pages is known."""

    def __init__(self, *args: Any, is_tagged: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"initialFontName": _fonts()[0]})
        self._pages: list[dict[str, Any]] = []
        self.marks = tagging.Marks() if is_tagged else None

    def showPage(self) -> None:
        """Keep the page until all are drawn."""
        self._pages.append(dict(self.__dict__))
        self._startPage()
        if self.marks:
            self.marks.turn()

    def save(self) -> None:
        """Number the kept pages and write them."""
        for page in self._pages:
            self.__dict__.update(page)
            with tagging.artifact(self) if self.marks else nullcontext():
                self._foot(len(self._pages))
            super().showPage()
        if self.marks:
            tagging.write_tree(self._doc, self._doc.Pages.pages, self.marks)
        super().save()

    def _foot(self, pages: int) -> None:
        width, _height = self._pagesize
        self.setFont(_fonts()[0], 8)
        self.setFillColor(SUBTLE)
        number = _("Side %(number)s av %(pages)s") % {"number": self._pageNumber, "pages": pages}
        self.drawRightString(width - MARGIN - PADDING, FOOT / 2, number)
        self.drawString(MARGIN + PADDING, FOOT / 2, str(self._doc.info.title)[:110])


def pdf(document: Document) -> bytes:
    """Make the document; the same input gives the same pages. One of headings and text alone is tagged."""
    _fonts()
    size = A4 if document.upright else landscape(A4)
    target = BytesIO()
    template = SimpleDocTemplate(
        target,
        pagesize=size,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN,
        bottomMargin=FOOT,
        title=f"{document.title} – {document.owner}",
        author=document.owner,
        creator="Kvalitet",
        lang="nb-NO",
    )
    maker = partial(_NumberedCanvas, is_tagged=tagging.is_taggable(document))
    template.build(_flow(document, size[0] - 2 * (MARGIN + PADDING)), canvasmaker=maker)
    return target.getvalue()


def response(content: bytes, filename: str) -> HttpResponse:
    """Answer with a document that browsers open."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{filename}"'
    return answer
