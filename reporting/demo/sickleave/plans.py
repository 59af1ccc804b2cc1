"""Follow-up plans: one that waits for the employee, one signed, one in its second version, one only begun."""

from datetime import date, timedelta
from typing import Any

from kvalitet.organisation.models import Person
from reporting.demo.clock import at
from reporting.demo.people import Demo
from sickleave.actions import plan_sending, plans
from sickleave.choices import CaseState, SendChannel, SendTo
from sickleave.models import Case, FollowUpPlan
from sickleave.rules.plan_state import suggested_evaluation

FIRST: dict[str, Any] = {
    "typical_workday": "Morgenstell, måltider og medisiner for fem beboere. Rapport og dokumentasjon etter lunsj.",
    "can_do": "Medisiner, måltider og dokumentasjon. Samtaler med pårørende.",
    "cannot_do": "Forflytninger alene. Nattevakter.",
    "earlier_adaptation": "Kortere vakter de to første ukene. Det gikk bra.",
    "adaptation_ahead": "Faste oppgaver uten tunge løft, sammen med en kollega som tar forflytningene.",
    "other_adaptation": "Noen timer i uken med opplæring av nye vikarer.",
    "follow_up": "Samtale hver mandag klokken 14. Vi justerer vaktene for to uker om gangen.",
    "employee_took_part": True,
}
OWN_PART = "Jeg vil gjerne beholde tirsdagsvakten. Det hjelper meg å vite vaktene to uker fram."
SECOND: dict[str, Any] = {
    "can_do": "Medisiner, måltider og dokumentasjon. Morgenstell hos to beboere.",
    "cannot_do": "Nattevakter.",
    "earlier_adaptation": "Kortere vakter de to første ukene. Det gikk bra. To på forflytninger virket godt.",
    "adaptation_ahead": "Vaktene blir en halv time lengre hver uke. Fri fra nattevakter ut perioden.",
}
BEGUN: dict[str, Any] = {"typical_workday": "Kveldsvakter med ansvar for to grupper.", "can_do": "Ikke avklart ennå."}


def tell(demo: Demo, named: dict[str, Person]) -> None:
    """Write the plans of the named cases, on days when they would have been written."""
    leader = demo.users["avdelingsleder"]
    _waiting(demo, _case(named["plan"]), leader)
    _late(demo, _case(named["late"]), leader)
    _long(demo, _case(named["long"]), leader)
    with at(demo.today, hour=8):
        plans.write(plans.begin(_case(named["new"]), by=leader), BEGUN, by=leader)


def _case(person: Person) -> Case:
    rows = Case.objects.filter(person=person, state=CaseState.OPEN)
    return rows.select_related("person", "unit", "municipality").latest("starts")


def _waiting(demo: Demo, case: Case, leader: Person) -> None:
    """A plan the leader has shared, and the employee has not answered yet."""
    day = demo.today - timedelta(days=2)
    with at(day, hour=10):
        plan = _written(case, leader, day, FIRST)
        plans.share(plan, by=leader)


def _late(demo: Demo, case: Case, leader: Person) -> None:
    """A plan that was signed and sent in time; what is late is the meeting after it."""
    day = demo.today - timedelta(days=30)
    with at(day, hour=12):
        plan = _signed(plans.share(_written(case, leader, day, FIRST), by=leader), case.person, leader)
        _sent(plan, SendTo.CERTIFIER, day, SendChannel.DIALOGUE, leader)


def _long(demo: Demo, case: Case, leader: Person) -> None:
    """A signed plan that was sent, and a new version both have agreed on."""
    first, second = demo.today - timedelta(days=181), demo.today - timedelta(days=12)
    with at(first, hour=10):
        plan = plans.share(_written(case, leader, first, FIRST), by=leader)
        plan = plans.write_own_part(plan, text=OWN_PART, by=case.person)
        plan = _signed(plan, case.person, leader)
        _sent(plan, SendTo.CERTIFIER, first, SendChannel.DIALOGUE, leader)
    with at(second, hour=11):
        plan = plans.share(_written(case, leader, second, SECOND), by=leader)
        plan = _signed(plan, case.person, leader)
        _sent(plan, SendTo.NAV, second, SendChannel.NAV_SERVICE, leader)


def _written(case: Case, leader: Person, day: date, told: dict[str, Any]) -> FollowUpPlan:
    return plans.write(plans.begin(case, by=leader), {**told, "evaluation_on": suggested_evaluation(day)}, by=leader)


def _signed(plan: FollowUpPlan, employee: Person, leader: Person) -> FollowUpPlan:
    return plans.sign_as_leader(plans.sign_as_employee(plan, by=employee), by=leader)


def _sent(plan: FollowUpPlan, to: str, day: date, channel: str, by: Person) -> None:
    plan_sending.record_sending(plan, to=to, sent_on=day, channel=channel, by=by)
