"""How risks have moved in the matrix: where they were before, and where they are now. [D5]"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import hypot
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deviations.choices import Moment
from deviations.models import Assessment
from deviations.queries.matrices import Versions
from deviations.rules.matrix import Band, Definition, moved_cell
from kvalitet.figures.charts import Chart
from kvalitet.figures.drawing import Dot, Drawing, Line, Rect, Shape, Text

MOST = 12
STEP, MARGIN = 60, 26


@dataclass(frozen=True)
class Move:
    """One risk that lies elsewhere than it did; both places are cells of the matrix in force."""

    number: int
    title: str
    url: str
    before: tuple[int, int]
    after: tuple[int, int]
    since: str
    on: date

    @property
    def was(self) -> int:
        """The number before."""
        return self.before[0] * self.before[1]

    @property
    def now(self) -> int:
        """The number now."""
        return self.after[0] * self.after[1]

    @property
    def text(self) -> str:
        """«flyttet fra 12 til 6»."""
        return _("flyttet fra %(was)d til %(now)d") % {"was": self.was, "now": self.now}

    @property
    def tone(self) -> str:
        """Whether it got better or worse."""
        return "success" if self.now < self.was else "danger" if self.now > self.was else "neutral"

    @property
    def direction(self) -> str:
        """The same in words."""
        return _("Lavere") if self.now < self.was else _("Høyere") if self.now > self.was else _("Samme tall")


def moves_of(rows: QuerySet[Any], versions: Versions, matrix: Definition) -> list[Move]:
    """Return the risks assessed last that have moved: since the assessment before, otherwise since without controls.

    Two queries.
    """
    recent = list(rows.filter(risk_score__isnull=False).order_by("-assessed_on", "-pk")[: 3 * MOST])
    told = Assessment._base_manager.filter(risk__in=recent, moment__in=[Moment.INHERENT, Moment.CURRENT])
    found: dict[int, list[Assessment]] = defaultdict(list)
    for one in told.order_by("-created_at", "-pk"):
        found[one.risk_id or 0].append(one)
    moves: list[Move] = []
    for risk in recent:
        before = _before(found[risk.pk])
        if before is None or len(moves) == MOST:
            continue
        here = versions.content(risk.matrix_version_id, risk.municipality_id)
        after = moved_cell((risk.likelihood, risk.consequence), here, matrix)
        there = versions.content(before.version_id, risk.municipality_id)
        came = moved_cell((before.likelihood, before.consequence), there, matrix)
        if came != after:
            since = _("uten tiltak") if before.moment == Moment.INHERENT else _("forrige vurdering")
            moves.append(
                Move(len(moves) + 1, risk.title, risk.get_absolute_url(), came, after, since, risk.assessed_on)
            )
    return moves


def _before(told: Sequence[Assessment]) -> Assessment | None:
    current = [one for one in told if one.moment == Moment.CURRENT]
    if len(current) > 1:
        return current[1]
    return next((one for one in told if one.moment == Moment.INHERENT), None)


def moves_chart(moves: Sequence[Move], matrix: Definition) -> Chart:
    """Draw an arrow for each, numbered as in the list."""
    drawing = _drawing(moves, matrix)
    lower = sum(move.now < move.was for move in moves)
    text = ngettext(
        "%(lower)d av %(all)d har lavere risiko enn før.", "%(lower)d av %(all)d har lavere risiko enn før.", lower
    )
    return Chart(
        title=_("Før og nå"),
        conclusion=text % {"lower": lower, "all": len(moves)},
        wide=drawing,
        narrow=drawing,
        columns=[_("Risiko"), _("Før"), _("Nå")],
        table=[[f"{move.number}. {move.title}", str(move.was), str(move.now)] for move in moves],
        urls=[move.url for move in moves],
    )


def _drawing(moves: Sequence[Move], matrix: Definition) -> Drawing:
    width, height = MARGIN + STEP * matrix.columns, MARGIN + STEP * matrix.rows
    x: float
    shapes: list[Shape] = []
    for row in range(1, matrix.rows + 1):
        y = (matrix.rows - row) * STEP
        shapes.append(Text(MARGIN - 8, y + STEP / 2 + 4, str(row), tone="subtle", anchor="end"))
        for column in range(1, matrix.columns + 1):
            x = MARGIN + (column - 1) * STEP
            band: Band = matrix.band_at(row, column)
            shapes.append(Rect(x + 1, y + 1, STEP - 2, STEP - 2, "paper", radius=3, title=band.name))
            shapes.append(Text(x + STEP - 6, y + STEP - 7, str(row * column), tone="subtle", anchor="end", size=11))
    for column in range(1, matrix.columns + 1):
        x = MARGIN + (column - 0.5) * STEP
        shapes.append(Text(x, height - 8, str(column), tone="subtle", anchor="middle"))
    for move in moves:
        shapes += _arrow(move, matrix)
    return Drawing(width, height, shapes)


def _arrow(move: Move, matrix: Definition) -> list[Shape]:
    """Draw a line with a number where it begins and a head where it ends."""
    (x0, y0), (x1, y1) = (_point(cell, matrix, move.number) for cell in (move.before, move.after))
    length = hypot(x1 - x0, y1 - y0) or 1
    ux, uy = (x1 - x0) / length, (y1 - y0) / length
    left = (x1 - 9 * ux - 5 * uy, y1 - 9 * uy + 5 * ux)
    right = (x1 - 9 * ux + 5 * uy, y1 - 9 * uy - 5 * ux)
    return [
        Line([(x0, y0), (x1, y1)], move.tone, width=2),
        Line([left, (x1, y1), right], move.tone, width=2),
        Dot(x0, y0, 7, move.tone, title=f"{move.title}: {move.text}"),
        Text(x0, y0 + 4, str(move.number), tone="on", anchor="middle", size=10),
    ]


def _point(cell: tuple[int, int], matrix: Definition, number: int) -> tuple[float, float]:
    """Return a place in a cell of its own for each number."""
    likelihood, consequence = cell
    across, down = ((number - 1) % 3 - 1) * 18, ((number - 1) // 3 - 1.5) * 15
    return MARGIN + (consequence - 0.5) * STEP + across, (matrix.rows - likelihood + 0.5) * STEP - 3 + down
