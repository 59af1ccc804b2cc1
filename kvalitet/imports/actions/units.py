"""Writing what a file of units came to: parents first, closings last. [P1, P3]"""

from collections.abc import Callable
from datetime import date

from django.db import transaction

from kvalitet.history import actions as history
from kvalitet.imports.choices import LineKind
from kvalitet.imports.rules.plan import Line
from kvalitet.imports.rules.unit_plan import UnitPlan, UnitStep
from kvalitet.organisation.actions import close_unit, create_unit, move_unit, set_leader
from kvalitet.organisation.choices import UnitKind
from kvalitet.organisation.models import Municipality, Person, Unit
from kvalitet.web.errors import Refused

Told = Callable[[int, int], None]


class UnitWriter:
    """Writes one plan; made for one use, inside a transaction."""

    def __init__(self, municipality: Municipality, *, today: date, by: Person | None, reason: str, tell: Told) -> None:
        self.today, self.by, self.reason, self.tell = today, by, reason, tell
        self.units = {unit.pk: unit for unit in Unit.objects.filter(municipality=municipality)}
        self.root = next(unit for unit in self.units.values() if unit.parent_id is None)
        self.is_first = len(self.units) == 1
        self.ids: dict[str, int] = {}
        self.refused: list[Line] = []

    def write(self, plan: UnitPlan) -> dict[int, str]:
        """Store the steps. Returns leaders that are not here yet, by unit id; what was refused stands in `refused`."""
        self.ids = dict(plan.matched)
        total = len(plan.steps) + len(plan.closings)
        for number, step in enumerate(plan.steps, start=1):
            self._write(step)
            self.tell(number, total)
        for known in plan.closings:
            self._close(known.id, known.name)
        return {self.ids[key]: text for key, text in plan.waiting.items() if key in self.ids}

    def _unit(self, key: str | int | None) -> Unit:
        pk = self.ids[key] if isinstance(key, str) else key
        return self.units[pk] if pk is not None else self.root

    def _write(self, step: UnitStep) -> None:
        row = step.row
        if row is None:
            return
        if step.known is None:
            opened = row.opened or (self.root.opened if self.is_first else self.today)
            parent = self._unit(step.parent)
            unit = create_unit(
                parent=parent, name=row.name, kind=row.kind or UnitKind.UNIT, opened=opened, by=self.by, code=row.code
            )
            self.units[unit.pk], self.ids[row.key] = unit, unit.pk
        else:
            unit = self.units[step.known.id]
            if step.fields:
                unit = history.apply(history.lock(unit), step.fields, by=self.by, reason=self.reason)
            if step.is_moved:
                parent = self._unit(step.parent)
                unit = move_unit(
                    unit, parent=parent, starts=self.today, today=self.today, reason=self.reason, by=self.by
                )
            self.units[unit.pk] = unit
        if step.leader is not None:
            person = Person.objects.get(pk=step.leader)
            set_leader(unit, person=person, starts=self.today, by=self.by, reason=self.reason)

    def _close(self, pk: int, name: str) -> None:
        """A unit that can't be closed yet stays, and says why."""
        unit = Unit.objects.get(pk=pk)
        try:
            with transaction.atomic():
                close_unit(unit, closed=self.today, successor=None, today=self.today, reason=self.reason, by=self.by)
        except Refused as refused:
            self.refused.append(Line(LineKind.NOTE, name, str(refused), key=f"-{pk}"))
