"""A plan that was sent: to the one who certified, and to NAV; the plan itself leaves by the hands of people. [S9]"""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kvalitet.history import actions as history
from kvalitet.organisation.models import Person
from kvalitet.web.errors import Refused
from sickleave.actions.milestones import complete, except_from
from sickleave.choices import AbsenceKind, ExceptionReason, MilestoneState, SendTo, Step
from sickleave.models import Absence, Case, FollowUpPlan, Milestone, PlanSending
from sickleave.rules.plan_state import sending_problem

STEPS = {SendTo.CERTIFIER: Step.PLAN_DOCTOR, SendTo.NAV: Step.PLAN_NAV}
SENT = "Planen er sendt."


@transaction.atomic
def record_sending(plan: FollowUpPlan, *, to: str, sent_on: date, channel: str, by: Person) -> PlanSending:
    """Write down that a version was sent, when and how; the first time settles the step of the law."""
    if plan.finished_at is None:
        raise Refused(_("Planen må være ferdig før den sendes."))
    signed = timezone.localdate(plan.finished_at)
    if problem := sending_problem(sent_on, signed, timezone.localdate()):
        raise Refused(problem)
    case = plan.case
    fields = {"case": case, "municipality": case.municipality, "plan": plan, "to": to}
    sent = history.create(PlanSending, **fields, sent_on=sent_on, channel=channel, by_id=by.pk, by=by, reason=SENT)
    step = STEPS[SendTo(to)]
    if not Milestone.objects.filter(case=case, step=step, state=MilestoneState.DONE).exists():
        complete(case, step, on=sent_on, by=by)
    return sent


def has_certificate(case: Case, *, on: date | None = None) -> bool:
    """Whether somebody has certified a part of the case, or the day asked for."""
    found = Absence.objects.filter(case=case, kind=AbsenceKind.CERTIFIED)
    return (found.touching(on, on) if on else found).exists()


def record_no_certifier(case: Case, *, by: Person) -> Milestone:
    """Write down that nobody has certified, so that there is nobody to send the plan to."""
    if has_certificate(case):
        raise Refused(_("Det er registrert en sykmelding i saken. Send planen til den som sykmeldte."))
    return except_from(
        case,
        Step.PLAN_DOCTOR,
        reason=ExceptionReason.NO_CERTIFIER,
        text="",
        employee_informed=None,
        review_on=None,
        by=by,
    )
