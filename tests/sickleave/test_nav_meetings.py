"""Whether meetings are needed, the meetings NAV calls, and the end of the year of sick pay. [S3]"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django_scopes import scopes_disabled

from sickleave.choices import ExceptionReason, MeetingKind, MeetingState, MilestoneState, Step
from sickleave.models import Case, Meeting, MeetingNeed, WayForward
from tests.sickleave.meeting_cases import called, give_reason, ill, others


@pytest.fixture(autouse=True)
def _every_municipality():
    with scopes_disabled():
        yield


@pytest.fixture
def case(world):
    """Ola has been ill for 27 weeks, and is registered on."""
    return ill(world.ola, days=190, ahead=30)


def url(name, case, *extra):
    return reverse(f"sickleave:{name}", args=[case.uuid, *extra])


def day(offset: int) -> str:
    return f"{timezone.localdate() + timedelta(days=offset):%Y-%m-%d}"


def answers(leader="no", employee="no", certifier="unknown"):
    return {"leader": leader, "employee": employee, "certifier": certifier, "on": day(0)}


def test_a_graded_meeting_nobody_needs_is_an_exception_with_its_reason(world, sign_in):
    """[domain A1, dm1] Ask the three parties; record the answer."""
    case = ill(world.ola, grade=50, days=40, ahead=30)
    address, kari = url("meeting-need", case), sign_in(world.kari)
    assert "Spør først om møtet trengs" in kari.get(url("meeting-new", case, "dm1")).text
    assert kari.post(address, answers()).status_code == 303
    step = case.milestones.get(step=Step.DM1)
    assert (step.state, step.exception_reason) == (MilestoneState.EXCEPTED, ExceptionReason.NOBODY_NEEDS_IT)
    assert kari.post(address, answers(employee="yes")).url == url("meeting-new", case, "dm1")
    step.refresh_from_db()
    assert step.state == MilestoneState.WAITING
    assert MeetingNeed.objects.get(case=case).employee == "yes"
    assert kari.post(address, answers(leader="")).status_code == 422
    assert kari.post(address, answers() | {"on": day(1)}).status_code == 422
    assert sign_in(world.ola).get(address).status_code == 403
    assert {client.get(address).status_code for client in others(world, sign_in).values()} == {404}


def test_the_step_waits_until_the_employee_has_answered(world, sign_in):
    case = ill(world.ola, grade=50, days=40, ahead=30)
    assert sign_in(world.kari).post(url("meeting-need", case), answers(employee="unknown")).status_code == 303
    assert case.milestones.get(step=Step.DM1).state == MilestoneState.WAITING


def test_the_answer_to_nav_is_stored_without_its_reason(world, sign_in, case):
    """[domain A1, nav_need] The reason stays with NAV."""
    address = url("nav-need", case)
    assert sign_in(world.kari).post(address, {"is_needed": "yes", "on": day(0)}).status_code == 303
    assert case.milestones.get(step=Step.NAV_NEED).state == MilestoneState.DONE
    assert MeetingNeed.objects.get(case=case).leader == "yes"
    assert sign_in(world.kari).post(address, {"is_needed": "", "on": day(0)}).status_code == 422
    assert sign_in(world.heidi).get(address).status_code == 403
    assert {client.get(address).status_code for client in others(world, sign_in).values()} == {404}


def test_nav_calls_and_the_plan_is_due_a_week_before(world, sign_in, case):
    """[domain A1, plan_nav] Latest one week before a dialogue meeting called by NAV."""
    told = {"on": day(10), "clock": "13:00", "link": "https://video.example/1", "called_on": day(-2)}
    assert sign_in(world.kari).post(url("meeting-new", case, "dm2"), told).status_code == 303
    meeting = Meeting.objects.get(case=case)
    today = timezone.localdate()
    assert Case.objects.get(pk=case.pk).dm2_called == today + timedelta(days=10)
    assert case.milestones.get(step=Step.PLAN_NAV).due == today + timedelta(days=3)
    assert set(meeting.participants.values_list("role", flat=True)) == {"leader", "employee", "nav"}
    off = {"reason": "nav", "version": meeting.version}
    assert sign_in(world.kari).post(url("meeting-call-off", case, meeting.uuid), off).status_code == 303
    assert Case.objects.get(pk=case.pk).dm2_called is None


def test_navs_meeting_is_held_and_the_third_can_be_asked_for(world, sign_in, case):
    meeting = called(case, by=world.kari, kind=MeetingKind.DM2, days=-1)
    kari = sign_in(world.kari)
    told = {"held_on": day(-1), "attended": ["leader", "employee", "nav"], "agreed": "Ny plan", "leads_to": "nothing"}
    assert kari.post(url("meeting-hold", case, meeting.uuid), told | {"version": meeting.version}).status_code == 303
    assert case.milestones.get(step=Step.DM2).state == MilestoneState.DONE
    assert url("meeting-request", case, "dm3") in kari.get(url("case-detail", case)).text
    assert kari.post(url("meeting-request", case, "dm3"), {"on": day(0)}).status_code == 303
    third = Meeting.objects.get(case=case, kind=MeetingKind.DM3)
    assert (third.state, third.requested_on) == (MeetingState.REQUESTED, timezone.localdate())
    assert kari.get(third.get_absolute_url()).status_code == 200
    called(case, by=world.kari, kind=MeetingKind.DM3, days=20)
    third.refresh_from_db()
    assert (third.state, third.requested_on) == (MeetingState.PLANNED, timezone.localdate())


def test_nav_is_asked_for_the_second_meeting_once(world, sign_in, case):
    address = url("meeting-request", case, "dm2")
    kari = sign_in(world.kari)
    assert kari.post(address, {"on": day(1)}).status_code == 422
    assert kari.post(address, {"on": day(0)}).status_code == 303
    assert "allerede spurt" in kari.post(address, {"on": day(0)}).text
    assert kari.get(url("meeting-request", case, "dm1")).status_code == 404
    assert sign_in(world.ola).get(address).status_code == 403
    assert {client.get(address).status_code for client in others(world, sign_in).values()} == {404}


def test_nav_decides_not_to_hold_the_second_meeting(world, sign_in, case):
    address = url("nav-decision", case)
    assert sign_in(world.kari).post(address, {"on": day(0), "employee_informed": "on"}).status_code == 303
    step = case.milestones.get(step=Step.DM2)
    assert (step.state, step.exception_reason) == (MilestoneState.EXCEPTED, ExceptionReason.NAV_DECIDED)
    assert sign_in(world.ola).get(address).status_code == 403
    assert {client.get(address).status_code for client in others(world, sign_in).values()} == {404}


def talk(**fields):
    given = {
        "held_on": day(0),
        "with_hr": "on",
        "ways": ["aap", "otherwork"],
        "note": "HR ser etter ledige stillinger",
    }
    return {**given, "version": 0, **fields}


def test_leader_or_hr_writes_down_the_talk_on_the_way_forward(world, sign_in, case):
    """[domain A1, w52] Talk on the way forward; the employee reads it."""
    address, kari = url("way-forward", case, "w52"), sign_in(world.kari)
    assert "Velg minst én vei videre" in kari.post(address, talk(ways=[])).text
    assert kari.post(address, talk(held_on=day(2))).status_code == 422
    assert kari.post(address, talk(ways=["noe"])).status_code == 422
    assert kari.post(address, talk()).status_code == 303
    assert WayForward.objects.get().ways == ["otherwork", "aap"]
    assert case.milestones.get(step=Step.W52).state == MilestoneState.DONE
    assert "HR ser etter ledige stillinger" in sign_in(world.ola).get(address).text
    assert sign_in(world.ola).post(address, talk()).status_code == 403
    assert kari.post(address, talk(note="Noe annet.")).status_code == 422
    heidi = sign_in(world.heidi)
    assert "ledige stillinger" not in heidi.get(address).text
    give_reason(heidi, case, address)
    assert heidi.post(address, talk(note="Søker AAP.", version=1)).status_code == 303
    assert {client.get(address).status_code for client in others(world, sign_in).values()} == {404}
    assert kari.get(url("way-forward", case, "w12")).status_code == 404


def test_navs_last_day_stands_before_the_estimate(world, sign_in, case):
    """[domain A6] NAV decides; the estimate says that it is one."""
    kari, page = sign_in(world.kari), url("case-detail", case)
    assert "Dette er et anslag" in kari.get(page).text
    version = Case.objects.get(pk=case.pk).version
    address = url("maxdato", case)
    assert kari.post(address, {"day": "2020-01-01", "version": version}).status_code == 422
    assert kari.post(address, {"day": day(90), "version": version}).status_code == 303
    assert Case.objects.get(pk=case.pk).maxdato_from_nav == timezone.localdate() + timedelta(days=90)
    assert "etter brevet fra NAV" in kari.get(page).text
    assert kari.post(address, {"day": day(91), "version": version}).status_code == 422
    assert sign_in(world.ola).get(address).status_code == 403
    assert {client.get(address).status_code for client in others(world, sign_in).values()} == {404}
