"""Meetings, adaptations, the activity requirement and the way forward, as parts of a case. [S3, S4]"""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from kvalitet.web.registry import register_panel
from kvalitet.web.shortcuts import Request
from sickleave.choices import LookRole
from sickleave.models import Case
from sickleave.queries.panels import adaptations_of, meetings_of
from sickleave.queries.year_end import year_end_of
from sickleave.views.opening import has_reason, role_in


def meetings_panel(request: Request, case: Case) -> dict[str, Any]:
    """Show the meetings as dates, and what the leader may do about them."""
    role = role_in(request.user, case)
    return {"template": "sickleave/meetings_panel.html", "case": case, "role": role, **meetings_of(case, role)}


def adaptations_panel(request: Request, case: Case) -> dict[str, Any]:
    """Show what is changed at work; HR reads what it is after giving a reason."""
    role = role_in(request.user, case)
    return {
        "template": "sickleave/adaptations_panel.html",
        "case": case,
        "url": reverse("sickleave:adaptations", args=[case.uuid]),
        "can_add": role == LookRole.LEADER and case.is_open,
        "may_read": has_reason(request, case),
        **adaptations_of(case, timezone.localdate()),
    }


def activity_panel(request: Request, case: Case) -> dict[str, Any] | None:
    """Show how the activity requirement stands, once somebody has said so."""
    statement = case.activitystatements.first()
    if statement is None:
        return None
    return {
        "template": "sickleave/activity_panel.html",
        "statement": statement,
        "url": reverse("sickleave:activity", args=[case.uuid]),
    }


def year_end_panel(request: Request, case: Case) -> dict[str, Any] | None:
    """Show the last sick-pay day and the talk on the way forward, from the 39th week on."""
    return year_end_of(case, role_in(request.user, case), timezone.localdate())


def own_meetings_panel(request: Request, case: Case) -> dict[str, Any] | None:
    """Show the employee's meetings, once there are any."""
    panel = meetings_panel(request, case)
    return panel if panel["rows"] or panel["needs"] else None


def own_adaptations_panel(request: Request, case: Case) -> dict[str, Any] | None:
    """Show what is changed at the employee's work, once something is."""
    panel = adaptations_panel(request, case)
    return panel if panel["rows"] or panel["earlier"] else None


for panel in (meetings_panel, activity_panel, adaptations_panel, year_end_panel):
    register_panel("sickleave_case", panel)
for panel in (own_meetings_panel, activity_panel, own_adaptations_panel, year_end_panel):
    register_panel("sickleave_own", panel)
