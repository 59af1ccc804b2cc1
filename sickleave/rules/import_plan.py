"""What a file of absences would change, compared with what is registered. Pure. [S1]

An absence is known by its ID from payroll; without one by who, what and from which day. A row that fits none, but
overlaps exactly one absence of the same kind that fits no other row, is that absence with another first day.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from sickleave.choices import AbsenceKind, Source
from sickleave.rules.import_rows import AbsenceRow


@dataclass(frozen=True, slots=True)
class Known:
    """An absence as it is registered."""

    id: int
    person: int
    kind: str
    starts: date
    ends: date
    grade: int
    external_id: str
    source: str


@dataclass(frozen=True, slots=True)
class Change:
    """A registered absence, the row that corrects it, and the fields that become something else."""

    known: Known
    row: AbsenceRow
    fields: Mapping[str, Any]

    @property
    def moves(self) -> bool:
        """Whether anything a case is reckoned from is another; who registered it and under which ID isn't."""
        return not self.fields.keys() <= {"source", "external_id"}


@dataclass
class ImportPlan:
    """What to write, and what to tell."""

    new: list[AbsenceRow] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    gone: list[tuple[Known, AbsenceRow]] = field(default_factory=list)
    missing: list[Known] = field(default_factory=list)
    problems: list[tuple[int, str]] = field(default_factory=list)
    unchanged: int = 0

    @property
    def people(self) -> list[int]:
        """Ids of those whose cases must be reckoned again."""
        found = {row.person for row in self.new} | {one.known.person for one in self.changed if one.moves}
        return sorted(found | {known.person for known, _row in self.gone})

    def counts(self) -> dict[str, int]:
        """How many of each."""
        return {
            "new": len(self.new),
            "changed": len(self.changed),
            "gone": len(self.gone),
            "unchanged": self.unchanged,
            "missing": len(self.missing),
            "bad": len(self.problems),
        }

    def fingerprint(self) -> str:
        """Say in one word what would be written, to see that it is still what somebody approved."""
        told = [["new", *_content(row)] for row in self.new]
        told += [["changed", one.known.id, *_content(one.row)] for one in self.changed]
        told += [["gone", known.id] for known, _row in self.gone]
        return hashlib.sha256(json.dumps(sorted(told, key=repr), default=str).encode()).hexdigest()


def compare(rows: Iterable[AbsenceRow], known: Sequence[Known]) -> ImportPlan:
    """Say what the rows would change."""
    plan = ImportPlan()
    by_external = {one.external_id: one for one in known if one.external_id}
    mine: dict[int, list[Known]] = defaultdict(list)
    for one in known:
        mine[one.person].append(one)
    theirs: dict[int, list[AbsenceRow]] = defaultdict(list)
    for row in _once(rows, plan, by_external):
        owner = by_external.get(row.external_id)
        if owner is not None and owner.person != row.person:
            plan.problems.append((row.row, _("Fraværs-ID-en tilhører en annen ansatt.")))
        else:
            theirs[row.person].append(row)
    touched: set[int] = set()
    for person, found in theirs.items():
        touched |= _Person(found, mine[person], plan).compare()
    _find_missing(plan, known, touched, [row for found in theirs.values() for row in found])
    plan.problems.sort()
    return plan


def _once(rows: Iterable[AbsenceRow], plan: ImportPlan, ids: Collection[str]) -> list[AbsenceRow]:
    """Keep one row for each absence: what stands twice, and what is taken back and written anew.

    Payroll writes a row for each post, each with an ID; of those that say the same, the one whose ID is known is kept.
    """
    kept: dict[tuple[Any, ...], AbsenceRow] = {}
    for row in sorted(rows, key=lambda one: one.row):
        key, other = _key(row), kept.get(_key(row))
        if other is None or (other.is_gone and not row.is_gone):
            kept[key] = row
        elif row.is_gone or _content(row) == _content(other):
            plan.unchanged += 0 if row.is_gone else 1
        else:
            text = _("Samme fravær står på rad %(row)s med andre opplysninger. Behold bare den ene.")
            plan.problems.append((row.row, text % {"row": other.row}))
    told: set[tuple[Any, ...]] = set()
    found = []
    for row in sorted(kept.values(), key=lambda one: (one.external_id not in ids, one.row)):
        if not row.is_gone and _content(row)[:-1] in told:
            plan.unchanged += 1
            continue
        told |= set() if row.is_gone else {_content(row)[:-1]}
        found.append(row)
    return sorted(found, key=lambda one: one.row)


def _key(row: AbsenceRow) -> tuple[Any, ...]:
    return (row.external_id,) if row.external_id else (row.person, row.kind, row.starts)


def _content(row: AbsenceRow) -> tuple[Any, ...]:
    return (row.person, row.kind, row.starts, row.ends, row.grade, row.external_id)


class _Person:
    """The rows of one person against that person's absences."""

    def __init__(self, rows: list[AbsenceRow], known: list[Known], plan: ImportPlan) -> None:
        self.rows, self.known, self.plan = rows, known, plan
        self.pairs: dict[int, tuple[AbsenceRow, Known]] = {}

    def compare(self) -> set[int]:
        """Put everything in the plan. Returns the ids of absences that some row stands for."""
        self._pair()
        taken = {row.row for row, _known in self.pairs.values()}
        living = [row for row in self.rows if not row.is_gone]
        refused = self._refused(living)
        for row in living:
            if row.row not in taken and row.row not in refused:
                self.plan.new.append(row)
        for row, known in self.pairs.values():
            if row.is_gone:
                self.plan.gone.append((known, row))
            elif row.row not in refused:
                self._change(known, row)
        self.plan.unchanged += sum(1 for row in self.rows if row.is_gone and row.row not in taken)
        return set(self.pairs)

    def _pair(self) -> None:
        by_id = {one.external_id: one for one in self.known if one.external_id}
        by_day = {(one.kind, one.starts): one for one in self.known}
        left = self._take(self.rows, lambda row: by_id.get(row.external_id))
        left = self._take(left, lambda row: by_day.get((row.kind, row.starts)))
        for row in left:
            near = [one for one in self.known if self._may_be(row, one) and _are_near(row, one)]
            rivals = [other for other in left if near and _are_near(other, near[0])]
            if len(near) == 1 and len(rivals) == 1 and not row.is_gone:
                self.pairs[near[0].id] = (row, near[0])

    def _take(self, rows: list[AbsenceRow], find: Callable[[AbsenceRow], Known | None]) -> list[AbsenceRow]:
        """Pair the rows that are found; return the others."""
        left = []
        for row in rows:
            found = find(row)
            if found is not None and self._may_be(row, found):
                self.pairs[found.id] = (row, found)
            else:
                left.append(row)
        return left

    def _may_be(self, row: AbsenceRow, known: Known) -> bool:
        """Whether nothing else is this absence, and no ID says it is another one; what has an ID ends by its ID."""
        is_other = row.external_id and (known.external_id or row.is_gone) and row.external_id != known.external_id
        return known.id not in self.pairs and not is_other

    def _change(self, known: Known, row: AbsenceRow) -> None:
        wanted = {"kind": row.kind, "starts": row.starts, "ends": row.ends, "grade": row.grade}
        wanted |= {"source": Source.IMPORT.value, "external_id": row.external_id or known.external_id}
        fields = {name: value for name, value in wanted.items() if getattr(known, name) != value}
        if fields:
            self.plan.changed.append(Change(known, row, fields))
        else:
            self.plan.unchanged += 1

    def _refused(self, living: list[AbsenceRow]) -> set[int]:
        """Leave out rows until nothing overlaps; what was registered stays, and of two rows the later is left out."""
        refused: set[int] = set()
        while (clash := self._clash(living, refused)) is not None:
            row, other = clash
            refused.add(row.row)
            self.plan.problems.append((row.row, _overlap_text(other)))
        return refused

    def _clash(self, living: list[AbsenceRow], refused: set[int]) -> tuple[AbsenceRow, AbsenceRow | Known] | None:
        paired = {pk for pk, (row, _known) in self.pairs.items() if row.row not in refused}
        held: list[AbsenceRow | Known] = [one for one in self.known if one.id not in paired]
        held += [row for row in living if row.row not in refused]
        for is_child in (False, True):
            ordered = sorted((x for x in held if (x.kind == AbsenceKind.CHILD) is is_child), key=lambda x: x.starts)
            last: AbsenceRow | Known | None = None
            for one in ordered:
                if last is not None and one.starts <= last.ends and (found := _to_refuse(last, one)):
                    return found
                if last is None or one.ends > last.ends:
                    last = one
        return None


def _to_refuse(one: AbsenceRow | Known, other: AbsenceRow | Known) -> tuple[AbsenceRow, AbsenceRow | Known] | None:
    """The row of the two that is left out, and what stands in its way; None when neither comes from the file."""
    if isinstance(one, AbsenceRow) and isinstance(other, AbsenceRow):
        return (one, other) if one.row > other.row else (other, one)
    if isinstance(one, AbsenceRow):
        return one, other
    return (other, one) if isinstance(other, AbsenceRow) else None


def _overlap_text(other: AbsenceRow | Known) -> str:
    if isinstance(other, AbsenceRow):
        return _("Overlapper fraværet på rad %(row)s. Rett datoene på den ene.") % {"row": other.row}
    text = _("Overlapper et fravær som er registrert fra %(starts)s til %(ends)s. Rett datoene, eller trekk det ene.")
    return text % {"starts": f"{other.starts:%d.%m.%Y}", "ends": f"{other.ends:%d.%m.%Y}"}


def _are_near(row: AbsenceRow, known: Known) -> bool:
    return row.kind == known.kind and row.starts <= known.ends and known.starts <= row.ends


def _find_missing(plan: ImportPlan, known: Sequence[Known], touched: set[int], rows: Sequence[AbsenceRow]) -> None:
    """Find what came by import, begins within the days the file covers, and isn't in it any more."""
    if not rows:
        return
    first, last = min(row.starts for row in rows), max(row.starts for row in rows)
    plan.missing = [
        one for one in known if one.source == Source.IMPORT and first <= one.starts <= last and one.id not in touched
    ]
