"""The day a plan is looked at again is a deadline of the nearest leader's alone, neutral in every word. [S3, S5]"""

from collections.abc import Iterable

from kvalitet.deadlines import actions as deadlines
from kvalitet.organisation.models import Person
from sickleave.actions.deadlines import REMINDERS
from sickleave.choices import PlanState
from sickleave.models import Case, FollowUpPlan
from sickleave.rules.plan_words import TEXT_FIELDS
from sickleave.rules.words import TASK_TITLE


def remind(plan: FollowUpPlan, leader: Person | None, *, by: Person | None) -> None:
    """Let the leader look at the plan again on its day; nobody does when the case is over."""
    if leader is None or plan.evaluation_on is None or not plan.case.is_open:
        deadlines.cancel(plan, by=by)
        return
    deadlines.set_deadlines(
        plan,
        due=plan.evaluation_on,
        assignees=[deadlines.Assignee(person=leader)],
        title=str(TASK_TITLE),
        url=plan.case.get_absolute_url(),
        municipality=plan.case.municipality,
        unit=plan.case.unit,
        by=by,
        steps=REMINDERS,
        may_be_lent=False,
    )


def set_evaluations(cases: Iterable[Case], *, by: Person | None) -> None:
    """Let these deadlines follow their cases: to the leader of today, or to nobody when the case is over."""
    ids = [case.pk for case in cases]
    if not ids:
        return
    signed = FollowUpPlan.objects.filter(case__in=ids, state=PlanState.SIGNED)
    newest = signed.order_by("case_id", "-number").distinct("case_id").defer(*TEXT_FIELDS, "objection")
    for plan in newest.select_related("case__municipality", "case__unit", "case__last_leader"):
        remind(plan, plan.case.last_leader, by=by)
