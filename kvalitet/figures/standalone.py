"""Charts as one SVG file of their own: colours and fonts are written on the shapes, so that any program shows them."""

from collections.abc import Sequence
from xml.etree import ElementTree

from kvalitet.figures.control_drawing import draw
from kvalitet.figures.drawing import Drawing, text_width
from kvalitet.figures.printing import BOLD, COLORS, DASHES, INK, INKS
from kvalitet.figures.words import Teller

SPACE = "http://www.w3.org/2000/svg"
WIDTH, MARGIN, LEADING = 620, 16, 18
SPARE = 0.85  # of the width: the program that shows the file may have a wider font
FONT = "Inter, Arial, Helvetica, sans-serif"


def standalone(told: Sequence[Teller], *, language: str = "nb") -> bytes:
    """Stack charts below each other, each with its title and conclusion."""
    ElementTree.register_namespace("", SPACE)
    width = f"{WIDTH + 2 * MARGIN}"
    root = ElementTree.Element(f"{{{SPACE}}}svg", {"lang": language, "font-family": FONT, "role": "img"})
    _part(root, "title").text = ". ".join(f"{one.frame.title}: {one.conclusion()}" for one in told)
    ground = _part(root, "rect", fill=COLORS["paper"])
    top: float = MARGIN
    for one in told:
        top = _chart(root, one, top)
    root.attrib |= {"viewBox": f"0 0 {width} {top:g}", "width": width, "height": f"{top:g}"}
    ground.attrib |= {"width": width, "height": f"{top:g}"}
    ElementTree.indent(root)
    content: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return content


def _chart(root: ElementTree.Element, told: Teller, top: float) -> float:
    """Add one chart, and return where the next begins."""
    for text, weight, fill, size in (
        (told.frame.title, "600", INK, 15),
        (told.conclusion(), "400", INKS["subtle"], 13),
    ):
        for line in wrapped(text, WIDTH * SPARE, size):
            top += LEADING
            attributes = {"x": f"{MARGIN}", "y": f"{top - 4:g}", "font-size": f"{size}", "font-weight": weight}
            _part(root, "text", fill=fill, **attributes).text = line
    drawing = draw(told.reading, told.frame, WIDTH)
    group = _part(root, "g", transform=f"translate({MARGIN} {top + 6:g})")
    group.extend(_painted(drawing))
    return top + 6 + drawing.height + MARGIN


def _painted(drawing: Drawing) -> list[ElementTree.Element]:
    """Exchange the classes of a page for attributes."""
    own = ElementTree.fromstring(drawing.svg())  # noqa: S314 — our own drawing
    for element in own.iter():
        element.tag = f"{{{SPACE}}}{element.tag}"
        for name in element.attrib.pop("class", "").split():
            element.attrib |= _look(name)
    return list(own)


def _look(name: str) -> dict[str, str]:
    kind, _dash, tone = name.partition("-")
    match kind:
        case "cf":
            return {"fill": COLORS[tone]}
        case "cs":
            return {"stroke": COLORS[tone], "fill": "none"}
        case "ct":
            return {"fill": INKS.get(tone, INK), "font-weight": "600" if tone in BOLD else "400"}
        case "outlined":
            return {"stroke": COLORS["grid"]}
    return {"stroke-dasharray": " ".join(map(str, DASHES[name]))}


def wrapped(text: str, room: float, size: float) -> list[str]:
    """Break a text into lines that fit."""
    lines: list[str] = []
    for word in text.split():
        if lines and text_width(f"{lines[-1]} {word}", size) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _part(parent: ElementTree.Element, tag: str, **attributes: str) -> ElementTree.Element:
    return ElementTree.SubElement(parent, f"{{{SPACE}}}{tag}", attributes)
