"""The pages of dialogue meetings: called, answered, moved, held, called off; and who may. [S3]"""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django_scopes import scopes_disabled
from icalendar import Calendar

from kvalitet.notifications.models import Notice
from sickleave.choices import MeetingKind, MeetingState, MilestoneState, Step
from sickleave.models import CaseLook, Meeting
from tests.sickleave.meeting_cases import asked, called, change_leader, give_reason, ill, others


@pytest.fixture(autouse=True)
def _every_municipality():
    with scopes_disabled():
        yield


@pytest.fixture
def case(world):
    return ill(world.ola)


def url(name, case, *extra):
    return reverse(f"sickleave:{name}", args=[case.uuid, *extra])


def day(offset: int) -> str:
    return f"{timezone.localdate() + timedelta(days=offset):%Y-%m-%d}"


def call_data(**fields):
    return {
        "on": day(3),
        "clock": "09:00",
        "place": "Møterom 2",
        "called_on": day(0),
        "employee_certifier": "unknown",
        "leader_certifier": "no",
        **fields,
    }


def hold_data(meeting, **fields):
    given = {"held_on": day(0), "attended": ["leader", "employee"], "agreed": "Kortere vakter", "leads_to": "nothing"}
    return {**given, "version": Meeting.objects.get(pk=meeting.pk).version, **fields}


def test_leader_calls_the_first_meeting_and_others_may_not(world, sign_in, case):
    """[S3] Called by the nearest leader; the employee is told that there is news, and of nothing else."""
    address = url("meeting-new", case, "dm1")
    assert sign_in(world.ola).get(address).status_code == 403
    assert {client.get(address).status_code for client in others(world, sign_in).values()} == {404}
    assert sign_in(world.heidi).get(address).status_code == 403
    wants = {"employee_certifier": "yes", "employee_wants": ["safety"], "leader_wants": ["bht"]}
    assert sign_in(world.kari).post(address, call_data(**wants)).status_code == 303
    meeting = Meeting.objects.get(case=case)
    assert (meeting.state, meeting.place) == (MeetingState.PLANNED, "Møterom 2")
    seated = set(meeting.participants.filter(called=True).values_list("role", flat=True))
    assert seated == {"leader", "employee", "certifier", "safety", "bht"}
    notice = Notice.objects.get(recipient=world.ola)
    told = f"{notice.title} {notice.text}".lower()
    assert not [word for word in ("møte", "ola", "syk", "dialog") if word in told]


def test_the_step_leads_to_the_meeting_that_is_called(world, sign_in, case):
    meeting = called(case, by=world.kari)
    answer = sign_in(world.kari).get(url("meeting-new", case, "dm1"))
    assert (answer.status_code, answer.url) == (302, meeting.get_absolute_url())
    assert sign_in(world.kari).post(url("meeting-new", case, "dm1"), call_data()).status_code == 422
    assert Meeting.objects.filter(case=case).count() == 1
    assert sign_in(world.kari).get(url("meeting-new", case, "talk")).status_code == 404


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"on": ""}, "Velg en dato."),
        ({"on": "2026-02-30"}, "Skriv datoen slik"),
        ({"on": day(-100)}, "før første fraværsdag"),
        ({"on": day(500)}, "i løpet av det neste året"),
        ({"on": "0001-01-01"}, "før første fraværsdag"),
        ({"clock": "25:00"}, "Skriv klokkeslettet slik"),
        ({"called_on": day(1)}, "fram i tid"),
        ({"on": day(-3), "called_on": day(-1)}, "kan ikke være etter møtet"),
        ({"place": ""}, "Skriv hvor møtet er"),
        ({"place": "", "link": "http://video.example"}, "https://"),
        ({"link": "javascript:alert(1)"}, "Lim inn hele lenken"),
        ({"employee_certifier": ""}, "Velg ett svar."),
        ({"leader_wants": ["safety"]}, "Velg fra listen."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(world, sign_in, case, fields, told):
    answer = sign_in(world.kari).post(url("meeting-new", case, "dm1"), call_data(**fields))
    assert answer.status_code == 422
    assert told in answer.text
    assert not Meeting.objects.filter(case=case).exists()


def test_the_employee_answers_and_says_who_is_to_come(world, sign_in, case):
    """[S3] The certifier comes because the employee wants it; the leader is told that there is news."""
    meeting = called(case, by=world.kari, leader_wants=("certifier",))
    assert not meeting.participants.filter(role="certifier").exists()
    address = url("meeting-answer", case, meeting.uuid)
    told = {"answer": "other_time", "text": "", "certifier": "yes", "wants": ["union"], "version": meeting.version}
    ola = sign_in(world.ola)
    assert "Skriv når det passer bedre" in ola.post(address, told).text
    assert ola.post(address, told | {"text": "Heller torsdag"}).status_code == 303
    meeting = Meeting.objects.get(pk=meeting.pk)
    assert (meeting.answer, meeting.answer_text) == ("other_time", "Heller torsdag")
    seated = set(meeting.participants.filter(called=True).values_list("role", flat=True))
    assert seated == {"leader", "employee", "certifier", "union"}
    assert Notice.objects.filter(recipient=world.kari, key__contains="answer").count() == 1
    assert "Heller torsdag" in sign_in(world.kari).get(meeting.get_absolute_url()).text
    assert sign_in(world.kari).get(address).status_code == 403
    assert {client.get(address).status_code for client in others(world, sign_in).values()} == {404}


def test_the_employee_may_refuse_the_certifier(world, sign_in, case):
    meeting = called(case, by=world.kari, leader_wants=("certifier",), employee_wants=("certifier",))
    told = {"answer": "comes", "certifier": "no", "version": meeting.version}
    assert sign_in(world.ola).post(url("meeting-answer", case, meeting.uuid), told).status_code == 303
    assert not meeting.participants.get(role="certifier").called
    page = sign_in(world.kari).get(meeting.get_absolute_url()).text
    assert "Da kalles ikke sykmelder inn" in page


def test_a_new_time_takes_the_answer_away_and_a_second_editor_is_told(world, sign_in, case):
    meeting = called(case, by=world.kari)
    sign_in(world.ola).post(
        url("meeting-answer", case, meeting.uuid), {"answer": "comes", "certifier": "no", "version": meeting.version}
    )
    address = url("meeting-edit", case, meeting.uuid)
    data = call_data(on=day(6), version=Meeting.objects.get(pk=meeting.pk).version)
    first, second = sign_in(world.kari), sign_in(world.kari)
    assert first.post(address, data).status_code == 303
    assert Meeting.objects.get(pk=meeting.pk).answer == ""
    assert Notice.objects.filter(recipient=world.ola).count() == 2
    answer = second.post(address, data | {"place": "Møterom 9"})
    assert answer.status_code == 422
    assert "har endret dette mens du skrev" in answer.text
    assert "Møterom 9" in answer.text
    assert Meeting.objects.get(pk=meeting.pk).place == "Møterom 2"
    assert sign_in(world.ola).get(address).status_code == 403


def test_the_meeting_is_held_and_the_step_is_done(world, sign_in, case):
    """[S3] Evidence: when it was called, who by, who came, and when."""
    meeting = called(case, by=world.kari, days=-1, employee_wants=("union",))
    address = url("meeting-hold", case, meeting.uuid)
    kari = sign_in(world.kari)
    alone = kari.post(address, hold_data(meeting, attended=["leader"]))
    assert alone.status_code == 422
    assert "både deg og den ansatte" in alone.text
    assert kari.post(address, hold_data(meeting, held_on=day(1))).status_code == 422
    attended = ["leader", "employee", "union"]
    told = hold_data(meeting, attended=attended, minutes="Vi så på vaktene.", name_union="Tone Tillit")
    assert kari.post(address, told).status_code == 303
    meeting = Meeting.objects.get(pk=meeting.pk)
    assert (meeting.state, meeting.minutes, meeting.agreed) == ("held", "Vi så på vaktene.", "Kortere vakter")
    assert meeting.participants.get(role="union").name == "Tone Tillit"
    step = case.milestones.get(step=Step.DM1)
    assert (step.state, step.done_on, step.done_by) == (MilestoneState.DONE, timezone.localdate(), world.kari)
    assert meeting.called_on is not None
    assert meeting.history.last().history_user == world.kari
    assert "Vi så på vaktene." in sign_in(world.ola).get(meeting.get_absolute_url()).text
    assert sign_in(world.ola).post(address, told).status_code == 403
    assert {client.post(address, told).status_code for client in others(world, sign_in).values()} == {404}


def test_what_was_agreed_leads_on_to_an_adaptation_or_the_plan(world, sign_in, case):
    meeting = called(case, by=world.kari, days=-1)
    kari = sign_in(world.kari)
    address = url("meeting-hold", case, meeting.uuid)
    answer = kari.post(address, hold_data(meeting, leads_to="adaptation"))
    assert answer.url == f"{url('adaptation-new', case)}?mote={meeting.uuid}"
    assert "Kortere vakter" in kari.get(answer.url).text
    assert kari.post(address, hold_data(meeting, leads_to="plan")).url == url("plan", case)


def test_minutes_warn_of_health_words_before_they_are_stored(world, sign_in, case):
    meeting = called(case, by=world.kari, days=-1)
    answer = sign_in(world.kari).post(
        url("meeting-hold", case, meeting.uuid), hold_data(meeting, minutes="Har fått diagnosen depresjon.")
    )
    assert answer.status_code == 422
    assert Meeting.objects.get(pk=meeting.pk).minutes == ""


def test_a_meeting_called_off_keeps_its_call(world, sign_in, case):
    meeting = called(case, by=world.kari)
    address = url("meeting-call-off", case, meeting.uuid)
    told = {"reason": "employee", "version": meeting.version}
    assert sign_in(world.ola).post(address, told).status_code == 403
    assert sign_in(world.kari).post(address, {"version": meeting.version}).status_code == 422
    assert sign_in(world.kari).post(address, told).status_code == 303
    meeting = Meeting.objects.get(pk=meeting.pk)
    assert (meeting.state, meeting.cancel_reason) == (MeetingState.CANCELLED, "employee")
    assert meeting.called_on == timezone.localdate()
    assert case.milestones.get(step=Step.DM1).state == MilestoneState.WAITING
    assert sign_in(world.kari).get(url("meeting-new", case, "dm1")).status_code == 200
    assert sign_in(world.kari).post(address, told | {"version": meeting.version}).status_code == 422


def test_the_calendar_file_tells_nobody_what_it_is_about(world, sign_in, case):
    """[S5] Calendars are shared: no name, no illness, no address that leads to the case."""
    meeting = called(case, by=world.kari)
    answer = sign_in(world.ola).get(url("meeting-calendar", case, meeting.uuid))
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="mote.ics"'
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert str(event["summary"]) == "Møte"
    assert str(event["location"]) == "Møterom 2"
    assert event["dtstart"].dt == meeting.at
    text = answer.content.decode().lower()
    banned = ("syk", "ola", "kari", "dialog", "oppfølg", "nav", "fravær", "http", str(case.uuid))
    assert not [word for word in banned if word in text]
    address = url("meeting-calendar", case, meeting.uuid)
    assert {client.get(address).status_code for client in others(world, sign_in).values()} == {404}


def test_hr_says_why_before_reading_and_the_look_is_logged(world, sign_in, case):
    """[S5] HR opens the content with a reason; the employee sees it."""
    meeting = called(case, by=world.kari)
    heidi = sign_in(world.heidi)
    asked = heidi.get(meeting.get_absolute_url())
    assert "Møterom 2" not in asked.text
    assert give_reason(heidi, case, meeting.get_absolute_url()).status_code == 303
    assert "Møterom 2" in heidi.get(meeting.get_absolute_url()).text
    assert CaseLook.objects.filter(case=case, person=world.heidi).exists()
    assert heidi.get(url("meeting-hold", case, meeting.uuid)).status_code == 403


def test_the_former_leader_loses_sight_and_the_new_one_has_it(world, sign_in, case):
    meeting = called(case, by=world.kari)
    change_leader(world)
    pages = [meeting.get_absolute_url(), url("meeting-hold", case, meeting.uuid), url("meeting-new", case, "dm1")]
    kari, per = sign_in(world.kari), sign_in(world.per)
    assert {kari.get(page).status_code for page in pages} == {404}
    assert {per.get(page).status_code for page in pages[:2]} == {200}


def test_a_meeting_of_another_case_is_not_found(world, sign_in, case):
    other = called(ill(world.vera), by=world.kari)
    kari = sign_in(world.kari)
    for name in ("meeting-detail", "meeting-edit", "meeting-hold", "meeting-call-off", "meeting-calendar"):
        assert kari.get(url(name, case, other.uuid)).status_code == 404


def test_nobody_signed_out_sees_a_thing(world, client, case):
    meeting = called(case, by=world.kari)
    assert client.get(meeting.get_absolute_url()).status_code == 302


def test_nothing_readable_lies_in_the_database(world, sign_in, case):
    """[S5]"""
    meeting = called(case, by=world.kari, days=-1)
    sign_in(world.kari).post(url("meeting-hold", case, meeting.uuid), hold_data(meeting, minutes="Narhval"))
    with connection.cursor() as cursor:
        for statement in (
            "select t::text from sickleave_meeting t",
            "select t::text from sickleave_historicalmeeting t",
        ):
            cursor.execute(statement)
            assert not [row for (row,) in cursor.fetchall() if "Narhval" in row or "Kortere" in row]


def test_the_pages_ask_the_same_with_many_meetings(world, sign_in, case):
    meeting = called(case, by=world.kari)
    kari = sign_in(world.kari)
    pages = [meeting.get_absolute_url(), url("case-detail", case)]
    for page in pages:
        kari.get(page)
    few = [asked(kari, page) for page in pages]
    for kind in (MeetingKind.DM2, MeetingKind.DM3):
        called(case, by=world.kari, kind=kind, days=9)
    assert [asked(kari, page) for page in pages] == few
