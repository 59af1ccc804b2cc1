"""Files brought in: a plan of 2,000 measures, a list of everybody from HR, and 100,000 absences from payroll."""

import resource
import time
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.management import call_command
from django.utils import timezone
from django_scopes import scopes_disabled

from bench.clocks import listening
from kvalitet.organisation.models import Municipality, Person, Position

MEASURES = 2_000
ABSENCES = 100_000
FIRST_DAY, DAYS = date(2019, 1, 1), 1_750
GOALS, SUBGOALS = 40, 5


def import_plan() -> dict[str, Any]:
    """Import a plan as a draft."""
    lines = ["mål;delmål;tiltak;ansvarlig;frist"]
    for number in range(MEASURES):
        goal, subgoal = number % GOALS, number // GOALS % SUBGOALS
        lines.append(f"Mål {goal};Delmål {goal}.{subgoal};Tiltak nummer {number};Rådgiver;innen 1. desember")
    year = str(timezone.localdate().year + 1)
    return _timed("plan", MEASURES, lines, "import_plan", year=int(year), name=f"Plan {year}", draft=True)


@scopes_disabled()  # type: ignore[untyped-decorator]
def import_staff() -> dict[str, Any]:
    """Import everybody of the first municipality again, one in ten with another title."""
    place = _place()
    posts = Position.objects.filter(unit__municipality=place, person__municipality=place, person__is_active=True)
    wanted = ("person__employee_number", "person__first_name", "person__last_name", "person__email", "unit__code")
    lines = ["ansattnummer;fornavn;etternavn;e-post;enhetsnummer;stilling;prosent"]
    for number, (*who, title, share) in enumerate(posts.values_list(*wanted, "title", "percentage").order_by("pk")):
        lines.append(";".join([*who, f"{title} II" if number % 10 == 0 else title, f"{share:.0f}"]))
    return _timed("staff", len(lines) - 1, lines, "import_staff", kind="people", partial=True, approve=True)


@scopes_disabled()  # type: ignore[untyped-decorator]
def import_absences() -> dict[str, Any]:
    """Import 100,000 absences of the first municipality, spread over its people and the years before its own."""
    return _timed("absences", ABSENCES, absence_lines(ABSENCES), "import_absences")


@scopes_disabled()  # type: ignore[untyped-decorator]
def import_absences_again() -> dict[str, Any]:
    """Import the same file: everything is compared, and nothing is written."""
    return _timed("absences again", ABSENCES, absence_lines(ABSENCES), "import_absences")


def absence_lines(wanted: int) -> list[str]:
    """Write a file of absences: three self-certified to one certified, of one to eight days, none overlapping."""
    posts = Position.objects.filter(unit__municipality=_place(), person__municipality=_place())
    numbers = posts.exclude(person__employee_number="").order_by("person_id").distinct("person_id")
    people = list(numbers.values_list("person__employee_number", flat=True))
    each = -(-wanted // len(people))
    step = max(DAYS // each, 2)
    lines = ["ansattnummer;type;fra;til;grad;fraværs-id"]
    for number in range(wanted):
        starts = FIRST_DAY + timedelta(days=number // len(people) * step)
        ends = starts + timedelta(days=min(number % 8, step - 2))
        kind = "Sykmelding" if number % 4 == 0 else "Egenmelding"
        lines.append(f"{people[number % len(people)]};{kind};{starts:%d.%m.%Y};{ends:%d.%m.%Y};;B{number}")
    return lines


def _place() -> Municipality:
    admin: Person = Person.objects.select_related("municipality").get(username="admin")
    if admin.municipality is None:
        raise LookupError("The administrator belongs to no municipality.")
    return admin.municipality


def _timed(what: str, rows: int, lines: list[str], command: str, **options: Any) -> dict[str, Any]:
    with TemporaryDirectory() as folder, listening() as asked:
        path = Path(folder) / f"{what}.csv"
        path.write_text("\n".join(lines), encoding="utf-8")
        wall, cpu = time.perf_counter(), time.process_time()
        call_command(command, str(path), municipality=_place().slug, stdout=StringIO(), **options)
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found = {"name": what, "rows": rows, "seconds": wall, "rate": rows / wall, "cpu": cpu, "megabytes": peak}
    return {**found, "queries": len(asked.statements), "sql_seconds": asked.milliseconds / 1000}
