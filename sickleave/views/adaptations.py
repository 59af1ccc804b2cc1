"""Adaptations at work: listed, made, changed, evaluated. [S4]"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from kvalitet.access.decisions import require
from kvalitet.web.shortcuts import Request, done, get_or_404, page
from sickleave.actions import adaptations as actions
from sickleave.choices import LookRole
from sickleave.forms.adaptations import AdaptationEditForm, AdaptationForm, EvaluationForm
from sickleave.models import Adaptation, Case, Meeting
from sickleave.queries.adaptations import rows_of
from sickleave.rules.adaptation_words import duty_of_employee, duty_of_leader
from sickleave.views.acting import form_page, stored, typed
from sickleave.views.opening import of_case, role_in

NAME = gettext_lazy("Tilrettelegging")


def find_adaptation(request: Request, case: Case, key: UUID) -> Adaptation:
    """Find an adaptation of the case."""
    rows = Adaptation.objects.visible_to(request.user).filter(case=case)
    return get_or_404(rows.select_related("case__person", "case__unit", "case__municipality", "municipality"), key)


@of_case(NAME, content=True)
@require_safe
def adaptation_list(request: Request, case: Case) -> HttpResponse:
    """Show what is changed at work, and the duty behind it."""
    role = role_in(request.user, case)
    context = {"case": case, "role": role, "rows": rows_of(case, timezone.localdate())}
    context["duties"] = duty_of_employee() if role == LookRole.EMPLOYEE else duty_of_leader()
    context["can_change"] = role == LookRole.LEADER
    return page(request, "sickleave/adaptations.html", context)


@require_http_methods(["GET", "POST"])
@of_case(NAME)
def adaptation_new(request: Request, case: Case) -> HttpResponse:
    """Write down what is changed at work, perhaps as agreed at a meeting."""
    require(request.user, "sickleave.lead", case)
    meeting = _meeting(request, case)
    form = AdaptationForm(typed(request), case=case)
    if form.is_valid():
        made = stored(form, lambda: actions.add_adaptation(case, meeting=meeting, **form.cleaned_data, by=request.user))
        if made is not None:
            return done(request, _list(case), _("Tilretteleggingen er lagret. Du får en påminnelse om å vurdere den."))
    lead = _("Begynn med den vanlige jobben: oppgaver, arbeidstid, utstyr og opplæring. Annet arbeid kommer sist.")
    told: dict[str, Any] = {"title": _("Ny tilrettelegging"), "button": _("Lagre tilretteleggingen"), "lead": lead}
    return form_page(request, case, form, **told, back=_list(case), agreed=meeting.agreed if meeting else "")


@require_http_methods(["GET", "POST"])
@of_case(NAME, content=True)
def adaptation_edit(request: Request, case: Case, adaptation: UUID) -> HttpResponse:
    """Change what was written."""
    found = find_adaptation(request, case, adaptation)
    require(request.user, "sickleave.lead", case)
    form = AdaptationEditForm(typed(request), instance=found)
    if form.is_valid():
        changed = stored(form, lambda: actions.change_adaptation(found, **form.cleaned_data, by=request.user))
        if changed is not None:
            return done(request, _list(case), _("Tilretteleggingen er endret."))
    told: dict[str, Any] = {"title": _("Endre tilretteleggingen"), "button": _("Lagre endringen")}
    return form_page(request, case, form, **told, back=_list(case))


@require_http_methods(["GET", "POST"])
@of_case(NAME, content=True)
def adaptation_evaluate(request: Request, case: Case, adaptation: UUID) -> HttpResponse:
    """Say whether it helped, and what happens now."""
    found = find_adaptation(request, case, adaptation)
    require(request.user, "sickleave.lead", case)
    form = EvaluationForm(typed(request), instance=found)
    if form.is_valid():
        evaluated = stored(form, lambda: actions.evaluate(found, **form.cleaned_data, by=request.user))
        if evaluated is not None:
            return done(request, *_onward(case, evaluated))
    told: dict[str, Any] = {
        "title": _("Hjalp tilretteleggingen?"),
        "button": _("Lagre vurderingen"),
        "lead": found.what,
    }
    return form_page(request, case, form, **told, back=_list(case))


def _meeting(request: Request, case: Case) -> Meeting | None:
    """Return the meeting of the case it was agreed at, when the address names one."""
    try:
        key = UUID(request.GET.get("mote", ""))
    except ValueError:
        return None
    found: Meeting | None = Meeting.objects.visible_to(request.user).filter(case=case, uuid=key).first()
    return found


def _onward(case: Case, evaluated: Adaptation) -> tuple[str, str]:
    """Lead to the change, when that is what comes next."""
    if evaluated.next == "change":
        url = reverse("sickleave:adaptation-new", args=[case.uuid])
        return url, _("Vurderingen er lagret. Skriv inn hva dere endrer det til.")
    return _list(case), _("Vurderingen er lagret.")


def _list(case: Case) -> str:
    return reverse("sickleave:adaptations", args=[case.uuid])
