"""How a control chart is drawn: line, centre, limits, measures and marks, on the page and on paper alike."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kvalitet.figures.charts import steps, written
from kvalitet.figures.choices import ChartKind, SignalKind
from kvalitet.figures.drawing import Diamond, Dot, Drawing, Line, Rect, Shape, Text, shorten, text_width
from kvalitet.figures.rules.frame import Frame
from kvalitet.figures.rules.limits import Phase
from kvalitet.figures.rules.reading import LINE_ONLY_BELOW, Reading
from kvalitet.figures.words import Teller

HEIGHT, ROW, FOOT = 210, 18, 28
MOST_DOTS = 60
SMALL = 12


@dataclass(frozen=True)
class Plane:
    """Where points and values lie."""

    left: float
    right: float
    top: float
    bottom: float
    ticks: Sequence[float]
    count: int

    @property
    def step(self) -> float:
        """How far it is between two points."""
        return (self.right - self.left) / self.count

    def x(self, number: float) -> float:
        """Across, for a point counted from 1."""
        return self.left + (number - 0.5) * self.step

    def y(self, value: float) -> float:
        """Down; what lies beyond the axis stays on its edge."""
        low, high = self.ticks[0], self.ticks[-1]
        share = (min(max(value, low), high) - low) / (high - low)
        return self.bottom - share * (self.bottom - self.top)


def draw(reading: Reading, frame: Frame, width: float) -> Drawing:
    """Draw a reading. Under six points there is no centre line to speak of, and none is drawn."""
    teller = Teller(reading, frame)
    ends = _ends(teller)
    key, key_rows = _key(reading, width)
    names = min(len(frame.measures), 3)
    ticks = _ticks(reading, frame)
    left = max(text_width(_tick(frame, tick), SMALL) for tick in ticks) + 8
    right = width - max((text_width(text, SMALL) * 1.06 for _y, text, _tone in ends), default=0) - 8
    top = 8 + (key_rows + names) * ROW
    plane = Plane(left, right, top, top + HEIGHT - FOOT, ticks, len(reading.values))
    shapes = [
        *_baseline(reading, plane),
        *_grid(plane, frame),
        *_target(frame, plane),
        *(shape for phase in reading.phases for shape in _phase(reading, phase, plane)),
        *_measures(frame, plane, 8 + key_rows * ROW + 11, names),
        *_line(reading, plane),
        *_marks(teller, plane),
        *_words_at_ends(ends, plane),
        *_names(teller, plane),
        *key,
    ]
    return Drawing(width, plane.bottom + FOOT, shapes)


def _ticks(reading: Reading, frame: Frame) -> list[float]:
    """Return round values that hold everything drawn; what is never negative has no axis below 0."""
    drawn = [*reading.values]
    for phase in reading.phases:
        drawn += [*phase.upper, *phase.lower]
    drawn += [] if frame.target is None else [frame.target]
    low, high = min(drawn), max(drawn)
    if min(reading.values) >= 0:
        low = max(low, 0.0)
    if high - low < 1e-9:
        low, high = low - (abs(low) or 1) * 0.1, high + (abs(high) or 1) * 0.1
    ticks = steps(low, high)
    if frame.is_share:
        ticks = [tick for tick in ticks if tick <= 1 + 1e-9]
    return ticks if len(ticks) > 1 else [low, high]


def _tick(frame: Frame, value: float) -> str:
    if frame.is_share:
        return f"{written(round(100 * value, 1))} %"
    return written(round(value, 3))


def _grid(plane: Plane, frame: Frame) -> list[Shape]:
    shapes: list[Shape] = []
    for tick in plane.ticks:
        y = plane.y(tick)
        shapes.append(Line([(plane.left, y), (plane.right, y)], "grid", width=1))
        shapes.append(Text(plane.left - 6, y + 4, _tick(frame, tick), tone="subtle", anchor="end", size=SMALL))
    return shapes


def _baseline(reading: Reading, plane: Plane) -> list[Shape]:
    """Lay a ground behind the points that the frozen limits were computed from."""
    if not reading.series.baseline or reading.series.baseline >= reading.phases[0].last:
        return []
    width = reading.series.baseline * plane.step
    words = shorten(_("Grensene er låst hit"), width - 8, 11)
    return [
        Rect(plane.left, plane.top, width, plane.bottom - plane.top, "track"),
        Text(plane.left + 5, plane.bottom - 6, words, tone="subtle", size=11),
    ]


def _target(frame: Frame, plane: Plane) -> list[Shape]:
    if frame.target is None:
        return []
    y = plane.y(frame.target)
    return [Line([(plane.left, y), (plane.right, y)], "success", width=2, pattern="dot")]


def _phase(reading: Reading, phase: Phase, plane: Plane) -> list[Shape]:
    """Draw centre and limits of a phase, and a line where it begins after another one."""
    if len(reading.values) < LINE_ONLY_BELOW:
        return []
    first, last = plane.x(phase.first) - plane.step / 2, plane.x(phase.last) + plane.step / 2
    centre = plane.y(phase.centre)
    shapes: list[Shape] = [Line([(first, centre), (last, centre)], "neutral", width=1.5)]
    if phase.first > 1:
        shapes.append(Line([(first, plane.top), (first, plane.bottom)], "neutral", width=1))
    for limits in (phase.upper, phase.lower):
        if limits:
            shapes.append(Line(_stairs(limits, phase, plane), "warning", width=1.5, pattern="dash"))
    return shapes


def _stairs(limits: Sequence[float], phase: Phase, plane: Plane) -> list[tuple[float, float]]:
    """A limit for each point, as a stair; one straight line where they are equal."""
    half = plane.step / 2
    if len(set(limits)) == 1:
        y = plane.y(limits[0])
        return [(plane.x(phase.first) - half, y), (plane.x(phase.last) + half, y)]
    return [
        corner
        for number, limit in enumerate(limits, start=phase.first)
        for corner in ((plane.x(number) - half, plane.y(limit)), (plane.x(number) + half, plane.y(limit)))
    ]


def _measures(frame: Frame, plane: Plane, first_row: float, rows: int) -> list[Shape]:
    """Draw a line with its name where a measure began. Rows are given so that no line runs through a name."""
    shapes: list[Shape] = []
    middle = (plane.left + plane.right) / 2
    started = sorted(frame.measures, key=lambda one: one.point)
    for index, measure in enumerate(started):
        x = plane.x(measure.point) - plane.step / 2
        row = (len(started) - 1 - index if x > middle else index) % rows
        room, anchor, beside = (x - 5, "end", -5) if x > middle else (plane.right + 60 - x, "start", 5)
        y = first_row + row * ROW
        shapes.append(Line([(x, y - 10), (x, plane.bottom)], "violet", width=1.5, pattern="dash"))
        shapes.append(Text(x + beside, y, shorten(measure.name, room, SMALL), anchor=anchor, size=SMALL))
    return shapes


def _line(reading: Reading, plane: Plane) -> list[Shape]:
    points = [(plane.x(number), plane.y(value)) for number, value in enumerate(reading.values, start=1)]
    return [Line(points, "accent")]


def _marks(teller: Teller, plane: Plane) -> list[Shape]:
    """A dot for each point; special ones differ in shape, not only in colour."""
    reading = teller.reading
    special = _special(teller)
    shapes: list[Shape] = []
    for number, value in enumerate(reading.values, start=1):
        kind, tone = special.get(number, (None, "accent"))
        if kind is None and len(reading.values) > MOST_DOTS:
            continue
        x, y = plane.x(number), plane.y(value)
        title = f"{teller.label(number)}: {teller.value(value, is_exact=True)}"
        if kind == SignalKind.OUTSIDE:
            shapes.append(Diamond(x, y, 6.5, tone, title))
        elif kind == SignalKind.TWO_OF_THREE:
            shapes += [Diamond(x, y, 6.5, tone, title), Diamond(x, y, 3, "paper")]
        elif kind:
            shapes += [Dot(x, y, 4.5, tone, title), Dot(x, y, 2, "paper")]
        else:
            shapes.append(Dot(x, y, 3, "accent", title))
    return shapes


def _special(teller: Teller) -> dict[int, tuple[SignalKind, str]]:
    """Choose one mark for each special point: the strongest rule wins."""
    weakest_first = [SignalKind.TREND, SignalKind.RUN, SignalKind.TWO_OF_THREE, SignalKind.OUTSIDE]
    found: dict[int, tuple[SignalKind, str]] = {}
    for kind in weakest_first:
        for signal in teller.reading.signals:
            if signal.kind == kind:
                found |= dict.fromkeys(signal.points, (kind, teller.tone(signal.side)))
    return found


def _ends(teller: Teller) -> list[tuple[float, str, str]]:
    """Return value, words and tone of what is written at the right end of the lines."""
    reading, now = teller.reading, teller.reading.now
    found = [(reading.values[-1], _short(teller, reading.values[-1], is_exact=True), "strong")]
    if len(reading.values) >= LINE_ONLY_BELOW:
        name = _("Midten %(value)s") if reading.series.kind == ChartKind.RUN else _("Snitt %(value)s")
        found.append((now.centre, name % {"value": _short(teller, now.centre)}, "text"))
    if now.upper and len(reading.values) >= LINE_ONLY_BELOW:
        lowest = now.lower[-1] if min(reading.values) < 0 else max(now.lower[-1], 0.0)
        found.append((now.upper[-1], _("Øvre %(value)s") % {"value": _short(teller, now.upper[-1])}, "text"))
        found.append((lowest, _("Nedre %(value)s") % {"value": _short(teller, lowest)}, "text"))
    if teller.frame.target is not None:
        target = _short(teller, teller.frame.target, is_exact=True)
        found.append((teller.frame.target, _("Mål %(value)s") % {"value": target}, "text"))
    return found


def _short(teller: Teller, value: float, *, is_exact: bool = False) -> str:
    return teller.value(value, is_exact=is_exact).replace(_(" prosent"), " %").removesuffix(teller.frame.unit).strip()


def _words_at_ends(ends: Sequence[tuple[float, str, str]], plane: Plane) -> list[Shape]:
    """Write each at the height of its line, moved apart where they would meet."""
    wanted = sorted(((plane.y(value), text, tone) for value, text, tone in ends), key=lambda one: one[0])
    heights: list[float] = []
    for y, _text, _tone in wanted:
        heights.append(max(y, heights[-1] + 15) if heights else y)
    lowest = plane.bottom + 4
    for index in range(len(heights) - 1, -1, -1):
        lowest = heights[index] = min(heights[index], lowest)
        lowest -= 15
    return [
        Text(plane.right + 6, height + 4, text, tone=tone, size=SMALL)
        for height, (_y, text, tone) in zip(heights, wanted, strict=True)
    ]


def _names(teller: Teller, plane: Plane) -> list[Shape]:
    """Name as many points as there is room for, the last one always."""
    labels = teller.frame.labels or [str(number) for number in range(1, plane.count + 1)]
    widest = max(text_width(label, SMALL) for label in (labels[0], labels[-1], *labels[:60]))
    every = max(1, -(-(widest + 8) // plane.step))
    return [
        Text(plane.x(number), plane.bottom + 19, labels[number - 1], tone="subtle", anchor="middle", size=SMALL)
        for number in range(plane.count, 0, -int(every))
        if plane.x(number) > widest / 2
    ]


def _key(reading: Reading, width: float) -> tuple[list[Shape], int]:
    """Explain the marks that are there, in as many rows as it takes."""
    known: list[tuple[SignalKind, str, Callable[[float, float], list[Shape]]]] = [
        (SignalKind.OUTSIDE, _("utenfor grensene"), lambda x, y: [Diamond(x, y, 6, "neutral")]),
        (SignalKind.RUN, _("mange på rad på samme side"), _ring),
        (SignalKind.TREND, _("stiger eller faller hver gang"), _ring),
        (
            SignalKind.TWO_OF_THREE,
            _("to av tre langt fra snittet"),
            lambda x, y: [Diamond(x, y, 6, "neutral"), Diamond(x, y, 2.5, "paper")],
        ),
    ]
    shapes: list[Shape] = []
    x, row = 0.0, 0
    for kind, text, mark in known:
        if not reading.flagged(kind):
            continue
        needed = 16 + text_width(text, SMALL) * 1.05 + 14
        if x and x + needed > width:
            x, row = 0.0, row + 1
        y = 12 + row * ROW
        shapes += [*mark(x + 7, y - 4), Text(x + 18, y, text, tone="subtle", size=SMALL)]
        x += needed
    return shapes, row + 1 if shapes else 0


def _ring(x: float, y: float) -> list[Shape]:
    return [Dot(x, y, 4.5, "neutral"), Dot(x, y, 2, "paper")]
