"""Åsheim kommune, the smaller neighbour: shows that one municipality never sees another."""

from datetime import date, timedelta

from goals.actions import groups as group_actions
from goals.actions import plans as plan_actions
from goals.choices import GroupRule
from kvalitet.access import actions as access
from kvalitet.access.choices import Role
from reporting.demo.clock import at
from reporting.demo.content import LEADERS, G, M, S
from reporting.demo.people import OPENED, Demo
from reporting.demo.planning import ACTION, Planner
from reporting.demo.reports import Reporter

CONTENT = [
    G(
        "society",
        "Åsheim er en god kommune å flytte til",
        [
            M("Regulere tjue tomter nær skolen", ("@asheim",), 130, "in_progress"),
            M("Lage velkomstpakke for nye innbyggere", ("Rådgiver",), -15, "in_progress"),
        ],
    ),
    G(
        "services",
        "Eldre får omsorg der de bor",
        [
            S(
                "Alle har fått tilbud om forebyggende hjemmebesøk",
                [
                    M("Ringe alle over 77 år", ("@as-omsorg",), -60, "done"),
                    M("Lære opp frivillige besøksvenner", ("@as-omsorg",), 48, "not_started"),
                ],
            ),
        ],
    ),
    G(
        "employees",
        "Vi deler på kompetansen",
        [
            M("Lage kompetanseplan", (LEADERS,), 27, "0.5"),
            M("Holde felles fagdag", ("@as-oppvekst", "@as-helse"), "høsten {y}", "not_started"),
        ],
    ),
    G("economy", "Driften er i balanse", [M("Gå gjennom alle vakante stillinger", ("@asheim",), "", "not_started")]),
]


def give_role(demo: Demo) -> None:
    """Let the chief executive be one."""
    access.give_role(demo.users["nabo"], role=Role.CHIEF, unit=demo.units["asheim"], starts=OPENED, by=None)


def tell(demo: Demo) -> None:
    """Write the one plan there is, and report on it."""
    chief, year = demo.users["nabo"], demo.today.year
    begun = min(date(year, 1, 15), demo.today - timedelta(days=200))
    with at(begun):
        group = group_actions.save_group(
            None, municipality=demo.municipality, name=LEADERS, rule=GroupRule.UNIT_LEADERS, by=chief
        )
        planner = Planner(demo, by=chief, groups={LEADERS: group})
        name, years = "Handlings- og økonomiplan", (year, year + 3)
        plan, made = planner.write("asheim", kind=ACTION, name=name, years=years, content=CONTENT)
        plan_actions.publish_plan(plan, by=chief)
    until = demo.today - timedelta(days=5)
    Reporter(demo, planner, begun=begun + timedelta(days=10), until=until).tell(made)
