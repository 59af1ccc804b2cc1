"""Own deadlines in a calendar: a secret address to follow, and one task at a time. [P6]"""

from uuid import UUID

import segno
from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST, require_safe
from django_scopes import scope

from kvalitet.access.scopes import scope_of
from kvalitet.deadlines import actions, queries
from kvalitet.deadlines.exports import calendar_of
from kvalitet.web.shortcuts import Request, done, get_or_404, page

HOUR = 60 * 60
MOST_READ, MOST_MISSED = 60, 30
TYPE = "text/calendar; charset=utf-8"


@never_cache
@require_GET
def calendar(request: Request) -> HttpResponse:
    """Say whether the person follows own deadlines in a calendar, and offer an address."""
    return page(request, "deadlines/calendar.html", {"feed": queries.feed_of(request.user)})


@never_cache
@require_POST
def calendar_renew(request: Request) -> HttpResponse:
    """Make a new address and show it, this once; no redirect, since it is kept nowhere."""
    secret = actions.renew_feed(request.user)
    address = settings.SITE_URL + reverse("deadlines:feed", args=[secret])
    subscribe = "webcal://" + address.partition("://")[2]
    square = mark_safe(  # noqa: S308 — drawn here, of an address of our own
        segno.make(subscribe, error="m").svg_inline(scale=4, dark="#000", light="#fff", title=_("QR-kode"))
    )
    context = {"address": address, "subscribe": subscribe, "square": square}
    return page(request, "deadlines/calendar_address.html", context)


@require_POST
def calendar_revoke(request: Request) -> HttpResponse:
    """Take the address away: whoever follows it gets nothing more."""
    actions.revoke_feed(request.user)
    return done(request, reverse("deadlines:calendar"), _("Adressen er stoppet. Kalenderen oppdateres ikke lenger."))


@require_safe
@login_not_required
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """Answer a calendar program; an address that isn't in use tells nothing. Follows today's access."""
    now = timezone.now()
    found = actions.follow_feed(secret, now=now)
    if found is None:
        return _private(HttpResponse(status=429 if _too_many("missed", _where(request), MOST_MISSED) else 404))
    if _too_many("read", str(found.pk), MOST_READ):
        return _private(HttpResponse(status=429, headers={"Retry-After": str(HOUR)}))
    person = found.person
    with scope(municipality=sorted(scope_of(person).member_of)):
        deadlines = queries.calendar_deadlines(person, timezone.localdate(now))
    content = calendar_of(deadlines, name=_("Frister i Kvalitet"))
    return _private(HttpResponse(content, content_type=TYPE))


@require_GET
def task_calendar(request: Request, pk: UUID) -> HttpResponse:
    """Give one task as a calendar file."""
    deadline = get_or_404(queries.tasks_for(request.user, timezone.localdate()).filter(due__isnull=False), pk)
    response = HttpResponse(calendar_of([deadline], name=_("Frister i Kvalitet")), content_type=TYPE)
    response.headers["Content-Disposition"] = 'attachment; filename="frist.ics"'
    return _private(response)


def _private(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, private=True, no_store=True)
    return response


def _too_many(kind: str, who: str, most: int) -> bool:
    """Count one more in this hour, and say whether it is too many."""
    key = f"calendar/{kind}/{who}"
    cache.add(key, 0, timeout=HOUR)
    try:
        return cache.incr(key) > most
    except ValueError:  # it ran out between the two
        return False


def _where(request: HttpRequest) -> str:
    return str(get_adapter().get_client_ip(request))
