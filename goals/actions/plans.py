"""Plans: made, changed, published, closed, shown to one more. [G1]"""

from datetime import date

from django.contrib.auth.models import Permission
from django.db import transaction
from django.utils.translation import gettext as _

from goals.actions.tasks import sync_tasks
from goals.choices import PlanStatus
from goals.models import Plan, PlanGrant
from kvalitet.history import actions as history
from kvalitet.organisation.models import Person, Unit
from kvalitet.organisation.people import members_of
from kvalitet.organisation.rules import period_problem
from kvalitet.web.errors import Refused


@transaction.atomic
def create_plan(
    *, unit: Unit, kind: str, name: str, starts_year: int, ends_year: int, by: Person | None, reason: str = ""
) -> Plan:
    """Start a draft plan for a unit; years are inclusive. [G1]"""
    return history.create(
        Plan,
        by=by,
        reason=reason,
        **{"municipality": unit.municipality, "unit": unit, "kind": kind, "name": name},
        **{"starts_year": starts_year, "ends_year": ends_year},
    )


@transaction.atomic
def edit_plan(plan: Plan, *, name: str, starts_year: int, ends_year: int, by: Person) -> Plan:
    """Change name and years of a plan that isn't closed."""
    plan = history.lock(plan, as_read=True)
    refuse_closed(plan)
    return history.apply(plan, {"name": name, "starts_year": starts_year, "ends_year": ends_year}, by=by)


@transaction.atomic
def publish_plan(plan: Plan, *, by: Person | None) -> Plan:
    """Open the plan to everyone in the municipality, and let its deadlines begin."""
    plan = history.lock(plan)
    if plan.status != PlanStatus.DRAFT:
        raise Refused(_("Planen er allerede publisert."))
    if not plan.goals.exists():
        raise Refused(_("Planen har ingen mål. Legg til minst ett mål før du publiserer."))
    plan = history.apply(plan, {"status": PlanStatus.PUBLISHED}, by=by, reason=_("Publisert"))
    for measure in plan.measures.select_related("plan", "municipality", "unit"):
        sync_tasks(measure, by=by)
    return plan


@transaction.atomic
def close_plan(plan: Plan, *, by: Person) -> Plan:
    """End the plan: nothing in it can be changed, and its deadlines stop."""
    plan = history.lock(plan)
    if plan.status != PlanStatus.PUBLISHED:
        raise Refused(_("Bare en publisert plan kan avsluttes."))
    plan = history.apply(plan, {"status": PlanStatus.CLOSED}, by=by, reason=_("Avsluttet"))
    for measure in plan.measures.select_related("plan", "municipality", "unit"):
        sync_tasks(measure, by=by)
    return plan


@transaction.atomic
def grant_plan(plan: Plan, *, person: Person, starts: date, ends: date | None, reason: str, by: Person) -> PlanGrant:
    """Show one plan to one more person, from–to (inclusive). [P4]"""
    if problem := period_problem(starts, ends):
        raise Refused(problem)
    if person.municipality_id != plan.municipality_id:
        raise Refused(_("Personen må arbeide i samme kommune."))
    permission = Permission.objects.get(codename="view_plan", content_type__app_label="goals")
    PlanGrant.objects.filter(content_object=plan, user=person, permission=permission).delete()
    grant: PlanGrant = PlanGrant.objects.create(
        content_object=plan,
        user=person,
        permission=permission,
        giver=by,
        starts=starts,
        ends=ends,
        reason=reason,
    )
    return grant


@transaction.atomic
def revoke_grant(plan: Plan, *, person: Person) -> None:
    """Take an explicit grant away at once."""
    PlanGrant.objects.filter(content_object=plan, user=person).delete()


@transaction.atomic
def share_plan(plan: Plan, *, is_shared: bool, today: date, by: Person | None) -> Plan:
    """Show a plan to the municipalities that take part in its unit, to read, or no longer. [P2]"""
    plan = history.lock(plan)
    if is_shared and plan.status == PlanStatus.DRAFT:
        raise Refused(_("Planen er et utkast. Publiser den før du deler den med medlemskommunene."))
    if is_shared and not members_of(plan.unit, today):
        raise Refused(_("%(unit)s har ingen medlemskommuner.") % {"unit": plan.unit})
    reason = _("Delt med medlemskommunene") if is_shared else _("Ikke lenger delt med medlemskommunene")
    return history.apply(plan, {"shared_with_members": is_shared}, by=by, reason=reason)


def refuse_closed(plan: Plan) -> None:
    """Raise Refused for a closed plan."""
    if plan.status == PlanStatus.CLOSED:
        raise Refused(_("Planen er avsluttet og kan ikke endres."))
