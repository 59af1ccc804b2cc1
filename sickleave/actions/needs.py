"""What the parties answer when asked whether a meeting is useful. [S3]"""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kvalitet.history import actions as history
from kvalitet.organisation.models import Person
from kvalitet.web.errors import Refused
from sickleave.actions import milestones
from sickleave.choices import Answer, ExceptionReason, MeetingKind, MeetingState, MilestoneState, Step
from sickleave.models import Case, MeetingNeed, Milestone
from sickleave.rules.attendance import meeting_is_needed


@transaction.atomic
def ask_parties(case: Case, *, leader: str, employee: str, certifier: str, on: date, by: Person) -> MeetingNeed:
    """Store what the three answered about the first meeting; nobody who needs it is an exception with its reason."""
    case = history.lock(case)
    fields = {"leader": leader, "employee": employee, "certifier": certifier, "answered_on": on}
    need = _store(case, MeetingKind.DM1, fields, by=by)
    needed = meeting_is_needed(Answer(leader), Answer(employee), Answer(certifier))
    if needed is None:
        return need
    if needed:
        if Milestone.objects.filter(case=case, step=Step.DM1, state=MilestoneState.EXCEPTED).exists():
            milestones.reopen(case, Step.DM1, by=by)
        return need
    milestones.except_from(
        case,
        Step.DM1,
        reason=ExceptionReason.NOBODY_NEEDS_IT,
        text="",
        employee_informed=True,
        review_on=None,
        by=by,
    )
    return need


@transaction.atomic
def answer_nav(case: Case, *, is_needed: bool, on: date, by: Person) -> MeetingNeed:
    """Store the leader's answer to NAV about the second meeting; the step is done with it."""
    case = history.lock(case)
    fields = {"leader": Answer.YES if is_needed else Answer.NO, "answered_on": on}
    need = _store(case, MeetingKind.DM2, fields, by=by)
    milestones.complete(case, Step.NAV_NEED, on=on, by=by)
    return need


@transaction.atomic
def nav_decided(case: Case, *, on: date, employee_informed: bool, by: Person) -> None:
    """Write down that NAV has decided not to hold the second meeting."""
    case = history.lock(case)
    if case.meetings.filter(kind=MeetingKind.DM2, state=MeetingState.HELD).exists():
        raise Refused(_("Dialogmøte 2 er allerede holdt."))
    milestones.except_from(
        case,
        Step.DM2,
        reason=ExceptionReason.NAV_DECIDED,
        text="",
        employee_informed=employee_informed,
        review_on=None,
        by=by,
    )


def _store(case: Case, kind: str, fields: dict[str, Any], *, by: Person) -> MeetingNeed:
    if not case.is_open:
        raise Refused(_("Saken er avsluttet."))
    known = MeetingNeed.objects.filter(case=case, kind=kind).first()
    if known is not None:
        return history.apply(history.lock(known), fields, by=by)
    rest: dict[str, Any] = {"case": case, "municipality": case.municipality, "kind": kind, "by_id": by.pk}
    return history.create(MeetingNeed, **rest, **fields, by=by)
