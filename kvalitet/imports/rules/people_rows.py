"""Rows of a file of employees, each read by itself and gathered to one employee a number. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from kvalitet.imports.choices import LineKind
from kvalitet.imports.rules.plan import Line
from kvalitet.imports.rules.posts import Post
from kvalitet.imports.rules.values import (
    Unclear,
    are_shares,
    day_of,
    folded,
    is_email,
    percentage_of,
    says_yes,
    shown_day,
    split_name,
)

Rows = Sequence[tuple[int, Mapping[str, str]]]


@dataclass(frozen=True, slots=True)
class Places:
    """The open units: by number, by name (where only one has it), names and parents by id."""

    by_code: Mapping[str, int]
    by_name: Mapping[str, int]
    names: Mapping[int, str]
    parents: Mapping[int, int | None]

    def find(self, code: str, name: str) -> int | None:
        """The unit a row means; the number counts before the name."""
        if code and (found := self.by_code.get(code.casefold())) is not None:
            return found
        if not name:
            return None
        return self.by_name.get(folded(name), self.by_code.get(name.casefold()))


@dataclass(slots=True)
class Employee:
    """One person of the file, with the rows and posts that are theirs."""

    key: str
    number: str
    first: str
    last: str
    email: str
    row: int
    cells: Mapping[str, str]
    posts: list[Post] = field(default_factory=list)
    leader: str = ""
    leads: list[int] = field(default_factory=list)

    @property
    def name(self) -> str:
        return f"{self.first} {self.last}".strip()


@dataclass(slots=True)
class Read:
    """What the rows came to; `spared` names those a bad row may be about, so that nobody is closed by a slip."""

    employees: dict[str, Employee] = field(default_factory=dict)
    bad: list[Line] = field(default_factory=list)
    spared: set[str] = field(default_factory=set)


def read_people(rows: Rows, places: Places) -> Read:
    """Read every row; what is wrong with one stops no other."""
    read = Read()
    says_end = any("ends" in cells for _number, cells in rows[:1])
    is_share = are_shares([cells.get("percentage", "") for _number, cells in rows])
    emails: dict[str, Employee] = {}
    for number, cells in rows:
        try:
            one = _read(number, cells, places, is_share=is_share, says_end=says_end)
            _refuse_double(one, read.employees.get(one.key), emails)
        except Unclear as unclear:
            read.bad.append(Line(LineKind.BAD, _name(cells), str(unclear), number, cells=cells))
            read.spared |= _marks(cells)
            continue
        if one.email:
            emails.setdefault(one.email.casefold(), one)
        known = read.employees.setdefault(one.key, one)
        if known is not one:
            known.posts += one.posts
            known.leads += one.leads
            known.leader = known.leader or one.leader
            known.email = known.email or one.email
    return read


def _name(cells: Mapping[str, str]) -> str:
    return cells.get("name") or f"{cells.get('first_name', '')} {cells.get('last_name', '')}".strip()


def _marks(cells: Mapping[str, str]) -> set[str]:
    first, last = _names(cells)
    return {
        mark
        for mark in (
            cells.get("number", "").strip().casefold(),
            cells.get("email", "").strip().casefold(),
            folded(f"{first} {last}"),
        )
        if mark
    }


def _names(cells: Mapping[str, str]) -> tuple[str, str]:
    first, last = cells.get("first_name", "").strip(), cells.get("last_name", "").strip()
    if first and last:
        return first, last
    return split_name(cells.get("name", "") or f"{first} {last}")


def _read(number: int, cells: Mapping[str, str], places: Places, *, is_share: bool, says_end: bool) -> Employee:
    first, last = _names(cells)
    if not first or not last:
        raise Unclear(_("Raden mangler fornavn eller etternavn."))
    if len(first) > 100 or len(last) > 100:
        raise Unclear(_("Navnet er for langt. Det er plass til 100 tegn i fornavn og etternavn."))
    employee, email = cells.get("number", "").strip(), cells.get("email", "").strip()
    if email and not is_email(email):
        raise Unclear(
            _("E-postadressen «%(email)s» er ikke gyldig. Skriv den slik: navn@kommune.no.") % {"email": email}
        )
    if not employee and not email:
        raise Unclear(_("Raden mangler ansattnummer. Uten nummer må den ha e-post, så vi vet hvem det er."))
    one = Employee(employee.casefold() or email.casefold(), employee, first, last, email, number, cells)
    post = _post(cells, places, is_share=is_share, says_end=says_end)
    if post is not None:
        one.posts.append(post)
    _read_leader(one, cells, post)
    return one


def _post(cells: Mapping[str, str], places: Places, *, is_share: bool, says_end: bool) -> Post | None:
    code, name = cells.get("unit_code", "").strip(), cells.get("unit", "").strip()
    unit = places.find(code, name)
    if unit is None and (code or name):
        text = _("Enheten «%(unit)s» finnes ikke, eller flere heter det. Legg inn organisasjonen først.")
        raise Unclear(text % {"unit": " ".join(part for part in (code, name) if part)})
    starts, ends = _day(cells, "starts", _("Fra-datoen")), _day(cells, "ends", _("Til-datoen"))
    if starts and ends and ends < starts:
        text = _("Til-datoen %(ends)s er før fra-datoen %(starts)s.")
        raise Unclear(text % {"ends": shown_day(ends), "starts": shown_day(starts)})
    try:
        percentage = percentage_of(cells.get("percentage", ""), is_share=is_share)
    except Unclear as unclear:
        text = _("Stillingsprosenten «%(text)s» er ikke et tall fra 0 til 100.") % {"text": unclear}
        raise Unclear(text) from unclear
    if unit is None:
        return None
    title = cells.get("title", "").strip() or None
    return Post(unit, places.names[unit], title, percentage, starts, ends, says_end)


def _day(cells: Mapping[str, str], key: str, label: str) -> date | None:
    try:
        return day_of(cells.get(key, ""))
    except Unclear as unclear:
        text = _("%(label)s «%(text)s» er ikke en dato. Skriv den slik: 31.12.2026.")
        raise Unclear(text % {"label": label, "text": unclear}) from unclear


def _read_leader(one: Employee, cells: Mapping[str, str], post: Post | None) -> None:
    """A column «leder» says either that the person leads the unit (ja, x), or who leads the person."""
    written = cells.get("leader", "").strip()
    leads = says_yes(written) if written else None
    if leads is None:
        one.leader = written
    if (leads or says_yes(cells.get("leads", ""))) and post is not None:
        one.leads.append(post.unit)


def _refuse_double(one: Employee, same: Employee | None, emails: Mapping[str, Employee]) -> None:
    if same is not None and folded(same.name) != folded(one.name):
        text = _("Ansattnummeret er det samme som på rad %(row)s, men navnet er et annet.")
        raise Unclear(text % {"row": same.row})
    other = emails.get(one.email.casefold()) if one.email else None
    if other is not None and other.key != one.key:
        text = _("E-postadressen er den samme som på rad %(row)s, men ansattnummeret er et annet.")
        raise Unclear(text % {"row": other.row})
