"""One-time codes: made by a leader, used at a shared tablet. [P14]"""

from uuid import UUID

import segno
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from kvalitet.access.decisions import require
from kvalitet.organisation.models import Person
from kvalitet.signin import words
from kvalitet.signin.actions import codes
from kvalitet.signin.choices import Method
from kvalitet.signin.forms import CodeSignInForm
from kvalitet.signin.rules import CODE_LIFE, code_in_groups
from kvalitet.web.errors import Refused
from kvalitet.web.shortcuts import Request, failed, get_or_404, page

LIMITS = {"code": "60/15m/ip,5/15m/key"}
"""Only wrong ones count: a whole municipality may share one address."""
MADE_LIMITS = {"make": "60/h/user"}


@login_not_required
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def code_sign_in(request: Request) -> HttpResponse:
    """Sign in with employee number and a code; the answer is the same whether the number is known or not."""
    if getattr(request.user, "pk", None):
        return HttpResponseRedirect(reverse(settings.LOGIN_REDIRECT_URL))
    form = CodeSignInForm(request.POST or None)
    if form.is_valid():
        number = form.cleaned_data["number"].strip()
        key = number.lower()
        tried = ratelimit.consume(request, app="kvalitet.signin", action="code", config=LIMITS, key=key)
        if not tried:
            form.add_error(None, str(words.TOO_MANY))
        elif person := codes.use_code(number, form.cleaned_data["code"], now=timezone.now()):
            tried.rollback()
            record_authentication(request, person, str(Method.CODE))
            entered: HttpResponse = perform_login(request, person, email_verification="none")
            return entered
        else:
            form.add_error(None, _("Ansattnummeret eller koden stemmer ikke. Koden virker i 15 minutter, og én gang."))
    return page(request, "signin/code.html", {"form": form})


@never_cache
@require_http_methods(["GET", "POST"])
def code_make(request: Request, pk: UUID) -> HttpResponse:
    """Make a code and show it once."""
    person = get_or_404(Person.objects.visible_to(request.user), pk)
    require(request.user, "signin.make_code", person)
    context = {"person": person, "minutes": int(CODE_LIFE.total_seconds() // 60)}
    if request.method == "POST":
        if not ratelimit.consume(request, app="kvalitet.signin", action="make", config=MADE_LIMITS):
            return failed(request, person, str(words.TOO_MANY))
        try:
            code, made = codes.make_code(person, by=request.user, now=timezone.now())
        except Refused as refusal:
            return failed(request, person, str(refusal))
        address = f"{settings.SITE_URL}{reverse('signin:code')}"
        context |= {
            "code": code_in_groups(code),
            "made": made,
            "number": person.employee_number or person.username,
            "address": address,
            "picture": mark_safe(segno.make(address, error="m").svg_inline(scale=4, border=4, light="white")),  # noqa: S308 — drawn by us from our own address
        }
    return page(request, "signin/code_make.html", context)
