"""A meeting afterwards: minutes, or why it wasn't held; and asking NAV for one. [S3]"""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from kvalitet.access.decisions import require
from kvalitet.web.shortcuts import Request, done
from sickleave.actions import meetings as meeting_actions
from sickleave.choices import AfterMeeting, MeetingKind
from sickleave.forms.meetings_held import CallOffForm, HoldForm, RequestForm
from sickleave.models import Case, Meeting
from sickleave.queries.meetings import seats_of
from sickleave.rules import meeting_words as words
from sickleave.views.acting import form_page, stored, typed
from sickleave.views.meetings import find_meeting, known_kind
from sickleave.views.opening import of_case


@require_http_methods(["GET", "POST"])
@of_case(gettext_lazy("Referat fra dialogmøte"), content=True)
def meeting_hold(request: Request, case: Case, meeting: UUID) -> HttpResponse:
    """Write the minutes, and who came; the step is done with it."""
    found = find_meeting(request, case, meeting)
    require(request.user, "sickleave.lead", case)
    seats = seats_of(found)
    form = HoldForm(typed(request), instance=found, seats=seats)
    if form.is_valid():
        held = stored(form, lambda: meeting_actions.hold(found, **form.told, by=request.user))
        if held is not None:
            return done(request, *_onward(held))
    title = _("Referat fra %(meeting)s") % {"meeting": found.get_kind_display().lower()}
    lead = _("Referatet lagres kryptert. Bare du, den ansatte og HR med en grunn kan lese det.")
    return form_page(
        request, case, form, title=title, lead=lead, button=_("Lagre referatet"), back=found.get_absolute_url()
    )


@require_http_methods(["GET", "POST"])
@of_case(gettext_lazy("Avlysning av dialogmøte"), content=True)
def meeting_call_off(request: Request, case: Case, meeting: UUID) -> HttpResponse:
    """Call the meeting off; that it was called stays."""
    found = find_meeting(request, case, meeting)
    require(request.user, "sickleave.lead", case)
    form = CallOffForm(typed(request), instance=found)
    if form.is_valid():
        off = stored(form, lambda: meeting_actions.call_off(found, reason=form.cleaned_data["reason"], by=request.user))
        if off is not None:
            return done(request, case, _("Møtet er avlyst. Kall inn på nytt når dere vet når det passer."))
    lead = _("Innkallingen står igjen i saken, så du kan vise at du kalte inn. Den ansatte får beskjed.")
    told: dict[str, Any] = {"title": _("Avlys møtet"), "button": _("Avlys møtet"), "lead": lead}
    return form_page(request, case, form, **told, back=found.get_absolute_url())


@require_http_methods(["GET", "POST"])
@of_case(gettext_lazy("Ønske til NAV om dialogmøte"))
def meeting_request(request: Request, case: Case, kind: str) -> HttpResponse:
    """Write down that NAV was asked for a meeting."""
    chosen = known_kind(kind)
    if chosen == MeetingKind.DM1:
        raise Http404
    require(request.user, "sickleave.lead", case)
    form = RequestForm(typed(request), case=case, initial={"on": timezone.localdate()})
    if form.is_valid():
        asked = stored(form, lambda: meeting_actions.request(case, chosen, on=form.cleaned_data["on"], by=request.user))
        if asked is not None:
            return done(request, case, _("Det er lagret at du har spurt NAV. Skriv inn innkallingen når den kommer."))
    title = _("Be NAV om %(meeting)s") % {"meeting": chosen.label.lower()}
    return form_page(request, case, form, title=title, button=_("Lagre"), lead=str(words.REQUEST_LEADS[chosen]))


def _onward(meeting: Meeting) -> tuple[str, str]:
    """Lead to where the agreement is carried out."""
    case = meeting.case
    if meeting.leads_to == AfterMeeting.ADAPTATION and not meeting.adaptations.exists():
        url = reverse("sickleave:adaptation-new", args=[case.uuid])
        return f"{url}?mote={meeting.uuid}", _("Referatet er lagret. Skriv inn tilretteleggingen dere ble enige om.")
    if meeting.leads_to == AfterMeeting.PLAN:
        return reverse("sickleave:plan", args=[case.uuid]), _("Referatet er lagret. Nå kan du endre planen.")
    return meeting.get_absolute_url(), _("Referatet er lagret, og den ansatte kan lese det.")
