"""What a person has been told. [P6, P13]"""

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from kvalitet.notifications import actions, figures, registry
from kvalitet.notifications.choices import Kind
from kvalitet.notifications.mail import MOST_ITEMS
from kvalitet.notifications.models import Notice
from kvalitet.web.listing import listing
from kvalitet.web.shortcuts import Request, done, get_or_404, page

MONTH = timedelta(days=30)


@require_GET
def notice_list(request: Request) -> HttpResponse:
    """Show what the person has been told, newest first."""
    notices = Notice.objects.visible_to(request.user)
    now = timezone.now()
    listed = listing(request, notices.order_by("-created_at", "-id"))
    context = {
        "notices": listed,
        "rows": [{"notice": notice, "snooze_url": registry.snooze_url(notice)} for notice in listed.rows],
        "unread": notices.unread().count(),
        "sent": figures.own_counts(request.user, now - MONTH, timezone.localdate(now)),
    }
    return page(request, "notifications/notice_list.html", context)


@require_GET
def open_notice(request: Request, pk: UUID) -> HttpResponse:
    """Go to what the notice is about; having opened it is having read it."""
    notice = get_or_404(Notice.objects.visible_to(request.user), pk)
    actions.mark_read(notice, now=timezone.now())
    inside = url_has_allowed_host_and_scheme(notice.url, allowed_hosts={request.get_host()})
    return HttpResponseRedirect(notice.url if inside else reverse("notifications:list"))


@require_POST
def read_notice(request: Request, pk: UUID) -> HttpResponse:
    """Mark one notice as read without opening it."""
    notice = get_or_404(Notice.objects.visible_to(request.user), pk)
    actions.mark_read(notice, now=timezone.now())
    return done(request, reverse("notifications:list"), _("Varselet er merket som lest."))


@require_POST
def read_all(request: Request) -> HttpResponse:
    """Mark every notice as read."""
    count = actions.mark_all_read(request.user, now=timezone.now())
    text = ngettext("%(count)s varsel er merket som lest.", "%(count)s varsler er merket som lest.", count)
    return done(request, reverse("notifications:list"), text % {"count": count})


@require_GET
def why(request: Request, pk: UUID) -> HttpResponse:
    """Say in words why a notice, or a whole e-mail, came to the person, and how to make it stop. [P13]"""
    notice = get_or_404(Notice.objects.visible_to_with_digests(request.user).select_related("digest", "recipient"), pk)
    is_digest = notice.kind == Kind.DIGEST
    items = Notice.objects.visible_to(request.user).filter(digest=notice).order_by("id")
    context = {
        "notice": notice,
        "is_digest": is_digest,
        "items": items[:MOST_ITEMS] if is_digest else [],
        "found": registry.explanation(notice),
        "snooze_url": registry.snooze_url(notice),
    }
    return page(request, "notifications/why.html", context)
