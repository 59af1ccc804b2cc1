"""The monthly sums behind the figures of a place: one statement. [S6]"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from typing import Any

from django.db import connection

from kvalitet.organisation.models import Unit
from kvalitet.organisation.rules import STEP_LENGTH
from sickleave.rules.percent import SUM_NAMES, Sums

FIGURES_SQL = files("sickleave").joinpath("sql/figures.sql").read_text(encoding="utf-8")
SUMS = ", ".join(f"sum(r.{name})" for name in SUM_NAMES)


@dataclass
class MonthlySums:
    """What the database answered: months by branch, and the whole municipality's months."""

    cells: dict[date, dict[str, Sums]] = field(default_factory=dict)
    everybody: dict[date, Sums] = field(default_factory=dict)


def monthly_sums(unit: Unit, way: Sequence[str], first: date, last: date) -> MonthlySums:
    """Add up a municipality's months; `way` leads from the topmost place one sees down to the unit, by paths."""
    told: dict[str, Any] = {"top": way[0], "way": list(way), "step": STEP_LENGTH, "municipality": unit.municipality_id}
    with connection.cursor() as cursor:
        cursor.execute(FIGURES_SQL.format(sums=SUMS), told | {"first": first, "last": last})
        rows = cursor.fetchall()
    found = MonthlySums()
    for month, branch, *values in rows:
        sums = Sums(**dict(zip(SUM_NAMES, values, strict=True)))
        if branch:
            found.cells.setdefault(month, {})[branch] = sums
        else:
            found.everybody[month] = sums
    return found
