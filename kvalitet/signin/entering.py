"""What happens at the door: who came, by which way, and what the session may be used for."""

import logging
from typing import Any, Never

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.providers.base import AuthError
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from requests import RequestException

from kvalitet.access.scopes import scope_of
from kvalitet.signin import words
from kvalitet.signin.actions import factors, identities, visits
from kvalitet.signin.choices import Method
from kvalitet.signin.openid import OpenIdProvider
from kvalitet.signin.rules import FRESH_LIFE, needs_second_factor
from kvalitet.signin.tokens import Wrong
from kvalitet.web.errors import Refused
from kvalitet.web.shortcuts import page

VISIT, VISIT_KEY, SEEN, BEGAN = "signin_visit", "signin_visit_key", "signin_seen", "signin_began"
PROVIDER = "signin_provider"
SHARED = "shared_device"
FACTOR_DUE = "signin_factor_due"
log = logging.getLogger(__name__)


def open_session(request: HttpRequest, user: Any, records: list[dict[str, Any]]) -> None:
    """Remember the visit, keep a shared device short, and say when a second factor is due."""
    method, provider = way_in(records)
    now = timezone.now()
    configured = settings.OIDC.get(provider)
    visit = visits.open_visit(
        user,
        session_key=request.session.session_key or "",
        method=method,
        provider=configured.name if configured else "",
        user_agent=request.META.get("HTTP_USER_AGENT", ""),
        ip=get_adapter().get_client_ip(request),
        now=now,
    )
    for key in (PROVIDER, SHARED, FACTOR_DUE):
        request.session.pop(key, None)
    request.session[VISIT] = str(visit.uuid)
    request.session[VISIT_KEY] = visit.session_key
    request.session[SEEN] = request.session[BEGAN] = now.timestamp()
    if configured:
        request.session[PROVIDER] = provider
    if method == Method.CODE:
        request.session[SHARED] = True
        request.session.set_expiry(0)
    if not (configured and configured.has_second_factor):
        _demand_factor(request, user)


def way_in(records: list[dict[str, Any]]) -> tuple[Method, str]:
    """Return the way and the provider of the newest sign-in; the second factor is not a way of its own."""
    for record in reversed(records):
        if record.get("passwordless"):
            return Method.PASSKEY, ""
        if record["method"] == "socialaccount":
            return Method.PROVIDER, str(record.get("provider", ""))
        if record["method"] in {"password", "code"}:
            return Method(record["method"]), ""
    return Method.PASSWORD, ""


def _demand_factor(request: HttpRequest, user: Any) -> None:
    roles = {held.role for held in scope_of(user).held}
    if not needs_second_factor(roles, settings.MFA_REQUIRED_ROLES) or has_factor(user):
        return
    due = factors.demand_factor(user, now=timezone.now(), grace_days=settings.MFA_GRACE_DAYS)
    request.session[FACTOR_DUE] = due.timestamp()
    if due > timezone.now():
        day = date_format(timezone.localtime(due), "j. F")
        messages.warning(
            request,
            _("Rollen din krever totrinnsinnlogging. Sett det opp under «Sikkerhet» innen %(day)s.") % {"day": day},
        )


def has_factor(user: Any) -> bool:
    """Whether the person has an app or a passkey."""
    return bool(is_mfa_enabled(user, ["totp", "webauthn"]))


def may_link(request: HttpRequest, provider: OpenIdProvider | None) -> bool:
    """Whether the session may be used to link a provider; from a one-time code only where the municipality wants it."""
    return not request.session.get(SHARED) or (provider is not None and provider.links_by_code)


def must_come_again(request: HttpRequest) -> bool:
    """Whether somebody who has nothing here to say who they are with came in by a provider a while ago."""
    if PROVIDER not in request.session or get_reauthentication_flows(request.user):
        return False
    return timezone.now().timestamp() - float(request.session.get(BEGAN, 0)) > FRESH_LIFE.total_seconds()


def recognise(request: HttpRequest, login: Any) -> None:
    """Find the person a checked token names, or link it to the one who is signed in. Refuses on a page of its own."""
    provider: OpenIdProvider = settings.OIDC[login.account.provider]
    try:
        if login.state.get("process") == "connect":
            _link_own(request, login, provider)
        if login.account.pk is None:
            person = identities.find_person(provider, login.claims)
            login.account = identities.link(person, provider=provider, subject=login.account.uid)
            login.user = login.account.user
        identities.refuse_inactive(login.user)
        identities.refuse_elsewhere(login.user, provider)
    except Refused as refusal:
        log.warning("Sign-in by %s refused: no person for it", provider.key)
        refuse(request, str(refusal), provider=provider)


def _link_own(request: HttpRequest, login: Any, provider: OpenIdProvider) -> None:
    if not request.user.is_authenticated or not may_link(request, provider):
        raise Refused(str(words.OLD))
    me: Any = request.user
    if login.account.pk is None:
        identities.link(me, provider=provider, subject=login.account.uid)
    elif login.account.user_id != me.pk:
        raise Refused(_("Denne innloggingen er allerede koblet til en annen bruker."))
    messages.success(request, _("%(name)s er koblet til brukeren din.") % {"name": provider.name})
    raise ImmediateHttpResponse(HttpResponseRedirect(reverse("signin:security")))


def refuse_answer(request: HttpRequest, provider: OpenIdProvider, error: Any, exception: Any) -> Never:
    """Say why a provider's answer didn't let anybody in; the log gets the reason, never the token."""
    if error == AuthError.CANCELLED:
        refuse(request, words.CANCELLED % {"name": provider.name}, provider=provider, again=True)
    if exception is None:
        log.warning("Sign-in by %s refused: unknown or used state, or an error from the provider", provider.key)
        refuse(request, str(words.OLD), provider=provider, again=True)
    if isinstance(exception, RequestException):
        log.error("Sign-in by %s failed: the provider doesn't answer (%s)", provider.key, type(exception).__name__)
        refuse(request, words.DOWN % {"name": provider.name}, provider=provider, status=503, again=True)
    if not isinstance(exception, Wrong):
        log.error("Sign-in by %s failed: an answer we can't use (%s)", provider.key, type(exception).__name__)
        refuse(request, words.ODD % {"name": provider.name}, provider=provider, status=503, again=True)
    log.warning("Sign-in by %s refused: %s", provider.key, exception)
    refuse(request, words.UNTRUSTED % {"name": provider.name}, provider=provider)


def refuse(request: Any, reason: str, *, provider: OpenIdProvider, status: int = 403, again: bool = False) -> Never:
    """Show why, and the ways that are left; `again` when nothing but trying again is needed."""
    context = {"reason": reason, "again": again, "provider": provider, "passwords": settings.PASSWORD_SIGN_IN}
    raise ImmediateHttpResponse(page(request, "signin/refused.html", context, status=status))
