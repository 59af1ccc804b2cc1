"""Three years of plans in Fjordvik kommune: last year's is closed, this year's is in force, next year's is a draft."""

from datetime import date, timedelta

from goals.actions import groups as group_actions
from goals.actions import plans as plan_actions
from goals.choices import GroupRule
from goals.models import Group, Plan
from kvalitet.organisation.models import Person, Unit
from reporting.demo import routines, unit_plans
from reporting.demo.action_plan import CURRENT
from reporting.demo.clock import at
from reporting.demo.content import LEADERS, MANAGEMENT, SCHOOLS, STAFF, G
from reporting.demo.other_years import NEXT, PREVIOUS
from reporting.demo.people import Demo
from reporting.demo.planning import ACTION, UNIT, Made, Planner
from reporting.demo.reports import Reporter

ACTION_NAME, UNIT_NAME = "Handlings- og økonomiplan", "Virksomhetsplan"


def tell(demo: Demo) -> None:
    """Write the plans in the order they came, and report on them until yesterday."""
    year, today = demo.today.year, demo.today
    with at(date(year - 2, 9, 1)):
        planner = Planner(demo, by=demo.users["kvalitet"], groups=_groups(demo))
    _last_year(planner, year - 1)
    begun = min(date(year, 1, 15), today - timedelta(days=200))
    current: list[Made] = []
    for unit, content in _of_year(CURRENT, unit_plans.THIS_YEAR):
        with at(begun - timedelta(days=40)):
            plan, made = _write(planner, unit, year, content)
        with at(begun):
            plan_actions.publish_plan(plan, by=demo.users["direktor"])
        current += made
    Reporter(demo, planner, begun=begun + timedelta(days=10), until=today - timedelta(days=3)).tell(current)
    routines.tell(planner)
    for unit, content in _of_year(NEXT, unit_plans.NEXT_YEAR):
        with at(today - timedelta(days=12)):
            _write(planner, unit, year + 1, content)


def _last_year(planner: Planner, year: int) -> None:
    demo = planner.demo
    for unit, content in _of_year(PREVIOUS, unit_plans.LAST_YEAR):
        with at(date(year - 1, 11, 20)):
            plan, made = _write(planner, unit, year, content)
        with at(date(year - 1, 12, 15)):
            plan_actions.publish_plan(plan, by=demo.users["direktor"])
        Reporter(demo, planner, begun=date(year, 1, 20), until=date(year, 12, 15)).tell(made)
        with at(date(year, 12, 28)):
            plan.refresh_from_db()
            plan_actions.close_plan(plan, by=demo.users["direktor"])


def _of_year(action: list[G], units: dict[str, list[G]]) -> list[tuple[str, list[G]]]:
    return [("fjordvik", action), *units.items()]


def _write(planner: Planner, unit: str, year: int, content: list[G]) -> tuple[Plan, list[Made]]:
    if unit in {"fjordvik", "asheim"}:
        return planner.write(unit, kind=ACTION, name=ACTION_NAME, years=(year, year + 3), content=content)
    name = f"{UNIT_NAME} {planner.demo.units[unit].name}"
    return planner.write(unit, kind=UNIT, name=name, years=(year, year), content=content)


def _groups(demo: Demo) -> dict[str, Group]:
    leaders = demo.leaders
    chiefs = [leaders["fjordvik"], *(leaders[key] for key in ("oppvekst", "helse", "samfunn", "stab"))]
    personnel = [demo.users["hr"], leaders["personal"]]
    schools = [demo.units[key] for key in ("solbakken", "nordvik", "elvebakken")]
    people: list[Person]
    units: list[Unit]
    found = {}
    for name, rule, people, units in (
        (LEADERS, GroupRule.UNIT_LEADERS, [], []),
        (MANAGEMENT, GroupRule.PEOPLE, chiefs, []),
        (STAFF, GroupRule.PEOPLE, personnel, []),
        (SCHOOLS, GroupRule.UNITS, [], schools),
    ):
        found[name] = group_actions.save_group(
            None,
            municipality=demo.municipality,
            name=name,
            rule=rule,
            people=people,
            units=units,
            by=demo.users["kvalitet"],
        )
    return found
