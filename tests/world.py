"""One world of named people, made once through actions and kept in the test database.

Fjordvik kommune
├── Oppvekst                    Eli leads
│   ├── Solbakken skole         Kari leads; Ola works here, Vera is its safety representative
│   │   ├── Mellomtrinnet       Dag leads
│   │   └── SFO Solbakken       nobody leads
│   └── Elvebakken barnehage    Per leads
└── Helse og omsorg             Hilde leads
    ├── Hjemmetjenesten         Jon leads
    └── Furutun sykehjem        nobody leads
Anne is chief executive and leads the municipality. Heidi (HR), Kim (quality), Tore (union) and Siri (administrator)
hold their roles on the whole of it; Rolf (auditor) does so until the end of 2030.
Åsheim kommune has Nils, its chief executive, who must never see a thing.

`plan` is published: its `goal` with `subgoal` holds `measure`, which Kari answers for, and `shared_measure`, which
every leader of a virksomhet answers for («Virksomhetslederne»). `draft` belongs to the school and is not published:
`draft_goal`, `draft_measure`. `task` is Kari's, `unit_task` is the school's share of the shared measure.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django_scopes import scopes_disabled

from goals import models as goals
from goals.actions.goals import create_goal, create_subgoal
from goals.actions.groups import save_group
from goals.actions.measures import ResponsibleChoice, create_measure
from goals.actions.plans import create_plan, publish_plan
from goals.choices import DueKind, GroupRule, Perspective, PlanKind
from kvalitet.access.actions import give_role
from kvalitet.access.choices import Role
from kvalitet.organisation import actions as organisation
from kvalitet.organisation.choices import UnitKind
from kvalitet.organisation.models import Municipality, Person, Unit

OPENED = date(2020, 1, 1)
AUDIT_ENDS = date(2030, 12, 31)

UNITS = [
    ("oppvekst", "fjordvik", UnitKind.SECTOR, "Oppvekst"),
    ("skole", "oppvekst", UnitKind.UNIT, "Solbakken skole"),
    ("mellomtrinnet", "skole", UnitKind.DEPARTMENT, "Mellomtrinnet"),
    ("sfo", "skole", UnitKind.DEPARTMENT, "SFO Solbakken"),
    ("barnehage", "oppvekst", UnitKind.UNIT, "Elvebakken barnehage"),
    ("helse", "fjordvik", UnitKind.SECTOR, "Helse og omsorg"),
    ("hjemmetjenesten", "helse", UnitKind.UNIT, "Hjemmetjenesten"),
    ("sykehjem", "helse", UnitKind.UNIT, "Furutun sykehjem"),
]
PEOPLE = [
    ("anne", "Anne", "Aasen", "fjordvik", "Kommunedirektør"),
    ("eli", "Eli", "Engen", "oppvekst", "Kommunalsjef"),
    ("kari", "Kari", "Kvam", "skole", "Rektor"),
    ("ola", "Ola", "Olsen", "skole", "Lærer"),
    ("dag", "Dag", "Dahl", "mellomtrinnet", "Avdelingsleder"),
    ("per", "Per", "Pettersen", "barnehage", "Styrer"),
    ("hilde", "Hilde", "Haug", "helse", "Kommunalsjef"),
    ("jon", "Jon", "Jensen", "hjemmetjenesten", "Virksomhetsleder"),
    ("heidi", "Heidi", "Hansen", "fjordvik", "HR-rådgiver"),
    ("kim", "Kim", "Knutsen", "fjordvik", "Kvalitetsrådgiver"),
    ("vera", "Vera", "Viken", "skole", "Lærer"),
    ("tore", "Tore", "Tangen", "hjemmetjenesten", "Sykepleier"),
    ("siri", "Siri", "Solberg", "fjordvik", "IKT-rådgiver"),
    ("rolf", "Rolf", "Ruud", None, ""),
    ("nils", "Nils", "Nordli", "asheim", "Kommunedirektør"),
]
LEADERS = [
    ("fjordvik", "anne"),
    ("oppvekst", "eli"),
    ("skole", "kari"),
    ("mellomtrinnet", "dag"),
    ("barnehage", "per"),
    ("helse", "hilde"),
    ("hjemmetjenesten", "jon"),
    ("asheim", "nils"),
]
ROLES = [
    ("anne", Role.CHIEF, "fjordvik", None),
    ("heidi", Role.HR, "fjordvik", None),
    ("kim", Role.QUALITY, "fjordvik", None),
    ("vera", Role.SAFETY, "skole", None),
    ("tore", Role.UNION, "fjordvik", None),
    ("rolf", Role.AUDITOR, "fjordvik", AUDIT_ENDS),
    ("siri", Role.ADMIN, "fjordvik", None),
    ("nils", Role.CHIEF, "asheim", None),
]
UNIT_NAMES = {key: name for key, _parent, _kind, name in UNITS}
MUNICIPALITIES = {
    "fjordvik": ("fjordvik-test", "Fjordvik kommune", "9901"),
    "asheim": ("asheim-test", "Åsheim kommune", "9902"),
}
PLAN_ROWS = {
    "plan": (goals.Plan, {"name": "Handlingsplan"}),
    "draft": (goals.Plan, {"name": "Virksomhetsplan for skolen"}),
    "goal": (goals.Goal, {"title": "Trygge skoler"}),
    "draft_goal": (goals.Goal, {"title": "Lesing i alle fag"}),
    "subgoal": (goals.SubGoal, {"goal__title": "Trygge skoler"}),
    "measure": (goals.Measure, {"title": "Ansette miljøterapeut"}),
    "shared_measure": (goals.Measure, {"title": "Lage beredskapsplan"}),
    "draft_measure": (goals.Measure, {"title": "Kjøpe bøker"}),
    "task": (goals.MeasureTask, {"measure__title": "Ansette miljøterapeut"}),
    "unit_task": (goals.MeasureTask, {"measure__title": "Lage beredskapsplan", "unit__name": "Solbakken skole"}),
    "group": (goals.Group, {"name": "Virksomhetslederne"}),
}


@dataclass
class World:
    """Fresh rows for one test: `world.kari`, `world.skole` (unit), `world.measure`, `world.municipality`."""

    municipality: Municipality
    neighbour: Municipality
    people: dict[str, Person] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    plans: dict[str, Any] = field(default_factory=dict)

    def __getattr__(self, name: str):
        """Answer `world.kari` with the person and `world.skole` with the unit."""
        if name.startswith("_"):
            raise AttributeError(name)
        if not self.plans and name in PLAN_ROWS:
            self.plans = _load_plans()
        for rows in (self.people, self.units, self.plans):
            if name in rows:
                return rows[name]
        raise AttributeError(name)


def build() -> None:
    """Make everything through actions."""
    units: dict[str, Unit] = {}
    for key, (slug, name, number) in MUNICIPALITIES.items():
        made = organisation.create_municipality(slug=slug, name=name, number=number, opened=OPENED, by=None)
        units[key] = Unit.objects.get(municipality=made, parent=None)
    for key, parent, kind, name in UNITS:
        units[key] = organisation.create_unit(parent=units[parent], name=name, kind=kind, opened=OPENED, by=None)
    people: dict[str, Person] = {}
    for username, first, last, unit, title in PEOPLE:
        people[username] = _person(username, first, last, units, unit, title)
    for unit, username in LEADERS:
        organisation.set_leader(units[unit], person=people[username], starts=OPENED, by=None)
    for username, role, unit, ends in ROLES:
        give_role(people[username], role=role, unit=units[unit], starts=OPENED, ends=ends, by=None)
    with scopes_disabled():
        _plans(units, people)


def _plans(units: dict[str, Unit], people: dict[str, Person]) -> None:
    everyone = save_group(
        None,
        municipality=units["fjordvik"].municipality,
        name="Virksomhetslederne",
        rule=GroupRule.UNIT_LEADERS,
        by=None,
    )
    years = {"starts_year": 2024, "ends_year": 2034}
    plan = create_plan(
        unit=units["fjordvik"], kind=PlanKind.ACTION_PLAN, name="Handlingsplan", **years, by=people["kim"]
    )
    goal = create_goal(plan, title="Trygge skoler", perspective=Perspective.SERVICES, by=None)
    subgoal = create_subgoal(goal, title="Alle elever har en voksen å snakke med", by=None)
    due = {"due_kind": DueKind.DATE, "due": date(2030, 6, 28), "due_text": "28.6.2030"}
    kari = [ResponsibleChoice(person=people["kari"])]
    create_measure(goal, subgoal=subgoal, title="Ansette miljøterapeut", responsible=kari, by=None, **due)
    create_measure(goal, title="Lage beredskapsplan", responsible=[ResponsibleChoice(group=everyone)], by=None, **due)
    publish_plan(plan, by=people["kim"])
    draft = create_plan(
        unit=units["skole"], kind=PlanKind.UNIT_PLAN, name="Virksomhetsplan for skolen", **years, by=people["kari"]
    )
    idea = create_goal(draft, title="Lesing i alle fag", perspective=Perspective.SERVICES, by=None)
    create_measure(idea, title="Kjøpe bøker", responsible=kari, by=None, **due)


def _person(username: str, first: str, last: str, units: dict[str, Unit], unit: str | None, title: str) -> Person:
    home = "asheim" if unit == "asheim" else "fjordvik"
    person = organisation.create_person(
        username=username,
        first_name=first,
        last_name=last,
        email=f"{username}@{home}.example",
        municipality=units[home].municipality,
        by=None,
    )
    if unit is not None:
        organisation.add_position(person, unit=units[unit], title=title, percentage=100, starts=OPENED, by=None)
    return person


def load() -> World:
    """Read the world back, in three queries; made again if a test has emptied the database."""
    slugs = {key: slug for key, (slug, _name, _number) in MUNICIPALITIES.items()}
    found = {row.slug: row for row in Municipality.objects.filter(slug__in=slugs.values())}
    if not found:
        build()
        return load()
    world = World(found[slugs["fjordvik"]], found[slugs["asheim"]])
    usernames = [username for username, *_rest in PEOPLE]
    world.people = {row.username: row for row in Person.objects.filter(username__in=usernames)}
    by_name = {name: key for key, name in UNIT_NAMES.items()}
    for unit in Unit.objects.filter(municipality__in=found.values()).select_related("municipality"):
        if unit.parent_id is None:
            world.units["fjordvik" if unit.municipality == world.municipality else "asheim"] = unit
        elif unit.name in by_name:
            world.units[by_name[unit.name]] = unit
    return world


def _load_plans() -> dict[str, Any]:
    with scopes_disabled():
        return {name: model.objects.get(**found) for name, (model, found) in PLAN_ROWS.items()}
