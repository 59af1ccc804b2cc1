"""Towards the end of the year of sick pay. [S3]"""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from kvalitet.access.decisions import may, require
from kvalitet.web.shortcuts import Request, done, page
from sickleave.actions.way_forward import set_maxdato, talk_of_way_forward
from sickleave.choices import LookRole, Step, Way
from sickleave.forms.way_forward import MaxdatoForm, WayForwardForm
from sickleave.models import Case, WayForward
from sickleave.rules.way_words import hints_for, lead_of, title_of
from sickleave.views.acting import form_page, mark_url, stored, typed
from sickleave.views.opening import of_case, role_in

STEPS = frozenset({Step.W39, Step.W52})


@require_http_methods(["GET", "POST"])
@of_case(gettext_lazy("Veien videre"), content=True)
def way_forward(request: Request, case: Case, step: str) -> HttpResponse:
    """Write down the talk on the way forward, or read it; leader and HR may both write."""
    if step not in STEPS:
        raise Http404
    known = case.wayforwards.filter(step=step).first()
    role = role_in(request.user, case)
    if may(request.user, "sickleave.own", case):
        if request.method == "POST":
            require(request.user, "sickleave.lead", case)
        ways = [Way(value).label for value in known.ways] if known else []
        context = {"case": case, "talk": known, "ways": ways, "role": role, "title": title_of(step)}
        return page(request, "sickleave/way_forward.html", context)
    form = WayForwardForm(typed(request), instance=known or WayForward(step=step, version=0), case=case)
    if form.is_valid():
        talk = stored(form, lambda: talk_of_way_forward(case, known, step=step, **form.cleaned_data, by=request.user))
        if talk is not None:
            return done(request, case, _("Samtalen om veien videre er lagret."))
    told: dict[str, Any] = {"title": title_of(step), "lead": lead_of(step), "hints": hints_for(step)}
    mark = mark_url(case, step) if role == LookRole.LEADER else ""
    return form_page(request, case, form, **told, button=_("Lagre samtalen"), mark_url=mark)


@require_http_methods(["GET", "POST"])
@of_case(gettext_lazy("Siste sykepengedag"))
def maxdato(request: Request, case: Case) -> HttpResponse:
    """Let the day NAV has told stand before the estimate."""
    if may(request.user, "sickleave.own", case):
        require(request.user, "sickleave.lead", case)
    form = MaxdatoForm(typed(request), instance=case)
    if form.is_valid():
        changed = stored(form, lambda: set_maxdato(case, day=form.cleaned_data["day"], by=request.user))
        if changed is not None:
            return done(request, case, _("Siste sykepengedag er lagret."))
    lead = _("Kvalitet anslår dagen av fraværet. NAV avgjør, og dagen fra NAV gjelder foran anslaget.")
    return form_page(request, case, form, title=_("Siste sykepengedag"), lead=lead, button=_("Lagre datoen"))
