"""A programme that is over: each unit checked its fire safety every month, so that kept deadlines can be read.

In one month the forms were away, and most were late; the rest of the time the units differ by chance.
"""

from datetime import date, datetime, time, timedelta
from random import Random

from goals.actions import goals as goal_actions
from goals.actions import plans as plan_actions
from goals.choices import DueKind, PlanKind, ResponsibleKind, TaskStatus
from goals.models import Goal, Measure, MeasureTask, Responsible
from kvalitet.calendar.periods import add_months
from kvalitet.calendar.workdays import previous_working_day
from kvalitet.history import actions as history
from kvalitet.organisation.choices import UnitKind
from kvalitet.organisation.models import Unit
from reporting.demo.clock import NORWAY, at
from reporting.demo.content import LEADERS
from reporting.demo.planning import Planner

NAME = "Brannvern i alle virksomheter"
MONTHS, KEPT, AWAY, KEPT_THEN = 20, 0.86, 8, 0.25
SAID = ("Gjennomført med verneombudet.", "Alt i orden.", "Ett avvik, rettet samme dag.", "Rømningsvei ryddet.")


def tell(planner: Planner) -> None:
    """Write the programme, its monthly measures and what each unit answered; then close it."""
    today = planner.demo.today
    first = add_months(today.replace(day=1), -MONTHS)
    with at(first - timedelta(days=20)):
        plan = plan_actions.create_plan(
            unit=planner.demo.units["fjordvik"],
            kind=PlanKind.PROGRAMME,
            name=NAME,
            starts_year=today.year - 1,
            ends_year=today.year,
            by=planner.by,
        )
        goal = goal_actions.create_goal(
            plan, title="Ingen blir skadet i brann i våre bygg", perspective="services", by=planner.by
        )
        plan_actions.publish_plan(plan, by=planner.demo.users["direktor"])
        measures = _measures(planner, goal, first)
    with at(today.replace(day=1) - timedelta(days=1)):
        _answers(planner, measures)
        plan.refresh_from_db()
        plan_actions.close_plan(plan, by=planner.demo.users["direktor"])


def _measures(planner: Planner, goal: Goal, first: date) -> list[Measure]:
    """One a month, due the last working day."""
    rows = []
    for number in range(MONTHS):
        due = previous_working_day(add_months(first, number + 1) - timedelta(days=1))
        rows.append(
            Measure(
                plan=goal.plan,
                goal=goal,
                municipality=goal.municipality,
                unit=goal.unit,
                title=f"Gå brannrunde og fyll ut skjemaet, {due:%m.%Y}",
                due_kind=DueKind.DATE,
                due=due,
                position=number + 1,
            )
        )
    measures = history.create_many(Measure, rows, by=planner.by)
    answers = [
        Responsible(
            measure=measure,
            municipality=goal.municipality,
            kind=ResponsibleKind.GROUP,
            group=planner.groups[LEADERS],
            source_text=LEADERS,
        )
        for measure in measures
    ]
    history.create_many(Responsible, answers, by=planner.by)
    return measures


def _answers(planner: Planner, measures: list[Measure]) -> None:
    """Every unit answers every month, most of them in time."""
    chance = Random(NAME)  # noqa: S311 — the demo shall be the same each time
    units = Unit.objects.filter(municipality=planner.demo.municipality, kind=UnitKind.UNIT).order_by("path")
    rows = []
    for number, measure in enumerate(measures):
        share = KEPT_THEN if number == AWAY else KEPT
        for unit in units:
            due = measure.due or planner.demo.today
            days = -chance.randrange(0, 9) if chance.random() < share else chance.randrange(2, 15)
            moment = datetime.combine(due + timedelta(days=days), time(chance.randrange(8, 16), 10), tzinfo=NORWAY)
            rows.append(
                MeasureTask(
                    measure=measure,
                    municipality=measure.municipality,
                    unit=unit,
                    status=TaskStatus.DONE,
                    progress=100,
                    comment=chance.choice(SAID),
                    status_at=moment,
                    due=due,
                )
            )
    history.create_many(MeasureTask, rows, by=planner.by)
