"""The rules that tell a real change from ordinary variation. Nothing crosses from one phase into the next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kvalitet.figures.choices import SignalKind
from kvalitet.figures.rules.limits import Phase, RuleSet


@dataclass(frozen=True)
class Signal:
    """Points (numbers from 1) that show a change, upwards (1) or downwards (-1); known for sure at `completed`."""

    kind: SignalKind
    points: tuple[int, ...]
    side: int
    completed: int


def signals_of(values: Sequence[float], phase: Phase, rules: RuleSet, near: float) -> list[Signal]:
    """Apply the rules to one phase; rules that need limits are silent where there are none."""
    inside = values[phase.first - 1 : phase.last]
    found = [*runs(inside, phase.centre, rules.run, near), *trends(inside, rules.trend, near)]
    if phase.sigma:
        found += outside(inside, phase, near)
        found += two_of_three(inside, phase, near)
        found += hugging(inside, phase, rules.hugging, near) if rules.hugging else []
    moved = phase.first - 1
    return [
        Signal(one.kind, tuple(number + moved for number in one.points), one.side, one.completed + moved)
        for one in found
    ]


def side_of(value: float, line: float, near: float) -> int:
    """1 above the line, -1 below, 0 on it."""
    if abs(value - line) <= near:
        return 0
    return 1 if value > line else -1


def outside(values: Sequence[float], phase: Phase, near: float) -> Iterator[Signal]:
    """R1: one point beyond a limit."""
    for number, (value, upper, lower) in enumerate(zip(values, phase.upper, phase.lower, strict=True), start=1):
        if value > upper + near or value < lower - near:
            yield Signal(SignalKind.OUTSIDE, (number,), 1 if value > upper else -1, number)


def runs(values: Sequence[float], centre: float, length: int, near: float) -> Iterator[Signal]:
    """R2: so many in a row on one side; a point on the line neither breaks nor adds to it."""
    points: list[int] = []
    side = 0
    for number, value in enumerate(values, start=1):
        where = side_of(value, centre, near)
        if where == 0:
            continue
        if where != side:
            yield from _run(points, side, length)
            points, side = [], where
        points.append(number)
    yield from _run(points, side, length)


def _run(points: Sequence[int], side: int, length: int) -> Iterator[Signal]:
    if len(points) >= length:
        yield Signal(SignalKind.RUN, tuple(points), side, points[length - 1])


def trends(values: Sequence[float], length: int, near: float) -> Iterator[Signal]:
    """R3: so many points, each above (or each below) the one before; equal neighbours break it."""
    start, way = 0, 0
    for number in range(1, len(values) + 1):
        step = side_of(values[number], values[number - 1], near) if number < len(values) else 0
        if step == way and step != 0:
            continue
        if way != 0 and number - start >= length:
            yield Signal(SignalKind.TREND, tuple(range(start + 1, number + 1)), way, start + length)
        start, way = number - 1, step


def two_of_three(values: Sequence[float], phase: Phase, near: float) -> Iterator[Signal]:
    """R4: two of three neighbours beyond two sigma on the same side. Only those beyond are flagged, not the third."""
    for side in (1, -1):
        beyond = [
            side * (value - phase.centre) > 2 * sigma + near for value, sigma in zip(values, phase.sigma, strict=True)
        ]
        group: list[int] = []
        for last in range(3, len(values) + 1):
            window = [number for number in range(last - 2, last + 1) if beyond[number - 1]]
            if len(window) < 2:
                continue
            if group and window[0] > group[-1]:
                yield Signal(SignalKind.TWO_OF_THREE, tuple(group), side, group[1])
                group = []
            group += [number for number in window if number not in group[-3:]]
        if group:
            yield Signal(SignalKind.TWO_OF_THREE, tuple(group), side, group[1])


def hugging(values: Sequence[float], phase: Phase, length: int, near: float) -> Iterator[Signal]:
    """R5, off unless asked for: so many in a row within one sigma of the centre."""
    points: list[int] = []
    for number, (value, sigma) in enumerate(zip(values, phase.sigma, strict=True), start=1):
        if abs(value - phase.centre) < sigma - near:
            points.append(number)
            continue
        yield from _hugging(points, length)
        points = []
    yield from _hugging(points, length)


def _hugging(points: Sequence[int], length: int) -> Iterator[Signal]:
    if len(points) >= length:
        yield Signal(SignalKind.HUGGING, tuple(points), 0, points[length - 1])
