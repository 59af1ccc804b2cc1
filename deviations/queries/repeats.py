"""How often the same happens again after it was said to be solved. [D7, D10]"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deviations.models import Deviation

SQL = files("deviations").joinpath("sql/repeats.sql").read_text(encoding="utf-8")
WITHIN = timedelta(days=180)
"""An event that comes later than so after a closing isn't held against it."""


@dataclass(frozen=True)
class Repeats:
    """Events reported in a period, and those of them that came back."""

    reported: int
    repeated: int

    @property
    def share(self) -> float | None:
        """The share that came back, from 0 to 1; none where nothing was reported."""
        return self.repeated / self.reported if self.reported else None


def repeats(rows: QuerySet[Deviation], *, since: datetime, until: datetime) -> Repeats:
    """Count what was reported in a period, and what of it came after one of its unit and category had been closed.

    `rows` starts with `visible_to`, and is not narrowed in time: what was closed before the period counts too.
    """
    told = Q(created_at__gte=since) | Q(closed_at__gte=since - WITHIN)
    kept = rows.filter(told, created_at__lt=until).order_by()
    try:
        chosen, values = kept.values(
            "unit_id", "category_id", "created_at", "closed_at", "state"
        ).query.sql_with_params()
    except EmptyResultSet:
        return Repeats(0, 0)
    with connection.cursor() as cursor:
        named: list[Any] = [*values, since, WITHIN]
        cursor.execute(SQL.format(chosen=chosen), named)
        reported, repeated = cursor.fetchone()
    return Repeats(reported, repeated)


def told(found: Repeats, days: int) -> str:
    """«12 av 120 hendelser de siste 90 dagene kom etter at en av samme slag i enheten var lukket.»"""
    if not found.reported:
        return ""
    text = ngettext(
        "%(repeated)s av %(reported)s hendelse de siste %(days)s dagene kom etter at en av samme kategori i "
        "enheten var lukket.",
        "%(repeated)s av %(reported)s hendelser de siste %(days)s dagene kom etter at en av samme kategori i "
        "enheten var lukket.",
        found.reported,
    )
    return text % {"repeated": found.repeated or _("Ingen"), "reported": found.reported, "days": days}
