"""The matrix as a table: a row for each likelihood, worst at the top, and what stands in each cell. [D5]"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from deviations.queries.matrices import Versions
from deviations.rules.matrix import Band, Definition, Level, moved_cell


class Place(NamedTuple):
    """A cell of a version: what a risk or an event says of itself."""

    version: int | None
    likelihood: int
    consequence: int


@dataclass(frozen=True)
class Cell:
    """One cell ready to show; `label` says in full what its link opens."""

    likelihood: int
    consequence: int
    score: int
    band: Band
    count: int = 0
    url: str = ""
    label: str = ""
    is_marked: bool = False


@dataclass(frozen=True)
class Row:
    """One likelihood with its cells."""

    number: int
    level: Level
    cells: Sequence[Cell]


@dataclass(frozen=True)
class Grid:
    """A whole matrix ready to show."""

    caption: str
    rows: Sequence[Row]
    columns: Sequence[tuple[int, Level]]
    bands: Sequence[Band]
    is_small: bool = False


@dataclass
class Counts:
    """How many there are in each cell of the matrix in force, and the cells of older versions they came from."""

    matrix: Definition
    by_cell: dict[tuple[int, int], int] = field(default_factory=lambda: defaultdict(int))
    places: dict[tuple[int, int], list[Place]] = field(default_factory=lambda: defaultdict(list))
    moved: int = 0
    """How many were assessed by another version, and are shown where they would lie."""
    total: int = 0

    def worst(self) -> list[tuple[Band, int]]:
        """Return how many there are in each band that has any, worst first."""
        found: dict[str, int] = defaultdict(int)
        for (likelihood, consequence), count in self.by_cell.items():
            found[self.matrix.band_at(likelihood, consequence).key] += count
        return [(band, found[band.key]) for band in reversed(self.matrix.bands) if found[band.key]]


def counted(rows: QuerySet[Any], versions: Versions, municipality_id: int) -> Counts:
    """Count rows by cell in one query; what another version says is moved to the cell it answers to."""
    matrix = versions.current(municipality_id)
    newest = versions.newest.get(municipality_id)
    counts = Counts(matrix)
    places = rows.filter(likelihood__isnull=False, consequence__isnull=False).order_by()
    found = places.values_list("matrix_version", "likelihood", "consequence").annotate(n=Count("pk"))
    for version, likelihood, consequence, number in found:
        old = versions.content(version, municipality_id)
        cell = moved_cell((min(likelihood, old.rows), min(consequence, old.columns)), old, matrix)
        counts.by_cell[cell] += number
        counts.places[cell].append(Place(version, likelihood, consequence))
        counts.total += number
        if version is not None and newest is not None and version != newest.pk:
            counts.moved += number
    return counts


def in_cell(counts: Counts, cell: tuple[int, int]) -> Q:
    """Match the rows counted in a cell; nothing where there are none."""
    found = Q(pk__in=[])
    for place in counts.places.get(cell, []):
        found |= Q(matrix_version=place.version, likelihood=place.likelihood, consequence=place.consequence)
    return found


def grid_of(
    matrix: Definition,
    caption: str,
    *,
    counts: Mapping[tuple[int, int], int] | None = None,
    marked: Iterable[tuple[int, int]] = (),
    link: Callable[[Cell], tuple[str, str]] | None = None,
    is_small: bool = False,
) -> Grid:
    """Make the table; `link` gives a cell that has rows its address and what it is called."""
    places = frozenset(marked)
    rows = []
    for likelihood in range(matrix.rows, 0, -1):
        cells = []
        for consequence in range(1, matrix.columns + 1):
            at = (likelihood, consequence)
            band = matrix.band_at(*at)
            cell = Cell(*at, likelihood * consequence, band, (counts or {}).get(at, 0), is_marked=at in places)
            if link is not None and cell.count:
                url, label = link(cell)
                cell = Cell(*at, cell.score, band, cell.count, url, label, cell.is_marked)
            cells.append(cell)
        rows.append(Row(likelihood, matrix.likelihoods[likelihood - 1], cells))
    columns = list(enumerate(matrix.consequences, start=1))
    return Grid(caption, rows, columns, matrix.bands, is_small)


def marked_grid(matrix: Definition, likelihood: int, consequence: int) -> Grid:
    """Make the small table beside one risk or event, with its cell marked."""
    caption = _("Risikomatrise der ruten for sannsynlighet %(likelihood)d og konsekvens %(consequence)d er merket")
    words = caption % {"likelihood": likelihood, "consequence": consequence}
    return grid_of(matrix, words, marked=[(likelihood, consequence)], is_small=True)
