"""Writing what a file of absences came to: in batches, with history, and then the cases follow. [S1]"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from kvalitet.history import actions as history
from kvalitet.organisation.models import Municipality, Person, Position
from sickleave.actions.syncing import sync_people
from sickleave.choices import Source
from sickleave.models import Absence
from sickleave.rules.import_plan import Change, ImportPlan, Known
from sickleave.rules.import_rows import AbsenceRow

BATCH = 1000
PEOPLE_AT_ONCE = 500
REASON = "Hentet fra lønn."
FIELDS = ("kind", "starts", "ends", "grade", "source", "external_id")
KNOWN = ("pk", "person_id", "kind", "starts", "ends", "grade", "external_id", "source")
Told = Callable[[int, int], None]
Posts = dict[int, list[tuple[date, date | None, int]]]


def known_absences(municipality: Municipality, rows: Sequence[AbsenceRow]) -> list[Known]:
    """Return what the rows are compared with: all within their days, and whatever has one of their IDs."""
    if not rows:
        return []
    first, last = min(row.starts for row in rows), max(row.ends for row in rows)
    mine = Absence.objects.filter(municipality=municipality)
    found = {row[0]: row for row in mine.touching(first, last).values_list(*KNOWN).iterator(chunk_size=5000)}
    ids = sorted({row.external_id for row in rows if row.external_id})
    for start in range(0, len(ids), 10 * BATCH):
        known = mine.filter(external_id__in=ids[start : start + 10 * BATCH])
        found |= {row[0]: row for row in known.values_list(*KNOWN)}
    return [Known(*row) for _pk, row in sorted(found.items())]


def write(plan: ImportPlan, municipality: Municipality, *, by: Person | None, tell: Told) -> None:
    """Take away, correct and add, in the caller's transaction; what moves within the file may cross on the way."""
    _Writer(municipality, by=by, tell=tell).write(plan)


def follow(people: Sequence[int], today: date, *, by: Person | None, tell: Told) -> None:
    """Let the cases of these people follow, some at a time and each time for good; safe to begin again."""
    for start in range(0, len(people), PEOPLE_AT_ONCE):
        sync_people(people[start : start + PEOPLE_AT_ONCE], today, by=by)
        tell(min(start + PEOPLE_AT_ONCE, len(people)), len(people))


class _Writer:
    """Writes one plan, and tells how many rows are done."""

    def __init__(self, municipality: Municipality, *, by: Person | None, tell: Told) -> None:
        self.municipality, self.by, self.tell = municipality, by, tell
        self.done, self.total = 0, 0

    def write(self, plan: ImportPlan) -> None:
        """Write all of it."""
        self.total = len(plan.gone) + len(plan.changed) + len(plan.new)
        for known, _row in plan.gone:
            history.remove(Absence.objects.get(pk=known.id), by=self.by, reason=REASON)
        self._step(len(plan.gone))
        for start in range(0, len(plan.changed), BATCH):
            self._change(plan.changed[start : start + BATCH])
        posts = posts_of(self.municipality, {row.person for row in plan.new})
        for start in range(0, len(plan.new), BATCH):
            self._create(plan.new[start : start + BATCH], posts)

    def _step(self, number: int) -> None:
        self.done += number
        self.tell(self.done, self.total)

    def _change(self, changes: Sequence[Change]) -> None:
        wanted = {one.known.id: one.fields for one in changes}
        rows = list(Absence.objects.select_for_update(of=("self",)).filter(pk__in=wanted))
        for row in rows:
            for name, value in wanted[row.pk].items():
                setattr(row, name, value)
        history.apply_many(Absence, rows, FIELDS, by=self.by, reason=REASON)
        self._step(len(changes))

    def _create(self, found: Sequence[AbsenceRow], posts: Posts) -> None:
        rows = [
            Absence(
                municipality=self.municipality,
                person_id=row.person,
                unit_id=unit_on(posts[row.person], row.starts),
                kind=row.kind,
                starts=row.starts,
                ends=row.ends,
                grade=row.grade,
                source=Source.IMPORT,
                external_id=row.external_id,
            )
            for row in found
        ]
        history.create_many(Absence, rows, by=self.by, reason=REASON)
        self._step(len(found))


def posts_of(municipality: Municipality, people: set[int]) -> Posts:
    """Return the posts people have or have had in a municipality, largest first, in one query."""
    rows: Any = Position.objects.filter(unit__municipality=municipality, person__in=people)
    rows = rows.order_by("person", "-percentage", "id")
    found: Posts = {}
    for person, starts, ends, unit in rows.values_list("person_id", "starts", "ends", "unit_id"):
        found.setdefault(person, []).append((starts, ends, unit))
    return found


def unit_on(posts: Sequence[tuple[date, date | None, int]], day: date) -> int:
    """Return the unit of the largest post on a day; where there was none then, of the nearest one in time."""

    def distance(post: tuple[date, date | None, int]) -> int:
        starts, ends, _unit = post
        return max((starts - day).days, (day - ends).days if ends else 0, 0)

    return min(posts, key=distance)[2]
