"""Keeps up with where people are signed in, and holds a session to what it may be used for."""

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from kvalitet.signin import entering
from kvalitet.signin.actions import visits
from kvalitet.signin.rules import TOUCH_EVERY, is_idle

Next = Callable[[HttpRequest], HttpResponse]
ALWAYS_OPEN = ("/konto/", "/static/", "/hjelp/", "/tilgjengelighet/", "/personvern/")


class VisitMiddleware:
    """Asks the database nothing on an ordinary request; writes at most every five minutes."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated or entering.VISIT not in request.session:
            return self.get_response(request)
        session, now = request.session, timezone.now()
        seen = float(session.get(entering.SEEN, 0))
        if session.get(entering.SHARED) and is_idle(seen, now):
            get_adapter(request).logout(request)
            messages.info(request, _("Du ble logget ut fordi nettbrettet ikke var brukt på en stund."))
            return _go(request, reverse("signin:code"))
        if session.get(entering.SHARED) or now.timestamp() - seen > TOUCH_EVERY.total_seconds():
            _touch(session, now.timestamp() - seen > TOUCH_EVERY.total_seconds())
        if is_owed(request):
            return _go(request, reverse("signin:security"))
        response = self.get_response(request)
        _follow(request.session)
        return response


def is_owed(request: HttpRequest) -> bool:
    """Whether the person must set up a second factor before doing anything else."""
    due = request.session.get(entering.FACTOR_DUE)
    if due is None or due > timezone.now().timestamp() or request.path.startswith(ALWAYS_OPEN):
        return False
    if entering.has_factor(request.user):
        del request.session[entering.FACTOR_DUE]
        return False
    return True


def _touch(session: SessionBase, is_told: bool) -> None:
    now = timezone.now()
    session[entering.SEEN] = now.timestamp()
    if is_told:
        visits.touch_visit(session[entering.VISIT], now=now)


def _follow(session: SessionBase) -> None:
    """A session gets a new key when the password is changed."""
    known: Any = session.get(entering.VISIT_KEY)
    if known and session.session_key and known != session.session_key:
        visits.follow_visit(session[entering.VISIT], session_key=session.session_key)
        session[entering.VISIT_KEY] = session.session_key


def _go(request: HttpRequest, url: str) -> HttpResponse:
    return HttpResponseClientRedirect(url) if getattr(request, "htmx", False) else HttpResponseRedirect(url)
