"""Units in tree order made into a tree. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kvalitet.organisation.rules import STEP_LENGTH

if TYPE_CHECKING:
    from kvalitet.organisation.models import Person, Unit


@dataclass
class Node:
    """A unit, who leads it, and what lies below."""

    unit: Unit
    leader: Person | None = None
    children: list[Node] = field(default_factory=list)

    @property
    def depth(self) -> int:
        return self.unit.depth


def nested(units: Iterable[Unit], leaders: dict[int, Any]) -> list[Node]:
    """Nest units ordered by path; a unit whose parent is left out comes on top."""
    by_path: dict[str, Node] = {}
    top: list[Node] = []
    for unit in units:
        node = by_path[unit.path] = Node(unit, leaders.get(unit.pk))
        above = by_path.get(unit.path[:-STEP_LENGTH])
        (above.children if above else top).append(node)
    return top
