"""Who has opened a case, gathered so that it can be read. [S5]"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from sickleave.choices import LookRole
from sickleave.models import Case, CaseLook

MOST = 5000


@dataclass
class Looker:
    """One who has opened the case: as what, how often, when last, and HR's reasons, newest first."""

    name: str
    role: str
    times: int = 0
    last: datetime | None = None
    reasons: list[str] = field(default_factory=list)


def looks_of(case: Case, user: Any) -> QuerySet[CaseLook]:
    """Return the looks at a case, for those who may see them, newest first."""
    rows: QuerySet[CaseLook] = CaseLook.objects.visible_to(user).filter(case=case)
    return rows.select_related("person").order_by("-at", "-id")


def lookers(rows: Iterable[CaseLook]) -> list[Looker]:
    """Gather looks by person and role, the last to look first; the employee's own are left out."""
    found: dict[tuple[int, str], Looker] = {}
    for row in rows:
        if row.role == LookRole.EMPLOYEE:
            continue
        one = found.setdefault((row.person_id, row.role), Looker(str(row.person), row.get_role_display()))
        one.times += 1
        one.last = one.last or row.at
        if row.reason and row.reason not in one.reasons:
            one.reasons.append(row.reason)
    return list(found.values())
