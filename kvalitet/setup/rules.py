"""What differs between an organisation before and after: who sees, who leads, what moves. Pure. [P1]"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

STEP_LENGTH = 4


@dataclass(frozen=True)
class UnitAt:
    """A unit at a moment."""

    pk: int
    uuid: str
    name: str
    path: str
    is_open: bool


@dataclass(frozen=True)
class Holder:
    """One who holds a role on a unit and all below it; `verbs` is what it gives."""

    person_id: int
    person: str
    uuid: str
    role: str
    label: str
    verbs: frozenset[str]
    unit_id: int


@dataclass
class Snapshot:
    """The organisation of a municipality at a moment."""

    units: dict[int, UnitAt]
    holders: list[Holder]
    leaders: dict[int, Holder]
    """Those who lead and still work here, by unit."""
    posts: list[tuple[str, int]]
    """Title in small letters and unit of every post."""
    members: frozenset[tuple[str, int]] = frozenset()
    """Municipality and unit of every membership."""
    _by_path: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._by_path = {unit.path: unit.pk for unit in self.units.values()}

    def line(self, unit_id: int) -> list[int]:
        """Return the unit and those above it, nearest first; nothing for a unit that isn't there."""
        unit = self.units.get(unit_id)
        if unit is None:
            return []
        ends = range(len(unit.path), 0, -STEP_LENGTH)
        return [self._by_path[unit.path[:end]] for end in ends if unit.path[:end] in self._by_path]

    def is_root(self, unit_id: int) -> bool:
        """Whether it is the municipality itself."""
        return len(self.units[unit_id].path) == STEP_LENGTH

    def nearest_leader(self, unit_id: int) -> Holder | None:
        """Return the first leader at or above the unit."""
        return next((self.leaders[pk] for pk in self.line(unit_id) if pk in self.leaders), None)

    def name(self, unit_id: int) -> str:
        """The unit's name."""
        return self.units[unit_id].name


@dataclass(frozen=True)
class Change:
    """Before and after, and the day it happens."""

    before: Snapshot
    after: Snapshot
    day: date

    def moved(self) -> list[int]:
        """Return units, both before and after, that lie below others than they did."""
        return [
            pk
            for pk in self.after.units
            if pk in self.before.units and self.before.line(pk)[1:] != self.after.line(pk)[1:]
        ]

    def opened(self) -> list[int]:
        """Return units that weren't there before."""
        return [pk for pk in self.after.units if pk not in self.before.units]


@dataclass(frozen=True)
class SightChange:
    """One who comes to see, or no longer sees, some units in a role."""

    holder: Holder
    via: str
    gains: bool
    units: tuple[UnitAt, ...]


@dataclass(frozen=True)
class LeaderChange:
    """A unit whose nearest leader becomes another."""

    unit: UnitAt
    before: Holder | None
    after: Holder | None


def sight_changes(change: Change) -> list[SightChange]:
    """Say who gains and who loses sight of what; one whose other roles give the same loses nothing."""
    found: dict[tuple[bool, int, str, int], tuple[Holder, list[UnitAt]]] = {}
    seen_before, seen_after = _by_unit(change.before), _by_unit(change.after)
    for pk in {**change.before.units, **change.after.units}:
        before, after = _sight(change.before, seen_before, pk), _sight(change.after, seen_after, pk)
        for gains, new, old, tree in ((False, before, after, change.before), (True, after, before, change.after)):
            for holder in _more(new, old):
                if gains and pk not in change.before.units and tree.is_root(holder.unit_id):
                    continue
                key = (gains, holder.person_id, holder.role, holder.unit_id)
                found.setdefault(key, (holder, []))[1].append(tree.units[pk])
    changes = [
        SightChange(holder, (change.after if gains else change.before).name(holder.unit_id), gains, tuple(units))
        for (gains, *_rest), (holder, units) in found.items()
    ]
    return sorted(changes, key=lambda one: (one.gains, one.holder.person, one.holder.label, one.via))


def _by_unit(snapshot: Snapshot) -> dict[int, list[Holder]]:
    found: dict[int, list[Holder]] = {}
    for holder in snapshot.holders:
        found.setdefault(holder.unit_id, []).append(holder)
    return found


def _sight(snapshot: Snapshot, holders: Mapping[int, list[Holder]], unit_id: int) -> list[Holder]:
    return [holder for pk in snapshot.line(unit_id) for holder in holders.get(pk, [])]


def _more(held: Iterable[Holder], other: Iterable[Holder]) -> list[Holder]:
    """Return what gives a person verbs there that the other moment doesn't; each role once, the nearest."""
    verbs: dict[int, set[str]] = {}
    for one in other:
        verbs.setdefault(one.person_id, set()).update(one.verbs)
    found: dict[tuple[int, str], Holder] = {}
    for one in held:
        if not one.verbs <= verbs.get(one.person_id, set()):
            found.setdefault((one.person_id, one.role), one)
    return list(found.values())


def leader_changes(change: Change) -> list[LeaderChange]:
    """Return open or closing units, in tree order, whose nearest leader becomes another."""
    found = []
    for pk, unit in change.after.units.items():
        before, after = change.before.nearest_leader(pk), change.after.nearest_leader(pk)
        if (before.person_id if before else 0) != (after.person_id if after else 0):
            found.append(LeaderChange(unit, before, after))
    return sorted(found, key=lambda one: one.unit.path)


def vacant_posts(change: Change, wanted: Iterable[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return (unit, title) of tasks that someone held a post for before, and nobody does after."""
    before, after = _titles(change.before), _titles(change.after)
    keys = [(unit_id, title.strip().lower()) for unit_id, title in wanted]
    return [key for key in keys if before[key] and not after[key]]


def _titles(snapshot: Snapshot) -> Counter[tuple[int, str]]:
    """Count the holders of a title in each unit and below it."""
    return Counter((above, title) for title, unit_id in snapshot.posts for above in snapshot.line(unit_id))


def outermost_units(units: Iterable[UnitAt]) -> list[tuple[UnitAt, int]]:
    """Return units that lie below no other of them, each with how many do lie below it."""
    kept: list[tuple[UnitAt, int]] = []
    for unit in sorted(units, key=lambda one: one.path):
        if kept and unit.path.startswith(kept[-1][0].path):
            kept[-1] = (kept[-1][0], kept[-1][1] + 1)
        else:
            kept.append((unit, 0))
    return kept
