"""The page of a place for people without an account. [D1]"""

from urllib.parse import urlencode

from allauth.core.internal import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from deviations.actions.codes import report_without_name
from deviations.actions.reporting import Report
from deviations.choices import Source
from deviations.forms.public import PublicForm
from deviations.models import Place
from deviations.queries.codes import public_place
from deviations.views.codes import code_shown, origin_of
from kvalitet.privacy.api import answer
from kvalitet.web.errors import told_on
from kvalitet.web.shortcuts import Request, page, untraced

LIMITS = {"report": "6/10m/key", "place": "100/h/key", "check": "120/10m/key"}
"""Per address and place, and for the place as a whole. Many may share one address, in a school or a home."""
FIELDS = ("description", "seriousness", "place_text")


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def public_report(request: Request, token: str) -> HttpResponse:
    """Take a report from somebody without an account; unknown, closed and hidden places look the same."""
    place = public_place(token)
    if place is None:
        raise Http404
    check_url = reverse("deviations:public-check", args=[place.token])
    form = PublicForm(request.POST if request.method == "POST" else None, guard=place.municipality, guard_url=check_url)
    if form.is_valid():
        if not _is_within_limits(request, place):
            form.add_error(None, _("Det er meldt mye herfra nå. Vent et kvarter og prøv igjen."))
            return _page(request, form, place, status=429)
        told = {name: form.cleaned_data[name] for name in FIELDS}
        key = form.cleaned_data["idempotency_key"]
        with told_on(form):
            event, code = report_without_name(
                Report(**told, unit=place.unit, place=place, source=Source.PUBLIC, key=key)
            )
            return code_shown(request, event, code)
    return _page(request, form, place)


def _page(request: Request, form: PublicForm, place: Place, status: int | None = None) -> HttpResponse:
    inside = f"{reverse('deviations:report')}?{urlencode({'sted': place.token})}"
    sign_in_url = f"{reverse('account_login')}?{urlencode({'next': inside})}"
    context = {"form": form, "place": place, "sign_in_url": sign_in_url}
    return untraced(page(request, "deviations/public_report.html", context, status=status))


@login_not_required
@sensitive_post_parameters()
@require_POST
def public_check(request: Request, token: str) -> HttpResponse:
    """Answer what a text says too much of, while it is written; with a limit, so that nobody asks for a register."""
    place = public_place(token)
    if place is None:
        raise Http404
    key = origin_of(request, place.pk)
    if not ratelimit.consume(request, app="deviations", action="check", config=LIMITS, key=key):
        return untraced(HttpResponse(status=429))
    return untraced(answer(request.POST.get("text", ""), place.municipality))


def _is_within_limits(request: Request, place: Place) -> bool:
    keys = (("report", origin_of(request, place.pk)), ("place", f"place/{place.pk}"))
    return all(
        ratelimit.consume(request, app="deviations", action=action, config=LIMITS, key=key) for action, key in keys
    )
