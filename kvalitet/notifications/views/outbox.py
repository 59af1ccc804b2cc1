"""The demo's post office."""

import re
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from kvalitet.access.scopes import scope_of
from kvalitet.notifications.models import KeptMail
from kvalitet.organisation.models import Person
from kvalitet.web.listing import listing
from kvalitet.web.shortcuts import Request, get_or_404, page

ADDRESS = re.compile(r"(https?://\S+)")


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
