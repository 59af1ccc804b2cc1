"""Meetings, adaptations, the activity requirement and the way forward, as parts of a case. [S3, S4]"""

from collections.abc import Collection
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kvalitet.deadlines.registry import register_source
from kvalitet.organisation.models import Person
from kvalitet.web.registry import register_panel
from kvalitet.web.shortcuts import Request
from sickleave.choices import LookRole
from sickleave.models import Adaptation, Case
from sickleave.queries.panels import adaptations_of, meetings_of
from sickleave.queries.year_end import year_end_of
from sickleave.rules.words import TASK_TITLE
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


def own_titles(pks: Collection[int], person: Person) -> dict[int, str]:
    """Say what to look at and for whom, to the one who sees the case now; made for the page and never stored."""
    rows = Adaptation.objects.visible_to(person).filter(pk__in=list(pks)).order_by()
    names = rows.values_list("pk", "case__person__first_name", "case__person__last_name")
    return {pk: _("Vurder tilretteleggingen for %(name)s") % {"name": f"{first} {last}"} for pk, first, last in names}


def load(pks: Collection[int]) -> dict[int, Adaptation]:
    """Fetch adaptations with their cases, in one query."""
    rows = Adaptation._base_manager.filter(pk__in=list(pks)).select_related("case").defer("what", "evaluation")
    return {row.pk: row for row in rows}


register_source(
    Adaptation,
    label=gettext_lazy("Sykefravær"),
    action_label=gettext_lazy("Vurder om det hjalp"),
    action_url=lambda row: reverse("sickleave:adaptation-evaluate", args=[row.case.uuid, row.uuid]),
    load=load,
    neutral_title=TASK_TITLE,
    own_titles=own_titles,
)
