"""The plan on its way out: written down as sent, and the data package for NAV made and handed over. [S9]"""

import json
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from kvalitet.access.decisions import require
from kvalitet.web.errors import Refused
from kvalitet.web.shortcuts import Request, done, failed, page
from sickleave.actions import plan_sending as sending_actions
from sickleave.actions import plans as plan_actions
from sickleave.choices import SendTo
from sickleave.forms.plans import PackageForm, SendForm
from sickleave.models import Case, FollowUpPlan
from sickleave.queries.plans import texts, versions
from sickleave.rules.nav_package import FIELDS, IDENTITY, Value, Wishes, checks, package, problems
from sickleave.views.acting import stored, typed
from sickleave.views.opening import of_case, role_in
from sickleave.views.plans import LEAD, plan_url

PAGE = "Sending av oppfølgingsplanen"
FILE_NAME = "oppfolgingsplan.json"


def signed_plan(request: Request, case: Case) -> FollowUpPlan | None:
    """Return the newest version that is done."""
    found = versions(case, request.user, role_in(request.user, case))
    return next((plan for plan in found if plan.is_signed), None)


@require_http_methods(["GET", "POST"])
@of_case(PAGE, content=True)
def plan_send(request: Request, case: Case, to: str) -> HttpResponse:
    """Write down that the plan was sent, or that nobody has certified."""
    if to not in SendTo.values:
        raise Http404
    require(request.user, LEAD, case)
    can_explain = to == SendTo.CERTIFIER and not sending_actions.has_certificate(case)
    if request.method == "POST" and "no_certifier" in request.POST:
        return _no_certifier(request, case)
    plan = signed_plan(request, case)
    context: dict[str, Any] = {"case": case, "plan": plan, "to": to, "can_explain": can_explain}
    if plan is None or plan.finished_at is None:
        return page(request, "sickleave/plan_send.html", {**context, "form": None})
    form = SendForm(typed(request), signed=timezone.localdate(plan.finished_at))
    if form.is_valid():
        told = form.cleaned_data
        if stored(form, lambda: sending_actions.record_sending(plan, to=to, **told, by=request.user)) is not None:
            return done(request, plan_url(case), _("Det er skrevet ned at planen er sendt."))
    return page(request, "sickleave/plan_send.html", {**context, "form": form})


def _no_certifier(request: Request, case: Case) -> HttpResponse:
    try:
        sending_actions.record_no_certifier(case, by=request.user)
    except Refused as refused:
        return failed(request, reverse("sickleave:plan-send", args=[case.uuid, SendTo.CERTIFIER]), str(refused))
    return done(request, case, _("Det er skrevet ned at ingen har sykmeldt, så planen ikke sendes."))


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
@of_case(PAGE, content=True)
def plan_package(request: Request, case: Case) -> HttpResponse:
    """Show NAV's data package with each check, and hand it over as a file; nothing of it is stored or sent."""
    require(request.user, LEAD, case)
    plan = signed_plan(request, case)
    if plan is None:
        return failed(request, plan_url(case), _("Planen må være ferdig før du lager datapakken."))
    form = PackageForm(typed(request), guard=case.municipality, initial=_usual(request))
    certified = sending_actions.has_certificate(case, on=_today())
    data = package(texts(plan), wishes_of(form))
    if form.is_valid():
        data = package(texts(plan), Wishes(**form.cleaned_data))
        broken = problems(data, has_certificate=certified)
        if not broken:
            plan_actions.note_package(plan, by=request.user)
            return _file(data)
        for check in broken:
            form.add_error(None, " ".join(part for part in (check.text, check.advice) if part))
    context = {"case": case, "plan": plan, "form": form, "rows": rows_of(data)}
    return page(request, "sickleave/plan_package.html", {**context, "checks": checks(data, has_certificate=certified)})


def _today() -> date:
    return timezone.localdate()


def _usual(request: Request) -> dict[str, Any]:
    return {"to_nav": True, "contact_name": str(request.user), "contact_email": request.user.email}


def wishes_of(form: PackageForm) -> Wishes:
    """Return what stands in the form so far, so that the page can show what the package becomes."""
    told: dict[str, Any] = {name: form[name].value() for name in form.fields}
    told = {name: bool(value) if _is_flag(name) else str(value or "") for name, value in told.items()}
    return Wishes(**told)


def _is_flag(name: str) -> bool:
    return name in {"to_nav", "to_gp", "needs_help"}


def rows_of(data: dict[str, Value]) -> list[tuple[str, str, str]]:
    """Return the fields of the package as they are read: NAV's name, ours, and what stands there."""
    return [(field.name, str(field.label), _words(field.name, data[field.name])) for field in FIELDS]


def _words(name: str, value: Value) -> str:
    if name == IDENTITY:
        return _("Skrives inn når du laster ned, og lagres ikke.")
    if isinstance(value, bool):
        return _("Ja") if value else _("Nei")
    return value or _("Tomt")


def _file(data: dict[str, Value]) -> HttpResponse:
    answer = HttpResponse(json.dumps(data, ensure_ascii=False, indent=2), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return answer
