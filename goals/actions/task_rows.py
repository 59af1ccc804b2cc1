"""Tasks for many measures at once, as `sync_tasks` makes them for one. [G4]"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from goals.actions.measures import ResponsibleChoice
from goals.actions.tasks import units_of_group
from goals.choices import GroupRule, PlanStatus, ResponsibleKind, ResponsibleRole, TaskStatus
from goals.models import Group, Measure, MeasureTask, Responsible
from goals.rules.reviews import due_of_task
from kvalitet.deadlines import actions as deadlines
from kvalitet.deadlines.actions import Assignee, NewDeadline
from kvalitet.history import actions as history
from kvalitet.organisation.models import Person, Unit

ENDED = frozenset({TaskStatus.DONE, TaskStatus.CANCELLED})


@dataclass
class NewMeasure:
    """A measure that has just been stored, who is responsible, and its status if one was given."""

    measure: Measure
    responsible: Sequence[ResponsibleChoice]
    status: TaskStatus | None = None


class Fan:
    """Looks up once what each group means today."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.units: dict[int, list[Unit]] = {}
        self.members: dict[int, list[Person]] = {}

    def units_of(self, group: Group) -> list[Unit]:
        """Return the units the group fans out to."""
        if group.pk not in self.units:
            self.units[group.pk] = units_of_group(group, self.today)
        return self.units[group.pk]

    def people_of(self, group: Group) -> list[Person]:
        """Return those who are in a group of people."""
        if group.pk not in self.members:
            self.members[group.pk] = list(group.people.filter(is_active=True))
        return self.members[group.pk]

    def units_for(self, choices: Sequence[ResponsibleChoice]) -> dict[int, Unit]:
        """Return the units of all the groups named as responsible."""
        groups = [choice.group for choice in choices if choice.group and choice.role != ResponsibleRole.INVOLVED]
        return {unit.pk: unit for group in groups for unit in self.units_of(group)}


def count_tasks(fan: Fan, measures: Sequence[Sequence[ResponsibleChoice]]) -> int:
    """Return how many tasks the measures will have."""
    return sum(len(fan.units_for(choices)) or 1 for choices in measures)


@transaction.atomic
def create_tasks(new: Sequence[NewMeasure], *, fan: Fan, by: Person | None, reason: str) -> None:
    """Store responsibles, tasks and deadlines of measures that have none."""
    responsibles = [_responsible(one.measure, choice) for one in new for choice in one.responsible]
    history.create_many(Responsible, responsibles, by=by, reason=reason)
    now = timezone.now()
    tasks: list[MeasureTask] = []
    assigned: list[list[Assignee]] = []
    for one in new:
        for task, assignees in _tasks(one, fan, now):
            tasks.append(task)
            assigned.append(assignees)
    history.create_many(MeasureTask, tasks, by=by, reason=reason)
    pairs = zip(tasks, assigned, strict=True)
    deadlines.set_new(_deadline(task, assignees) for task, assignees in pairs if _is_reminded(task))


def _responsible(measure: Measure, choice: ResponsibleChoice) -> Responsible:
    return Responsible(
        measure=measure,
        municipality=measure.municipality,
        kind=choice.kind,
        role=choice.role,
        person=choice.person,
        group=choice.group,
        position_title=choice.position_title,
        source_text=choice.source_text[:200],
    )


def _tasks(one: NewMeasure, fan: Fan, now: datetime) -> list[tuple[MeasureTask, list[Assignee]]]:
    leads = [choice for choice in one.responsible if choice.role != ResponsibleRole.INVOLVED]
    named = [choice for choice in leads if choice.group is None or choice.group.rule == GroupRule.PEOPLE]
    units = fan.units_for(leads)
    found = []
    if named or not units:
        task = _task(one, one.measure.unit, now, is_shared=True)
        found.append((task, _assignees(named, fan)))
    for unit in units.values():
        found.append((_task(one, unit, now, is_shared=False), [Assignee(role="leader", unit=unit)]))
    return found


def _task(one: NewMeasure, unit: Unit, now: datetime, *, is_shared: bool) -> MeasureTask:
    measure = one.measure
    due = due_of_task(measure.due, measure.review_months, given=None, today=timezone.localdate(now))
    task = MeasureTask(measure=measure, municipality=measure.municipality, unit=unit, is_shared=is_shared, due=due)
    if one.status is not None and one.status != TaskStatus.NOT_STARTED:
        task.status, task.status_at = one.status, now
        task.progress = 100 if one.status == TaskStatus.DONE else 0
    return task


def _assignees(named: Sequence[ResponsibleChoice], fan: Fan) -> list[Assignee]:
    found: list[Assignee] = []
    for choice in named:
        if choice.person is not None:
            found.append(Assignee(person=choice.person))
        elif choice.group is not None:
            found += [Assignee(person=person) for person in fan.people_of(choice.group)]
        elif choice.kind == ResponsibleKind.POSITION:
            found.append(Assignee(role="position", position_title=choice.position_title))
    return found


def _is_reminded(task: MeasureTask) -> bool:
    return task.measure.plan.status == PlanStatus.PUBLISHED and task.status not in ENDED


def _deadline(task: MeasureTask, assignees: Sequence[Assignee]) -> NewDeadline:
    measure = task.measure
    return NewDeadline(
        obj=task,
        due=task.due,
        assignees=assignees,
        title=measure.title[:200],
        url=measure.get_absolute_url(),
        municipality=task.municipality,
        unit=task.unit,
    )
