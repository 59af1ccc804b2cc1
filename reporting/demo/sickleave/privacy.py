"""Who has opened the told cases, and what is old enough to be deleted or is held back. [S5]"""

from datetime import timedelta

from kvalitet.history import actions as history
from kvalitet.organisation.models import Person
from reporting.demo.clock import at
from reporting.demo.people import Demo
from sickleave.actions import retention
from sickleave.choices import CaseState, HoldReason, LookRole
from sickleave.models import Case, CaseLook, SickLeaveSettings

KEPT_MONTHS = 30
"""Shorter than what is proposed, so that three years of absence leave something to delete."""
LOOKS = (
    (-12, 8, "leader", "Saken", ""),
    (-12, 9, "leader", "Samtalene", ""),
    (-7, 13, "leader", "Oppfølgingsplanen", ""),
    (-6, 10, "hr", "Saken", ""),
    (-6, 11, "hr", "Oppfølgingsplanen", "Lederen har bedt om hjelp til å fordele oppgavene i planen."),
    (-3, 14, "leader", "Oppfølgingsplanen", ""),
    (-1, 9, "employee", "Saken", ""),
)


def tell(demo: Demo, named: dict[str, Person]) -> None:
    """Let the case of «ansatt» have been opened, and the oldest cases be due, one of them held back."""
    case = Case._base_manager.filter(person=named["plan"], state=CaseState.OPEN).latest("starts")
    people = {
        "leader": case.last_leader or demo.users["avdelingsleder"],
        "hr": demo.users["hr"],
        "employee": case.person,
    }
    for days, hour, role, page, reason in LOOKS:
        with at(demo.today + timedelta(days=days), hour=hour):
            CaseLook._base_manager.create(
                case=case,
                municipality=demo.municipality,
                person=people[role],
                role=LookRole(role),
                page=page,
                reason=reason,
            )
    settings = SickLeaveSettings._base_manager.get(municipality=demo.municipality)
    with at(demo.today - timedelta(days=30), hour=10):
        history.apply(settings, {"paper_months": KEPT_MONTHS}, by=demo.users["hr"])
        oldest = Case._base_manager.filter(municipality=demo.municipality, state=CaseState.CLOSED)
        retention.hold(
            oldest.order_by("closed_on", "pk")[0],
            reason=HoldReason.INJURY,
            text="Saken om erstatning er ikke avgjort.",
            review_on=demo.today + timedelta(days=150),
            by=demo.users["hr"],
        )
