"""Dialogue meetings and adaptations: two held, one NAV was asked for, one that waits for the employee's answer."""

from datetime import date, datetime, time, timedelta

from kvalitet.calendar.workdays import next_working_day, previous_working_day
from kvalitet.history import actions as history
from kvalitet.organisation.models import Person
from reporting.demo.clock import NORWAY, at
from reporting.demo.people import Demo
from sickleave.actions import adaptations, meetings, needs
from sickleave.actions.syncing import sync_people
from sickleave.choices import (
    AdaptationEffect,
    AdaptationKind,
    AdaptationNext,
    AfterMeeting,
    CaseState,
    MeetingAnswer,
    MeetingKind,
    ParticipantRole,
)
from sickleave.models import Adaptation, Case, Meeting

MINUTES = """1. Arbeidsoppgavene nå: måltider, medisiner og dokumentasjon går fint. Forflytninger alene går ikke.
2. Hva kan endres: to på forflytninger, kortere vakter, ikke natt.
3. Oppfølgingsplanen: oppdateres med faste oppgaver på dagtid.
4. Vi snakkes hver mandag klokken 14."""
AGREED = "Faste dagvakter, to på forflytninger, og en halv time lengre vakt hver uke så lenge det går bra."
OTHERS = (ParticipantRole.UNION, ParticipantRole.HEALTH)


def tell(demo: Demo, named: dict[str, Person]) -> None:
    """Let the meetings of the named cases be called, answered and held, and work be adapted."""
    leader = demo.users["avdelingsleder"]
    _long(demo, _case(named["long"]), leader)
    _waiting(demo, _case(named["plan"]), leader)
    with at(demo.today, hour=9):
        sync_people([named["long"].pk], demo.today)


def _case(person: Person) -> Case:
    rows = Case.objects.filter(person=person, state=CaseState.OPEN)
    return rows.select_related("person", "unit", "municipality").latest("starts")


def _long(demo: Demo, case: Case, leader: Person) -> None:
    """Two meetings, a third NAV was asked for, and two changes at work: one that is over, and one to look at soon."""
    held = previous_working_day(case.starts + timedelta(days=46))
    with at(held - timedelta(days=10)):
        told = _call(held, held - timedelta(days=10), place="Møterom 2", employee_wants=OTHERS)
        meeting = meetings.call(case, MeetingKind.DM1, told, by=leader)
    with at(held, hour=12):
        came = {ParticipantRole.EMPLOYEE, ParticipantRole.LEADER, *OTHERS}
        meetings.hold(
            meeting,
            held_on=held,
            attended=came,
            names={ParticipantRole.UNION: "Tore Vik"},
            minutes=MINUTES,
            agreed=AGREED,
            leads_to=AfterMeeting.ADAPTATION,
            by=leader,
        )
        night = _adapt(case, leader, AdaptationKind.HOURS, "Ikke nattevakter.", held, days=42, meeting=meeting)
    with at(held + timedelta(days=42)):
        adaptations.evaluate(
            night,
            evaluated_on=held + timedelta(days=42),
            effect=AdaptationEffect.HELPED,
            evaluation="Vaktene går fint. Vi går over til en fast turnus.",
            next=AdaptationNext.END,
            evaluate_on=None,
            by=leader,
        )
    with at(demo.today - timedelta(days=20)):
        text = "Fast turnus på dagtid tre dager i uka, to på forflytninger."
        _adapt(case, leader, AdaptationKind.TASKS, text, demo.today - timedelta(days=20), days=26)
    with at(case.starts + timedelta(days=114)):
        needs.answer_nav(case, is_needed=True, on=case.starts + timedelta(days=114), by=leader)
    second = previous_working_day(case.starts + timedelta(days=179))
    with at(second - timedelta(days=22)):
        told = _call(second, second - timedelta(days=22), link="https://video.nav.example/rom/4711")
        with_nav = meetings.call(case, MeetingKind.DM2, told, by=leader)
    with at(second - timedelta(days=20)):
        meetings.answer(
            with_nav, answer=MeetingAnswer.COMES, text="", wants=(), refuses_certifier=False, by=case.person
        )
    with at(second, hour=15):
        meetings.hold(
            history.lock(with_nav),
            held_on=second,
            attended={ParticipantRole.EMPLOYEE, ParticipantRole.LEADER, ParticipantRole.NAV},
            names={},
            minutes="",
            agreed="Vaktene økes videre. NAV ser på hjelpemidler til forflytning.",
            leads_to=AfterMeeting.PLAN,
            by=leader,
        )
    with at(demo.today - timedelta(days=5)):
        meetings.request(case, MeetingKind.DM3, on=demo.today - timedelta(days=5), by=leader)


def _waiting(demo: Demo, case: Case, leader: Person) -> None:
    """A meeting the employee hasn't answered, and shorter shifts since last week."""
    with at(demo.today - timedelta(days=3)):
        told = _call(
            next_working_day(demo.today + timedelta(days=9)),
            demo.today - timedelta(days=3),
            place="Møterom 1",
            leader_wants=(ParticipantRole.CERTIFIER, ParticipantRole.HEALTH),
        )
        meetings.call(case, MeetingKind.DM1, told, by=leader)
    with at(demo.today - timedelta(days=7)):
        text = "Vakter på fire timer, og ikke helg."
        _adapt(case, leader, AdaptationKind.HOURS, text, demo.today - timedelta(days=7), days=14)


def _call(
    day: date,
    called_on: date,
    *,
    place: str = "",
    link: str = "",
    leader_wants: tuple[str, ...] = (),
    employee_wants: tuple[str, ...] = (),
) -> meetings.Call:
    moment = datetime.combine(day, time(13), tzinfo=NORWAY)
    return meetings.Call(moment, called_on, place, link, leader_wants, employee_wants)


def _adapt(
    case: Case,
    by: Person,
    kind: AdaptationKind,
    what: str,
    starts: date,
    *,
    days: int,
    meeting: Meeting | None = None,
) -> Adaptation:
    looked_at = starts + timedelta(days=days)
    return adaptations.add_adaptation(
        case,
        meeting=meeting,
        kind=kind,
        what=what,
        starts=starts,
        ends=None,
        evaluate_on=looked_at,
        by=by,
    )
