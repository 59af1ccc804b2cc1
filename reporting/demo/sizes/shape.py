"""How big each size is, and how it is divided on municipalities and units. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from kvalitet.organisation.choices import UnitKind
from kvalitet.organisation.rules import step

FIRST_NAMES = (
    "Alme Bjørke Brei Drage Eike Elve Falke Fure Gauke Grane Hassel Havre Hegge Issel Kalve Klokke Kråke Kvern Lerke "
    "Lynge Måse Nype Older Orre Rogne Selje Skarve Svane Tegle Terne Tinde Torne Ulve Vinter Ørne Åker"
)
LAST_NAMES = "bakken dal fjord heim holm lund mo nes strand sund vik voll"
FIRST_PARTS, LAST_PARTS = FIRST_NAMES.split(), LAST_NAMES.split()
SMALLEST = 12
FOLDED = str.maketrans("æøå", "aoa")
SECTORS = (
    *("Oppvekst og kultur", "Helse og mestring", "Samfunn og teknisk", "Stab og støtte"),
    *("Utdanning", "Velferd", "Byutvikling", "Kultur og idrett"),
)
UNIT_NAMES = (
    *("skole", "barnehage", "bo- og omsorgssenter", "hjemmetjeneste", "helsestasjon", "legevakt", "bibliotek"),
    *("kulturskole", "eiendom", "vei og park", "brannstasjon", "NAV-kontor", "barnevern", "dagsenter"),
)
WHERE = "Nord Sør Øst Vest Solbakken Lia Elva Haugen Torget Skogen Fjæra Åsen Myra Tunet Bekken Sletta"
PLACES = WHERE.split()
DEPARTMENTS = ("Avdeling A", "Avdeling B", "Avdeling C", "Natt", "Administrasjon", "Team 1", "Team 2", "Team 3")


@dataclass(frozen=True)
class Size:
    """Totals of a size; measures are counted for each action plan, of which there is one a year."""

    municipalities: int
    units: int
    people: int
    years: int
    group_measures: int
    """Given to every unit, each of which gets a task."""
    single_measures: int
    unit_plan_share: float
    """Of the units that can have a plan of their own."""
    events: int
    """Reported in the last three years."""
    absence_years: int
    """How far back absences go; about four a person and year."""

    def scaled(self, share: float) -> "Size":
        """Return a small one of the same shape."""
        places = max(1, round(self.municipalities * share))
        units = max(places * SMALLEST, round(self.units * share))
        people = max(round(self.people * share), units + places * SMALLEST)
        measures = self.group_measures, self.single_measures, self.unit_plan_share
        happened = {"events": round(self.events * share), "absence_years": self.absence_years}
        return Size(places, units, people, self.years, *measures, **happened)


SIZES = {
    "large": Size(1, 300, 3_000, 5, 34, 40, 0.4, 100_000, 3),
    "national": Size(357, 60_000, 450_000, 2, 3, 40, 0.4, 1_000_000, 1),
}


@dataclass(frozen=True)
class Place:
    """A municipality of a size: its number in the line, and which rows are its own (ids follow each other)."""

    number: int
    name: str
    first_unit: int
    units: int
    first_person: int
    people: int

    @property
    def slug(self) -> str:
        return self.name.lower().translate(FOLDED)

    def leader_of(self, unit_id: int) -> int:
        """Return the person who leads a unit: the first people lead the units in order."""
        return self.first_person + unit_id - self.first_unit


@dataclass(frozen=True)
class UnitRow:
    """A unit of a municipality's tree."""

    id: int
    parent: int | None
    path: str
    kind: str
    name: str
    children: int


def places(size: Size) -> list[Place]:
    """Divide the totals: the first is the largest, and half of the country lives in a tenth of the places."""
    units = _divided(size.units, size.municipalities, SMALLEST)
    people = _divided(size.people - size.units, size.municipalities, SMALLEST)
    found, next_unit, next_person = [], 1, 1
    for index in range(size.municipalities):
        name = FIRST_PARTS[index % len(FIRST_PARTS)] + LAST_PARTS[(index + index // len(FIRST_PARTS)) % len(LAST_PARTS)]
        staff = units[index] + people[index]
        found.append(Place(index, name, next_unit, units[index], next_person, staff))
        next_unit += units[index]
        next_person += staff
    return found


def _divided(total: int, parts: int, least: int) -> list[int]:
    """Divide a total with a long tail; every part gets the least there can be."""
    weights = [1 / (index + 8) for index in range(parts)]
    room = total - parts * least
    found = [least + int(room * weight / sum(weights)) for weight in weights]
    found[0] += total - sum(found)
    return found


def units_of(place: Place) -> Iterator[UnitRow]:
    """Give the tree: sectors, units (virksomheter) below them, and departments below half of those."""
    root = step(place.number)
    sectors = min(len(SECTORS), max(2, place.units // 20))
    middle = (place.units - 1 - sectors) * 6 // 10
    lowest = place.units - 1 - sectors - middle
    first = place.first_unit
    yield UnitRow(first, None, root, UnitKind.MUNICIPALITY, f"{place.name} kommune", sectors)
    for index in range(sectors):
        below = len(range(index, middle, sectors))
        yield UnitRow(first + 1 + index, first, root + step(index), UnitKind.SECTOR, SECTORS[index], below)
    homes = max(middle // 2, 1)
    for index in range(middle):
        sector, turn = index % sectors, index // sectors
        path = root + step(sector) + step(turn)
        name = f"{PLACES[turn % len(PLACES)]} {UNIT_NAMES[index % len(UNIT_NAMES)]}"
        row = first + 1 + sectors + index
        below = len(range(index, lowest, homes)) if index < homes else 0
        yield UnitRow(row, first + 1 + sector, path, UnitKind.UNIT, name, below)
    yield from _departments(place, sectors, middle, lowest)


def _departments(place: Place, sectors: int, middle: int, lowest: int) -> Iterator[UnitRow]:
    homes = max(middle // 2, 1)
    root = step(place.number)
    for index in range(lowest):
        home, turn = index % homes, index // homes
        path = root + step(home % sectors) + step(home // sectors) + step(turn)
        parent = place.first_unit + 1 + sectors + home
        row = place.first_unit + 1 + sectors + middle + index
        yield UnitRow(row, parent, path, UnitKind.DEPARTMENT, DEPARTMENTS[turn % len(DEPARTMENTS)], 0)
