"""Whether a meeting is useful: the three parties, the answer to NAV, and NAV's own decision. [S3]"""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from kvalitet.access.decisions import require
from kvalitet.web.shortcuts import Request, done
from sickleave.actions import needs as need_actions
from sickleave.choices import MeetingKind, MilestoneState, Step
from sickleave.forms.needs import NavAnswerForm, NavDecidedForm, PartiesForm
from sickleave.models import Case
from sickleave.queries.meetings import need_for, step_of
from sickleave.views.acting import form_page, mark_url, stored, typed
from sickleave.views.opening import of_case


@require_http_methods(["GET", "POST"])
@of_case(gettext_lazy("Behov for dialogmøte 1"))
def meeting_need(request: Request, case: Case) -> HttpResponse:
    """Ask the three parties while the employee works some; nobody who needs it is an exception with its reason."""
    require(request.user, "sickleave.lead", case)
    form = PartiesForm(typed(request), case=case, known=need_for(case, MeetingKind.DM1))
    if form.is_valid():
        need = stored(form, lambda: need_actions.ask_parties(case, **form.cleaned_data, by=request.user))
        if need is not None:
            step = step_of(case, Step.DM1)
            if step is not None and step.state == MilestoneState.EXCEPTED:
                return done(request, case, _("Ingen ser behov for dialogmøte 1. Det er lagret som unntak med grunn."))
            if "yes" in {need.leader, need.employee, need.certifier}:
                url = reverse("sickleave:meeting-new", args=[case.uuid, MeetingKind.DM1])
                return done(request, url, _("Minst én har nytte av møtet. Da kaller du inn."))
            return done(request, case, _("Svarene er lagret. Steget venter til den ansatte har svart."))
    lead = _(
        "Når den ansatte er delvis i arbeid, holdes dialogmøte 1 bare hvis du, den ansatte eller den som sykmeldte, "
        "har nytte av det. Spør, og skriv inn svarene. Ett ja er nok."
    )
    title = _("Er det behov for dialogmøte 1?")
    return form_page(request, case, form, title=title, lead=lead, button=_("Lagre svarene"))


@require_http_methods(["GET", "POST"])
@of_case(gettext_lazy("Svar til NAV om dialogmøte 2"))
def nav_need(request: Request, case: Case) -> HttpResponse:
    """Write down what the leader answered NAV; the reason stays with NAV."""
    require(request.user, "sickleave.lead", case)
    form = NavAnswerForm(typed(request), case=case)
    if form.is_valid():
        need = stored(form, lambda: need_actions.answer_nav(case, **form.cleaned_data, by=request.user))
        if need is not None:
            return done(request, case, _("Svaret til NAV er lagret. NAV avgjør om det blir et møte."))
    lead = _("NAV spør deg og den ansatte omtrent i uke 16. Du svarer på nav.no, og skriver her hva du svarte.")
    title = _("Svar til NAV om dialogmøte 2")
    mark = mark_url(case, Step.NAV_NEED)
    return form_page(request, case, form, title=title, lead=lead, button=_("Lagre svaret"), mark_url=mark)


@require_http_methods(["GET", "POST"])
@of_case(gettext_lazy("NAVs avgjørelse om dialogmøte 2"))
def nav_decision(request: Request, case: Case) -> HttpResponse:
    """Write down that NAV doesn't hold the second meeting."""
    require(request.user, "sickleave.lead", case)
    form = NavDecidedForm(typed(request), case=case)
    if form.is_valid():
        told = form.cleaned_data
        stored(form, lambda: need_actions.nav_decided(case, **told, by=request.user))
        if form.is_valid():
            return done(request, case, _("NAVs avgjørelse er lagret som unntak fra dialogmøte 2."))
    lead = _(
        "NAV kan la være å holde dialogmøte 2 når det er åpenbart unødvendig. Grunnen er mellom NAV og den ansatte, "
        "og skal ikke stå her."
    )
    title = _("NAV holder ikke dialogmøte 2")
    return form_page(request, case, form, title=title, lead=lead, button=_("Lagre avgjørelsen"))
