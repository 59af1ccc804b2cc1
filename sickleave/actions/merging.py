"""Two cases that turn out to be one: what was written in the one moves to the other. [S1]"""

from typing import Any

from kvalitet.deadlines import actions as deadlines
from kvalitet.history import actions as history
from kvalitet.organisation.models import Person
from sickleave.choices import MilestoneState
from sickleave.models import (
    Absence,
    ActivityStatement,
    Adaptation,
    Case,
    CaseLook,
    Contact,
    FollowUpPlan,
    Meeting,
    MeetingNeed,
    MeetingParticipant,
    Milestone,
    PlanSending,
    WayForward,
)

WRITTEN: tuple[Any, ...] = (Contact, FollowUpPlan, Meeting, Adaptation, ActivityStatement, MeetingNeed, WayForward)
ONCE = {MeetingNeed: "kind", WayForward: "step"}
"""What a case has one of: the one that stands in the case that stays counts."""
HANGING: tuple[Any, ...] = (*WRITTEN, PlanSending, MeetingParticipant)
REASON = "To saker er slått sammen."


def has_content(case: Case) -> bool:
    """Whether anybody has written or done anything in the case."""
    settled = Milestone.objects.filter(case=case, state__in=[MilestoneState.DONE, MilestoneState.EXCEPTED])
    return settled.exists() or any(model.objects.filter(case=case).exists() for model in WRITTEN)


def merge(case: Case, *, into: Case, by: Person | None) -> None:
    """Move everything to the case that stays; a step that is settled in either is settled in it."""
    highest = max((plan.number for plan in FollowUpPlan.objects.filter(case=into)), default=0)
    for plan in FollowUpPlan.objects.filter(case=case).order_by("number"):
        highest += 1
        history.apply(plan, {"number": highest, "case": into}, by=by, reason=REASON)
    for model in HANGING:
        for row in model.objects.filter(case=case):
            if model in ONCE and model.objects.filter(case=into, **{ONCE[model]: getattr(row, ONCE[model])}).exists():
                history.remove(row, by=by, reason=REASON)
            else:
                history.apply(row, {"case": into}, by=by, reason=REASON)
    CaseLook.objects.filter(case=case).update(case=into)
    Absence.objects.filter(case=case).update(case=into)
    kept = {row.step: row for row in Milestone.objects.filter(case=into)}
    for row in Milestone.objects.filter(case=case):
        deadlines.cancel(row, by=by)
        other = kept.get(row.step)
        settled = row.state in {MilestoneState.DONE, MilestoneState.EXCEPTED}
        if other is not None and settled and other.state not in {MilestoneState.DONE, MilestoneState.EXCEPTED}:
            history.remove(other, by=by, reason=REASON)
            other = None
        if other is None:
            history.apply(row, {"case": into}, by=by, reason=REASON)
    into.dm2_called = into.dm2_called or case.dm2_called
    into.maxdato_from_nav = into.maxdato_from_nav or case.maxdato_from_nav
    history.remove(case, by=by, reason=REASON)
