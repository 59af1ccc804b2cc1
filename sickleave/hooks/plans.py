"""The plan on the page of the case and on the employee's own; its deadlines in the list of tasks. [S3]"""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _

from kvalitet.access.decisions import may
from kvalitet.deadlines.registry import register_source
from kvalitet.organisation.models import Person
from kvalitet.web.registry import register_panel
from kvalitet.web.shortcuts import Request
from sickleave.choices import LookRole, PlanState
from sickleave.models import Case, FollowUpPlan
from sickleave.queries.plans import signatures
from sickleave.rules.words import CASE_TITLE, TASK_TITLE
from sickleave.views.opening import role_in
from sickleave.views.plan_page import STATE_COLORS


def plan_panel(request: Request, case: Case) -> dict[str, Any]:
    """Show how far the plan has come: state, version, signatures and dates; never what it says."""
    role = role_in(request.user, case)
    rows = FollowUpPlan.objects.visible_to(request.user).filter(case=case)
    if role != LookRole.LEADER:
        rows = rows.exclude(state=PlanState.DRAFT)
    plan = rows.select_related("leader_signed_by").defer(*SEALED).order_by("-number").first()
    found: dict[str, Any] = {"case": case, "plan": plan, "leads": bool(may(request.user, "sickleave.lead", case))}
    if plan is not None:
        plan.case = case
        found |= {"signatures": signatures(plan), "color": STATE_COLORS[PlanState(plan.state)]}
    found["waits"] = waits(plan, role)
    return {"template": "sickleave/plan_panel.html", **found}


SEALED = (
    *("typical_workday", "can_do", "cannot_do", "earlier_adaptation", "adaptation_ahead", "other_adaptation"),
    *("authority_measures", "follow_up", "employee_part", "not_taking_part_reason", "objection"),
)


NAMED = ("case__person__first_name", "case__person__last_name")


def waits(plan: FollowUpPlan | None, role: LookRole) -> bool:
    """Whether it is this person's turn to answer."""
    if plan is None or plan.state != PlanState.SHARED:
        return False
    if role == LookRole.EMPLOYEE:
        return plan.employee_signed_at is None and plan.objected_at is None
    return role == LookRole.LEADER and plan.leader_signed_at is None


def own_titles(pks: Collection[int], person: Person) -> dict[int, str]:
    """Say what the task is about, on the leader's own pages alone."""
    rows = FollowUpPlan.objects.visible_to(person).filter(pk__in=pks).select_related("case__person").only(*NAMED)
    return {row.pk: _("Vurder oppfølgingsplanen på nytt: %(who)s") % {"who": row.case.person} for row in rows}


register_panel("sickleave_case", plan_panel)
register_panel("sickleave_own", plan_panel)
register_source(
    FollowUpPlan,
    label=CASE_TITLE,
    action_label=CASE_TITLE,
    neutral_title=TASK_TITLE,
    own_titles=own_titles,
)
