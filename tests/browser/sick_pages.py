"""Which case of the demo stands behind the pages of one: the leader of Langtidsavdelingen opens them."""

from typing import Any

from sickleave.choices import MilestoneState, Step
from sickleave.models import Case, Contact, Milestone

STEPS = {
    "milestone-done": ([Step.NAV_NEED, Step.W52], MilestoneState.WAITING),
    "milestone-except": ([Step.PLAN, Step.DM1], MilestoneState.WAITING),
    "milestone-undo": (list(Step), MilestoneState.DONE),
}


def case_keys(page: str) -> dict[str, Any]:
    """Return what stands in the address of a page of a case, its talks or its steps."""
    mine = {"case__last_leader__username": "avdelingsleder", "case__state": "open"}
    if page in STEPS:
        steps, state = STEPS[page]
        row = Milestone.objects.filter(**mine, step__in=steps, state=state).order_by("due", "pk").first()
        return {"uuid": row.case.uuid, "step": row.step}
    talk = Contact.objects.filter(**mine).order_by("on", "pk").first()
    if page.startswith("contact"):
        return {"uuid": talk.case.uuid, "contact": talk.uuid}
    return {"uuid": Case.objects.filter(person__username="ansatt", state="open").first().uuid}
