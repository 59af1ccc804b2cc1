"""Units as they stand, and what a file would do with them. Pure."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kvalitet.imports.choices import LineKind
from kvalitet.imports.rules.plan import Line
from kvalitet.imports.rules.unit_rows import UnitRow


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """A unit as stored, with the id of who leads it today."""

    id: int
    code: str
    name: str
    parent: int | None
    kind: str
    leader: int | None = None
    is_closed: bool = False


@dataclass(slots=True)
class UnitStep:
    """What happens to one unit; `parent` is the key of another row, or the id of a unit that is there."""

    kind: str
    row: UnitRow | None
    known: KnownUnit | None
    parent: "str | int | None" = None
    fields: dict[str, str] = field(default_factory=dict)
    is_moved: bool = False
    leader: int | None = None
    told: list[str] = field(default_factory=list)


@dataclass(slots=True)
class UnitPlan:
    """Steps with parents before children, closings last and deepest first; and what is set aside."""

    steps: list[UnitStep] = field(default_factory=list)
    closings: list[KnownUnit] = field(default_factory=list)
    aside: list[Line] = field(default_factory=list)
    matched: dict[str, int] = field(default_factory=dict)
    waiting: dict[str, str] = field(default_factory=dict)
    """Leaders nobody is known as yet, by the key of the unit's row."""

    def lines(self) -> list[Line]:
        """Everything a person reads."""
        found = [_line(step) for step in self.steps if step.kind]
        closed = [
            Line(LineKind.LEFT, known.name, _("Enheten er ikke i filen og legges ned."), key=f"-{known.id}")
            for known in self.closings
        ]
        return found + closed + self.aside + self._notes()

    def _notes(self) -> list[Line]:
        number = len(self.waiting)
        if not number:
            return []
        text = ngettext(
            "%(n)s leder i filen finnes ikke som ansatt ennå. Lederen settes når de ansatte er importert.",
            "%(n)s ledere i filen finnes ikke som ansatte ennå. De settes når de ansatte er importert.",
            number,
        )
        names = ", ".join(sorted(set(self.waiting.values()))[:10])
        return [Line(LineKind.NOTE, _("Ledere"), f"{text % {'n': number}} ({names})")]


def _line(step: UnitStep) -> Line:
    name = step.row.name if step.row else step.known.name if step.known else ""
    number = step.row.number if step.row else None
    return Line(step.kind, name, " ".join(step.told), number, key=step.row.key if step.row else "")
