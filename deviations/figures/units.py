"""Unit by unit in the order of the tree: each against its own history, never ranked by what it reports. [D12]"""

from collections.abc import Sequence
from dataclasses import dataclass

from deviations.figures.charts import hidden
from deviations.figures.found import SENSITIVE_BELOW, Found, UnitFigures
from deviations.figures.words import against_label, number, silence_words
from deviations.rules.rates import Against
from kvalitet.figures.charts import written
from kvalitet.figures.rules.suppression import masked

TONES = {Against.FEWER: "warning", Against.MORE: "info", Against.AS_BEFORE: "success", Against.TOO_FEW: "neutral"}


@dataclass(frozen=True)
class Shown:
    """One line of the table, as it may be shown."""

    name: str
    uuid: str
    is_self: bool
    count: str
    late: str
    fte: str
    rate: str
    usual: str
    against: str
    tone: str
    silence: str
    rows_url: str
    late_url: str


def unit_table(found: Found) -> list[Shown]:
    """Return the units with what could tell who it was left out; nothing where there is only one."""
    rows = found.unit_rows
    if len(rows) < 2:
        return []
    masks = masked([[row.count] for row in rows], sensitive=lambda row, _column: _is_small(rows, row))
    lates = masked([[row.late] for row in rows], sensitive=lambda row, _column: _is_small(rows, row))
    quiet = {str(uuid): silence_words(silence) for uuid, _name, silence in found.silent}
    return [_shown(found, row, (index, 0) in masks, (index, 0) in lates, quiet) for index, row in enumerate(rows)]


def _is_small(rows: Sequence[UnitFigures], index: int) -> bool:
    """Whether few enough work in a part to be recognised; the last line is the total."""
    people = sum(row.people for row in rows) if index == len(rows) else rows[index].people
    return people < SENSITIVE_BELOW


def _shown(found: Found, row: UnitFigures, is_hidden: bool, is_late_hidden: bool, quiet: dict[str, str]) -> Shown:
    uuid = str(row.part.uuid)
    place = {"bare": "1"} if row.part.is_self else {}
    return Shown(
        name=row.part.label,
        uuid=uuid,
        is_self=row.part.is_self,
        count=hidden() if is_hidden else written(row.count),
        late=hidden() if is_late_hidden else written(row.late),
        fte=number(row.fte),
        rate=hidden() if is_hidden else number(row.rate),
        usual=number(row.usual),
        against=hidden() if is_hidden else against_label(row),
        tone="neutral" if is_hidden else TONES[row.against],
        silence=quiet.get(uuid, ""),
        rows_url="" if is_hidden or not row.count else found.url(enhet=uuid, **place),
        late_url="" if is_late_hidden or not row.late else found.url(enhet=uuid, vis="forsinket", **place),
    )
