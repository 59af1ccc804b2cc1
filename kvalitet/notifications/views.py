import re
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kvalitet.access.scopes import scope_of
from kvalitet.notifications import actions
from kvalitet.notifications.forms import EmailModeForm
from kvalitet.notifications.models import KeptMail, Notice
from kvalitet.organisation.models import Person
from kvalitet.web.listing import listing
from kvalitet.web.shortcuts import Request, done, get_or_404, page

ADDRESS = re.compile(r"(https?://\S+)")


@require_GET
def notice_list(request: Request) -> HttpResponse:
    """Show what the person has been told, newest first."""
    notices = Notice.objects.visible_to(request.user)
    context = {
        "notices": listing(request, notices.order_by("-created_at", "-id")),
        "unread": notices.unread().count(),
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


@require_http_methods(["GET", "POST"])
def email_settings(request: Request) -> HttpResponse:
    """Let the person choose how notices are mailed."""
    form = EmailModeForm(request.POST or None, initial={"mode": request.user.email_mode})
    if form.is_valid():
        actions.set_email_mode(request.user, mode=form.cleaned_data["mode"], by=request.user)
        return done(request, reverse("notifications:list"), _("Valget ditt er lagret og gjelder fra nå av."))
    return page(request, "notifications/settings.html", {"form": form})


@require_GET
def outbox(request: Request) -> HttpResponse:
    """Show the e-mails the demo keeps instead of sending; there is no such page in production."""
    _require_outbox(request)
    mails = KeptMail.objects.filter(to__in=_addresses(request)).order_by("-id")
    return page(request, "notifications/outbox.html", {"mails": listing(request, mails)})


@require_GET
def kept_mail(request: Request, pk: UUID) -> HttpResponse:
    """Show one kept e-mail as its recipient would read it."""
    _require_outbox(request)
    mail = get_or_404(KeptMail.objects.filter(to__in=_addresses(request)), pk)
    parts = [{"text": text, "is_link": bool(ADDRESS.fullmatch(text))} for text in ADDRESS.split(mail.text)]
    return page(request, "notifications/kept_mail.html", {"mail": mail, "parts": parts})


def _require_outbox(request: Request) -> None:
    if not settings.DEMO or not scope_of(request.user).has("notifications.view_outbox"):
        raise Http404


def _addresses(request: Request) -> list[str]:
    """Return the addresses of the municipalities the person administers: mail to others is not shown."""
    places = scope_of(request.user).municipalities("notifications.view_outbox")
    people = Person.objects.visible_to(request.user).filter(municipality__in=sorted(places)).exclude(email="")
    return list(people.values_list("email", flat=True))
