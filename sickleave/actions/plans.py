"""What happens to a follow-up plan: begun, written, shared, signed by two, looked at again. [S3, S9]"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kvalitet.deadlines import actions as deadlines
from kvalitet.history import actions as history
from kvalitet.organisation.models import Person
from kvalitet.organisation.people import nearest_leader
from kvalitet.web.errors import Refused
from sickleave.actions.milestones import complete
from sickleave.actions.plan_deadlines import remind
from sickleave.actions.telling import tell_employee, tell_leader
from sickleave.choices import MilestoneState, PlanState, Step, Unsigned
from sickleave.models import Case, FollowUpPlan, Milestone
from sickleave.rules.plan_state import is_empty, lacking_words
from sickleave.rules.plan_words import EMPLOYEE_PART, TEXT_FIELDS

BEGUN, WRITTEN, SHARED = "Planen er påbegynt.", "Planen er endret.", "Planen er delt."
SIGNED, OBJECTED, PACKED = "Planen er godkjent.", "Den ansatte har svart på planen.", "Datapakken er laget."
UNSIGNED: dict[str, Any] = {"leader_signed_at": None, "leader_signed_by": None, "employee_signed_at": None}
COPIED = (*TEXT_FIELDS, "employee_took_part")


@transaction.atomic
def begin(case: Case, *, by: Person) -> FollowUpPlan:
    """Begin the first version, or the next as a copy of the one that is signed."""
    case = history.lock(case)
    newest = FollowUpPlan.objects.filter(case=case).order_by("-number").first()
    if newest is not None and not newest.is_signed:
        raise Refused(_("Det er allerede påbegynt en versjon. Fortsett på den."))
    copied = {name: getattr(newest, name) for name in COPIED} if newest is not None else {}
    number = newest.number + 1 if newest is not None else 1
    place = {"case": case, "municipality": case.municipality}
    return history.create(FollowUpPlan, **place, number=number, **copied, by=by, reason=BEGUN)


@transaction.atomic
def write(plan: FollowUpPlan, changes: Mapping[str, Any], *, by: Person) -> FollowUpPlan:
    """Store what is written; a change takes the signatures away, since they were given for something else."""
    plan = _held(plan)
    new = {name: value for name, value in changes.items() if getattr(plan, name) != value}
    if not new:
        return plan
    was_signed = plan.leader_signed_at or plan.employee_signed_at
    plan = history.apply(plan, {**new, **UNSIGNED}, by=by, reason=WRITTEN)
    if plan.state == PlanState.SHARED and was_signed:
        _tell_the_other(plan, by)
    return plan


@transaction.atomic
def share(plan: FollowUpPlan, *, by: Person) -> FollowUpPlan:
    """Let the employee read the plan, write in it and answer."""
    plan = _held(plan)
    if plan.state == PlanState.SHARED:
        return plan
    if is_empty(_values(plan)):
        raise Refused(_("Planen er tom. Skriv noe før du deler den."))
    plan = history.apply(plan, {"state": PlanState.SHARED, "shared_at": timezone.now()}, by=by, reason=SHARED)
    _tell_the_other(plan, by)
    return plan


@transaction.atomic
def write_own_part(plan: FollowUpPlan, *, text: str, by: Person) -> FollowUpPlan:
    """Let the employee write own part; the leader is told."""
    plan = _shared(plan)
    if plan.employee_part == text:
        return plan
    plan = history.apply(plan, {EMPLOYEE_PART.name: text, **UNSIGNED}, by=by, reason=WRITTEN)
    _tell_the_other(plan, by)
    return plan


@transaction.atomic
def object_to(plan: FollowUpPlan, *, text: str, by: Person) -> FollowUpPlan:
    """Let the employee say what is disagreed with; the plan isn't signed by that."""
    plan = _shared(plan)
    answer = {"objection": text, "objected_at": timezone.now(), "employee_signed_at": None}
    plan = history.apply(plan, answer, by=by, reason=OBJECTED)
    _tell_the_other(plan, by)
    return plan


@transaction.atomic
def sign_as_employee(plan: FollowUpPlan, *, by: Person) -> FollowUpPlan:
    """Let the employee agree to the plan as it was shown."""
    plan = _shared(plan)
    agreed = {"employee_signed_at": timezone.now(), "objection": "", "objected_at": None}
    plan = history.apply(plan, agreed, by=by, reason=SIGNED)
    _tell_the_other(plan, by)
    return _finish(plan, by=by) if plan.leader_signed_at else plan


@transaction.atomic
def sign_as_leader(plan: FollowUpPlan, *, by: Person) -> FollowUpPlan:
    """Let the leader sign the plan as it was shown; it is done when both have."""
    plan = _complete_enough(_shared(plan))
    plan = history.apply(plan, _signature(by), by=by, reason=SIGNED)
    if plan.employee_signed_at:
        return _finish(plan, by=by)
    _tell_the_other(plan, by)
    return plan


@transaction.atomic
def finish_alone(plan: FollowUpPlan, *, because: str, by: Person) -> FollowUpPlan:
    """Let the leader finish a plan the employee hasn't signed, and say why; the duty is the employer's."""
    plan = _complete_enough(_shared(plan))
    if plan.employee_signed_at:
        return sign_as_leader(plan, by=by)
    if because == Unsigned.OBJECTED and not plan.objection:
        raise Refused(_("Den ansatte har ikke skrevet hva hen er uenig i."))
    if because == Unsigned.NO_PART and plan.employee_took_part is not False:
        raise Refused(_("I planen står det at den ansatte har vært med. Rett det først."))
    plan = history.apply(plan, {**_signature(by), "unsigned_because": because}, by=by, reason=SIGNED)
    plan = _finish(plan, by=by)
    _tell_the_other(plan, by)
    return plan


@transaction.atomic
def note_package(plan: FollowUpPlan, *, by: Person) -> FollowUpPlan:
    """Remember that a data package was made, and when; never what was in it."""
    plan = history.lock(plan)
    return history.apply(plan, {"package_made_at": timezone.now()}, by=by, reason=PACKED)


def _signature(by: Person) -> dict[str, Any]:
    return {"leader_signed_at": timezone.now(), "leader_signed_by": by}


def _values(plan: FollowUpPlan) -> dict[str, Any]:
    return {name: getattr(plan, name) for name in (*TEXT_FIELDS, "evaluation_on", "employee_took_part")}


def _held(plan: FollowUpPlan) -> FollowUpPlan:
    """Hold the plan as it was shown; one that is signed is left alone."""
    plan = history.lock(plan, as_read=True)
    if plan.is_signed:
        raise Refused(_("Denne versjonen er ferdig og endres ikke. Lag en ny versjon."))
    return plan


def _shared(plan: FollowUpPlan) -> FollowUpPlan:
    plan = _held(plan)
    if plan.state != PlanState.SHARED:
        raise Refused(_("Planen må deles med den ansatte først."))
    return plan


def _complete_enough(plan: FollowUpPlan) -> FollowUpPlan:
    if words := lacking_words(_values(plan)):
        raise Refused(words)
    return plan


def _finish(plan: FollowUpPlan, *, by: Person) -> FollowUpPlan:
    """1. The version is done. 2. The step of the law is. 3. The leader is reminded to look at the plan again."""
    plan = history.apply(plan, {"state": PlanState.SIGNED}, by=by, reason=SIGNED)
    case = plan.case
    settled = (MilestoneState.DONE, MilestoneState.EXCEPTED)
    if not Milestone.objects.filter(case=case, step=Step.PLAN, state__in=settled).exists():
        complete(case, Step.PLAN, on=timezone.localdate(), by=by)
    for older in FollowUpPlan.objects.filter(case=case, number__lt=plan.number):
        deadlines.complete(older, by=by)
    remind(plan, nearest_leader(case.person, timezone.localdate()), by=by)
    return plan


def _tell_the_other(plan: FollowUpPlan, by: Person) -> None:
    """Tell whoever of the two didn't do it that there is something new."""
    key = f"{plan.uuid}-{plan.version}"
    if by.pk == plan.case.person_id:
        tell_leader(plan.case, nearest_leader(plan.case.person, timezone.localdate()), key=key)
    else:
        tell_employee(plan.case, key=key)
