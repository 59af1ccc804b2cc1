"""What the pages of meetings show; a question or two each, whatever the number of meetings. [S3]"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from sickleave.choices import LookRole, MeetingState
from sickleave.models import Case, Meeting, MeetingNeed, MeetingParticipant, Milestone
from sickleave.rules import meeting_words as words
from sickleave.rules.agenda import agenda
from sickleave.rules.attendance import ALWAYS, EMPLOYEE_MAY_WANT, seats, told

ORDER = [str(role) for role in (*ALWAYS, *EMPLOYEE_MAY_WANT)]


@dataclass(frozen=True)
class SeatRow:
    """One who is called, why, how, and whether they came."""

    role: str
    label: str
    name: str
    because: str
    how: str
    attended: bool | None


def step_of(case: Case, step: str) -> Milestone | None:
    """Return a step of the case, when the spell has reached it."""
    return Milestone.objects.filter(case=case, step=step).first()


def need_for(case: Case, kind: str) -> MeetingNeed | None:
    """Return what the parties have answered about a meeting."""
    return MeetingNeed.objects.filter(case=case, kind=kind).first()


def seats_of(meeting: Meeting) -> list[MeetingParticipant]:
    """Return those who are called or came: the two first."""
    found = [row for row in meeting.participants.all() if row.called or row.attended]
    return sorted(found, key=lambda one: ORDER.index(one.role))


def seat_rows(meeting: Meeting, participants: list[MeetingParticipant]) -> list[SeatRow]:
    """Return those who are called or came, with the reason the rules give."""
    found = seats(meeting.leader_wants, meeting.employee_wants, employee_refuses=meeting.refuses_certifier)
    because = {str(seat.role): str(seat.because) for seat in found} if meeting.is_ours else {}
    return [
        SeatRow(
            row.role,
            row.get_role_display(),
            row.name,
            because.get(row.role, ""),
            words.how_to_call(row.role) if meeting.is_ours else "",
            row.attended,
        )
        for row in participants
    ]


def meeting_page(meeting: Meeting, role: LookRole, now: datetime) -> dict[str, Any]:
    """Gather what the page of a meeting shows."""
    adaptations = list(meeting.adaptations.values_list("uuid", flat=True)[:1])
    wants = (meeting.leader_wants, meeting.employee_wants)
    return {
        "meeting": meeting,
        "evidence": words.call_evidence(meeting.called_on, str(meeting.by) if meeting.is_ours else ""),
        "when": words.when(timezone.localtime(meeting.at) if meeting.at else None),
        "seats": seat_rows(meeting, seats_of(meeting)),
        "not_called": told(*wants, employee_refuses=meeting.refuses_certifier) if meeting.is_ours else (),
        "answered": words.answered(meeting.answer),
        "agenda": agenda() if meeting.is_ours and meeting.state == MeetingState.PLANNED else [],
        "is_past": meeting.at is not None and meeting.at <= now,
        "is_planned": meeting.state == MeetingState.PLANNED,
        "is_held": meeting.state == MeetingState.HELD,
        "state_color": words.STATE_COLORS[MeetingState(meeting.state)],
        "leads_to": words.leads_to(meeting.leads_to, role, bool(adaptations)),
        "lacks_adaptation": meeting.leads_to == "adaptation" and not adaptations,
    }
