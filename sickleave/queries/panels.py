"""What the parts on the case page show of meetings and what is done; a few questions, whatever the numbers. [S3, S4]"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sickleave.choices import (
    Answer,
    LookRole,
    MeetingKind,
    MeetingState,
    MilestoneState,
    Requirement,
    Step,
)
from sickleave.models import Case, Meeting, MeetingNeed, Milestone
from sickleave.queries.adaptations import rows_of
from sickleave.rules import meeting_words as words

OPEN = {MeetingState.PLANNED, MeetingState.REQUESTED}


@dataclass(frozen=True)
class MeetingRow:
    """One meeting as dates and states: no word of what was said."""

    label: str
    url: str
    line: str
    state: str
    color: str
    answer_url: str = ""
    """Where the employee answers an invitation that hasn't been answered."""


@dataclass(frozen=True)
class Way:
    """Something the leader may do now."""

    label: str
    url: str


def meetings_of(case: Case, role: LookRole) -> dict[str, Any]:
    """Gather meetings, answers about them, and what the leader may do; three questions."""
    meetings = sorted(Meeting.objects.filter(case=case), key=lambda one: (one.kind, one.pk))
    needs = {need.kind: need for need in MeetingNeed.objects.filter(case=case)}
    steps = {row.step: row for row in Milestone.objects.filter(case=case, step__in=[Step.DM1, Step.NAV_NEED, Step.DM2])}
    can_act = role == LookRole.LEADER and case.is_open
    return {
        "rows": [_row(one, case, role) for one in meetings],
        "needs": [_need_words(need) for need in needs.values()],
        "ways": _ways(case, meetings, steps, needs) if can_act else [],
    }


def _row(meeting: Meeting, case: Case, role: LookRole) -> MeetingRow:
    at = words.when(timezone.localtime(meeting.at)) if meeting.at else ""
    if meeting.state == MeetingState.HELD and meeting.held_on:
        line = _("Holdt %(day)s") % {"day": f"{meeting.held_on:%d.%m.%Y}"}
    elif meeting.state == MeetingState.REQUESTED and meeting.requested_on:
        line = _("Spurte NAV %(day)s") % {"day": f"{meeting.requested_on:%d.%m.%Y}"}
    elif meeting.state == MeetingState.PLANNED and role != LookRole.HR:
        mine = role == LookRole.EMPLOYEE
        said = _("Du har ikke svart ennå.") if mine and not meeting.answer else words.answered(meeting.answer)
        line = f"{at}. {_('Du har svart.') if mine and meeting.answer else said}"
    else:
        line = at
    color = words.STATE_COLORS[MeetingState(meeting.state)]
    key = [case.uuid, meeting.uuid]
    waits = role == LookRole.EMPLOYEE and meeting.state == MeetingState.PLANNED and not meeting.answer
    return MeetingRow(
        meeting.get_kind_display(),
        reverse("sickleave:meeting-detail", args=key),
        line,
        meeting.get_state_display(),
        color,
        reverse("sickleave:meeting-answer", args=key) if waits else "",
    )


def _need_words(need: MeetingNeed) -> str:
    day = f"{need.answered_on:%d.%m.%Y}"
    if need.kind == MeetingKind.DM2:
        said = _("det er behov") if need.leader == Answer.YES else _("det er ikke behov nå")
        return _("Svart NAV om dialogmøte 2 %(day)s: %(said)s.") % {"day": day, "said": said}
    answers = {"leader": need.leader, "employee": need.employee, "certifier": need.certifier}
    told = {name: str(Answer(value).label).lower() for name, value in answers.items()}
    line = _(
        "Nytte av dialogmøte 1, spurt %(day)s. Leder: %(leader)s. Den ansatte: %(employee)s. "
        "Den som sykmeldte: %(certifier)s."
    )
    return line % {"day": day, **told}


def _ways(case: Case, meetings: list[Meeting], steps: dict[str, Milestone], needs: dict[str, MeetingNeed]) -> list[Way]:
    state = {one.kind: one.state for one in meetings if one.state != MeetingState.CANCELLED}
    first = steps.get(Step.DM1)
    found = []
    if state.get(MeetingKind.DM1) is None:
        if first is not None and first.requirement == Requirement.CONDITIONAL:
            found.append(_way(_("Spør om dialogmøte 1 trengs"), "meeting-need", case))
        found.append(_way(_("Kall inn til dialogmøte 1"), "meeting-new", case, MeetingKind.DM1))
    if Step.NAV_NEED in steps and MeetingKind.DM2 not in needs and state.get(MeetingKind.DM2) != MeetingState.HELD:
        found.append(_way(_("Skriv inn svaret til NAV om dialogmøte 2"), "nav-need", case))
    found += _with_nav(case, state, steps)
    return found


def _with_nav(case: Case, state: dict[str, str], steps: dict[str, Milestone]) -> list[Way]:
    """What can be done about the meetings NAV holds: the third comes after the second."""
    second = state.get(MeetingKind.DM2)
    settled = Step.DM2 in steps and steps[Step.DM2].state == MilestoneState.EXCEPTED
    if second != MeetingState.HELD and not settled:
        kind, asked = MeetingKind.DM2, _("Be NAV om dialogmøte 2 tidligere")
    else:
        kind, asked = MeetingKind.DM3, _("Be NAV om dialogmøte 3")
    if state.get(kind) == MeetingState.PLANNED:
        return []
    found = [_way(words.call_title(kind), "meeting-new", case, kind)]
    if state.get(kind) != MeetingState.REQUESTED:
        found.insert(0, _way(asked, "meeting-request", case, kind))
    if kind == MeetingKind.DM2 and Step.DM2 in steps:
        found.append(_way(_("NAV holder ikke dialogmøte 2"), "nav-decision", case))
    return found


def _way(label: str, name: str, case: Case, *extra: str) -> Way:
    return Way(label, reverse(f"sickleave:{name}", args=[case.uuid, *extra]))


def adaptations_of(case: Case, today: date) -> dict[str, Any]:
    """Gather what is changed at work now, and what there is of earlier changes; one question."""
    rows = rows_of(case, today)
    return {
        "rows": [row for row in rows if not row.is_over],
        "earlier": sum(row.is_over for row in rows),
    }
