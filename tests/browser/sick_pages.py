"""Which case of the demo stands behind the pages of one: the leader of Langtidsavdelingen opens them."""

from typing import Any

from sickleave.choices import MilestoneState, Step
from sickleave.models import Adaptation, Case, Contact, FollowUpPlan, Meeting, Milestone

STEPS = {
    "milestone-done": ([Step.NAV_NEED, Step.W52], MilestoneState.DONE),
    "milestone-except": ([Step.PLAN, Step.DM1], MilestoneState.WAITING),
    "milestone-undo": (list(Step), MilestoneState.DONE),
}


OF_MEETINGS = ("meeting", "adaptation", "nav-", "activity", "way-forward", "maxdato")
OF_SIGNED_PLANS = ("plan-version", "plan-changes", "plan-pdf", "plan-package", "plan-send")
CASE_PAGES = ("case", "contact", "milestone", "plan", *OF_MEETINGS)
"""How the names of the pages of a case begin."""


def case_keys(page: str) -> dict[str, Any]:
    """Return what stands in the address of a page of a case, its talks or its steps."""
    mine = {"case__last_leader__username": "avdelingsleder", "case__state": "open"}
    if page in STEPS:
        steps, state = STEPS[page]
        row = Milestone.objects.filter(**mine, step__in=steps, state=state).order_by("due", "pk").first()
        return {"uuid": row.case.uuid, "step": row.step}
    if page.startswith(OF_MEETINGS):
        return _of_meetings(page, mine)
    if page in OF_SIGNED_PLANS:
        plan = FollowUpPlan.objects.filter(**mine, number=2, state="signed").first()
        return {"uuid": plan.case.uuid, "number": plan.number, "to": "nav"}
    talk = Contact.objects.filter(**mine).order_by("on", "pk").first()
    if page.startswith("contact"):
        return {"uuid": talk.case.uuid, "contact": talk.uuid}
    return {"uuid": Case.objects.filter(person__username="ansatt", state="open").first().uuid}


def _of_meetings(page: str, mine: dict[str, str]) -> dict[str, Any]:
    """Return what stands in the address of a meeting, an adaptation, and what else belongs to them."""
    held = Meeting.objects.filter(**mine, kind="dm1", state="held").first()
    asked = Meeting.objects.filter(case__person__username="ansatt", state="planned").first()
    meeting = asked if page in {"meeting-answer", "meeting-edit", "meeting-call-off", "meeting-detail"} else held
    adaptation = Adaptation.objects.filter(case=held.case).first()
    parts = {"meeting": meeting.uuid, "adaptation": adaptation.uuid, "kind": "dm3", "step": "w52"}
    return {"uuid": meeting.case.uuid, **parts}
