"""Who leads which unit after a file of employees, and whose nearest leader isn't the one above them. Pure. [P3]"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kvalitet.imports.choices import LineKind
from kvalitet.imports.rules.people import Known, PeoplePlan
from kvalitet.imports.rules.people_rows import Employee, Places
from kvalitet.imports.rules.plan import Line
from kvalitet.imports.rules.values import folded

Who = str | int
"""Someone of the file by key, or someone stored who isn't in it by id."""


@dataclass(slots=True)
class LeaderPlan:
    """Who is to lead units, and who gets another nearest leader than the tree gives (None: none any more)."""

    units: dict[int, Who] = field(default_factory=dict)
    nearest: dict[str, Who | None] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)


class Leaders:
    """Works out leaders for one file; made for one use."""

    def __init__(
        self,
        plan: PeoplePlan,
        *,
        known: Mapping[int, Known],
        places: Places,
        present: Mapping[int, int],
        waiting: Mapping[int, str],
    ) -> None:
        self.plan, self.places, self.waiting = plan, places, waiting
        self.key_of = {one.id: key for key, one in plan.who.items()}
        gone = {step.known.id for step in plan.steps if step.known and step.last_day is not None}
        self.known = {pk: one for pk, one in known.items() if pk not in gone}
        self.leads: dict[int, Who] = {unit: self._who(pk) for unit, pk in present.items() if pk not in gone}
        self.names = self._names()
        self.found = LeaderPlan()

    def _who(self, pk: int) -> Who:
        return self.key_of.get(pk, pk)

    def _name(self, who: Who) -> str:
        return self.plan.employees[who].name if isinstance(who, str) else self.known[who].name

    def _names(self) -> dict[str, Who]:
        """Everyone who is here after the file, by number, e-mail and name; a name two have means neither."""
        named: dict[str, Who] = {}
        twice: set[str] = set()
        people: list[tuple[Who, str, str, str]] = [
            (key, one.number, one.email, one.name)
            for key, one in self.plan.employees.items()
            if key not in self.plan.ended
        ]
        people += [
            (pk, one.number, one.email, one.name)
            for pk, one in self.known.items()
            if one.is_active and pk not in self.key_of
        ]
        for who, number, email, name in people:
            for mark in {number.casefold(), email.casefold(), folded(name)} - {""}:
                if named.setdefault(mark, who) != who:
                    twice.add(mark)
        return {mark: who for mark, who in named.items() if mark not in twice}

    def find(self, text: str) -> Who | None:
        """The one a cell means."""
        return self.names.get(text.casefold()) or self.names.get(folded(text))

    def run(self) -> LeaderPlan:
        """Units first, since nearest leaders follow from them."""
        self._lead_units()
        unknown: dict[str, Employee] = {}
        for key, employee in self.plan.employees.items():
            if employee.leader and key not in self.plan.ended:
                self._nearest(key, employee, unknown)
        if unknown:
            self._tell_unknown(unknown)
        return self.found

    def _lead_units(self) -> None:
        wanted: dict[int, list[str]] = {}
        for key, employee in self.plan.employees.items():
            for unit in employee.leads if key not in self.plan.ended else []:
                wanted.setdefault(unit, []).append(key)
        for unit, text in self.waiting.items():
            who = self.find(text)
            if unit not in wanted and unit not in self.leads and who is not None:
                self._lead(unit, who)
        for unit, keys in wanted.items():
            if len(set(keys)) > 1:
                self._tell_two(unit, keys)
            elif self.leads.get(unit) != keys[0]:
                self._lead(unit, keys[0])

    def _lead(self, unit: int, who: Who) -> None:
        before = self.leads.get(unit)
        self.leads[unit] = self.found.units[unit] = who
        text = _("%(name)s blir leder.") % {"name": self._name(who)}
        if before is not None:
            text = _("%(name)s blir leder etter %(old)s.") % {"name": self._name(who), "old": self._name(before)}
        row = self.plan.employees[who].row if isinstance(who, str) else None
        self.found.lines.append(Line(LineKind.LEADER, self.places.names[unit], text, row, key=f"unit {unit}"))

    def _tell_two(self, unit: int, keys: list[str]) -> None:
        people = [self.plan.employees[key] for key in keys]
        names = ", ".join(one.name for one in people)
        text = _("Flere står som leder for %(unit)s: %(names)s. Ingen av dem er satt.")
        filled = text % {"unit": self.places.names[unit], "names": names}
        self.found.lines.append(Line(LineKind.NOTE, people[0].name, filled, people[0].row))

    def _nearest(self, key: str, employee: Employee, unknown: dict[str, Employee]) -> None:
        leader = self.find(employee.leader)
        if leader is None:
            unknown.setdefault(employee.leader, employee)
            return
        known = self.plan.who.get(key)
        now = self._who(known.override) if known is not None and known.override is not None else None
        wanted = None if leader in (self._above(key, employee), key) else leader
        if wanted != now:
            self.found.nearest[key] = wanted
            text = _("Nærmeste leder: %(name)s.") % {"name": self._name(leader)}
            self.found.lines.append(Line(LineKind.CHANGED, employee.name, text, employee.row, key=f"leader {key}"))

    def _above(self, key: str, employee: Employee) -> Who | None:
        """The leader the tree gives: the first at or above the largest post who is another."""
        posts = sorted(employee.posts, key=lambda post: -(post.percentage if post.percentage is not None else 100))
        place: int | None = posts[0].unit if posts else None
        while place is not None:
            leader = self.leads.get(place)
            if leader is not None and leader != key:
                return leader
            place = self.places.parents.get(place)
        return None

    def _tell_unknown(self, unknown: Mapping[str, Employee]) -> None:
        number = len(unknown)
        text = ngettext(
            "%(n)s leder i filen er ikke funnet. Skriv ansattnummer eller e-post: %(names)s.",
            "%(n)s ledere i filen er ikke funnet. Skriv ansattnummer eller e-post: %(names)s.",
            number,
        )
        first = next(iter(unknown.values()))
        names = ", ".join(list(unknown)[:10])
        self.found.lines.append(Line(LineKind.NOTE, first.name, text % {"n": number, "names": names}, first.row))
