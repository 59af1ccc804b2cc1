"""The tasks of a measure: who must do what, and how far they have come. [G4, G6]"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from goals.choices import OPEN_STATUSES, GroupRule, PlanStatus, ResponsibleKind, ResponsibleRole, TaskStatus
from goals.models import Group, Measure, MeasureTask, Responsible
from goals.rules.reviews import due_of_task, next_review
from kvalitet.attachments.actions import Checked, attach
from kvalitet.deadlines import actions as deadlines
from kvalitet.deadlines.actions import Assignee
from kvalitet.history import actions as history
from kvalitet.organisation.choices import UnitKind
from kvalitet.organisation.models import Leadership, Municipality, Person, Unit
from kvalitet.web.errors import Refused


def units_of_group(group: Group, today: date) -> list[Unit]:
    """Return the units a group fans out to today: open, and with a leader. Empty for a group of people."""
    if group.rule == GroupRule.PEOPLE:
        return []
    if group.rule == GroupRule.UNITS:
        return list(group.units.open_on(today).order_by("path"))
    return units_with_leader(group.municipality, today)


def units_with_leader(municipality: Municipality, today: date) -> list[Unit]:
    """Return the open units (virksomheter) that have a leader today."""
    led = Leadership.objects.valid_on(today).filter(person__is_active=True).values("unit")
    units = Unit.objects.filter(municipality=municipality, kind=UnitKind.UNIT, pk__in=led)
    return list(units.open_on(today).order_by("path"))


@transaction.atomic
def sync_tasks(measure: Measure, *, by: Person | None, gone: bool = False, moved: bool = False) -> None:
    """Give each responsible a task, take away tasks nobody has begun and no one shall do, and set the deadlines."""
    today = timezone.localdate()
    rows = [] if gone else list(measure.responsibles.select_related("person", "group__municipality"))
    leads = [row for row in rows if row.role != ResponsibleRole.INVOLVED]
    units = _wanted_units(leads, today)
    named = [row for row in leads if row.group is None or row.group.rule == GroupRule.PEOPLE]
    present = list(measure.tasks.select_related("unit", "municipality"))
    shared = next((task for task in present if task.is_shared), None)
    by_unit = {task.unit_id: task for task in present if not task.is_shared}
    if not gone and (named or not units):
        shared = shared or _create(measure, measure.unit, shared=True, by=by)
        shared = _follow(shared, measure, assignees=_assignees(named), moved=moved, by=by)
    elif shared is not None:
        _drop(shared, by=by)
    for unit in units.values():
        task = by_unit.get(unit.pk) or _create(measure, unit, shared=False, by=by)
        _follow(task, measure, assignees=[Assignee(role="leader", unit=unit)], moved=moved, by=by)
    for task in by_unit.values():
        if task.unit_id not in units:
            _drop(task, by=by)


@transaction.atomic
def report_status(
    task: MeasureTask,
    *,
    status: str,
    progress: int,
    comment: str,
    evidence: str,
    by: Person,
    new_files: Sequence[Checked] = (),
    as_read: bool = True,
) -> MeasureTask:
    """Store status, progress (%), comment and evidence; a reviewed measure gets its next date. [G5, G6]"""
    measure = task.measure
    if measure.plan.status == PlanStatus.CLOSED:
        raise Refused(_("Planen er avsluttet og kan ikke endres."))
    today = timezone.localdate()
    task = history.lock(task, as_read=as_read)
    changes: dict[str, Any] = {
        "status": status,
        "progress": 100 if status == TaskStatus.DONE else min(progress, 99) if status in OPEN_STATUSES else progress,
        "comment": comment,
        "evidence": evidence,
        "status_at": timezone.now(),
    }
    if measure.review_months and task.due and status in OPEN_STATUSES:
        changes["due"] = next_review(task.due, measure.review_months, today)
    task = history.apply(task, changes, by=by, reason=comment)
    if new_files:
        attach(task, new_files, by=by)
    set_deadline(task, measure, assignees=None, by=by)
    return task


@transaction.atomic
def report_many(tasks: Sequence[tuple[MeasureTask, dict[str, Any]]], *, by: Person) -> int:
    """Store several statuses, all or none. Returns how many were stored."""
    for task, fields in tasks:
        report_status(task, by=by, **fields)
    return len(tasks)


def finish_task(task: MeasureTask, *, by: Person) -> MeasureTask:
    """Mark a task done and keep what is written about it."""
    return report_status(
        task,
        status=TaskStatus.DONE,
        progress=100,
        comment=task.comment,
        evidence=task.evidence,
        by=by,
        as_read=False,
    )


def set_deadline(task: MeasureTask, measure: Measure, *, assignees: list[Assignee] | None, by: Person | None) -> None:
    """Tell the clock: open tasks of a published plan are reminded, others are not."""
    if measure.plan.status != PlanStatus.PUBLISHED or task.status == TaskStatus.CANCELLED:
        deadlines.cancel(task, by=by)
        return
    if task.status == TaskStatus.DONE:
        deadlines.complete(task, by=by)
        return
    deadlines.reopen(task, by=by)
    deadlines.set_deadlines(
        task,
        due=task.due,
        assignees=assignees_of(task) if assignees is None else assignees,
        title=measure.title[:200],
        url=measure.get_absolute_url(),
        municipality=task.municipality,
        unit=task.unit,
        by=by,
    )


def assignees_of(task: MeasureTask) -> list[Assignee]:
    """Return who is reminded of a task: the unit's leader, or the people and posts named."""
    if not task.is_shared:
        return [Assignee(role="leader", unit=task.unit)]
    rows = Responsible._base_manager.filter(measure=task.measure_id).exclude(role=ResponsibleRole.INVOLVED)
    return _assignees(
        [
            row
            for row in rows.select_related("person", "group")
            if row.group is None or row.group.rule == GroupRule.PEOPLE
        ]
    )


def _wanted_units(leads: list[Responsible], today: date) -> dict[int, Unit]:
    found: dict[int, Unit] = {}
    for row in leads:
        if row.group is not None:
            found |= {unit.pk: unit for unit in units_of_group(row.group, today)}
    return found


def _assignees(rows: list[Responsible]) -> list[Assignee]:
    found: dict[Any, Assignee] = {}
    for row in rows:
        if row.person is not None:
            found[row.person_id] = Assignee(person=row.person)
        elif row.group is not None:
            found |= {person.pk: Assignee(person=person) for person in row.group.people.filter(is_active=True)}
        elif row.kind == ResponsibleKind.POSITION:
            found[row.position_title] = Assignee(role="position", position_title=row.position_title)
    return list(found.values())


def _create(measure: Measure, unit: Unit, *, shared: bool, by: Person | None) -> MeasureTask:
    fields: dict[str, Any] = {"measure": measure, "municipality": measure.municipality, "unit": unit}
    due = due_of_task(measure.due, measure.review_months, given=None, today=timezone.localdate())
    return history.create(MeasureTask, by=by, **fields, is_shared=shared, due=due)


def _follow(
    task: MeasureTask, measure: Measure, *, assignees: list[Assignee], moved: bool, by: Person | None
) -> MeasureTask:
    given = None if moved else task.due
    due = due_of_task(measure.due, measure.review_months, given=given, today=timezone.localdate())
    changes: dict[str, Any] = {"due": due}
    if task.is_shared:
        changes["unit"] = measure.unit
    task = history.apply(task, changes, by=by)
    set_deadline(task, measure, assignees=assignees, by=by)
    return task


def _drop(task: MeasureTask, *, by: Person | None) -> None:
    deadlines.cancel(task, by=by)
    if task.status_at is None:
        history.remove(task, by=by)
