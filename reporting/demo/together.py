"""A fire service shared with the neighbour, and two reorganisations on their way. [P1, P2]"""

from datetime import date, timedelta
from typing import Any

from goals.actions import plans as plan_actions
from kvalitet.organisation import actions as organisation
from kvalitet.organisation.choices import UnitKind
from kvalitet.organisation.models import Municipality, Position
from kvalitet.setup.actions import preparing
from kvalitet.setup.choices import StepKind
from reporting.demo.clock import at
from reporting.demo.content import G, M, S
from reporting.demo.people import Demo
from reporting.demo.planning import UNIT, Planner
from reporting.demo.reports import Reporter

KEY, NAME = "brann", "Fjordvik og Åsheim brann- og redningsvesen"
POSTS = ("Brannsjef", "Branninspektør", "Brannkonstabel", "Brannkonstabel", "Feier")
CONTENT = [
    G(
        "services",
        "Innbyggerne i begge kommunene får hjelp i tide",
        [
            S(
                "Første bil er framme innen ti minutter i tettstedene",
                [
                    M("Måle utrykningstid for hver alarm i begge kommunene", ("@brann",), -20, "in_progress"),
                    M("Øve sammen med mannskapet i Åsheim to ganger i året", ("@brann",), 25, "not_started"),
                ],
            ),
            M("Dele vaktliste og varslingsplan med begge kommunene", ("@brann",), 12, "in_progress"),
        ],
    ),
    G(
        "society",
        "Færre branner i hjemmene til eldre",
        [M("Besøke alle over 80 år som bor alene, sammen med hjemmetjenesten", ("@brann",), "høsten {y}", "0.5")],
    ),
    G("employees", "Mannskapet er øvd og trygt", [M("Gjennomføre årlig fysisk test", ("@brann",), -40, "done")]),
]


def tell(demo: Demo, neighbour: Municipality) -> None:
    """Open the fire service, share its plan, and prepare what comes next year."""
    year = demo.today.year
    with at(date(year - 1, 11, 2)):
        _open(demo, neighbour)
    _plan(demo, year)
    with at(demo.today - timedelta(days=9)):
        _reorganise(demo)


def _open(demo: Demo, neighbour: Municipality) -> None:
    admin, opened = demo.users["admin"], date(demo.today.year, 1, 1)
    unit = organisation.create_unit(
        parent=demo.units["samfunn"], name=NAME, kind=UnitKind.UNIT, opened=opened, by=admin
    )
    demo.units[KEY] = unit
    demo.key_of[unit.pk] = KEY
    held = Position.objects.filter(unit=demo.units["vva"]).exclude(person=demo.leaders["vva"]).select_related("person")
    for title, post in zip(POSTS, held.order_by("pk"), strict=False):
        organisation.end_position(post, ends=max(post.starts, opened - timedelta(days=1)), by=admin)
        organisation.add_position(post.person, unit=unit, title=title, percentage=100, starts=opened, by=admin)
        demo.leaders.setdefault(KEY, post.person)
    organisation.set_leader(unit, person=demo.leaders[KEY], starts=opened, by=admin)
    organisation.add_member(unit, municipality=neighbour, starts=opened, by=admin)


def _plan(demo: Demo, year: int) -> None:
    begun = min(date(year, 1, 15), demo.today - timedelta(days=200))
    with at(begun):
        planner = Planner(demo, by=demo.leaders[KEY], groups={})
        plan, made = planner.write(KEY, kind=UNIT, name=f"Virksomhetsplan {NAME}", years=(year, year), content=CONTENT)
        plan = plan_actions.publish_plan(plan, by=demo.leaders[KEY])
    with at(max(begun, date(year, 1, 20))):
        plan_actions.share_plan(plan, is_shared=True, today=demo.today, by=demo.leaders[KEY])
    Reporter(demo, planner, begun=begun + timedelta(days=10), until=demo.today - timedelta(days=4)).tell(made)


def _reorganise(demo: Demo) -> None:
    admin, units = demo.users["admin"], demo.units
    january = date((demo.today + timedelta(days=14)).year + 1, 1, 1)
    common: dict[str, Any] = {"municipality": demo.municipality, "today": demo.today, "by": admin}
    culture = preparing.create_reorganisation(
        name="Kultur og bibliotek til oppvekst",
        starts=january,
        reason="Vedtak i kommunestyret: kulturskolen og bibliotekene skal arbeide tettere med skolene.",
        **common,
    )
    move = {"kind": StepKind.MOVE, "unit": units["kultur"], "target": units["oppvekst"]}
    renamed = {"kind": StepKind.RENAME, "unit": units["oppvekst"], "name": "Oppvekst, utdanning og kultur"}
    preparing.add_steps(culture, steps=[move, renamed], by=admin)
    culture.refresh_from_db()
    preparing.plan(culture, version=culture.version, today=demo.today, by=admin)
    centre = preparing.create_reorganisation(
        name="Solbakken oppvekstsenter",
        starts=date(january.year, 8, 1),
        reason="Utredning: skolen og barnehagen blir én virksomhet fra skolestart.",
        **common,
    )
    opening = {"kind": StepKind.OPEN, "name": "Solbakken oppvekstsenter", "unit_kind": UnitKind.UNIT}
    new = preparing.add_steps(
        centre, steps=[{**opening, "target": units["oppvekst"], "person": demo.leaders["solbakken"]}], by=admin
    )[0]
    merged = [{"kind": StepKind.MERGE, "unit": units[key], "target_step": new} for key in ("solbakken", "elvebakken")]
    preparing.add_steps(centre, steps=merged, by=admin)
