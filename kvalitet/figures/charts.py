"""The charts pages show: what is drawn, the conclusion above it and the numbers behind it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from kvalitet.figures.drawing import FAINT_TONES, Dot, Drawing, Line, Link, Rect, Shape, Text, shorten, text_width

WIDE, NARROW = 420, 330
BAR, ROW = 18, 32
LABEL_SIZE = 13
APART = 15


@dataclass(frozen=True)
class Series:
    """A part of each bar, or a line: its name and its tone."""

    label: str
    tone: str


@dataclass(frozen=True)
class Bar:
    """A bar: one value and, where the rows can be opened, one address for each series."""

    label: str
    values: Sequence[int]
    urls: Sequence[str] = ()


@dataclass(frozen=True)
class Note:
    """A few words beside a chart; `tone` is their colour."""

    text: str
    tone: str


@dataclass(frozen=True)
class Chart:
    """Heading, conclusion, the drawing in two widths, and the same numbers as a table."""

    title: str
    conclusion: str
    wide: Drawing
    narrow: Drawing
    columns: Sequence[str]
    table: Sequence[Sequence[str]]
    legend: Sequence[Series] = field(default=())
    notes: Sequence[Note] = field(default=())
    urls: Sequence[str] = field(default=())
    """Where the rows behind each line of the table are."""

    @property
    def lines(self) -> list[tuple[str, Sequence[str]]]:
        """The table with an address for each line, empty where there is none."""
        return [(self.urls[i] if i < len(self.urls) else "", row) for i, row in enumerate(self.table)]


def written(value: float, decimals: int | None = None) -> str:
    """Write a number the Norwegian way; whole ones without decimals."""
    if decimals is None and float(value).is_integer():
        decimals = 0
    return str(number_format(value, decimal_pos=decimals, use_l10n=True, force_grouping=True))


def stacked_bars(
    title: str, conclusion: str, *, series: Sequence[Series], bars: Sequence[Bar], heading: str = ""
) -> Chart:
    """Draw one bar a row, cut into the series; the sum stands at its end."""
    table = [[bar.label, *(written(value) for value in bar.values), written(sum(bar.values))] for bar in bars]
    return Chart(
        title=title,
        conclusion=conclusion,
        wide=_stacked(series, bars, WIDE),
        narrow=_stacked(series, bars, NARROW),
        columns=[heading or _("Navn"), *(one.label for one in series), _("Sum")],
        table=table,
        legend=[one for i, one in enumerate(series) if any(bar.values[i] for bar in bars)],
    )


def _stacked(series: Sequence[Series], bars: Sequence[Bar], width: int) -> Drawing:
    """Labels stand beside the bars where there is room, above them where there is not."""
    beside = width >= WIDE
    most = max((sum(bar.values) for bar in bars), default=0) or 1
    longest = max((text_width(bar.label) for bar in bars), default=0)
    left = min(longest * 1.06 + 12, width * 0.4) if beside else 0  # the estimate may fall short
    room = width - left - text_width(written(most)) - 12
    step = ROW if beside else ROW + 18
    shapes: list[Shape] = []
    for index, bar in enumerate(bars):
        top = index * step + (ROW - BAR) / 2 + (0 if beside else 14)
        name_room = (left - 10) / 1.06 if beside else width
        name = shorten(bar.label, name_room)
        place = (left - 10, top + 13.5, "end") if beside else (0, top - 6, "start")
        shapes.append(Text(place[0], place[1], name, anchor=place[2]))
        shapes += _bar(bar, series, left, top, room / most)
    return Drawing(width, len(bars) * step + 4, shapes)


def _bar(bar: Bar, series: Sequence[Series], left: float, top: float, scale: float) -> list[Shape]:
    """Draw the parts of a bar side by side; each opens its rows."""
    shapes: list[Shape] = []
    x = left
    for index, (one, value) in enumerate(zip(series, bar.values, strict=True)):
        if not value:
            continue
        label = f"{bar.label}: {one.label}, {written(value)}"
        part = max(value * scale - 1, 1.5)
        drawn: list[Shape] = [Rect(x, top, part, BAR, one.tone, radius=2, title=label)]
        if part > text_width(written(value), 12) + 8:
            tone = "text" if one.tone in FAINT_TONES else "on"
            drawn.append(Text(x + part / 2, top + 13, written(value), tone=tone, anchor="middle", size=12))
        url = bar.urls[index] if index < len(bar.urls) else ""
        shapes += [Link(url, label, drawn)] if url else drawn
        x += value * scale
    shapes.append(Text(x + 6, top + 13.5, written(sum(bar.values)), tone="strong"))
    return shapes


@dataclass(frozen=True)
class Curve:
    """A line over the same points in time; `pattern` tells it from the others without colour."""

    series: Series
    values: Sequence[float | None]
    pattern: str = ""


def lines(
    title: str,
    conclusion: str,
    *,
    labels: Sequence[str],
    curves: Sequence[Curve],
    target: float | None = None,
    from_zero: bool = True,
    heading: str = "",
) -> Chart:
    """Draw up to four lines over time, the last point with its number."""
    table = [
        [label, *("–" if (value := curve.values[i]) is None else written(value) for curve in curves)]
        for i, label in enumerate(labels)
    ]
    return Chart(
        title=title,
        conclusion=conclusion,
        wide=_curves(labels, curves, target, WIDE, from_zero=from_zero),
        narrow=_curves(labels, curves, target, NARROW, from_zero=from_zero),
        columns=[heading or _("Når"), *(curve.series.label for curve in curves)],
        table=table,
        legend=[curve.series for curve in curves],
    )


def steps(low: float, high: float) -> list[float]:
    """Return about five round values from low to high."""
    span = max(high - low, 1e-9)
    step = next(s for power in range(-3, 9) for s in (10.0**power, 2 * 10.0**power, 5 * 10.0**power) if span / s <= 5)
    start = int(low // step)
    stop = max(int(-(-high // step)), start + 1)
    return [i * step for i in range(start, stop + 1)]


def _curves(
    labels: Sequence[str], curves: Sequence[Curve], target: float | None, width: int, *, from_zero: bool
) -> Drawing:
    """Draw grid, target, lines and the words at their ends."""
    known = [value for curve in curves for value in curve.values if value is not None]
    known += [target] if target is not None else []
    ticks = steps(0 if from_zero else min(known, default=0), max(known, default=1))
    height, top, bottom = 200, 10, 170
    left = max(text_width(written(tick)) for tick in ticks) + 8
    right = width - 34
    across = (right - left) / max(len(labels) - 1, 1)
    rise = (bottom - top) / (ticks[-1] - ticks[0])

    def y(value: float) -> float:
        return bottom - (value - ticks[0]) * rise

    shapes: list[Shape] = []
    for tick in ticks:
        shapes.append(Line([(left, y(tick)), (right, y(tick))], "grid", width=1))
        shapes.append(Text(left - 8, y(tick) + 4.5, written(tick), tone="subtle", anchor="end"))
    if target is not None:
        shapes.append(Line([(left, y(target)), (right, y(target))], "success", width=1.5, pattern="dot"))
    every = max(1, -(-len(labels) * 48 // int(right - left)))
    shapes += [
        Text(left + i * across, bottom + 20, label, tone="subtle", anchor="middle")
        for i, label in enumerate(labels)
        if i % every == 0
    ]
    for curve in curves:
        shapes += _curve(curve, lambda i: left + i * across, y)
    return Drawing(width, height, [*shapes, *_last_values(curves, lambda i: left + i * across, y)])


def _curve(curve: Curve, x: Callable[[int], float], y: Callable[[float], float]) -> list[Shape]:
    points = [(x(i), y(value)) for i, value in _known(curve)]
    if not points:
        return []
    return [
        Line(points, curve.series.tone, pattern=curve.pattern),
        *(Dot(px, py, 2.5, curve.series.tone) for px, py in points),
    ]


def _last_values(curves: Sequence[Curve], x: Callable[[int], float], y: Callable[[float], float]) -> list[Shape]:
    """Write the last value of each curve beside it, moved apart where they would meet."""
    ends = [(i, value) for curve in curves for i, value in _known(curve)[-1:]]
    shapes: list[Shape] = []
    lowest = float("-inf")
    for i, value in sorted(ends, key=lambda end: y(end[1])):
        lowest = max(y(value) + 4, lowest + APART)
        shapes.append(Text(x(i) + 6, lowest, written(value), tone="strong"))
    return shapes


def _known(curve: Curve) -> list[tuple[int, float]]:
    return [(i, value) for i, value in enumerate(curve.values) if value is not None]


def sparkline(points: Sequence[float]) -> Drawing:
    """Draw a small line without axis: decoration beside a number."""
    if len(points) < 2:
        return Drawing(88, 24)
    low, high = min(points), max(points)
    scale = 18 / ((high - low) or 1)
    across = 80 / (len(points) - 1)
    path = [(3 + i * across, 21 - (value - low) * scale) for i, value in enumerate(points)]
    return Drawing(88, 24, [Line(path, "accent", width=1.75), Dot(*path[-1], 2.75, "accent")])
