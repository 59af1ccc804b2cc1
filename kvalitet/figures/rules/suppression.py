"""Which counts to leave out of a table, so that nobody can be recognised by them or by what is left. [D7, S9]

A small count is hidden, and so is what it could be reckoned from: a total minus the parts that are shown. Hidden cells
look the same whatever they were hidden for, so that none of them tells that it is small.
"""

from collections.abc import Callable, Iterator, Sequence

LEAST = 5
Cell = tuple[int, int]
Line = tuple[Sequence[Cell], Cell]


def always(_row: int, _column: int) -> bool:
    """Every small count may tell who it was."""
    return True


def is_small(count: int, least: int = LEAST) -> bool:
    """Whether a count is of so few that they could be recognised; none is nobody."""
    return 0 < count < least


def masked_row(counts: Sequence[int], *, least: int = LEAST, is_total_shown: bool = True) -> frozenset[int]:
    """Return the places to hide in one row whose total is shown; `len(counts)` is the total itself."""
    if not is_total_shown:
        return frozenset(index for index, count in enumerate(counts) if is_small(count, least))
    table = _Table([counts], least)
    table.hide_small(always, is_row_only=True)
    return frozenset(column for _row, column in table.settled([next(table.row_lines())]))


def masked(
    rows: Sequence[Sequence[int]], *, sensitive: Callable[[int, int], bool] = always, least: int = LEAST
) -> frozenset[Cell]:
    """Return the (row, column) to hide in a table whose totals are shown too.

    The row number `len(rows)` holds the totals of the columns, and the last column those of the rows. `sensitive` says
    where a small count could tell who it was: a total of a large place doesn't.
    """
    table = _Table(rows, least)
    table.hide_small(sensitive)
    return frozenset(table.settled([*table.row_lines(), *table.column_lines()]))


class _Table:
    """Counts with their totals in a last row and column, and what is hidden of them so far."""

    def __init__(self, rows: Sequence[Sequence[int]], least: int) -> None:
        body = [[*row, sum(row)] for row in rows]
        self.counts: list[list[int]] = [*body, [sum(column) for column in zip(*body, strict=True)]]
        self.height, self.width = len(rows), len(self.counts[-1]) - 1 if rows else 0
        self.least = least
        self.hidden: set[Cell] = set()

    def count(self, cell: Cell) -> int:
        return self.counts[cell[0]][cell[1]]

    def hide_small(self, sensitive: Callable[[int, int], bool], *, is_row_only: bool = False) -> None:
        height = self.height if is_row_only else len(self.counts)
        for row in range(height):
            for column, count in enumerate(self.counts[row]):
                if is_small(count, self.least) and sensitive(row, column):
                    self.hidden.add((row, column))

    def row_lines(self) -> Iterator[Line]:
        """Every row with its total; the last one adds up to the total of all."""
        for row in range(len(self.counts)):
            yield [(row, column) for column in range(self.width)], (row, self.width)

    def column_lines(self) -> Iterator[Line]:
        for column in range(self.width + 1):
            yield [(row, column) for row in range(self.height)], (self.height, column)

    def settled(self, lines: Sequence[Line]) -> set[Cell]:
        """Hide more until no line gives away what is hidden in it; it ends, since nothing is shown again."""
        is_moving = bool(self.hidden)
        while is_moving:
            is_moving = any(self._guard(parts, total) for parts, total in lines)
        return self.hidden

    def _guard(self, parts: Sequence[Cell], total: Cell) -> bool:
        """Hide one more cell of a line that gives something away; says whether it did."""
        if not self._tells(parts, total):
            return False
        shown = [cell for cell in parts if cell not in self.hidden]
        with_some = [cell for cell in shown if self.count(cell)]
        left = with_some or shown or [total]
        self.hidden.add(min(left, key=self.count))
        return True

    def _tells(self, parts: Sequence[Cell], total: Cell) -> bool:
        """Whether what is hidden can be reckoned: one alone, or so few together that each must be one."""
        hidden = [cell for cell in parts if cell in self.hidden]
        if total in self.hidden:
            return not hidden  # the parts add up to it
        if not hidden:
            return False
        together = sum(self.count(cell) for cell in hidden)
        return len(hidden) < 2 or together < self.least or together <= len(hidden)
