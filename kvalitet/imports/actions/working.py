"""What a run would do, and doing it. The run's own row says how far it has come."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from kvalitet.imports.actions import present
from kvalitet.imports.actions.people import PeopleWriter
from kvalitet.imports.actions.units import UnitWriter
from kvalitet.imports.choices import ImportKind, LineKind
from kvalitet.imports.files import StaffFile, read_staff
from kvalitet.imports.models import ImportLine, ImportRun
from kvalitet.imports.rules.leaders import LeaderPlan, Leaders
from kvalitet.imports.rules.people import PeoplePlan, compare_people
from kvalitet.imports.rules.plan import Line, brake_text, brakes
from kvalitet.imports.rules.unit_plan import UnitPlan
from kvalitet.imports.rules.units import compare_units

Told = Callable[[int, int], None]


@dataclass
class Work:
    """A file compared with what is there now."""

    lines: list[Line]
    row_count: int
    brake: str = ""
    units: UnitPlan | None = None
    people: PeoplePlan | None = None
    leaders: LeaderPlan = field(default_factory=LeaderPlan)


def compare(run: ImportRun, today: date) -> Work:
    """Say what the run would change today. Raises Refused when the file can't be read."""
    file = read_staff(bytes(run.content), run.kind)
    return _compare_units(run, file, today) if run.kind == ImportKind.UNITS else _compare_people(run, file, today)


def _notes(file: StaffFile) -> list[Line]:
    return [Line(LineKind.NOTE, _("Filen"), text) for text in file.notes]


def _compare_units(run: ImportRun, file: StaffFile, today: date) -> Work:
    known = present.known_units(run.municipality, today)
    has_leaders = any(cells.get("leader") for _number, cells in file.rows)
    people = present.people_by_mark(run.municipality) if has_leaders else {}
    plan = compare_units(file.rows, known, people=people, answers=run.answers, is_complete=run.is_complete)
    numbered = sum(1 for unit in known if unit.code and not unit.is_closed)
    closing = len(plan.closings)
    brake = brake_text(closing, numbered) if brakes(closing, numbered) else ""
    return Work([*plan.lines(), *file.bad, *_notes(file)], file.row_count, brake, units=plan)


def _compare_people(run: ImportRun, file: StaffFile, today: date) -> Work:
    places, known = present.places_of(run.municipality), present.known_people(run.municipality)
    plan = compare_people(
        file.rows, places=places, known=known, today=today, answers=run.answers, is_complete=run.is_complete
    )
    leaders = Leaders(
        plan,
        known={one.id: one for one in known},
        places=places,
        present=present.leaders_today(run.municipality, today),
        waiting=present.waiting_leaders(run.municipality),
    ).run()
    numbered = sum(1 for one in known if one.is_active and one.number)
    closing = sum(1 for step in plan.steps if step.last_day is not None)
    brake = brake_text(closing, numbered) if brakes(closing, numbered) else ""
    lines = [*plan.lines(), *leaders.lines, *file.bad, *_notes(file)]
    return Work(lines, file.row_count, brake, people=plan, leaders=leaders)


def write(run: ImportRun, work: Work, today: date, tell: Told) -> list[Line]:
    """Store what was compared, in the caller's transaction. Returns lines about what could not be done."""
    told: dict[str, Any] = {
        "today": today,
        "by": run.by,
        "tell": tell,
        "reason": _("Importert fra %(file)s.") % {"file": run.file_name},
    }
    if work.units is not None:
        writer = UnitWriter(run.municipality, **told)
        run.waiting = {str(unit): text for unit, text in writer.write(work.units).items()}
        return writer.refused
    if work.people is not None:
        PeopleWriter(run.municipality, **told).write(work.people, work.leaders)
    return []


def keep_lines(run: ImportRun, lines: Iterable[Line]) -> None:
    """Replace the lines of the run; the row number orders those of a kind."""
    run.lines.all().delete()
    ImportLine.objects.bulk_create(
        (
            ImportLine(
                run=run,
                kind=line.kind,
                row=line.row,
                title=line.title[:300],
                text=line.text,
                key=line.key[:254],
                options=[list(option) for option in line.options],
                cells=dict(line.cells) if line.kind in {LineKind.BAD, LineKind.DOUBT} else {},
            )
            for line in lines
        ),
        batch_size=2000,
    )
