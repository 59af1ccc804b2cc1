"""Cases follow their absences: spells are joined, steps moved, deadlines set. The only maker of cases. [S1, S2]"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import connection, transaction
from django_scopes import scopes_disabled

from kvalitet.history import actions as history
from kvalitet.organisation.models import Person, Position
from kvalitet.organisation.people import nearest_leaders
from sickleave.actions.adaptation_deadlines import follow_leaders
from sickleave.actions.deadlines import set_for
from sickleave.actions.merging import has_content, merge
from sickleave.actions.plan_deadlines import set_evaluations
from sickleave.choices import JOINED_KINDS, LEADER_STEPS, CaseState, MilestoneState
from sickleave.models import Absence, Case, Milestone, SickLeaveSettings
from sickleave.queries.settings import settings_of
from sickleave.queries.spells import both_of, periods_of
from sickleave.rules.dues import Due
from sickleave.rules.law import law_on
from sickleave.rules.maxdato import max_date
from sickleave.rules.retention import Paper, goes_on, rules_on
from sickleave.rules.spells import Spell, spells

AT_ONCE = 500
COPIES = ("next_step", "next_due", "late_count")
"""What a case says of its steps; a new case is stored before its steps, so it learns them afterwards."""
OWN = ("starts", "ends", "counted_days", "grade", "state", "closed_on", "maxdato", "unit", "last_leader")
CASE_FIELDS = (*OWN, *COPIES)
STEP_FIELDS = ("due", "act_by", "gross_due", "requirement", "state")
OWNED_BY = ("last_leader_id", "state")
REASON = "Fraværet er regnet på nytt."


@dataclass
class Synced:
    """What a pass did, in rows."""

    people: int = 0
    made: int = 0
    changed: int = 0
    steps: int = 0

    def add(self, other: "Synced") -> None:
        """Add another part of the same pass."""
        self.people += other.people
        self.made += other.made
        self.changed += other.changed
        self.steps += other.steps


@dataclass
class _Known:
    """What is stored of some people, read in a handful of queries."""

    absences: dict[int, list[Absence]] = field(default_factory=lambda: defaultdict(list))
    cases: dict[int, list[Case]] = field(default_factory=lambda: defaultdict(list))
    steps: dict[int, dict[str, Milestone]] = field(default_factory=lambda: defaultdict(dict))
    rules: dict[int, SickLeaveSettings] = field(default_factory=dict)
    leaders: dict[int, int] = field(default_factory=dict)
    units: dict[int, int] = field(default_factory=dict)


@dataclass
class _Matched:
    """Spells with their cases: those that were there, those that are new, and cases without a spell any more."""

    kept: list[tuple[Case, Spell, list[Absence]]] = field(default_factory=list)
    fresh: list[tuple[Case, Spell, list[Absence]]] = field(default_factory=list)
    left: list[Case] = field(default_factory=list)

    @property
    def all(self) -> list[tuple[Case, Spell, list[Absence]]]:
        return [*self.kept, *self.fresh]


@scopes_disabled()  # type: ignore[untyped-decorator]
def sync_people(people: Iterable[int], today: date, *, by: Person | None = None) -> Synced:
    """Let the cases of these people say what their absences say today; writes only what differs.

    Safe to run twice, and at the same time as others: each batch holds its people.
    """
    wanted, total = sorted(set(people)), Synced()
    for start in range(0, len(wanted), AT_ONCE):
        with transaction.atomic():
            total.add(_sync(wanted[start : start + AT_ONCE], today, by))
    return total


def _sync(people: list[int], today: date, by: Person | None) -> Synced:
    known = _read(people, today)
    found = _Matched()
    for person in people:
        _match(person, known, found, today, by)
    _drop(found.left, today, by)
    before = {case.pk: _values(case, CASE_FIELDS) for case, _spell, _rows in found.kept}
    for case, spell, _rows in found.all:
        _set_case(case, spell, known, today)
    made = history.create_many(Case, [case for case, _spell, _rows in found.fresh], by=by, reason=REASON)
    for (case, _spell, _rows), stored in zip(found.fresh, made, strict=True):
        case.pk = stored.pk
    changed_steps = _set_steps(found, known, today, by)
    Case.objects.bulk_update([case for case, _spell, _rows in found.fresh], COPIES, batch_size=AT_ONCE)
    changed = [case for case, _spell, _rows in found.kept if _values(case, CASE_FIELDS) != before[case.pk]]
    history.apply_many(Case, changed, CASE_FIELDS, by=by, reason=REASON)
    _point_absences(found.all)
    moved = {row.pk for row in changed_steps}
    for case in changed:
        if case.last_leader_id != before[case.pk]["last_leader_id"]:
            changed_steps += [row for row in known.steps[case.pk].values() if row.pk not in moved]
    set_for(changed_steps, by=by)
    new = [case for case in changed if any(getattr(case, key) != before[case.pk][key] for key in OWNED_BY)]
    set_evaluations(new, by=by)
    follow_leaders(new, by=by)
    return Synced(len(people), len(found.fresh), len(changed), len(changed_steps))


def _match(person: int, known: _Known, found: _Matched, today: date, by: Person | None) -> None:
    """Find the case of each spell; two that have become one spell are merged, and a spell without one is new."""
    rows = known.absences[person]
    rules = known.rules.get(rows[0].municipality_id) if rows else None
    left = list(known.cases[person])
    for spell in spells(periods_of(rows), gap=rules.joining_gap) if rules else ():
        same = [one for one in left if one.starts <= spell.ends and one.ends >= spell.starts]
        mine = [row for row in rows if row.starts <= spell.ends and row.ends >= spell.starts]
        if same:
            left = [one for one in left if one not in same]  # before merging takes the keys of some away
            found.kept.append((_merged(same, known, by), spell, mine))
        elif not _is_forgotten(spell, rules, today):
            found.fresh.append((_new(person, spell, mine, known), spell, mine))
    found.left += left


def _merged(cases: list[Case], known: _Known, by: Person | None) -> Case:
    if len(cases) == 1:
        return cases[0]
    case, *others = sorted(cases, key=lambda one: (not has_content(one), one.starts))
    for other in others:
        merge(other, into=case, by=by)
    known.steps[case.pk] = {row.step: row for row in Milestone.objects.filter(case=case)}
    for row in known.steps[case.pk].values():
        row.case = case
    return case


def _read(people: list[int], today: date) -> _Known:
    """Hold the people, and read what is stored of them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(7203, id::int) from organisation_person where id = any(%s) order by id",
            [people],
        )
    known = _Known()
    for absence in Absence.objects.filter(person__in=people, kind__in=JOINED_KINDS).order_by("starts", "id"):
        known.absences[absence.person_id].append(absence)
    case_ids = {}
    for case in Case.objects.filter(person__in=people).order_by("starts", "id"):
        known.cases[case.person_id].append(case)
        case_ids[case.pk] = case
    for step in Milestone.objects.filter(case__in=case_ids):
        step.case = case_ids[step.case_id]
        known.steps[step.case_id][step.step] = step
    known.rules = settings_of(row.municipality_id for rows in known.absences.values() for row in rows)
    known.leaders = nearest_leaders(people, today)
    posts = Position.objects.valid_on(today).filter(person__in=people).order_by("person_id", "-percentage", "id")
    known.units = dict(posts.distinct("person_id").values_list("person_id", "unit_id"))
    return known


def _is_forgotten(spell: Spell, rules: SickLeaveSettings | None, today: date) -> bool:
    """Whether the spell ended so long ago that its case would be deleted, or has been: none is made of it again."""
    kept = rules.paper_months if rules else 240
    closed = spell.may_reopen_until + timedelta(days=1)
    return goes_on(rules_on(today).of(Paper.CASES), closed, kept) <= today


def _new(person: int, spell: Spell, rows: list[Absence], known: _Known) -> Case:
    return Case(
        person_id=person,
        unit_id=known.units.get(person) or rows[-1].unit_id,
        municipality_id=rows[-1].municipality_id,
        law_version=law_on(spell.starts).valid_from,
    )


def _set_case(case: Case, spell: Spell, known: _Known, today: date) -> None:
    is_open = spell.is_open_on(today) or spell.ends >= today
    case.starts, case.ends, case.counted_days = spell.starts, spell.ends, spell.counted_days
    case.grade = spell.grade_on(min(today, spell.ends)) or spell.grade_on(spell.ends) or 100
    was_open = case.pk is None or case.state == CaseState.OPEN
    case.state = CaseState.OPEN if is_open else CaseState.CLOSED
    case.closed_on = None if is_open else spell.may_reopen_until + timedelta(days=1)
    if is_open or was_open:
        case.unit_id = known.units.get(case.person_id) or case.unit_id
        case.last_leader_id = known.leaders.get(case.person_id)
    if is_open:
        case.maxdato = max_date(periods_of(known.absences[case.person_id]))


def _set_steps(found: _Matched, known: _Known, today: date, by: Person | None) -> list[Milestone]:
    """Store the steps, and what the case copies of them; return those whose deadline must follow."""
    fresh: list[Milestone] = []
    changed: list[Milestone] = []
    for case, spell, _rows in found.all:
        steps = known.steps[case.pk]
        rules = known.rules[case.municipality_id]
        reached: list[Milestone] = []
        ahead: Due | None = None
        if case.state == CaseState.OPEN:
            stored, ahead = both_of(spell, case, rules, today)
            dues: dict[str, Due] = {due.step: due for due in stored}
            reached = [_new_step(case, due) for step, due in dues.items() if step not in steps]
            changed += [row for step, row in steps.items() if _move(row, dues.get(step))]
        else:
            changed += [row for row in steps.values() if _miss(row, case)]
        steps |= {row.step: row for row in reached}
        fresh += reached
        copy_steps(case, steps.values(), today, ahead)
    for row in fresh:
        row.case_id = row.case.pk
    history.create_many(Milestone, fresh, by=by, reason=REASON)
    history.apply_many(Milestone, changed, STEP_FIELDS, by=by, reason=REASON)
    return [*fresh, *changed]


def copy_steps(case: Case, steps: Iterable[Milestone], today: date, ahead: Due | None) -> None:
    """Let the case say which step is next and how many are late; on the legal day itself a step is in time.

    What nobody here does, like a day of NAV's, is never late. When nothing waits, the next is the one `ahead`, which
    comes if the absence goes on: its day is after `ends`.
    """
    rows = list(steps)
    settled = {row.step for row in rows if row.state in {MilestoneState.DONE, MilestoneState.EXCEPTED}}
    if ahead is not None and ahead.step in settled:
        ahead = None
    left = (row for row in rows if row.state == MilestoneState.WAITING)
    waiting = sorted((row for row in left if row.step in LEADER_STEPS or row.due >= today), key=lambda row: row.due)
    case.next_step = waiting[0].step if waiting else ahead.step if ahead else ""
    case.next_due = waiting[0].due if waiting else ahead.due if ahead else None
    case.late_count = sum(row.due < today for row in waiting)


def _new_step(case: Case, due: Due) -> Milestone:
    row = Milestone(case=case, municipality_id=case.municipality_id, step=due.step, law_version=case.law_version)
    row.due, row.act_by, row.gross_due, row.requirement = due.due, due.act_by, due.gross, due.requirement
    return row


def _move(row: Milestone, due: Due | None) -> bool:
    """Move a step that waits; say whether it changed. What is done stays done."""
    if row.state in {MilestoneState.DONE, MilestoneState.EXCEPTED}:
        return False
    before = _values(row, STEP_FIELDS)
    if due is None:
        row.state = MilestoneState.LAPSED
    else:
        row.state = MilestoneState.WAITING
        row.due, row.act_by, row.gross_due, row.requirement = due.due, due.act_by, due.gross, due.requirement
    return _values(row, STEP_FIELDS) != before


def _miss(row: Milestone, case: Case) -> bool:
    """Say of a step that waited when the case ended that it wasn't done, or that it was never reached."""
    if row.state != MilestoneState.WAITING:
        return False
    row.state = MilestoneState.MISSED if row.due <= case.ends else MilestoneState.LAPSED
    return True


def _drop(cases: Iterable[Case], today: date, by: Person | None) -> None:
    """End cases whose absences are all gone; one in which nothing was written goes with them."""
    for case in cases:
        if case.state == CaseState.CLOSED and has_content(case):
            continue
        steps = list(Milestone.objects.filter(case=case))
        for row in steps:
            row.state = MilestoneState.LAPSED if row.state == MilestoneState.WAITING else row.state
        set_for(steps, by=by)
        if has_content(case):
            changes: dict[str, Any] = {"state": CaseState.CLOSED, "closed_on": today, "next_step": "", "next_due": None}
            history.apply_many(Milestone, steps, STEP_FIELDS, by=by, reason=REASON)
            history.apply(case, {**changes, "late_count": 0}, by=by, reason=REASON)
        else:
            history.remove(case, by=by, reason=REASON)


def _point_absences(found: Iterable[tuple[Case, Spell, list[Absence]]]) -> None:
    """Let each absence of one's own illness know its case; what follows by itself has no version."""
    wrong: dict[int, list[int]] = defaultdict(list)
    for case, _spell, rows in found:
        wrong[case.pk] += [row.pk for row in rows if row.is_own_illness and row.case_id != case.pk]
    pointed = [Absence(pk=pk, case_id=case) for case, rows in wrong.items() for pk in rows]
    Absence.objects.bulk_update(pointed, ["case"], batch_size=AT_ONCE)


def _values(row: Any, names: Iterable[str]) -> dict[str, Any]:
    found = [row._meta.get_field(name).attname for name in names]
    return {name: getattr(row, name) for name in found}
