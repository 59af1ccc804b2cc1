"""The activity requirement. [S3]"""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from kvalitet.access.decisions import may, require
from kvalitet.web.shortcuts import Request, done, page
from sickleave.actions.activity import state_activity
from sickleave.forms.activity import FULLY_ABSENT, ActivityForm
from sickleave.models import ActivityStatement, Case
from sickleave.views.acting import form_page, stored, typed
from sickleave.views.opening import of_case, role_in


@require_http_methods(["GET", "POST"])
@of_case(gettext_lazy("Aktivitetskravet"), content=True)
def activity(request: Request, case: Case) -> HttpResponse:
    """Say how the requirement is met, or read it."""
    known = case.activitystatements.first()
    if not may(request.user, "sickleave.lead", case):
        if request.method == "POST":
            require(request.user, "sickleave.lead", case)
        context = {"case": case, "statement": known, "role": role_in(request.user, case)}
        return page(request, "sickleave/activity.html", context)
    form = ActivityForm(typed(request), instance=known or ActivityStatement(version=0), case=case)
    if form.is_valid():
        statement = stored(form, lambda: state_activity(case, known, **form.cleaned_data, by=request.user))
        if statement is not None:
            return done(request, case, _("Vurderingen av aktivitetskravet er lagret."))
    title, button = _("Aktivitetskravet i uke 8"), _("Lagre vurderingen")
    return form_page(request, case, form, title=title, lead=_lead(case), hints=_hints(), button=button)


def _lead(case: Case) -> str:
    if case.grade < FULLY_ABSENT:
        return _("Den ansatte er delvis i arbeid nå. Da er aktivitetskravet oppfylt.")
    return _("Den ansatte er helt borte. Innen åtte uker skal den ansatte være i aktivitet, om det er mulig.")


def _hints() -> tuple[str, ...]:
    return (
        _("Kravet er oppfylt når den ansatte jobber delvis, eller er i et tiltak gjennom NAV."),
        _("Er det ikke mulig å tilrettelegge, skriver du hvorfor. Erklæringen skal stå i planen og sendes NAV."),
        _("NAV avgjør om det gis unntak. Medisinske grunner er mellom NAV og den ansatte, og skal ikke stå her."),
    )
