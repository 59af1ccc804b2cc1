"""Makes a plan of the demo: its goals, sub-goals, measures and who is responsible."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from goals.actions import goals as goal_actions
from goals.actions import measures as measure_actions
from goals.actions import plans as plan_actions
from goals.actions.measures import ResponsibleChoice
from goals.choices import DueKind, PlanKind
from goals.models import FocusArea, Goal, Group, Measure, Plan, SubGoal
from goals.rules.deadlines_text import interpret_due
from kvalitet.calendar.workdays import previous_working_day
from kvalitet.organisation.models import Person, Position, ServiceArea
from reporting.demo.content import G, M, S
from reporting.demo.people import Demo


@dataclass
class Made:
    """A measure of the database beside the one it was made from."""

    measure: Measure
    source: M


class Planner:
    """Writes plans for one municipality; `by` is the one who holds the pen."""

    def __init__(self, demo: Demo, *, by: Person, groups: dict[str, Group]) -> None:
        self.demo, self.by, self.groups = demo, by, groups
        mine = Position.objects.filter(unit__municipality=demo.municipality)
        self.titles = set(mine.values_list("title", flat=True))
        self.areas = {area.name: area for area in ServiceArea.objects.filter(municipality=demo.municipality)}
        self.focus: dict[str, FocusArea] = {}

    def write(
        self, unit: str, *, kind: str, name: str, years: tuple[int, int], content: list[G]
    ) -> tuple[Plan, list[Made]]:
        """Write a draft with all it holds."""
        plan = plan_actions.create_plan(
            unit=self.demo.units[unit], kind=kind, name=name, starts_year=years[0], ends_year=years[1], by=self.by
        )
        made: list[Made] = []
        for source in content:
            goal = self._goal(plan, source)
            for part in source.parts:
                made += self._part(goal, part)
        return plan, made

    def _goal(self, plan: Plan, source: G) -> Goal:
        if source.focus and source.focus not in self.focus:
            self.focus[source.focus] = goal_actions.focus_area_named(self.demo.municipality, source.focus, by=self.by)
        fields: dict[str, Any] = {
            "perspective": source.perspective,
            "title": source.title,
            "description": source.about,
            "focus_area": self.focus.get(source.focus),
            "service_area": self.areas.get(source.area),
            "measured_by": source.measured_by,
            "accepted_by": source.accepted_by,
            "evaluated": source.evaluated,
            "due": date(plan.ends_year, 12, 31) if source.measured_by else None,
        }
        return goal_actions.create_goal(plan, by=self.by, **fields)

    def _part(self, goal: Goal, part: S | M) -> list[Made]:
        if isinstance(part, M):
            return [self._measure(goal, None, part)]
        subgoal = goal_actions.create_subgoal(goal, title=part.title, note=part.note, by=self.by)
        return [self._measure(goal, subgoal, source) for source in part.measures]

    def _measure(self, goal: Goal, subgoal: SubGoal | None, source: M) -> Made:
        first = source.moved[0] if source.moved else source.due
        who = [choice for name in source.who if (choice := self._choice(name))]
        measure = measure_actions.create_measure(
            goal,
            title=source.title,
            description=source.about,
            subgoal=subgoal,
            responsible=who,
            by=self.by,
            **self.deadline(goal.plan, first),
        )
        return Made(measure, source)

    def deadline(self, plan: Plan, due: int | str) -> dict[str, Any]:
        """Return the fields of a deadline, read the way imported ones are."""
        if isinstance(due, int):
            return {"due_kind": DueKind.DATE, "due": self.day(plan, due)}
        text = due.format(y=plan.starts_year)
        read = interpret_due(text, year=plan.starts_year, ends_year=plan.ends_year, today=self.demo.today)
        fields = {"due_kind": read.kind, "due": read.due, "starts": read.starts}
        return {**fields, "due_text": text, "review_months": read.review_months}

    def day(self, plan: Plan, offset: int) -> date:
        """Return so many days from today; in a plan that is over, a day of its first year."""
        year = plan.starts_year
        if year < self.demo.today.year:
            return previous_working_day(date(year, 3, 1) + timedelta(days=-offset % 290))
        return previous_working_day(self.demo.today + timedelta(days=offset))

    def _choice(self, name: str) -> ResponsibleChoice | None:
        if name in self.groups:
            return ResponsibleChoice(group=self.groups[name])
        if name.startswith("@"):
            person = self.demo.users.get(name[1:]) or self.demo.leaders.get(name[1:])
            return ResponsibleChoice(person=person, source_text=str(person)) if person else None
        if name in self.titles:
            return ResponsibleChoice(position_title=name, source_text=name)
        return ResponsibleChoice(source_text=name)


ACTION, UNIT = PlanKind.ACTION_PLAN, PlanKind.UNIT_PLAN
