"""Municipalities, units, people, posts, leaders and roles of a size."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain
from typing import Any

from django.contrib.auth.hashers import make_password

from kvalitet.access.choices import Role
from kvalitet.access.models import RoleAssignment
from kvalitet.organisation.choices import EmailMode, UnitKind
from kvalitet.organisation.models import Leadership, Municipality, Person, Placement, Position, ServiceArea, Unit
from reporting.demo.names import FIRST, LAST, username
from reporting.demo.sizes.copying import Writer
from reporting.demo.sizes.shape import Place, UnitRow, units_of
from reporting.demo.users import DEMO_PASSWORD, DEMO_USERS

OPENED = date(2020, 1, 1)
SHARES = (100, 100, 100, 80, 75, 60, 50)
MODES = [EmailMode.DIGEST.value] * 16 + [EmailMode.EACH.value] * 3 + [EmailMode.NONE.value]
LEADS = {
    UnitKind.MUNICIPALITY: "Kommunedirektør",
    UnitKind.SECTOR: "Kommunalsjef",
    UnitKind.UNIT: "Virksomhetsleder",
    UnitKind.DEPARTMENT: "Avdelingsleder",
}
TITLES = (
    *("Sykepleier", "Helsefagarbeider", "Lærer", "Barnehagelærer", "Assistent", "Rådgiver", "Konsulent", "Ingeniør"),
    *("Fagarbeider", "Vernepleier", "Saksbehandler", "Renholder", "Miljøterapeut", "Ergoterapeut"),
)
AREAS = ("Grunnskole", "Helse og omsorg", "Teknisk")
LED = {"direktor": UnitKind.MUNICIPALITY, "leder": UnitKind.UNIT, "avdelingsleder": UnitKind.DEPARTMENT}
STAFF_ROLES = {
    "hr": Role.HR,
    "kvalitet": Role.QUALITY,
    "verneombud": Role.SAFETY,
    "tillitsvalgt": Role.UNION,
    "revisor": Role.AUDITOR,
    "admin": Role.ADMIN,
}
NATIONAL = "nasjonal"
NATIONAL_ROLES = (Role.ADMIN, Role.HR)
NAMES = {user.username: (user.first_name, user.last_name) for user in DEMO_USERS} | {NATIONAL: ("Randi", "Nasjonal")}


def named_people(first: Place, *, is_national: bool) -> dict[int, str]:
    """Choose who can sign in with the demo's password, all in the first municipality: user name by id."""
    units = list(units_of(first))
    found = {}
    for name, kind in LED.items():
        unit = next((row for row in units if row.kind == kind and (row.children or kind != UnitKind.UNIT)), units[-1])
        found[first.leader_of(unit.id)] = name
    others = [*STAFF_ROLES, "ansatt", *([NATIONAL] if is_national else [])]
    last = first.first_person + first.people - 1
    return found | {last - index: name for index, name in enumerate(others)}


class Organisation:
    """Writes everything that is there before the first plan."""

    def __init__(self, writer: Writer, places: list[Place], today: date) -> None:
        self.writer, self.places, self.today, self.chance = writer, places, today, writer.chance
        self.named = named_people(places[0], is_national=len(places) > 1)
        self.people_count = sum(place.people for place in places)
        self.unit_count = sum(place.units for place in places)

    def write(self) -> None:
        """Write table after table; every row points only at rows whose ids are decided."""
        copy = self.writer.copy
        copy(Municipality, ("id", "slug", "name", "number"), self._municipalities(), total=len(self.places))
        columns: tuple[str, ...] = ("id", "municipality_id", "parent_id", "path", "next_step", "kind", "name", "code")
        copy(Unit, columns, self._units(), total=self.unit_count, opened=OPENED)
        below = ((row.id, row.parent) for _place, row in self._rows() if row.parent)
        copy(Placement, ("unit_id", "parent_id"), below, total=self.unit_count, starts=OPENED)
        person = ("id", "municipality_id", "username", "first_name", "last_name", "email", "employee_number")
        columns = (*person, "email_mode", "password", "is_demo")
        copy(Person, columns, self._people(), total=self.people_count)
        led = ((row.id, place.leader_of(row.id)) for place, row in self._rows())
        copy(Leadership, ("unit_id", "person_id"), led, total=self.unit_count, starts=OPENED)
        columns = ("person_id", "unit_id", "title", "percentage", "starts")
        copy(Position, columns, self._positions(), total=self.people_count)
        columns = ("person_id", "role", "unit_id", "municipality_id", "ends")
        starts = self.today - timedelta(days=30)
        copy(RoleAssignment, columns, self._roles(), total=len(self.places) * 4, starts=starts)
        areas = ((place.number + 1, name) for place in self.places for name in AREAS)
        copy(ServiceArea, ("municipality_id", "name"), areas, total=len(self.places) * len(AREAS))

    def _rows(self) -> Iterator[tuple[Place, UnitRow]]:
        for place in self.places:
            for row in units_of(place):
                yield place, row

    def _municipalities(self) -> Iterator[tuple[Any, ...]]:
        for place in self.places:
            yield place.number + 1, place.slug, f"{place.name} kommune", f"{9001 + place.number}"

    def _units(self) -> Iterator[tuple[Any, ...]]:
        for place, row in self._rows():
            yield row.id, place.number + 1, row.parent, row.path, row.children, row.kind, row.name, row.id

    def _people(self) -> Iterator[tuple[Any, ...]]:
        known = make_password(DEMO_PASSWORD)
        taken: Counter[str] = Counter()
        chance = self.chance
        for place in self.places:
            domain = f"{place.slug}.example"
            for number in range(place.people):
                pk = place.first_person + number
                name = self.named.get(pk)
                first, last = NAMES[name] if name else (chance.choice(FIRST), chance.choice(LAST))
                own = name or username(first, last)
                taken[own] += 1
                own += str(taken[own]) if taken[own] > 1 else ""
                password = known if name else f"!{chance.getrandbits(160):040x}"
                who = (pk, place.number + 1, own, first, last, f"{own}@{domain}", number + 1)
                yield (*who, chance.choice(MODES), password, bool(name))

    def _positions(self) -> Iterator[tuple[Any, ...]]:
        for place in self.places:
            rows = list(units_of(place))
            for row in rows:
                yield place.leader_of(row.id), row.id, LEADS[UnitKind(row.kind)], 100, OPENED
            for pk in range(place.first_person + place.units, place.first_person + place.people):
                if (name := self.named.get(pk)) == "revisor":
                    continue
                unit = self._home(rows, name)
                days = self.chance.randrange(40, 2000)
                share = self.chance.choice(SHARES)
                yield pk, unit.id, self.chance.choice(TITLES), share, max(OPENED, self.today - timedelta(days=days))

    def _home(self, rows: list[UnitRow], name: str | None) -> UnitRow:
        """Return where a person works: anywhere but on the root; «ansatt» in the department of «avdelingsleder»."""
        if name == "ansatt":
            return next((row for row in rows if row.kind == UnitKind.DEPARTMENT), rows[-1])
        if name is not None:
            return rows[1]
        return rows[self.chance.randrange(1, len(rows))]

    def _roles(self) -> Iterator[tuple[Any, ...]]:
        ids = {name: pk for pk, name in self.named.items()}
        for place in self.places:
            root, municipality = place.first_unit, place.number + 1
            yield place.leader_of(root), Role.CHIEF, root, municipality, None
            last = place.first_person + place.people - 1
            for index, (name, role) in enumerate(STAFF_ROLES.items()):
                if place.number == 0:
                    ends = self.today + timedelta(days=150) if role == Role.AUDITOR else None
                    yield ids[name], role, root, municipality, ends
                elif role in {Role.HR, Role.QUALITY, Role.ADMIN}:
                    yield last - index, role, root, municipality, None
        if NATIONAL in ids:
            pairs = chain.from_iterable(((place, role) for role in NATIONAL_ROLES) for place in self.places)
            for place, role in pairs:
                yield ids[NATIONAL], role, place.first_unit, place.number + 1, None
