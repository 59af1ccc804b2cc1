"""A meeting that lies ahead: called, shown, moved, answered, put in a calendar. [S3]"""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from kvalitet.access.decisions import require
from kvalitet.calendar.workdays import next_working_day
from kvalitet.web.shortcuts import Request, done, get_or_404, page
from sickleave.actions import meetings as meeting_actions
from sickleave.choices import MeetingKind, MeetingState, Requirement
from sickleave.exports.invitations import FILE_NAME, TYPE, calendar_file
from sickleave.forms.meetings import (
    AnswerForm,
    CallForm,
    ChangeCallForm,
    ChangePlaceForm,
    PlaceForm,
    place_of,
)
from sickleave.models import Case, Meeting, Milestone
from sickleave.queries.meetings import meeting_page, need_for, step_of
from sickleave.rules import meeting_words as words
from sickleave.views.acting import form_page, stored, typed
from sickleave.views.opening import of_case, role_in

KINDS = frozenset({MeetingKind.DM1, MeetingKind.DM2, MeetingKind.DM3})


def find_meeting(request: Request, case: Case, key: UUID) -> Meeting:
    """Find a meeting of the case."""
    rows = Meeting.objects.visible_to(request.user).filter(case=case)
    return get_or_404(rows.select_related("case__person", "case__municipality", "municipality", "by"), key)


def known_kind(kind: str) -> MeetingKind:
    """Return which meeting is meant, or 404."""
    if kind not in KINDS:
        raise Http404
    return MeetingKind(kind)


@require_http_methods(["GET", "POST"])
@of_case(gettext_lazy("Innkalling til dialogmøte"))
def meeting_new(request: Request, case: Case, kind: str) -> HttpResponse:
    """Call the first meeting, or write down that NAV has called to a later one."""
    chosen = known_kind(kind)
    require(request.user, "sickleave.lead", case)
    planned = case.meetings.filter(kind=chosen, state=MeetingState.PLANNED).first()
    if planned is not None and request.method == "GET":
        return redirect("sickleave:meeting-detail", case.uuid, planned.uuid)
    step = step_of(case, meeting_actions.STEPS[chosen])
    is_ours = chosen == MeetingKind.DM1
    form = (CallForm if is_ours else PlaceForm)(typed(request), case=case, initial=_suggested(step, is_ours))
    if form.is_valid():
        meeting = stored(form, lambda: meeting_actions.call(case, chosen, form.told, by=request.user))
        if meeting is not None:
            return done(request, meeting, words.called(is_ours))
    ask = is_ours and step is not None and step.requirement == Requirement.CONDITIONAL and need_for(case, kind) is None
    told: dict[str, Any] = {
        "title": words.call_title(chosen),
        "lead": words.call_lead(chosen),
        "button": words.call_button(is_ours),
    }
    return form_page(request, case, form, **told, step=step, ask_first=ask)


@of_case(gettext_lazy("Dialogmøte"), content=True)
@require_safe
def meeting_detail(request: Request, case: Case, meeting: UUID) -> HttpResponse:
    """Show the invitation, or the minutes."""
    found = find_meeting(request, case, meeting)
    role = role_in(request.user, case)
    context = {**meeting_page(found, role, timezone.now()), "case": case, "role": role}
    return page(request, "sickleave/meeting.html", context)


@require_http_methods(["GET", "POST"])
@of_case(gettext_lazy("Endring av dialogmøte"), content=True)
def meeting_edit(request: Request, case: Case, meeting: UUID) -> HttpResponse:
    """Move the meeting, or change who is called."""
    found = find_meeting(request, case, meeting)
    require(request.user, "sickleave.lead", case)
    kind: Any = ChangeCallForm if found.is_ours else ChangePlaceForm
    form = kind(typed(request), instance=found, case=case, initial=place_of(found))
    if form.is_valid():
        changed = stored(form, lambda: meeting_actions.change(found, form.told, by=request.user))
        if changed is not None:
            return done(request, changed, _("Møtet er endret. Flyttet du det, har den ansatte fått beskjed."))
    title, button = _("Endre møtet"), _("Lagre endringen")
    lead = _("Et nytt tidspunkt tar bort svaret den ansatte har gitt, og den ansatte får beskjed.")
    return form_page(request, case, form, title=title, button=button, lead=lead, back=found.get_absolute_url())


@require_http_methods(["GET", "POST"])
@of_case(gettext_lazy("Svar på innkalling"))
def meeting_answer(request: Request, case: Case, meeting: UUID) -> HttpResponse:
    """Let the employee answer, and say who is to be there."""
    found = find_meeting(request, case, meeting)
    require(request.user, "sickleave.own", case)
    form = AnswerForm(typed(request), instance=found)
    if form.is_valid():
        answered = stored(form, lambda: meeting_actions.answer(found, **form.told, by=request.user))
        if answered is not None:
            return done(request, answered, _("Svaret er sendt til lederen din."))
    at = timezone.localtime(found.at) if found.at else None
    told: dict[str, Any] = {
        "title": _("Svar på innkallingen"),
        "button": _("Send svaret"),
        "lead": words.answer_lead(at, found.place),
    }
    return form_page(request, case, form, **told, back=found.get_absolute_url())


@of_case(gettext_lazy("Kalenderfil for dialogmøte"), content=True)
@require_safe
def meeting_calendar(request: Request, case: Case, meeting: UUID) -> HttpResponse:
    """Give the meeting as a calendar file, which tells nobody what it is about."""
    found = find_meeting(request, case, meeting)
    if found.at is None:
        raise Http404
    response = HttpResponse(calendar_file(found, now=timezone.now()), content_type=TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return response


def _suggested(step: Milestone | None, is_ours: bool) -> dict[str, Any]:
    today = timezone.localdate()
    suggested: dict[str, Any] = {"called_on": today}
    if is_ours:
        soon: date = next_working_day(today)
        suggested["on"] = max(step.act_by, soon) if step is not None else soon
        suggested["clock"] = "09:00"
    return suggested
