"""Plans, goals, measures, who is responsible, and the tasks with their deadlines, of a size."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone

from goals.choices import (
    OPEN_STATUSES,
    DueKind,
    GroupRule,
    Perspective,
    PlanKind,
    PlanStatus,
    ResponsibleKind,
    TaskStatus,
)
from goals.models import Goal, Group, Measure, MeasureTask, Plan, Responsible, SubGoal
from kvalitet.deadlines import rules
from kvalitet.deadlines.choices import Role
from kvalitet.deadlines.models import Deadline
from kvalitet.organisation.choices import UnitKind
from reporting.demo.action_plan import CURRENT
from reporting.demo.content import M
from reporting.demo.sizes.copying import Writer
from reporting.demo.sizes.shape import Place, Size, UnitRow, units_of

GOALS, SUBGOALS = 12, 2
UNIT_GOALS, UNIT_MEASURES = 2, 4
LEADERS_GROUP = "Alle ledere"
NOW_STATUSES = ["not_started"] * 7 + ["in_progress"] * 7 + ["done"] * 5 + ["postponed"]
PAST_STATUSES = ["done"] * 8 + ["cancelled"] + ["postponed"]
COMMENTS = ("Godt i gang.", "Venter på avklaring.", "Gjennomgått i ledermøtet.", "Prøves ut i én gruppe først.")
STEPS = rules.tidy_steps(rules.DEFAULT_STEPS)


def _measure_titles() -> list[str]:
    parts = [part for goal in CURRENT for part in goal.parts]
    direct = [part.title for part in parts if isinstance(part, M)]
    return direct + [measure.title for part in parts if not isinstance(part, M) for measure in part.measures]


GOAL_TITLES = [goal.title for goal in CURRENT]
SUBGOAL_TITLES = [part.title for goal in CURRENT for part in goal.parts if not isinstance(part, M)]
TITLES = _measure_titles()


class PlanRow(NamedTuple):
    id: int
    municipality: int
    unit: int
    kind: str
    name: str
    year: int
    status: str


class MeasureRow(NamedTuple):
    id: int
    uuid: str
    municipality: int
    unit: int
    plan: int
    goal: int
    subgoal: int | None
    title: str
    due: date | None
    person: int | None
    """None: the group of all leaders."""


class TaskRow(NamedTuple):
    id: int
    measure: MeasureRow
    unit: int
    is_shared: bool
    status: str
    plan_status: str


@dataclass
class Content:
    """What is decided before it is written, in the order of the ids."""

    plans: list[PlanRow] = field(default_factory=list)
    goals: list[tuple[Any, ...]] = field(default_factory=list)
    subgoals: list[tuple[Any, ...]] = field(default_factory=list)
    measures: list[MeasureRow] = field(default_factory=list)
    tasks: list[TaskRow] = field(default_factory=list)


class Plans:
    """Writes the plans of every municipality: one action plan a year, and this year's plans of many units."""

    def __init__(self, writer: Writer, size: Size, places: list[Place], today: date) -> None:
        self.writer, self.size, self.places, self.today = writer, size, places, today
        self.chance = writer.chance
        self.content = Content()
        self.zone = timezone.get_current_timezone()

    def write(self) -> None:
        """Decide everything, then write it table after table."""
        for place in self.places:
            self._decide(place)
        self._write_groups()
        self._write_plans()
        self._write_tasks()

    def _decide(self, place: Place) -> None:
        rows = list(units_of(place))
        for back in range(self.size.years):
            year = self.today.year - back
            status = PlanStatus.CLOSED if back else PlanStatus.PUBLISHED
            plan = self._plan(place, rows[0], PlanKind.ACTION_PLAN, f"Handlingsplan {year}", year, status)
            goals = self._goals(plan, GOALS, SUBGOALS)
            for number in range(self.size.group_measures):
                self._measure(plan, goals, number, rows, person=None)
            for number in range(self.size.single_measures):
                person = place.first_person + self.chance.randrange(place.people)
                self._measure(plan, goals, number + self.size.group_measures, rows, person=person)
        for row in rows:
            if row.kind == UnitKind.UNIT and self.chance.random() < self.size.unit_plan_share:
                name = f"Virksomhetsplan {row.name}"
                plan = self._plan(place, row, PlanKind.UNIT_PLAN, name, self.today.year, PlanStatus.PUBLISHED)
                goals = self._goals(plan, UNIT_GOALS, 0)
                for number in range(UNIT_MEASURES):
                    self._measure(plan, goals, number, rows, person=place.leader_of(row.id))

    def _plan(self, place: Place, unit: UnitRow, kind: str, name: str, year: int, status: str) -> PlanRow:
        plan = PlanRow(len(self.content.plans) + 1, place.number + 1, unit.id, kind, name, year, status)
        self.content.plans.append(plan)
        return plan

    def _goals(self, plan: PlanRow, count: int, subgoals: int) -> list[tuple[int, list[int]]]:
        """Make goals with sub-goals; returns their ids."""
        found = []
        for number in range(count):
            goal = len(self.content.goals) + 1
            perspective = Perspective.values[number % 4]
            title = GOAL_TITLES[(number + plan.id) % len(GOAL_TITLES)]
            self.content.goals.append((goal, plan.municipality, plan.unit, plan.id, perspective, title, number))
            below = []
            for turn in range(subgoals):
                key = len(self.content.subgoals) + 1
                title = SUBGOAL_TITLES[(number + turn) % len(SUBGOAL_TITLES)]
                self.content.subgoals.append((key, plan.municipality, plan.unit, plan.id, goal, title, turn))
                below.append(key)
            found.append((goal, below))
        return found

    def _measure(
        self,
        plan: PlanRow,
        goals: list[tuple[int, list[int]]],
        number: int,
        rows: list[UnitRow],
        *,
        person: int | None,
    ) -> None:
        goal, subgoals = goals[number % len(goals)]
        subgoal = subgoals[number // len(goals) % len(subgoals)] if subgoals else None
        content = self.content
        pk, key = len(content.measures) + 1, self.writer.key()
        title = TITLES[(number + plan.id) % len(TITLES)]
        due = self._due(plan)
        where = (plan.municipality, plan.unit, plan.id, goal, subgoal)
        measure = MeasureRow(pk, key, *where, title, due, person)
        content.measures.append(measure)
        statuses = NOW_STATUSES if plan.status == PlanStatus.PUBLISHED else PAST_STATUSES
        units = [plan.unit] if person else [row.id for row in rows[1:]]
        for unit in units:
            status = self.chance.choice(statuses)
            task = TaskRow(len(content.tasks) + 1, measure, unit, person is not None, status, plan.status)
            content.tasks.append(task)

    def _due(self, plan: PlanRow) -> date | None:
        if self.chance.random() < 0.06:
            return None
        if plan.status == PlanStatus.PUBLISHED:
            return self.today + timedelta(days=self.chance.randrange(-60, 240))
        return date(plan.year, 1, 31) + timedelta(days=self.chance.randrange(300))

    def _write_groups(self) -> None:
        copy = self.writer.copy
        rows = (
            (place.number * 2 + number, place.number + 1, name, rule)
            for place in self.places
            for number, name, rule in (
                (1, "Virksomhetslederne", GroupRule.UNIT_LEADERS),
                (2, LEADERS_GROUP, GroupRule.UNITS),
            )
        )
        copy(Group, ("id", "municipality_id", "name", "rule"), rows, total=len(self.places) * 2)
        members = (
            (place.number * 2 + 2, place.first_unit + number)
            for place in self.places
            for number in range(1, place.units)
        )
        copy(Group.units.through, ("group_id", "unit_id"), members, total=self.size.units)

    def _write_plans(self) -> None:
        copy, content = self.writer.copy, self.content
        plans = ((*plan, plan.year) for plan in content.plans)
        names: tuple[str, ...] = (
            "id",
            "municipality_id",
            "unit_id",
            "kind",
            "name",
            "starts_year",
            "status",
            "ends_year",
        )
        copy(Plan, names, plans, total=len(content.plans))
        owned = ("id", "municipality_id", "unit_id", "plan_id")
        names = (*owned, "perspective", "title", "position")
        copy(Goal, names, content.goals, total=len(content.goals), measured_by="Tall fra fagsystemet hvert tertial")
        copy(SubGoal, (*owned, "goal_id", "title", "position"), content.subgoals, total=len(content.subgoals))
        measures = (
            (*measure[:-1], DueKind.DATE if measure.due else DueKind.NONE, measure.id) for measure in content.measures
        )
        names = ("id", "uuid", *owned[1:], "goal_id", "subgoal_id", "title", "due", "due_kind", "position")
        copy(Measure, names, measures, total=len(content.measures))
        named = ((m.id, m.municipality, *_responsible(m)) for m in content.measures)
        names = ("measure_id", "municipality_id", "kind", "person_id", "group_id")
        copy(Responsible, names, named, total=len(content.measures))

    def _write_tasks(self) -> None:
        copy, tasks = self.writer.copy, self.content.tasks
        names = ("id", "municipality_id", "measure_id", "unit_id", "is_shared", "due", "status", "progress")
        copy(MeasureTask, (*names, "status_at", "comment"), self._task_rows(), total=len(tasks))
        reminded = [task for task in tasks if task.plan_status == PlanStatus.PUBLISHED and task.status in OPEN_STATUSES]
        same = {"steps": STEPS, "escalation_step": rules.escalation_step(STEPS)}
        same["content_type_id"] = ContentType.objects.get_for_model(MeasureTask).pk
        names = ("object_id", "municipality_id", "unit_id", "assignee", "role", "responsible_id", "title", "url")
        rows = self._deadlines(reminded)
        copy(Deadline, (*names, "due", "reminder_times", "next_at"), rows, total=len(reminded), **same)

    def _task_rows(self) -> Iterator[tuple[Any, ...]]:
        now = timezone.now()
        for task in self.content.tasks:
            said = task.status != TaskStatus.NOT_STARTED
            at = now - timedelta(days=self.chance.randrange(1, 200)) if said else None
            progress = 100 if task.status == TaskStatus.DONE else 30 if task.status == TaskStatus.IN_PROGRESS else 0
            comment = self.chance.choice(COMMENTS) if said else ""
            measure = task.measure
            where = (task.id, measure.municipality, measure.id, task.unit, task.is_shared)
            yield (*where, measure.due, task.status, progress, at, comment)

    def _deadlines(self, tasks: list[TaskRow]) -> Iterator[tuple[Any, ...]]:
        now = timezone.now()

        @cache
        def moments(due: date | None) -> tuple[str, datetime | None]:
            times = rules.reminder_times(due, STEPS)
            return "{" + ",".join(f'"{moment}"' for moment in times) + "}", rules.next_time(times, now)

        urls = {m.id: reverse("goals:measure-detail", args=[_dashed(m.uuid)]) for m in self.content.measures}
        for task in tasks:
            measure = task.measure
            assignee, role = f"leader:{task.unit}", Role.LEADER
            if measure.person is not None:
                assignee, role = f"person:{measure.person}", Role.PERSON
            which = (task.id, measure.municipality, task.unit, assignee, role, measure.person, measure.title)
            yield (*which, urls[measure.id], measure.due, *moments(measure.due))


def _dashed(key: str) -> str:
    return f"{key[:8]}-{key[8:12]}-{key[12:16]}-{key[16:20]}-{key[20:]}"


def _responsible(measure: MeasureRow) -> tuple[str, int | None, int | None]:
    """Return kind, person and group."""
    if measure.person is None:
        return ResponsibleKind.GROUP, None, measure.municipality * 2
    return ResponsibleKind.PERSON, measure.person, None
