"""[S9] What leaves a plan: sendings that are written down, and the package for NAV, of which nothing is kept."""

import json

import pytest
from django.urls import reverse
from django.utils import timezone
from django_scopes import scopes_disabled

from sickleave.actions import plans
from sickleave.choices import AbsenceKind
from sickleave.models import FollowUpPlan, Milestone, PlanSending
from tests.sickleave.planned import FULL, evaluation_day, ill_today, signed

NUMBER = "05908399546"
TO_NAV = {"identity_number": NUMBER, "to_nav": "on", "contact_name": "Kari Kvam", "contact_phone": "90 00 00 00"}
TO_NAV["contact_email"] = "kari@fjordvik.example"


def address(plan, name: str) -> str:
    extra = ["nav"] if name == "plan-send" else []
    return reverse(f"sickleave:{name}", args=[plan.case.uuid, *extra])


@scopes_disabled()
def fresh(plan) -> FollowUpPlan:
    return FollowUpPlan.objects.get(pk=plan.pk)


def test_sending_is_written_down(world, sign_in):
    plan = signed(world)
    leader, url = sign_in(world.kari), address(plan, "plan-send")
    today = timezone.localdate().isoformat()
    assert leader.post(url, {"sent_on": "2020-01-01", "channel": "letter"}).status_code == 422
    assert leader.post(url, {"sent_on": today, "channel": "duepost"}).status_code == 422
    assert leader.post(url, {"sent_on": today, "channel": "letter"}).status_code == 303
    assert leader.get(url.replace("/nav/", "/avisen/")).status_code == 404
    with scopes_disabled():
        assert PlanSending.objects.filter(plan=plan, to="nav").count() == 1
    assert "er sendt til NAV" in leader.get(address(plan, "plan")).text


def test_nobody_to_send_to_is_answered_in_one_click(world, sign_in):
    with scopes_disabled():
        case = ill_today(world.ola, days=3, ahead=0, kind=AbsenceKind.SELF_CERTIFIED)
    url = reverse("sickleave:plan-send", args=[case.uuid, "certifier"])
    leader = sign_in(world.kari)
    assert "Ingen har sykmeldt" in leader.get(url).text
    assert leader.post(url, {"no_certifier": "1"}).status_code == 303
    with scopes_disabled():
        assert Milestone.objects.get(case=case, step="plan_doctor").exception_reason == "no_certifier"


def test_the_package_is_handed_over_and_the_number_kept_nowhere(world, sign_in):
    plan = signed(world)
    leader, url = sign_in(world.kari), address(plan, "plan-package")
    shown = leader.get(url).text
    assert "tasksThatCanStillBeDone" in shown
    assert "NAV finner personen på nummeret." in shown
    answer = leader.post(url, TO_NAV)
    assert answer["Content-Disposition"] == 'attachment; filename="oppfolgingsplan.json"'
    assert "no-store" in answer["Cache-Control"]
    data = json.loads(answer.content)
    assert data["employeeIdentificationNumber"] == NUMBER
    assert data["tasksThatCanStillBeDone"] == FULL["can_do"]
    assert fresh(plan).package_made_at is not None
    assert NUMBER not in stored_text(plan)
    assert NUMBER not in str(dict(leader.session))


def stored_text(plan) -> str:
    """Return everything stored of the plan and its versions, unsealed."""
    with scopes_disabled():
        rows = [*FollowUpPlan.objects.filter(pk=plan.pk).values(), *FollowUpPlan.history.filter(id=plan.pk).values()]
    return str(rows)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"identity_number": "123"}, "11 siffer"),
        ({"to_nav": ""}, "minst én mottaker"),
        ({"needs_help": "on"}, "hva dere trenger hjelp til"),
        ({"to_nav": "", "to_gp": "on", "needs_help": "on", "help_description": "Utstyr."}, "bare bes om når"),
        ({"contact_email": "kari"}, "hel e-postadresse"),
    ],
)
def test_a_package_that_breaks_a_rule_is_not_handed_over(wrong, said, world, sign_in):
    plan = signed(world)
    answer = sign_in(world.kari).post(address(plan, "plan-package"), {**TO_NAV, **wrong})
    assert answer.status_code == 422
    assert said in answer.text
    assert "90 00 00 00" in answer.text
    assert fresh(plan).package_made_at is None


def test_no_package_without_a_certificate_today(world, sign_in):
    with scopes_disabled():
        case = ill_today(world.ola, days=5, ahead=1, kind=AbsenceKind.SELF_CERTIFIED)
        told = {**FULL, "evaluation_on": evaluation_day()}
        plan = plans.share(plans.write(plans.begin(case, by=world.kari), told, by=world.kari), by=world.kari)
        plans.sign_as_leader(plans.sign_as_employee(plan, by=world.ola), by=world.kari)
    answer = sign_in(world.kari).post(reverse("sickleave:plan-package", args=[case.uuid]), TO_NAV)
    assert answer.status_code == 422
    assert "NAV tar ikke imot planen" in answer.text
