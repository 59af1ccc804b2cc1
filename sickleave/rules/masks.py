"""Which figures may be shown, so that nobody is recognised by them, nor by what can be reckoned from them. Pure. [S6]

Everything a page shows of sick leave is a sum of *published cells*. A cell is a place (a unit with all below it) in one
month, and holds its total; how a total splits into kinds is published for whole tertials only. So months and tertials
never overlap in a way that could be solved, and a place has a cell only when

1. at least `least` people work there, and
2. what is left when its published parts are taken from it is nobody, or at least as many: a part that would give away a
   small one beside it is hidden too, smallest first, and what is hidden hides all below it.

A split is published where, besides, every part of it that isn't empty is of at least as many people.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from itertools import pairwise

from kvalitet.organisation.rules import STEP_LENGTH
from sickleave.rules.percent import Sums, added

LEAST = 5
Cells = Mapping[str, Sums]
"""What lies on each branch seen from the way down to a place: the paths on the way themselves, and those beside it."""
Safe = Callable[[Sums], bool]


class Split(StrEnum):
    """The ways a total is split in two."""

    KIND = "kind"
    GRADE = "grade"
    LENGTH = "length"


PARTS = {
    Split.KIND: (("lost_self", "new_self"), ("lost_certified", "new_certified")),
    Split.GRADE: (("lost_whole", "new_whole"), ("lost_graded", "new_graded")),
    Split.LENGTH: (("lost_short", "new_short"), ("lost_long", "new_long")),
}
NEEDS = {Split.GRADE: Split.KIND}
"""Grades split what is certified, so that has to be published first."""


def is_many(sums: Sums, least: int = LEAST) -> bool:
    """Whether nobody works there, or enough people to hide among."""
    return sums.headcount >= least or (sums.agreed == 0 and sums.lost == 0 and sums.headcount == 0)


def may_split(sums: Sums, split: Split, least: int = LEAST) -> bool:
    """Whether each part is empty or of enough people."""
    if split in NEEDS and not may_split(sums, NEEDS[split], least):
        return False
    return all(getattr(sums, lost) == 0 or getattr(sums, people) >= least for lost, people in PARTS[split])


def shown_parts(parts: Cells, is_safe: Safe, candidates: Iterable[str] | None = None) -> frozenset[str]:
    """Choose the parts to show of a place that is shown itself, so that the rest gives nothing away."""
    wanted = parts.keys() if candidates is None else set(candidates) & parts.keys()
    shown = {key for key in wanted if is_safe(parts[key])}
    while shown and not is_safe(added(sums for key, sums in parts.items() if key not in shown)):
        shown.remove(min(shown, key=lambda key: (parts[key].headcount, key)))
    return frozenset(shown)


def parts_of(cells: Cells, path: str) -> dict[str, Sums]:
    """Return what a place consists of: what lies on itself, by its own path, and each unit right below."""
    length = len(path) + STEP_LENGTH
    found: dict[str, Sums] = {}
    for key, sums in cells.items():
        if key.startswith(path):
            found[key[:length]] = found.get(key[:length], Sums()) + sums
    return found


def whole_of(cells: Cells, path: str) -> Sums:
    """Add up a place with all below it."""
    return added(sums for key, sums in cells.items() if key.startswith(path))


def is_shown(cells: Cells, way: Sequence[str], least: int = LEAST) -> bool:
    """Whether the last place of the way has a published total in a month.

    `way` leads from the topmost place one sees down to the place asked about, by their paths.
    """

    def is_safe(sums: Sums) -> bool:
        return is_many(sums, least)

    if not is_safe(whole_of(cells, way[0])):
        return False
    return all(below in shown_parts(parts_of(cells, above), is_safe) for above, below in pairwise(way))


def shown_below(cells: Cells, path: str, least: int = LEAST) -> frozenset[str]:
    """Choose the parts of a published place that are published in a month."""
    return shown_parts(parts_of(cells, path), lambda sums: is_many(sums, least))


def splits_shown(months: Sequence[Cells], way: Sequence[str], least: int = LEAST) -> frozenset[Split]:
    """Say how the total of the last place of the way may be split in a tertial, given all its months."""
    if not all(is_shown(cells, way, least) for cells in months):
        return frozenset()
    cells = merged(months)
    found = {split for split in Split if may_split(whole_of(cells, way[0]), split, least)}
    for above, below in pairwise(way):
        known = frozenset.intersection(*(shown_below(month, above, least) for month in months))
        allowed = _splits_below(parts_of(cells, above), known, least)
        found = {split for split in found if below in allowed[split]}
    return frozenset(found)


def _splits_below(parts: Cells, known: frozenset[str], least: int) -> dict[Split, frozenset[str]]:
    """Choose for each split the parts it is shown of, among those whose totals are known in every month."""
    allowed: dict[Split, frozenset[str]] = {}
    for split in Split:
        candidates = allowed[NEEDS[split]] if split in NEEDS else known
        allowed[split] = shown_parts(parts, lambda sums, split=split: may_split(sums, split, least), candidates)  # type: ignore[misc]
    return allowed


def merged(months: Sequence[Cells]) -> dict[str, Sums]:
    """Add up months, branch by branch."""
    found: dict[str, Sums] = {}
    for cells in months:
        for key, sums in cells.items():
            found[key] = found.get(key, Sums()) + sums
    return found
