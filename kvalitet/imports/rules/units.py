"""A file of units against the units there are: new, renamed, moved, closed, or perhaps a double. Pure. [P1, P3]"""

from collections import Counter
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from kvalitet.imports.choices import NEW, SAME, LineKind
from kvalitet.imports.rules.plan import Line
from kvalitet.imports.rules.unit_plan import KnownUnit, UnitPlan, UnitStep
from kvalitet.imports.rules.unit_rows import UnitRow, read_units
from kvalitet.imports.rules.values import folded, likeness
from kvalitet.organisation.choices import UnitKind

NEAR = 0.75
Rows = Sequence[tuple[int, Mapping[str, str]]]


class UnitComparison:
    """Compares one file; made for one use."""

    def __init__(
        self, rows: Rows, known: Sequence[KnownUnit], answers: Mapping[str, str], people: Mapping[str, tuple[int, str]]
    ) -> None:
        self.people = people
        self.known = {unit.id: unit for unit in known if not unit.is_closed}
        self.root = next(unit for unit in known if unit.parent is None)
        self.closed_codes = {unit.code.casefold(): unit for unit in known if unit.is_closed and unit.code}
        self.answers = answers
        self.plan = UnitPlan()
        self.rows, bad = read_units(rows, root_name=self.root.name, root_code=self.root.code)
        self.plan.aside += bad
        self.by_key = {row.key: row for row in self.rows}
        self.named = Counter(folded(cells.get("name", "")) for _number, cells in rows)
        self.parents: dict[str, str | int] = {}

    def run(self, *, is_complete: bool) -> UnitPlan:
        """Match, set aside what is unclear, place what is left below its parent, and find what is gone."""
        self._match_by_code()
        self._match_by_name()
        self._set_doubles_aside()
        ordered = self._placed()
        self.plan.steps = [step for row in ordered if (step := self._step(row)).kind]
        if is_complete:
            self.plan.closings = self._gone()
        return self.plan

    def _match_by_code(self) -> None:
        by_code = {unit.code.casefold(): unit for unit in self.known.values() if unit.code}
        for row in list(self.rows):
            if row.is_root:
                self.plan.matched[row.key] = self.root.id
            elif row.code and row.code.casefold() in by_code:
                self.plan.matched[row.key] = by_code[row.code.casefold()].id
            elif row.code and row.code.casefold() in self.closed_codes:
                self._refuse(row, _("Enheten er lagt ned i Kvalitet. Gi den et nytt nummer hvis den skal åpnes igjen."))

    def _match_by_name(self) -> None:
        taken = set(self.plan.matched.values())
        for row in list(self.rows):
            if row.key in self.plan.matched:
                continue
            same = [
                unit
                for unit in self.known.values()
                if unit.id not in taken
                and unit.parent is not None
                and folded(unit.name) == folded(row.name)
                and not (unit.code and row.code)
            ]
            if len(same) > 1:
                same = [unit for unit in same if self._is_below(unit, row.parent)] or same
            if len(same) > 1:
                self._refuse(row, _("Flere enheter heter dette. Gi dem enhetsnummer, så vi vet hvilken du mener."))
            elif same:
                self.plan.matched[row.key] = same[0].id
                taken.add(same[0].id)

    def _is_below(self, unit: KnownUnit, parent: str) -> bool:
        above = self.known.get(unit.parent or 0)
        if above is None:
            return False
        if not parent:
            return above.id == self.root.id
        named = self.by_key.get(self._row_named(parent) or "")
        names = {folded(parent), folded(named.name) if named else ""}
        return above.code.casefold() == parent.casefold() or folded(above.name) in names

    def _set_doubles_aside(self) -> None:
        """A new unit that looks like one the file doesn't mention is for a person to decide."""
        taken = set(self.plan.matched.values())
        left = [unit for unit in self.known.values() if unit.id not in taken and unit.parent is not None]
        for row in list(self.rows):
            if row.key in self.plan.matched or not left:
                continue
            double = next((unit for unit in left if self._is_double(unit, row)), None)
            answer = self.answers.get(row.key, "")
            if double is None or answer == NEW:
                continue
            if answer == SAME:
                self.plan.matched[row.key] = double.id
            else:
                self._doubt(row, double)
            left.remove(double)

    def _is_double(self, unit: KnownUnit, row: UnitRow) -> bool:
        same = likeness(folded(unit.name), folded(row.name))
        return same == 1 or (same >= NEAR and self._is_below(unit, row.parent))

    def _doubt(self, row: UnitRow, unit: KnownUnit) -> None:
        text = _("Ligner på %(name)s%(code)s, som finnes i Kvalitet, men ikke i filen.") % {
            "name": unit.name,
            "code": f" ({unit.code})" if unit.code else "",
        }
        options = ((SAME, _("Samme enhet")), (NEW, _("Ny enhet")))
        self.plan.aside.append(Line(LineKind.DOUBT, row.name, text, row.number, row.key, options, row.cells))
        self._forget(row)
        self.plan.matched[f"doubt {row.key}"] = unit.id

    def _refuse(self, row: UnitRow, reason: str) -> None:
        self.plan.aside.append(Line(LineKind.BAD, row.name, reason, row.number, row.key, cells=row.cells))
        self._forget(row)

    def _forget(self, row: UnitRow) -> None:
        self.rows.remove(row)
        self.by_key.pop(row.key, None)

    def _row_named(self, text: str) -> str | None:
        """The key of the row that a parent's number or name means."""
        if text.casefold() in self.by_key:
            return text.casefold()
        same = [row.key for row in self.by_key.values() if folded(row.name) == folded(text)]
        return same[0] if len(same) == 1 and self.named[folded(text)] == 1 else None

    def _unit_named(self, text: str) -> int | None:
        same = [u.id for u in self.known.values() if u.code and u.code.casefold() == text.casefold()]
        same = same or [u.id for u in self.known.values() if folded(u.name) == folded(text)]
        return same[0] if len(same) == 1 else None

    def _parent_of(self, row: UnitRow) -> str | int | None:
        plain = folded(self.root.name).removesuffix(" kommune")
        if not row.parent or folded(row.parent).removesuffix(" kommune") == plain:
            return self.root.id
        key = self._row_named(row.parent)
        if key is None and self.named[folded(row.parent)] > 1:
            return None
        return key if key is not None else self._unit_named(row.parent)

    def _placed(self) -> list[UnitRow]:
        """Rows with parents before children; a row whose parent is unknown, or goes in a ring, is set aside."""
        waiting = [row for row in self.rows if not row.is_root]
        done = {row.key for row in self.rows if row.is_root}
        ordered = [row for row in self.rows if row.is_root]
        while waiting:
            ready = []
            for row in waiting:
                parent = self._parent_of(row)
                if self._is_settled(parent, row, done):
                    self.parents[row.key] = parent or self.root.id
                    ready.append(row)
            if not ready:
                break
            ordered += ready
            done |= {row.key for row in ready}
            waiting = [row for row in waiting if row.key not in done]
        for row in waiting:
            self._refuse_parent(row)
        return ordered

    def _is_settled(self, parent: str | int | None, row: UnitRow, done: set[str]) -> bool:
        """Whether the place of the parent is known, and isn't below the unit itself."""
        if not isinstance(parent, int):
            return parent in done and parent != row.key
        rows = {self.plan.matched[key]: key for key in self.by_key if key in self.plan.matched}
        place: int | None = parent
        while place is not None:
            if place in rows:
                return rows[place] in done and rows[place] != row.key
            place = self.known[place].parent
        return True

    def _refuse_parent(self, row: UnitRow) -> None:
        """Say why the row has no place, and leave the unit it means as it is."""
        text = _("Overordnet enhet «%(parent)s» finnes ikke, eller ligger under enheten selv.") % {"parent": row.parent}
        if (known := self.plan.matched.get(row.key)) is not None:
            self.plan.matched[f"bad {row.key}"] = known
        self._refuse(row, text)

    def _step(self, row: UnitRow) -> UnitStep:
        known = self.known.get(self.plan.matched.get(row.key, 0))
        if known is None:
            step = UnitStep(LineKind.NEW, row, None, self.parents[row.key])
            step.told.append(_("Opprettes under %(parent)s.") % {"parent": self._name_of(self.parents[row.key])})
            self._lead(step, row, None)
            return step
        step = UnitStep("", row, known)
        self._change(step, row, known)
        if not row.is_root:
            self._move(step, row, known)
        self._lead(step, row, known.leader)
        return step

    def _lead(self, step: UnitStep, row: UnitRow, present: int | None) -> None:
        found = self.people.get(row.leader.casefold()) or self.people.get(folded(row.leader))
        if row.leader and found is None:
            self.plan.waiting[row.key] = row.leader
        if found is not None and found[0] != present:
            step.leader, step.kind = found[0], step.kind or LineKind.LEADER
            step.told.append(_("Ny leder: %(name)s.") % {"name": found[1]})

    def _change(self, step: UnitStep, row: UnitRow, known: KnownUnit) -> None:
        if row.name != known.name and not row.is_root:
            step.fields["name"] = row.name
            step.told.append(_("Nytt navn: %(old)s → %(new)s.") % {"old": known.name, "new": row.name})
        if row.code and row.code != known.code:
            step.fields["code"] = row.code
            step.told.append(_("Enhetsnummer: %(new)s.") % {"new": row.code})
        if row.kind != known.kind and not row.is_guess and not row.is_root:
            step.fields["kind"] = row.kind
            step.told.append(_("Ny type: %(new)s.") % {"new": UnitKind(row.kind).label})
        step.kind = LineKind.CHANGED if step.fields else ""

    def _move(self, step: UnitStep, row: UnitRow, known: KnownUnit) -> None:
        parent = self.parents[row.key]
        now = self.plan.matched.get(parent) if isinstance(parent, str) else parent
        step.parent = parent
        if now != known.parent:
            step.kind, step.is_moved = LineKind.MOVED, True
            old = self.known.get(known.parent or 0)
            names = {"old": old.name if old else "–", "new": self._name_of(parent)}
            step.told.insert(0, _("Flyttes fra %(old)s til %(new)s.") % names)

    def _name_of(self, parent: "str | int") -> str:
        return self.known[parent].name if isinstance(parent, int) else self.by_key[parent].name

    def _gone(self) -> list[KnownUnit]:
        """Units with a number that the file doesn't mention, and that nothing in the file lies below."""
        seen = set(self.plan.matched.values()) | {parent for parent in self.parents.values() if isinstance(parent, int)}
        for line in self.plan.aside:
            seen |= {unit.id for unit in self.known.values() if folded(unit.name) == folded(line.title)}
            seen |= {
                unit.id
                for unit in self.known.values()
                if unit.code and unit.code.casefold() == line.cells.get("code", "").casefold()
            }
        gone = {unit.id for unit in self.known.values() if unit.code and unit.parent is not None} - seen
        kept_below = self._above({unit.id for unit in self.known.values()} - gone)
        found = [unit for unit in self.known.values() if unit.id in gone - kept_below]
        return sorted(found, key=lambda unit: -len(self._line_above(unit.id)))

    def _above(self, ids: set[int]) -> set[int]:
        """Where the units that stay lie below, after they are moved."""
        moved = {step.known.id: step.parent for step in self.plan.steps if step.known and step.is_moved}
        above: set[int] = set()
        for one in ids:
            place: int | None = one
            while place is not None:
                parent = moved.get(place, self.known[place].parent) if place in self.known else None
                place = self.plan.matched.get(parent) if isinstance(parent, str) else parent
                if place is None or place in above:
                    break
                above.add(place)
        return above

    def _line_above(self, one: int) -> list[int]:
        found: list[int] = []
        place = self.known[one].parent
        while place is not None and place not in found:
            found.append(place)
            place = self.known[place].parent if place in self.known else None
        return found


def compare_units(
    rows: Rows,
    known: Sequence[KnownUnit],
    *,
    people: Mapping[str, tuple[int, str]],
    answers: Mapping[str, str],
    is_complete: bool,
) -> UnitPlan:
    """Say what a file of units would change; `people` are ids and names by number, e-mail and folded name."""
    return UnitComparison(rows, known, answers, people).run(is_complete=is_complete)
