"""Absences, the cases they join into, and the steps of the open ones, of a size."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db import connection

from reporting.demo.sickleave.course import Away, absences
from reporting.demo.sizes.copying import Writer
from reporting.demo.sizes.shape import Place, Size, units_of
from sickleave.actions.syncing import copy_steps
from sickleave.choices import AbsenceKind, CaseState, MilestoneState, Source
from sickleave.models import Absence, Case, Milestone, SickLeaveSettings
from sickleave.queries.spells import dues_of, next_of, periods_of
from sickleave.rules.law import law_on
from sickleave.rules.maxdato import max_date
from sickleave.rules.spells import Spell, spells

IN_TIME, LEFT = 0.9, 0.03
"""Of the steps whose day has passed: done in time, and still waiting; the others were done late."""
POSTS = """
select post.person_id, post.unit_id, unit.municipality_id, post.starts
from organisation_position post join organisation_unit unit on unit.id = post.unit_id
order by post.person_id
"""
ABSENCE = ("municipality_id", "person_id", "unit_id", "case_id", "kind", "starts", "ends", "grade", "source")
CASE = (
    *("id", "municipality_id", "person_id", "unit_id", "starts", "ends", "counted_days", "grade", "state", "closed_on"),
    *("law_version", "maxdato", "last_leader_id", "next_step", "next_due", "late_count"),
)
MILESTONE = (
    *("case_id", "municipality_id", "step", "due", "act_by", "gross_due", "requirement", "law_version", "state"),
    *("done_on", "done_by_id"),
)


class SickLeave:
    """Writes the absences of the last year or three, person by person."""

    def __init__(self, writer: Writer, size: Size, places: list[Place], today: date) -> None:
        self.writer, self.size, self.places, self.today = writer, size, places, today
        self.chance = writer.chance
        self.rules = SickLeaveSettings()
        self.cases: list[tuple[Any, ...]] = []
        self.steps: list[tuple[Any, ...]] = []
        self.leaders: dict[int, int] = {}
        self.parents: dict[int, int] = {}
        for place in places:
            for row in units_of(place):
                self.leaders[row.id] = place.leader_of(row.id)
                self.parents[row.id] = row.parent or row.id

    def write(self) -> None:
        """Write absences, then the cases they became, then the steps of those that are open."""
        expected = round(self.size.people * self.size.absence_years * 4)
        with connection.cursor() as cursor:
            cursor.execute(POSTS)
            posts = cursor.fetchall()
        self.writer.copy(Absence, ABSENCE, self._absences(posts), total=expected)
        self.writer.copy(Case, CASE, iter(self.cases), total=len(self.cases))
        self.writer.copy(Milestone, MILESTONE, iter(self.steps), total=len(self.steps))

    def _absences(self, posts: list[tuple[int, int, int, date]]) -> Iterator[tuple[Any, ...]]:
        first = self.today - timedelta(days=365 * self.size.absence_years)
        for person, unit, municipality, since in posts:
            if since >= self.today:
                continue
            came = list(absences(self.chance, max(first, since), self.today))
            yield from self._person(person, unit, municipality, came)

    def _person(self, person: int, unit: int, municipality: int, came: list[Away]) -> Iterator[tuple[Any, ...]]:
        rows = [Absence(kind=one.kind, starts=one.starts, ends=one.ends, grade=one.grade) for one in came]
        periods = periods_of(rows)
        found = [(spell, self._case(spell, person, unit, municipality, periods)) for spell in spells(periods)]
        for one in came:
            case = None
            if one.kind != AbsenceKind.CHILD:
                case = next(key for spell, key in found if spell.starts <= one.starts <= spell.ends)
            source = Source.EMPLOYEE if one.kind == AbsenceKind.SELF_CERTIFIED else Source.IMPORT
            yield municipality, person, unit, case, one.kind, one.starts, one.ends, one.grade, source

    def _case(self, spell: Spell, person: int, unit: int, municipality: int, periods: list[Any]) -> int:
        pk, today = len(self.cases) + 1, self.today
        is_open = spell.is_open_on(today) or spell.ends >= today
        leader = self.leaders[unit]
        if leader == person:
            leader = self.leaders[self.parents[unit]]
        case = Case(pk=pk, municipality_id=municipality, law_version=law_on(spell.starts).valid_from)
        case.state = CaseState.OPEN if is_open else CaseState.CLOSED
        if is_open:
            case.maxdato = max_date(periods)
            steps = [self._step(case, due, leader) for due in dues_of(spell, case, self.rules)]
            copy_steps(case, steps, today, next_of(spell, case, self.rules, today))
            for row in steps:
                known = (pk, municipality, row.step, row.due, row.act_by, row.gross_due, row.requirement)
                self.steps.append((*known, row.law_version, row.state, row.done_on, row.done_by_id))
        closed = None if is_open else spell.may_reopen_until + timedelta(days=1)
        grade = spell.grade_on(min(today, spell.ends)) or spell.grade_on(spell.ends) or 100
        self.cases.append(
            (
                *(pk, municipality, person, unit, spell.starts, spell.ends, spell.counted_days, grade, case.state),
                *(closed, case.law_version, case.maxdato, leader, case.next_step, case.next_due, case.late_count),
            )
        )
        return pk

    def _step(self, case: Case, due: Any, leader: int) -> Milestone:
        row = Milestone(step=due.step, law_version=case.law_version, state=MilestoneState.WAITING)
        row.due, row.act_by, row.gross_due, row.requirement = due.due, due.act_by, due.gross, due.requirement
        luck = self.chance.random()
        if due.due < self.today and luck > LEFT:
            late = 0 if luck < IN_TIME else self.chance.randrange(1, 10)
            row.state, row.done_on = MilestoneState.DONE, min(self.today, due.due + timedelta(days=late))
            row.done_by_id = leader
        return row
