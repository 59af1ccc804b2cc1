"""Shapes with tone names, given out as SVG. Numbers are written with a point whatever the language; no styles."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

TONES = ("accent", "accent-soft", "danger", "warning", "success", "info", "violet", "neutral", "grid", "track", "paper")
FAINT_TONES = frozenset({"grid", "track", "paper"})
NARROW_LETTERS = frozenset("iljtfrI.,:;'|!()[] -")
WIDE_LETTERS = frozenset("mwMWæÆœ@%—")


def number(value: float) -> str:
    """Write a coordinate: at most two decimals, never localised."""
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"


def text_width(text: str, size: float = 13) -> float:
    """Estimate how wide a text is in the drawing's font."""
    widths = (
        0.3 if c in NARROW_LETTERS else 0.86 if c in WIDE_LETTERS else 0.66 if c.isupper() else 0.57 for c in text
    )
    return size * sum(widths)


def shorten(text: str, room: float, size: float = 13) -> str:
    """Cut a label that doesn't fit; the whole text is in the title and the table."""
    if text_width(text, size) <= room:
        return text
    while text and text_width(f"{text}…", size) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _fill(tone: str) -> str:
    if tone not in TONES:
        raise ValueError(f"No tone is called {tone!r}")
    return tone


@dataclass(frozen=True)
class Rect:
    x: float
    y: float
    width: float
    height: float
    tone: str
    radius: float = 0
    title: str = ""

    def svg(self) -> str:
        """Give the shape out as SVG."""
        rounding = f' rx="{number(self.radius)}"' if self.radius else ""
        box = f'x="{number(self.x)}" y="{number(self.y)}" width="{number(self.width)}" height="{number(self.height)}"'
        css = f"cf-{_fill(self.tone)}{' outlined' if self.tone in FAINT_TONES else ''}"
        return _with_title(f'<rect class="{css}" {box}{rounding}', "rect", self.title)


@dataclass(frozen=True)
class Line:
    points: Sequence[tuple[float, float]]
    tone: str
    width: float = 2
    pattern: str = ""

    def svg(self) -> str:
        """Give the shape out as SVG."""
        path = " ".join(f"{number(x)},{number(y)}" for x, y in self.points)
        css = f"cs-{_fill(self.tone)} {self.pattern}".strip()
        return f'<polyline class="{css}" points="{path}" stroke-width="{number(self.width)}" stroke-linejoin="round"/>'


@dataclass(frozen=True)
class Dot:
    x: float
    y: float
    radius: float
    tone: str
    title: str = ""

    def svg(self) -> str:
        """Give the shape out as SVG."""
        place = f'cx="{number(self.x)}" cy="{number(self.y)}" r="{number(self.radius)}"'
        return _with_title(f'<circle class="cf-{_fill(self.tone)}" {place}', "circle", self.title)


@dataclass(frozen=True)
class Diamond:
    """A mark told from a dot by its shape."""

    x: float
    y: float
    radius: float
    tone: str
    title: str = ""

    @property
    def corners(self) -> list[tuple[float, float]]:
        """Top, right, bottom, left."""
        x, y, r = self.x, self.y, self.radius
        return [(x, y - r), (x + r, y), (x, y + r), (x - r, y)]

    def svg(self) -> str:
        """Give the shape out as SVG."""
        path = " ".join(f"{number(x)},{number(y)}" for x, y in self.corners)
        return _with_title(f'<polygon class="cf-{_fill(self.tone)}" points="{path}"', "polygon", self.title)


@dataclass(frozen=True)
class Text:
    x: float
    y: float
    text: str
    tone: str = "text"
    anchor: str = "start"
    size: float = 13

    def svg(self) -> str:
        """Give the shape out as SVG."""
        place = f'x="{number(self.x)}" y="{number(self.y)}" text-anchor="{self.anchor}" font-size="{number(self.size)}"'
        return f'<text class="ct-{self.tone}" {place}>{escape(self.text)}</text>'


@dataclass(frozen=True)
class Link:
    url: str
    label: str
    shapes: "Sequence[Shape]"

    def svg(self) -> str:
        """Give the shape out as SVG."""
        inside = "".join(shape.svg() for shape in self.shapes)
        return f"<a href={quoteattr(self.url)} aria-label={quoteattr(self.label)}>{inside}</a>"


Shape = Rect | Line | Dot | Diamond | Text | Link


@dataclass(frozen=True)
class Drawing:
    """A picture of a given size; `css` says where it is shown."""

    width: float
    height: float
    shapes: list[Shape] = field(default_factory=list)

    def svg(self, *, title: str = "", description: str = "", css: str = "") -> str:
        """Give the drawing out as SVG: with a title it is an image, without one it is decoration."""
        inside = "".join(shape.svg() for shape in self.shapes)
        box = f'viewBox="0 0 {number(self.width)} {number(self.height)}"'
        names = f' class="{css}"' if css else ""
        if not title:
            return f'<svg{names} {box} aria-hidden="true" focusable="false">{inside}</svg>'
        role = "group" if has_links(self.shapes) else "img"
        label = quoteattr(". ".join(part.rstrip(".") for part in (title, description) if part))
        return f'<svg{names} {box} role="{role}" aria-label={label}>{inside}</svg>'


def has_links(shapes: Iterable[Shape]) -> bool:
    """Say whether something in the drawing can be opened: then it is not one single image."""
    return any(isinstance(shape, Link) for shape in shapes)


def _with_title(start: str, tag: str, title: str) -> str:
    return f"{start}><title>{escape(title)}</title></{tag}>" if title else f"{start}/>"
