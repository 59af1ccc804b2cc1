"""Units in tree order made into a tree. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kvalitet.organisation.models import Person, Unit


@dataclass
class Node:
    """A unit, who leads it, and what lies below."""

    unit: Unit
    leader: Person | None = None
    depth: int = 0
    is_planned: bool = False
    """Not there yet: only prepared to be opened, and without a page."""
    children: list[Node] = field(default_factory=list)


def nested(
    units: Iterable[Unit],
    parents: dict[int, int | None],
    leaders: dict[int, Any],
    planned: Collection[int] = (),
) -> list[Node]:
    """Nest units below their parents, in the order given; a unit whose parent is left out comes on top."""
    nodes = {unit.pk: Node(unit, leaders.get(unit.pk), is_planned=unit.pk in planned) for unit in units}
    top: list[Node] = []
    for key, node in nodes.items():
        above = nodes.get(parents.get(key) or 0)
        (above.children if above else top).append(node)
    for node in top:
        _deepen(node, 0)
    return top


def _deepen(node: Node, depth: int) -> None:
    node.depth = depth
    for child in node.children:
        _deepen(child, depth + 1)
