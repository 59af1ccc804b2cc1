"""Who sees a risk and what hangs on it is the same asked from both ends. [P4]"""

import pytest
from django.utils import timezone
from django_scopes import scopes_disabled

from deviations.actions.assessments import assess
from deviations.actions.matrices import ensure_version, start_draft
from deviations.actions.reporting import Report, report
from deviations.actions.risk_measures import link_measure
from deviations.choices import Seriousness
from kvalitet.access.actions import appoint_deputy
from kvalitet.access.decisions import may, who
from tests.deviations.risk_cases import risky


@pytest.fixture(autouse=True)
def _every_municipality():
    with scopes_disabled():
        yield


def of_risk(world, **fields):
    risk = risky(world, likelihood=3, **fields)
    return [risk, risk.assessments.get(), link_measure(risk, measure=world.measure, by=world.kim)]


def of_event(world, **fields):
    event = report(Report(world.skole, "Noen falt.", Seriousness.LOW, **fields), by=world.ola)
    return [assess(event, likelihood=3, consequences={"people": 3}, by=world.kim)]


CASES = {
    "open": lambda world: of_risk(world),
    "owned": lambda world: of_risk(world, owner=world.ola),
    "confidential": lambda world: of_risk(world, is_confidential=True),
    "confidential and owned": lambda world: of_risk(world, is_confidential=True, owner=world.per),
    "event": lambda world: of_event(world),
    "confidential event": lambda world: of_event(world, is_confidential=True),
    "about the leader": lambda world: of_event(world, is_about_leader=True),
    "draft": lambda world: [start_draft(world.municipality, by=world.kim)],
}


@pytest.mark.parametrize("case", CASES)
def test_those_who_see_it_are_those_who_are_named(world, case):
    today = timezone.localdate()
    appoint_deputy(world.per, deputy=world.jon, starts=today, ends=None, reason="Ferie", by=None)
    appoint_deputy(world.kari, deputy=world.dag, starts=today, ends=None, reason="Ferie", by=None)
    for obj in CASES[case](world):
        named = who(obj).person_ids()
        seen = {p.pk for p in world.people.values() if type(obj).objects.visible_to(p).filter(pk=obj.pk).exists()}
        assert seen == named & {p.pk for p in world.people.values()}, type(obj).__name__
        assert world.nils.pk not in seen


def test_who_may_change_a_risk_also_sees_it(world):
    risk = risky(world, owner=world.ola, is_confidential=True)
    for person in world.people.values():
        assert not may(person, "risks.edit", risk) or type(risk).objects.visible_to(person).exists(), person


def test_a_published_version_is_for_the_whole_municipality(world):
    version = ensure_version(world.municipality)
    assert who(version).everyone
    seen = {p.username for p in world.people.values() if type(version).objects.visible_to(p).exists()}
    assert seen == {p.username for p in world.people.values()} - {"nils"}
