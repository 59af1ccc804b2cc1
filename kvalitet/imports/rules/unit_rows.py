"""Rows of a file of units, each read by itself; what is wrong with one stops no other. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from kvalitet.imports.choices import LineKind
from kvalitet.imports.rules.plan import Line
from kvalitet.imports.rules.values import Unclear, day_of, folded
from kvalitet.organisation.choices import UnitKind

KINDS = {
    UnitKind.MUNICIPALITY: ("kommune", "kommunen", "rådmann", "kommunedirektør"),
    UnitKind.SECTOR: ("kommunalområde", "sektor", "tjenesteområde", "etat", "stab", "område", "kommunalsjefområde"),
    UnitKind.UNIT: ("virksomhet", "enhet", "resultatenhet", "skole", "barnehage", "sykehjem"),
    UnitKind.DEPARTMENT: ("avdeling", "seksjon", "team", "gruppe", "fagområde"),
}
KIND_OF = {folded(word): kind for kind, words in KINDS.items() for word in words}


@dataclass(slots=True)
class UnitRow:
    """A row that could be read; `key` is its number, or its name and parent where it has none."""

    number: int
    key: str
    code: str
    name: str
    parent: str
    kind: str
    leader: str
    opened: date | None
    cells: Mapping[str, str] = field(default_factory=dict)
    is_root: bool = False
    is_guess: bool = False
    """The kind is ours: it counts for a new unit only."""


def read_units(
    rows: Sequence[tuple[int, Mapping[str, str]]], *, root_name: str, root_code: str
) -> tuple[list[UnitRow], list[Line]]:
    """Read every row; a row that can't be read, or comes twice, is told with its reason."""
    found: dict[str, UnitRow] = {}
    bad: list[Line] = []
    for number, cells in rows:
        try:
            row = _read(number, cells)
        except Unclear as unclear:
            bad.append(Line(LineKind.BAD, cells.get("name", ""), str(unclear), number, cells=cells))
            continue
        first = found.get(row.key)
        if first is not None:
            text = _("Enheten står også på rad %(row)s. Bare den første er brukt.") % {"row": first.number}
            bad.append(Line(LineKind.BAD, row.name, text, number, cells=cells))
            continue
        found[row.key] = row
    bad += _namesakes(found)
    _find_root(list(found.values()), root_name, root_code)
    _guess_kinds(found)
    return list(found.values()), bad


def _namesakes(found: dict[str, UnitRow]) -> list[Line]:
    """Take away rows that share their name with others and have no number to tell them apart."""
    names = Counter(folded(row.name) for row in found.values())
    alike = [row for row in found.values() if not row.code and names[folded(row.name)] > 1]
    for row in alike:
        del found[row.key]
    text = _("Flere enheter heter dette. Gi dem enhetsnummer, så vi vet hvilken du mener.")
    return [Line(LineKind.BAD, row.name, text, row.number, cells=row.cells) for row in alike]


def _read(number: int, cells: Mapping[str, str]) -> UnitRow:
    name, code, parent = (cells.get(key, "").strip() for key in ("name", "code", "parent"))
    if not name:
        raise Unclear(_("Raden mangler navn på enheten."))
    try:
        opened = day_of(cells.get("opened", ""))
    except Unclear as unclear:
        text = _("Fra-datoen «%(text)s» er ikke en dato. Skriv den slik: 31.12.2026.") % {"text": unclear}
        raise Unclear(text) from unclear
    written = cells.get("kind", "").strip()
    kind = KIND_OF.get(folded(written), "")
    if written and not kind:
        text = _("Typen «%(kind)s» er ukjent. Skriv kommunalområde, virksomhet eller avdeling.") % {"kind": written}
        raise Unclear(text)
    key = code.casefold() or f"{folded(parent)}/{folded(name)}"
    leader = cells.get("leader", "").strip()
    return UnitRow(number, key, code, name, parent, kind, leader, opened, cells)


def _find_root(rows: list[UnitRow], root_name: str, root_code: str) -> None:
    """The row that is the municipality itself, if the file has one."""
    plain = folded(root_name).removesuffix(" kommune")
    tops = [row for row in rows if not row.parent or row.parent in {row.code, row.name}]
    for row in tops:
        is_code = bool(root_code) and row.code.casefold() == root_code.casefold()
        same_name = folded(row.name).removesuffix(" kommune") == plain
        if is_code or row.kind == UnitKind.MUNICIPALITY or same_name:
            row.is_root, row.parent, row.kind = True, "", UnitKind.MUNICIPALITY
            return


def _guess_kinds(rows: Mapping[str, UnitRow]) -> None:
    """Without a column of types a top unit with units below is a sector, and what lies under units is a department."""
    if any(row.kind for row in rows.values() if not row.is_root):
        for row in rows.values():
            row.is_guess = not row.kind
            row.kind = row.kind or UnitKind.UNIT
        return
    names = {folded(row.name): row for row in rows.values()}
    above = {row.key: rows.get(row.parent.casefold()) or names.get(folded(row.parent)) for row in rows.values()}
    parents = {parent.key for parent in above.values() if parent is not None}
    for row in rows.values():
        if row.is_root:
            continue
        depth, seen, place = 1, {row.key}, above[row.key]
        while place is not None and not place.is_root and place.key not in seen:
            depth, seen = depth + 1, seen | {place.key}
            place = above[place.key]
        top = UnitKind.SECTOR if row.key in parents else UnitKind.UNIT
        row.kind = top if depth == 1 else UnitKind.UNIT if depth == 2 else UnitKind.DEPARTMENT
        row.is_guess = True
