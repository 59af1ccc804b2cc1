"""What the page of a plan shows, to each of those who may read it. [S3, S9]"""

from typing import Any

from kvalitet.web.shortcuts import Request
from sickleave.choices import LookRole, MilestoneState, PlanState, Step
from sickleave.models import Case, FollowUpPlan, Milestone
from sickleave.queries.activity import statement_with
from sickleave.queries.plans import evaluated, sendings, signatures, took_part, versions
from sickleave.rules.plan_state import needs
from sickleave.rules.plan_words import EMPLOYEE_PART, PARTS, TEXT_FIELDS
from sickleave.views.opening import role_in

STATE_COLORS = {PlanState.DRAFT: "neutral", PlanState.SHARED: "info", PlanState.SIGNED: "success"}
SENT_STEPS = (Step.PLAN_DOCTOR, Step.PLAN_NAV)


def plan_context(request: Request, case: Case, number: int | None) -> dict[str, Any]:
    """Gather a version, or the newest, with who has signed, what it lacks, and what may be done with it."""
    role = role_in(request.user, case)
    found = versions(case, request.user, role)
    plan = next((one for one in found if number is None or one.number == number), None)
    context: dict[str, Any] = {"case": case, "role": role, "plan": plan, "versions": found}
    is_newest = bool(plan and found and plan.pk == found[0].pk)
    context |= {"is_newest": is_newest, "sendings": sendings(case, request.user), **_steps(case, request.user)}
    context |= {"has_secret_draft": role != LookRole.LEADER and _has_draft(case, request.user)}
    if plan is not None:
        context |= _shown(plan, found) | _verbs(plan, role, is_newest=is_newest)
    return context


def _shown(plan: FollowUpPlan, found: list[FollowUpPlan]) -> dict[str, Any]:
    values = {name: getattr(plan, name) for name in (*TEXT_FIELDS, "evaluation_on", "employee_took_part")}
    return {
        "parts": [(part.label, values[part.name]) for part in PARTS],
        "employee_part": (EMPLOYEE_PART.label, plan.employee_part),
        "took_part": took_part(plan),
        "evaluated": evaluated(plan),
        "statement": statement_with(plan),
        "signatures": signatures(plan),
        "needs": [] if plan.is_signed else needs(values),
        "color": STATE_COLORS[PlanState(plan.state)],
        "has_previous": any(one.number == plan.number - 1 for one in found),
    }


def _verbs(plan: FollowUpPlan, role: LookRole, *, is_newest: bool) -> dict[str, bool]:
    """Say which buttons the person gets: only what can be done now."""
    is_leader, is_own = role == LookRole.LEADER and is_newest, role == LookRole.EMPLOYEE and is_newest
    is_shared, is_open = plan.state == PlanState.SHARED, not plan.is_signed
    return {
        "can_edit": is_leader and is_open,
        "can_share": is_leader and plan.state == PlanState.DRAFT,
        "can_sign": (is_leader and is_shared and not plan.leader_signed_at)
        or (is_own and is_shared and not plan.employee_signed_at),
        "can_finish": is_leader and is_shared and not plan.employee_signed_at,
        "can_answer": is_own and is_shared,
        "can_renew": is_leader and plan.is_signed,
        "can_send": is_leader and plan.is_signed,
    }


def _has_draft(case: Case, user: Any) -> bool:
    return FollowUpPlan.objects.visible_to(user).filter(case=case, state=PlanState.DRAFT).exists()


def _steps(case: Case, user: Any) -> dict[str, Any]:
    """Return the steps of sending that are settled, by name."""
    settled = (MilestoneState.DONE, MilestoneState.EXCEPTED)
    rows = Milestone.objects.visible_to(user).filter(case=case, step__in=SENT_STEPS, state__in=settled)
    return {"settled": {row.step: row for row in rows}}
