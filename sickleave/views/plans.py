"""The follow-up plan: read, written by the leader, answered by the employee, signed by both. [S3, S9]"""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kvalitet.access.decisions import may, require
from kvalitet.output import pdf
from kvalitet.web.errors import Refused
from kvalitet.web.shortcuts import Request, done, failed, page
from sickleave.actions import plans as plan_actions
from sickleave.exports.plans import plan_pdf
from sickleave.forms.plans import FinishForm, ObjectionForm, OwnPartForm, PlanForm
from sickleave.models import Case, FollowUpPlan
from sickleave.queries.plans import by_heading, versions
from sickleave.rules.plan_diff import changes
from sickleave.rules.plan_words import SUGGESTIONS
from sickleave.views.acting import stored, typed
from sickleave.views.opening import of_case, role_in
from sickleave.views.plan_page import plan_context

PAGE = "Oppfølgingsplanen"
FILE_NAME = "oppfolgingsplan.pdf"
LEAD, OWN = "sickleave.lead", "sickleave.own"
UNREAD = gettext_lazy("Planen er endret siden du åpnet siden. Les den en gang til før du godkjenner.")


def find_plan(request: Request, case: Case, number: int | None = None) -> FollowUpPlan:
    """Find the newest version the person may read, or the one asked for; 404 when there is none."""
    for plan in versions(case, request.user, role_in(request.user, case)):
        if number is None or plan.number == number:
            return plan
    raise Http404


def plan_url(case: Case) -> str:
    """Return the address of the plan of a case."""
    return reverse("sickleave:plan", args=[case.uuid])


@of_case(PAGE, content=True)
@require_safe
def plan_detail(request: Request, case: Case, number: int | None = None) -> HttpResponse:
    """Read the newest version, or an older one."""
    context = plan_context(request, case, number)
    if number is not None and context["plan"] is None:
        raise Http404
    return page(request, "sickleave/plan.html", context)


@require_POST
@of_case(PAGE, content=True)
def plan_begin(request: Request, case: Case) -> HttpResponse:
    """Begin the first version, or the next one as a copy."""
    require(request.user, LEAD, case)
    try:
        plan_actions.begin(case, by=request.user)
    except Refused as refused:
        return failed(request, plan_url(case), str(refused))
    return done(
        request, reverse("sickleave:plan-edit", args=[case.uuid]), _("Du kan begynne å skrive. Bare du ser det.")
    )


@require_http_methods(["GET", "POST"])
@of_case(PAGE, content=True)
def plan_edit(request: Request, case: Case) -> HttpResponse:
    """Write the leader's parts."""
    require(request.user, LEAD, case)
    plan = find_plan(request, case)
    if plan.is_signed:
        return failed(request, plan_url(case), _("Denne versjonen er ferdig og endres ikke. Lag en ny versjon."))
    form = PlanForm(typed(request), instance=plan)
    if form.is_valid() and stored(form, lambda: plan_actions.write(plan, form.changes, by=request.user)) is not None:
        return done(request, plan_url(case), _("Planen er lagret."))
    groups = zip(SUGGESTIONS, _grouped(form), strict=True)
    context = {"form": form, "case": case, "plan": plan, "groups": [(work.label, boxes) for work, boxes in groups]}
    return page(request, "sickleave/plan_edit.html", context)


def _grouped(form: PlanForm) -> list[list[Any]]:
    """Return the check boxes of the suggestions, a list for each kind of work."""
    boxes = list(form["phrases"].subwidgets)
    found = []
    for work in SUGGESTIONS:
        found.append(boxes[: len(work.phrases)])
        boxes = boxes[len(work.phrases) :]
    return found


@require_POST
@of_case(PAGE, content=True)
def plan_share(request: Request, case: Case) -> HttpResponse:
    """Share the plan with the employee."""
    require(request.user, LEAD, case)
    try:
        plan_actions.share(find_plan(request, case), by=request.user)
    except Refused as refused:
        return failed(request, plan_url(case), str(refused))
    return done(request, plan_url(case), _("Planen er delt. Den ansatte har fått beskjed."))


@require_http_methods(["GET", "POST"])
@of_case(PAGE, content=True)
def plan_own_part(request: Request, case: Case) -> HttpResponse:
    """Let the employee write own part."""
    require(request.user, OWN, case)
    plan = find_plan(request, case)
    if plan.is_signed:
        return failed(request, plan_url(case), _("Denne versjonen er ferdig og endres ikke."))
    form = OwnPartForm(typed(request), instance=plan)
    if form.is_valid():
        text = form.cleaned_data["text"]
        if stored(form, lambda: plan_actions.write_own_part(plan, text=text, by=request.user)) is not None:
            return done(request, plan_url(case), _("Din del av planen er lagret. Lederen din har fått beskjed."))
    return page(request, "sickleave/plan_own_part.html", {"form": form, "case": case, "plan": plan})


@require_http_methods(["GET", "POST"])
@of_case(PAGE, content=True)
def plan_object(request: Request, case: Case) -> HttpResponse:
    """Let the employee say what is disagreed with."""
    require(request.user, OWN, case)
    plan = find_plan(request, case)
    if plan.is_signed:
        return failed(request, plan_url(case), _("Denne versjonen er ferdig og endres ikke."))
    form = ObjectionForm(typed(request), instance=plan)
    if form.is_valid():
        text = form.cleaned_data["text"]
        if stored(form, lambda: plan_actions.object_to(plan, text=text, by=request.user)) is not None:
            return done(request, plan_url(case), _("Svaret ditt er lagret. Lederen din har fått beskjed."))
    return page(request, "sickleave/plan_object.html", {"form": form, "case": case, "plan": plan})


@require_POST
@of_case(PAGE, content=True)
def plan_sign(request: Request, case: Case) -> HttpResponse:
    """Sign the plan as it was shown: the employee and the leader each for themselves."""
    is_own = bool(may(request.user, OWN, case))
    require(request.user, OWN if is_own else LEAD, case)
    plan = find_plan(request, case)
    if request.POST.get("version") != str(plan.version):
        return failed(request, plan_url(case), str(UNREAD))
    act = plan_actions.sign_as_employee if is_own else plan_actions.sign_as_leader
    try:
        signed = act(plan, by=request.user)
    except Refused as refused:
        return failed(request, plan_url(case), str(refused))
    if signed.is_signed:
        return done(request, plan_url(case), _("Planen er ferdig. Begge har godkjent den."))
    return done(request, plan_url(case), _("Du har godkjent planen. Den andre har fått beskjed."))


@require_http_methods(["GET", "POST"])
@of_case(PAGE, content=True)
def plan_finish(request: Request, case: Case) -> HttpResponse:
    """Finish the plan without the employee's signature, and say why."""
    require(request.user, LEAD, case)
    plan = find_plan(request, case)
    if plan.is_signed:
        return failed(request, plan_url(case), _("Denne versjonen er ferdig og endres ikke."))
    form = FinishForm(typed(request), instance=plan)
    if form.is_valid():
        why = form.cleaned_data["because"]
        if stored(form, lambda: plan_actions.finish_alone(plan, because=why, by=request.user)) is not None:
            return done(request, plan_url(case), _("Planen er ferdig. Den ansatte har fått beskjed."))
    return page(request, "sickleave/plan_finish.html", {"form": form, "case": case, "plan": plan})


@of_case(PAGE, content=True)
@require_safe
def plan_changes(request: Request, case: Case, number: int) -> HttpResponse:
    """Tell in plain words what differs from the version before."""
    new, old = find_plan(request, case, number), find_plan(request, case, number - 1)
    found = changes(by_heading(old), by_heading(new))
    return page(request, "sickleave/plan_changes.html", {"case": case, "new": new, "old": old, "changes": found})


@of_case(PAGE, content=True)
@require_safe
def plan_file(request: Request, case: Case, number: int) -> HttpResponse:
    """Give a version on paper; the file's name says nothing of whose it is."""
    return pdf.response(plan_pdf(find_plan(request, case, number)), FILE_NAME)
