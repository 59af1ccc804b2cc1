"""Dialogue meetings: called, answered, moved, held, or not held. [S3]"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kvalitet.history import actions as history
from kvalitet.organisation.models import Person
from kvalitet.organisation.people import nearest_leader
from kvalitet.web.errors import Refused
from sickleave.actions import milestones
from sickleave.actions.syncing import sync_people
from sickleave.actions.telling import tell_employee, tell_leader
from sickleave.choices import MeetingKind, MeetingState, ParticipantRole, Step
from sickleave.models import Case, Meeting, MeetingParticipant
from sickleave.rules.attendance import seats

STEPS = {MeetingKind.DM1: Step.DM1, MeetingKind.DM2: Step.DM2, MeetingKind.DM3: Step.DM3}


@dataclass(frozen=True)
class Call:
    """When and where, and who each of the two wants; NAV decides who comes to its own meetings."""

    at: datetime
    called_on: date
    place: str = ""
    link: str = ""
    leader_wants: tuple[str, ...] = ()
    employee_wants: tuple[str, ...] = ()
    refuses_certifier: bool = False

    def fields(self) -> dict[str, Any]:
        """Return what is stored on the meeting."""
        return {
            "at": self.at,
            "called_on": self.called_on,
            "place": self.place,
            "link": self.link,
            "leader_wants": sorted(self.leader_wants),
            "employee_wants": sorted(self.employee_wants),
            "refuses_certifier": self.refuses_certifier,
        }


@transaction.atomic
def call(case: Case, kind: str, told: Call, *, by: Person) -> Meeting:
    """Call the first meeting, or write down NAV's call to a later one; the employee is told that there is news."""
    case = history.lock(case)
    _refuse_closed(case)
    if case.meetings.filter(kind=kind, state=MeetingState.PLANNED).exists():
        raise Refused(_("Det er allerede innkalt til dette møtet. Endre tidspunktet i stedet."))
    fields = {**told.fields(), "state": MeetingState.PLANNED}
    asked = case.meetings.filter(kind=kind, state=MeetingState.REQUESTED).first()
    if asked is None:
        meeting = history.create(
            Meeting, case=case, municipality=case.municipality, kind=kind, **fields, by=by, by_id=by.pk
        )
    else:
        meeting = history.apply(history.lock(asked), fields, by=by)
    _seat(meeting, by=by)
    _nav_called(case, meeting, by=by)
    _announce(meeting)
    return meeting


@transaction.atomic
def change(meeting: Meeting, told: Call, *, by: Person) -> Meeting:
    """Move the meeting or change who is called; a new time takes the employee's answer away and is told anew."""
    meeting = history.lock(meeting, as_read=True)
    _refuse_past(meeting)
    is_moved = meeting.at != told.at
    fields = told.fields()
    if is_moved:
        fields |= {"answer": "", "answer_text": "", "answered_at": None}
    meeting = history.apply(meeting, fields, by=by)
    _seat(meeting, by=by)
    _nav_called(meeting.case, meeting, by=by)
    if is_moved:
        _announce(meeting)
    return meeting


@transaction.atomic
def answer(
    meeting: Meeting, *, answer: str, text: str, wants: Collection[str], refuses_certifier: bool, by: Person
) -> Meeting:
    """Store what the employee answers and wants; the leader is told that there is news."""
    meeting = history.lock(meeting, as_read=True)
    _refuse_past(meeting)
    fields: dict[str, Any] = {"answer": answer, "answer_text": text, "answered_at": timezone.now()}
    if meeting.is_ours:
        fields |= {"employee_wants": sorted(wants), "refuses_certifier": refuses_certifier}
    meeting = history.apply(meeting, fields, by=by)
    _seat(meeting, by=by)
    leader = nearest_leader(meeting.case.person, timezone.localdate())
    tell_leader(meeting.case, leader, key=f"answer-{meeting.uuid}-{meeting.version}")
    return meeting


@transaction.atomic
def hold(
    meeting: Meeting, *, held_on: date, attended: Collection[str], names: Mapping[str, str], by: Person, **told: Any
) -> Meeting:
    """Write down that the meeting was held, who came, and what was said and agreed; the step is done with it.

    Without the employee there it is no dialogue meeting: it is called off and called anew.
    """
    meeting = history.lock(meeting, as_read=True)
    if meeting.state not in {MeetingState.PLANNED, MeetingState.HELD}:
        raise Refused(_("Møtet er ikke innkalt. Kall inn til møtet først."))
    if not {ParticipantRole.EMPLOYEE, ParticipantRole.LEADER} <= set(attended):
        raise Refused(_("Et dialogmøte må ha både deg og den ansatte med. Avlys møtet hvis det ikke ble holdt."))
    meeting = history.apply(meeting, {"held_on": held_on, "state": MeetingState.HELD, **told}, by=by)
    for seat in meeting.participants.all():
        changes = {"attended": seat.role in attended, "name": names.get(seat.role, seat.name)}
        history.apply(seat, changes, by=by)
    milestones.complete(meeting.case, STEPS[MeetingKind(meeting.kind)], on=held_on, by=by)
    return meeting


@transaction.atomic
def call_off(meeting: Meeting, *, reason: str, by: Person) -> Meeting:
    """Call the meeting off; that it was called, and why it wasn't held, is kept."""
    meeting = history.lock(meeting, as_read=True)
    if meeting.state not in {MeetingState.PLANNED, MeetingState.REQUESTED}:
        raise Refused(_("Møtet er holdt eller avlyst allerede."))
    was_planned = meeting.state == MeetingState.PLANNED
    meeting = history.apply(meeting, {"state": MeetingState.CANCELLED, "cancel_reason": reason}, by=by)
    if was_planned and meeting.kind == MeetingKind.DM2:
        _dm2_on(meeting.case, None, by=by)
    if was_planned:
        tell_employee(meeting.case, key=f"off-{meeting.uuid}")
    return meeting


@transaction.atomic
def request(case: Case, kind: str, *, on: date, by: Person) -> Meeting:
    """Write down that the leader has asked NAV to call a meeting."""
    case = history.lock(case)
    _refuse_closed(case)
    if case.meetings.filter(kind=kind, state__in=[MeetingState.PLANNED, MeetingState.REQUESTED]).exists():
        raise Refused(_("NAV er allerede spurt om dette møtet, eller har kalt inn til det."))
    return history.create(
        Meeting,
        case=case,
        municipality=case.municipality,
        kind=kind,
        state=MeetingState.REQUESTED,
        requested_on=on,
        by=by,
        by_id=by.pk,
    )


def _seat(meeting: Meeting, *, by: Person) -> None:
    """Let the rows follow who is to be called; who no longer is, keeps the row as not called."""
    if meeting.is_ours:
        wanted = {
            str(seat.role)
            for seat in seats(meeting.leader_wants, meeting.employee_wants, employee_refuses=meeting.refuses_certifier)
        }
    else:
        wanted = {ParticipantRole.LEADER, ParticipantRole.EMPLOYEE, ParticipantRole.NAV}
    known = {row.role: row for row in meeting.participants.all()}
    for role, row in known.items():
        history.apply(row, {"called": role in wanted}, by=by)
    for role in sorted(wanted - set(known)):
        history.create(
            MeetingParticipant, meeting=meeting, case=meeting.case, municipality=meeting.municipality, role=role, by=by
        )


def _nav_called(case: Case, meeting: Meeting, *, by: Person) -> None:
    """Let the plan be due a week before NAV's meeting."""
    if meeting.kind == MeetingKind.DM2 and meeting.at is not None:
        _dm2_on(case, timezone.localdate(meeting.at), by=by)


def _dm2_on(case: Case, day: date | None, *, by: Person) -> None:
    """Store the day of NAV's second meeting, and reckon the steps anew."""
    history.apply(history.lock(case), {"dm2_called": day}, by=by)
    sync_people([case.person_id], timezone.localdate(), by=by)


def _announce(meeting: Meeting) -> None:
    """Tell the employee of a meeting that lies ahead."""
    if meeting.at is not None and meeting.at > timezone.now():
        tell_employee(meeting.case, key=f"call-{meeting.uuid}-{meeting.version}")


def _refuse_closed(case: Case) -> None:
    if not case.is_open:
        raise Refused(_("Saken er avsluttet."))


def _refuse_past(meeting: Meeting) -> None:
    if meeting.state != MeetingState.PLANNED:
        raise Refused(_("Møtet er holdt eller avlyst, og kan ikke endres."))
