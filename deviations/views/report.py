"""The report page: open to everyone signed in, and the same report twice is one. [D1, D8]"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.signing import BadSignature, Signer
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from deviations.actions.report_sending import send_report
from deviations.actions.reporting import Report
from deviations.choices import Kind
from deviations.forms.report import ReportForm
from deviations.forms.report_photos import ACCEPT, MOST
from deviations.models import Deviation
from deviations.queries.codes import public_place
from deviations.queries.report import Offer, key_of, offer_to
from deviations.queries.settings import settings_for
from deviations.rules.report_times import answer_by, opening
from deviations.rules.seriousness_words import LEVELS
from kvalitet.access.queries import unit_options
from kvalitet.organisation.models import Person
from kvalitet.organisation.people import leader_above
from kvalitet.web.context import mark_of
from kvalitet.web.errors import told_on
from kvalitet.web.shortcuts import Request, get_or_404, page

BY_SCRIPT = "X-Kvalitet-Del"
"""Sent by the queue on the device: it wants an address to go to, not a page."""
OPENED = Signer(salt="deviations.report.opened")
CONFLICT = 409


@login_not_required
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def report(request: Request) -> HttpResponse:
    """Report what happened, on one page."""
    if not getattr(request.user, "pk", None):
        return _signed_out(request)
    token = request.GET.get("sted", "") or request.POST.get("place_token", "")
    offer = offer_to(request.user, token)
    if offer is None:
        raise Http404
    if request.method == "POST" and request.POST.get("person", mark_of(request.user)) != mark_of(request.user):
        return HttpResponse(status=CONFLICT)
    if request.method == "POST" and (known := _known(request)):
        return _sent(request, known)
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = ReportForm(data, files, offer=offer, initial=_initial(request))
    if form.is_valid():
        with told_on(form):
            photos = form.cleaned_data["photos"]
            return _sent(request, send_report(_told(form, request.user), photos=photos, by=request.user))
    return page(request, "deviations/report.html", context_of(request, form, offer))


def _signed_out(request: Request) -> HttpResponse:
    """Ask people to sign in, unless the sign they scanned takes reports from everybody."""
    place = public_place(request.GET.get("sted", ""))
    if place is not None and request.method == "GET":
        return HttpResponseRedirect(reverse("deviations:public-report", args=[place.token]))
    return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)


def _initial(request: Request) -> dict[str, Any]:
    """The moment the form was opened, and what an address may fill in."""
    kind = request.GET.get("type", "")
    opened = OPENED.sign(f"{request.user.pk}.{int(timezone.now().timestamp())}")
    found = {"opened": opened, "place_token": request.GET.get("sted", "")[:40]}
    return {**found, "kind": kind} if kind in Kind.values else found


def _known(request: Request) -> Deviation | None:
    """The event this very report has become already; one that lacks its photos is sent again."""
    try:
        key = UUID(request.POST.get("idempotency_key", ""))
    except ValueError:
        return None
    if request.FILES:
        return None
    rows = Deviation.objects.visible_to(request.user).filter(reporter=request.user.pk)
    return rows.filter(idempotency_key=key).first()


def _told(form: ReportForm, user: Person) -> Report:
    given = form.cleaned_data
    names = ("unit", "description", "seriousness", "kind", "category", "place", "place_text", "happened_on")
    more = ("happened_time", "immediate_action", "is_about_leader", "is_confidential", "hides_reporter")
    told = {name: given[name] for name in (*names, *more)}
    return Report(**told, opened_at=_opened(given["opened"], user), key=given["idempotency_key"])


def _opened(text: str, user: Person) -> datetime | None:
    try:
        owner, _dot, seconds = OPENED.unsign(text).partition(".")
    except BadSignature:
        return None
    return opening(seconds, timezone.now()) if owner == str(user.pk) else None


def _sent(request: Request, event: Deviation) -> HttpResponse:
    """Lead on to the receipt; the same answer for the first time and for a repeat."""
    url = reverse("deviations:report-sent", args=[event.uuid])
    if request.headers.get(BY_SCRIPT):
        words = _("Meldingen din er sendt. Den fikk nummer %(number)d.") % {"number": event.number}
        return JsonResponse({"url": url, "words": words})
    response = HttpResponseRedirect(url)
    response.status_code = 303
    return response


def context_of(request: Request, form: ReportForm, offer: Offer) -> dict[str, Any]:
    """Return what the form shows, with and without network."""
    chosen = str(form["unit"].value() or "")
    unit = offer.unit_of(chosen) if form.is_bound and chosen and "unit" not in form.errors else None
    return {
        "form": form,
        "offer": offer,
        "kinds": Kind.choices,
        "levels": LEVELS,
        "unit_options": unit_options(request.user, offer.units, unit),
        "whistleblowing_url": offer.settings.whistleblowing_url,
        "most_photos": MOST,
        "accept": ACCEPT,
        "mark": mark_of(request.user),
        "device_key": key_of(request.user),
        "is_shell": False,
        "photos_lost": form.is_bound and bool(request.FILES),
    }


@never_cache
@require_safe
def report_sent(request: Request, uuid: UUID) -> HttpResponse:
    """Say what happens now: the number, who handles it, and when an answer is promised."""
    rows = Deviation.objects.visible_to(request.user).filter(reporter=request.user.pk)
    event = get_or_404(rows.select_related("unit", "place", "handler", "municipality"), uuid)
    rules = settings_for(event.municipality_id)
    day = timezone.localdate(event.created_at)
    context = {
        "event": event,
        "handler": event.handler or leader_above(event.unit, timezone.localdate()),
        "answer_by": answer_by(day, rules.answer_days),
    }
    return page(request, "deviations/report_sent.html", context)
