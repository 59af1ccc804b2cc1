"""Who works in the demo: 600 and 40 people with posts, leaders with dates, roles and a stand-in."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from django.contrib.auth.hashers import make_password

from kvalitet.access import actions as access
from kvalitet.access.choices import Role
from kvalitet.history import actions as history
from kvalitet.organisation import actions as organisation
from kvalitet.organisation.choices import UnitKind
from kvalitet.organisation.models import Municipality, Person, Position, Unit
from reporting.demo.names import NameBox, username
from reporting.demo.units import ASHEIM, FJORDVIK, SERVICE_AREAS, UnitPlan
from reporting.demo.users import DEMO_PASSWORD, DEMO_USERS, DemoUser

OPENED = date(2020, 1, 1)
SHARES = (100, 100, 100, 80, 75, 60, 50)
LED_BY = {"langtid": "avdelingsleder", "furutun": "leder", "fjordvik": "direktor", "asheim": "nabo"}


@dataclass
class Demo:
    """What has been made so far, found by short keys; `leaders` by the key of the unit."""

    today: date
    chance: Random
    municipality: Municipality
    units: dict[str, Unit] = field(default_factory=dict)
    users: dict[str, Person] = field(default_factory=dict)
    leaders: dict[str, Person] = field(default_factory=dict)
    key_of: dict[int, str] = field(default_factory=dict)


class Staff:
    """Hires people into one municipality until every unit has those it should."""

    def __init__(self, demo: Demo, *, domain: str, names: NameBox, password: str) -> None:
        self.demo, self.domain, self.names, self.password = demo, domain, names, password
        self.number = 1000

    def user(self, user: DemoUser) -> Person:
        """Hire one of those who can sign in."""
        person = self._person(user.first_name, user.last_name, user.username, is_demo=True)
        self.demo.users[user.username] = self._hire([person], [(user.unit, user.title)] if user.unit else [])[0]
        return person

    def hire(self, *posts: tuple[str, str]) -> list[Person]:
        """Hire someone for each post: key of the unit and title."""
        people = []
        for _post in posts:
            first, last = self.names.draw()
            people.append(self._person(first, last, username(first, last), is_demo=False))
        return self._hire(people, list(posts))

    def _person(self, first: str, last: str, name: str, *, is_demo: bool) -> Person:
        self.number += 1
        return Person(
            municipality=self.demo.municipality,
            username=name,
            first_name=first,
            last_name=last,
            email=f"{name}@{self.domain}",
            employee_number=str(self.number),
            password=self.password if is_demo else make_password(None),
            is_demo=is_demo,
        )

    def _hire(self, people: list[Person], posts: list[tuple[str, str]]) -> list[Person]:
        hired = history.create_many(Person, people, by=None)
        held = [self._post(person, *post) for person, post in zip(hired, posts, strict=False)]
        history.create_many(Position, held, by=None)
        return hired

    def _post(self, person: Person, unit: str, title: str) -> Position:
        chance = self.demo.chance
        leads = title in LEADER_TITLES or person.is_demo
        starts = OPENED if leads else max(OPENED, self.demo.today - timedelta(days=chance.randrange(40, 2000)))
        percentage = 100 if leads else chance.choice(SHARES)
        return Position(person=person, unit=self.demo.units[unit], title=title, percentage=percentage, starts=starts)


LEADER_TITLES = {plan.leader for plan in [*FJORDVIK, *ASHEIM] if plan.leader} | {"Kommunedirektør"}


def open_units(demo: Demo, root: str, plans: list[UnitPlan]) -> None:
    """Open the tree of a municipality that has just been made."""
    demo.units[root] = Unit.objects.get(municipality=demo.municipality, kind=UnitKind.MUNICIPALITY)
    for plan in plans:
        demo.units[plan.key] = organisation.create_unit(
            parent=demo.units[plan.parent], name=plan.name, kind=plan.kind, opened=OPENED, by=None
        )
    demo.key_of |= {unit.pk: key for key, unit in demo.units.items()}


def hire_everybody(demo: Demo, root: str, plans: list[UnitPlan], *, domain: str, names: NameBox) -> Staff:
    """Hire users, leaders and staff, and let the leaders lead."""
    staff = Staff(demo, domain=domain, names=names, password=make_password(DEMO_PASSWORD))
    mine = [user for user in DEMO_USERS if (user.unit or "fjordvik") in demo.units]
    for user in mine:
        staff.user(user)
    hired = {key: sum(user.unit == key for user in mine) for key in demo.units}
    for key in LED_BY:
        if key in demo.units:
            _lead(demo, key, demo.users[LED_BY[key]])
    posts = [(root, "Rådgiver")] * (2 if root == "fjordvik" else 1)
    for plan in plans:
        if plan.leader and plan.key not in LED_BY:
            _lead(demo, plan.key, staff.hire((plan.key, plan.leader))[0])
            hired[plan.key] += 1
        left = range(plan.staff - hired[plan.key])
        posts += [(plan.key, plan.titles[number % len(plan.titles)]) for number in left]
    staff.hire(*posts)
    return staff


def _lead(demo: Demo, unit: str, person: Person) -> None:
    starts = OPENED + timedelta(days=demo.chance.randrange(0, 900))
    organisation.set_leader(demo.units[unit], person=person, starts=starts, by=None)
    demo.leaders[unit] = person


def change_leaders(demo: Demo) -> None:
    """A school has a new head since last August, and one unit waits for someone to lead it."""
    august = date(demo.today.year - (demo.today.month < 9), 8, 1)
    admin = demo.users["admin"]
    new = Person.objects.filter(positions__unit=demo.units["nordvik"], positions__title="Lektor").order_by("pk").first()
    if new is not None:
        reason = "Ny rektor fra skolestart."
        organisation.set_leader(demo.units["nordvik"], person=new, starts=august, by=admin, reason=reason)
        organisation.add_position(
            new, unit=demo.units["nordvik"], title="Rektor", percentage=100, starts=august, by=admin
        )
        demo.leaders["nordvik"] = new
    gone = Person.objects.filter(positions__unit=demo.units["plan"]).order_by("pk").first()
    if gone is not None:
        left = demo.today - timedelta(days=45)
        organisation.set_leader(demo.units["plan"], person=gone, starts=date(2021, 3, 1), by=None)
        organisation.set_leader(
            demo.units["plan"], person=None, starts=left, by=admin, reason="Har sluttet i stillingen."
        )


def give_roles(demo: Demo) -> None:
    """Give each of the ten the role the name says, the auditor's with an end."""
    root, furutun, users = demo.units["fjordvik"], demo.units["furutun"], demo.users
    for name, role, unit in (
        ("direktor", Role.CHIEF, root),
        ("hr", Role.HR, root),
        ("kvalitet", Role.QUALITY, root),
        ("verneombud", Role.SAFETY, furutun),
        ("tillitsvalgt", Role.UNION, root),
        ("admin", Role.ADMIN, root),
    ):
        access.give_role(users[name], role=role, unit=unit, starts=OPENED, by=None)
    access.give_role(
        users["revisor"],
        role=Role.AUDITOR,
        unit=root,
        starts=demo.today - timedelta(days=30),
        ends=demo.today + timedelta(days=150),
        by=users["admin"],
        reason="Forvaltningsrevisjon av virksomhetsstyringen.",
    )
    access.appoint_deputy(
        demo.leaders["kultur"],
        deputy=demo.leaders["samfunn"],
        starts=demo.today - timedelta(days=10),
        ends=demo.today + timedelta(days=20),
        reason="Permisjon",
        by=users["admin"],
    )


def make_service_areas(demo: Demo) -> None:
    """Group the units by the services they give."""
    for name, keys in SERVICE_AREAS.items():
        units = [demo.units[key] for key in keys]
        organisation.save_service_area(
            None, municipality=demo.municipality, name=name, units=units, by=demo.users["admin"]
        )
