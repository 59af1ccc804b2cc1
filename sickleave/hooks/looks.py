"""Who has opened the case, on the employee's page and for HR on the case; and what others may not count. [S5]"""

from typing import Any

from kvalitet.access.decisions import may
from kvalitet.notifications.registry import register_uncounted
from kvalitet.web.registry import register_panel
from kvalitet.web.shortcuts import Request
from sickleave.models import Case
from sickleave.queries.looks import MOST, lookers, looks_of

SHOWN = 5


def looks_panel(request: Request, case: Case) -> dict[str, Any] | None:
    """Show the last to open the case, and the way to the whole log; None for the leader."""
    if not may(request.user, "sickleave.own", case) and not may(request.user, "sickleave.follow_up", case):
        return None
    people = lookers(looks_of(case, request.user)[:MOST])
    return {
        "template": "sickleave/looks_panel.html",
        "case": case,
        "people": people[:SHOWN],
        "more": max(0, len(people) - SHOWN),
    }


register_panel("sickleave_own", looks_panel)
register_panel("sickleave_case", looks_panel)
register_uncounted("/sykefravaer/")
