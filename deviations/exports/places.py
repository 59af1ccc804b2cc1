"""The sign of a place: A5, to hang where things happen. [D1]"""

from io import BytesIO

import segno
from django.utils.translation import gettext as _
from reportlab.lib.colors import HexColor, black, white
from reportlab.lib.pagesizes import A5
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from kvalitet.output.pdf import fonts

ACCENT, INK, SUBTLE = HexColor("#0b5a70"), HexColor("#1e2b3c"), HexColor("#5b6673")
MARGIN = 14 * mm
CODE = 78 * mm
QUIET = 4  # empty modules around the code, as its standard asks for


def poster(owner: str, place: str, unit: str, address: str, *, is_public: bool) -> bytes:
    """Draw the sign; the same place gives the same sign."""
    regular, bold = fonts()
    width, height = A5
    target = BytesIO()
    canvas = Canvas(target, pagesize=A5, initialFontName=regular, lang="nb-NO", invariant=1)
    canvas.setTitle(_("Meld fra her: %(place)s") % {"place": place})
    canvas.setAuthor(owner)
    canvas.setFillColor(ACCENT)
    canvas.rect(0, height - 34 * mm, width, 34 * mm, stroke=0, fill=1)
    canvas.setFillColor(white)
    canvas.setFont(bold, 34)
    canvas.drawCentredString(width / 2, height - 22 * mm, _("Meld fra her"))
    lines = [(place, bold, 18, INK), (unit, regular, 12, SUBTLE)]
    lines += [(text, regular, 11, INK) for text in _words(is_public=is_public)]
    top = float(height - 46 * mm)
    for text, font, size, colour in lines[:2]:
        top = _text(canvas, text, font, size, colour, top)
    _code(canvas, address, (width - CODE) / 2, top - CODE)
    top -= CODE + 9 * mm
    for text, font, size, colour in lines[2:]:
        top = _text(canvas, text, font, size, colour, top)
    canvas.setFillColor(SUBTLE)
    canvas.setFont(regular, 8)
    canvas.drawCentredString(width / 2, 9 * mm, owner)
    canvas.save()
    return target.getvalue()


def _words(*, is_public: bool) -> list[str]:
    who = _("Du trenger ikke bruker.") if is_public else _("Logg inn som på jobb ellers.")
    return [
        _("Skjedde det noe, eller holdt det på å skje? Så du noe som kan bli bedre?"),
        _("Åpne kameraet på telefonen og hold det mot koden. Det tar ett minutt."),
        f"{who} {_('Er noen i fare nå, ring 110, 112 eller 113.')}",
    ]


def _text(canvas: Canvas, text: str, font: str, size: int, colour: HexColor, top: float) -> float:
    """Write centred lines, broken between words; returns where the next begin."""
    width, _height = A5
    canvas.setFont(font, size)
    canvas.setFillColor(colour)
    for line in simpleSplit(text, font, size, width - 2 * MARGIN)[:3]:
        canvas.drawCentredString(width / 2, top, line)
        top -= size * 1.35
    return float(top - 1.5 * mm)


def _code(canvas: Canvas, address: str, left: float, bottom: float) -> None:
    rows = [list(row) for row in segno.make(address, error="m").matrix]
    step = CODE / (len(rows) + 2 * QUIET)
    canvas.setFillColor(black)
    for y, row in enumerate(rows):
        for x, is_dark in enumerate(row):
            if is_dark:
                canvas.rect(
                    left + (x + QUIET) * step, bottom + CODE - (y + QUIET + 1) * step, step, step, stroke=0, fill=1
                )
