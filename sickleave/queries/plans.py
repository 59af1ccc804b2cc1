"""Versions of a plan as each of the parties may read them. [S3]"""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kvalitet.organisation.models import Person
from sickleave.choices import LookRole, PlanState
from sickleave.models import Case, FollowUpPlan, PlanSending
from sickleave.rules.nav_package import PlanTexts
from sickleave.rules.plan_words import EMPLOYEE_PART, PARTS


def versions(case: Case, user: Person, role: LookRole) -> list[FollowUpPlan]:
    """Return the versions, newest first; what the leader hasn't shared is the leader's alone."""
    rows = FollowUpPlan.objects.visible_to(user).filter(case=case).select_related("leader_signed_by")
    if role != LookRole.LEADER:
        rows = rows.exclude(state=PlanState.DRAFT)
    found = list(rows.order_by("-number"))
    for one in found:
        one.case = case
    return found


def sendings(case: Case, user: Person) -> list[PlanSending]:
    """Return where versions have been sent, newest first."""
    return list(PlanSending.objects.visible_to(user).filter(case=case).select_related("plan", "by"))


def texts(plan: FollowUpPlan) -> PlanTexts:
    """Return what the package takes from a plan."""
    return PlanTexts(
        typical_workday=plan.typical_workday,
        can_do=plan.can_do,
        cannot_do=plan.cannot_do,
        earlier_adaptation=plan.earlier_adaptation,
        adaptation_ahead=plan.adaptation_ahead,
        other_adaptation=plan.other_adaptation,
        follow_up=plan.follow_up,
        authority_measures=plan.authority_measures,
        employee_part=plan.employee_part,
        evaluation_on=plan.evaluation_on,
        employee_took_part=plan.employee_took_part,
        not_taking_part_reason=plan.not_taking_part_reason,
    )


def by_heading(plan: FollowUpPlan) -> dict[str, str]:
    """Return every part of a plan as a text by its heading, in the order of the form."""
    found = {str(part.label): getattr(plan, part.name) for part in (*PARTS, EMPLOYEE_PART)}
    return {**found, _("Den ansatte har vært med"): took_part(plan), _("Planen vurderes"): evaluated(plan)}


def took_part(plan: FollowUpPlan) -> str:
    """Say whether the employee has taken part, and why not."""
    if plan.employee_took_part is None:
        return ""
    return _("Ja.") if plan.employee_took_part else _("Nei. %(why)s") % {"why": plan.not_taking_part_reason}


def evaluated(plan: FollowUpPlan) -> str:
    """Say when the plan is looked at again."""
    return date_format(plan.evaluation_on, "j. F Y") if plan.evaluation_on else ""


@dataclass(frozen=True)
class Signature:
    """One of the two: who, and what they have said and when; `tone` is the colour of it."""

    who: str
    words: str
    tone: str


def signatures(plan: FollowUpPlan) -> tuple[Signature, Signature]:
    """Return what leader and employee have said of a version."""
    leader = str(plan.leader_signed_by or plan.case.last_leader or _("Lederen"))
    signed = plan.leader_signed_at
    first = Signature(leader, _at(_("Godkjent %(when)s"), signed) if signed else _("Ikke godkjent ennå"), _tone(signed))
    return first, _of_employee(plan)


def _of_employee(plan: FollowUpPlan) -> Signature:
    name = str(plan.case.person)
    if plan.employee_signed_at:
        return Signature(name, _at(_("Godkjent %(when)s"), plan.employee_signed_at), "success")
    if plan.unsigned_because:
        return Signature(name, str(plan.get_unsigned_because_display()), "warning")
    if plan.objected_at:
        return Signature(name, _at(_("Uenig i noe, sagt %(when)s"), plan.objected_at), "warning")
    return Signature(name, _("Ikke godkjent ennå"), "neutral")


def _at(words: str, moment: object) -> str:
    return words % {"when": date_format(timezone.localtime(moment), "j. F Y \\k\\l. H.i")}  # type: ignore[arg-type]  # a datetime, by the callers


def _tone(moment: object) -> str:
    return "success" if moment else "neutral"
