"""Reporting without a name, and the page of the code: nothing here tells who was on it. [D1]"""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from deviations.actions.codes import answer_by_code, code_of, find_by_code, report_without_name
from deviations.actions.reporting import Report
from deviations.choices import Source
from deviations.forms.codes import AnonymousForm, CodeAnswerForm, CodeForm
from deviations.models import Deviation
from deviations.queries.codes import followed, people_in
from deviations.queries.report import offer_to
from deviations.queries.settings import settings_for
from deviations.rules.codes import DEMO_KEY, code_in_groups, what_can_be_guessed
from deviations.rules.report_times import answer_by
from kvalitet.web.errors import told_on
from kvalitet.web.shortcuts import Request, page, untraced

TRIES = {"code": "20/15m/key"}
"""Only wrong codes count; the key is a keyed hash of the address, forgotten with the quarter of an hour."""
FIELDS = ("description", "seriousness", "place_text", "kind", "unit", "category", "happened_on", "immediate_action")


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def report_anonymous(request: Request) -> HttpResponse:
    """Report without a name; the code is shown in the answer itself, so that no address or session ever holds it."""
    offer = offer_to(request.user)
    if offer is None or not offer.settings.allows_anonymous:
        raise Http404
    form = AnonymousForm(
        request.POST if request.method == "POST" else None,
        offer=offer,
        initial={"happened_on": timezone.localdate(), "unit": offer.own_units[0].uuid if offer.own_units else None},
    )
    if form.is_valid():
        given = form.cleaned_data
        told = {name: given[name] for name in (*FIELDS, "is_about_leader")}
        with told_on(form):
            event, code = report_without_name(Report(**told, source=Source.ANONYMOUS, key=given["idempotency_key"]))
            return code_shown(request, event, code)
    people = people_in(offer.own_units, timezone.localdate())
    context = {"form": form, "guess": what_can_be_guessed(people), "settings": offer.settings}
    return untraced(page(request, "deviations/case_code_report.html", context))


def code_shown(request: Request, event: Deviation, code: str) -> HttpResponse:
    """Show the code, once."""
    days = settings_for(event.municipality_id).answer_days
    day = answer_by(timezone.localdate(event.created_at), days)
    context = {"event": event, "code": code_in_groups(code), "answer_by": day}
    return untraced(page(request, "deviations/case_code_shown.html", context))


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def case_code(request: Request) -> HttpResponse:
    """Follow a case by its code and write in it, signed in or not; the code is sent each time and kept nowhere."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _enter(request, form)
    key = origin_of(request)
    tried = ratelimit.consume(request, app="deviations", action="code", config=TRIES, key=key)
    if not tried:
        form.add_error(None, _("For mange forsøk. Vent et kvarter og prøv igjen."))
        return _enter(request, form, status=429)
    event = find_by_code(form.cleaned_data["code"])
    if event is None:
        form.add_error("code", _("Vi finner ingen sak med denne koden. Se etter om noe er skrevet feil."))
        return _enter(request, form)
    tried.rollback()
    return untraced(_case(request, event, form.cleaned_data["code"]))


def _enter(request: Request, form: CodeForm, status: int | None = None) -> HttpResponse:
    """Ask for the code; the demo shows one that can be tried."""
    context = {"form": form, "demo_code": code_in_groups(code_of(DEMO_KEY)) if settings.DEMO else ""}
    return untraced(page(request, "deviations/case_code_enter.html", context, status=status))


def _case(request: Request, event: Deviation, code: str) -> HttpResponse:
    """Show the case, and take an answer when one came along."""
    is_answer = "text" in request.POST
    form = CodeAnswerForm(request.POST if is_answer else None, guard=event.municipality, guard_url="")
    context: dict[str, Any] = {"code": code_in_groups(code)}
    if form.is_valid():
        with told_on(form):
            event = answer_by_code(event, text=form.cleaned_data["text"])
            context["is_sent"] = True
            form = CodeAnswerForm(guard=event.municipality, guard_url="")
    return page(request, "deviations/case_code_case.html", {**context, "form": form, "case": followed(event)})


def origin_of(request: Request, *about: object) -> str:
    """Return where a request comes from as a keyed hash: enough to count by, and nothing to find anybody by."""
    parts = [get_adapter().get_client_ip(request), *map(str, about)]
    return salted_hmac("deviations.codes.origin", "|".join(parts), algorithm="sha256").hexdigest()
