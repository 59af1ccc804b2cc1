"""Drawings on paper: the same shapes as on the page, painted on a PDF."""

from collections.abc import Sequence
from typing import Any

from kvalitet.figures.drawing import Diamond, Dot, Drawing, Line, Link, Rect, Shape, Text
from kvalitet.output.pdf import Picture

COLORS = {
    "accent": "#0b5567",
    "accent-soft": "#7fa6b1",
    "danger": "#b81c1c",
    "warning": "#835401",
    "success": "#2c6b3a",
    "info": "#0a5ea8",
    "violet": "#6b4595",
    "neutral": "#5b6470",
    "grid": "#d5dbde",
    "track": "#eef3f5",
    "paper": "#ffffff",
}
DASHES = {"dash": (6, 4), "dot": (2, 4)}
INK = "#1e2b3c"
INKS = {"on": "#ffffff", "subtle": "#5b6673"}
BOLD = frozenset({"on", "strong"})


def on_paper(drawing: Drawing) -> Picture:
    """Make a picture of a drawing; its links are left out."""
    return Picture(drawing.width, drawing.height, lambda canvas: _paint(canvas, drawing.shapes, drawing.height))


def _paint(canvas: Any, shapes: Sequence[Shape], height: float) -> None:
    """Paint shapes; a PDF counts upwards, a drawing downwards."""
    for shape in shapes:
        match shape:
            case Link():
                _paint(canvas, shape.shapes, height)
            case Rect():
                canvas.setFillColor(COLORS[shape.tone])
                corner = (shape.x, height - shape.y - shape.height)
                canvas.roundRect(*corner, shape.width, shape.height, shape.radius, stroke=0, fill=1)
            case Dot():
                canvas.setFillColor(COLORS[shape.tone])
                canvas.circle(shape.x, height - shape.y, shape.radius, stroke=0, fill=1)
            case Diamond():
                canvas.setFillColor(COLORS[shape.tone])
                canvas.drawPath(_path(canvas, [*shape.corners, shape.corners[0]], height), stroke=0, fill=1)
            case Line():
                canvas.setStrokeColor(COLORS[shape.tone])
                canvas.setLineWidth(shape.width)
                canvas.setDash(*DASHES.get(shape.pattern, ()))
                canvas.drawPath(_path(canvas, shape.points, height), stroke=1, fill=0)
                canvas.setDash()
            case Text():
                _write(canvas, shape, height)


def _path(canvas: Any, points: Sequence[tuple[float, float]], height: float) -> Any:
    """Draw along the points; no points are no path."""
    path = canvas.beginPath()
    for number, (x, y) in enumerate(points):
        (path.lineTo if number else path.moveTo)(x, height - y)
    return path


def _write(canvas: Any, text: Text, height: float) -> None:
    canvas.setFillColor(INKS.get(text.tone, INK))
    canvas.setFont("Kvalitet-Bold" if text.tone in BOLD else "Kvalitet", text.size)
    draw = {"middle": canvas.drawCentredString, "end": canvas.drawRightString}.get(text.anchor, canvas.drawString)
    draw(text.x, height - text.y, text.text)
