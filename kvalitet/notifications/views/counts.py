"""How much the system sends. [P13]"""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from kvalitet.access.decisions import may
from kvalitet.access.scopes import scope_of
from kvalitet.notifications import figures
from kvalitet.organisation.models import Person
from kvalitet.web.listing import listing
from kvalitet.web.shortcuts import Request, get_or_404, page

PERIODS = (7, 30, 90)
USUAL = 30


@require_GET
def counts(request: Request) -> HttpResponse:
    """Show own numbers to everyone, and to leaders how much those they lead have been sent."""
    now, days = timezone.now(), _days(request)
    since, today = now - timedelta(days=days), timezone.localdate(now)
    context = {
        "days": days,
        "periods": PERIODS,
        "own": figures.own_counts(request.user, since, today),
        "leads": bool(may(request.user, figures.VERB)),
    }
    if context["leads"]:
        context |= _of_others(request, since)
    return page(request, "notifications/counts.html", context)


def _of_others(request: Request, since: datetime) -> dict[str, object]:
    """Return a page of people with their numbers; where a whole municipality is covered, its leaders first."""
    today = timezone.localdate()
    usual = "ledere" if scope_of(request.user).municipalities(figures.VERB) else "alle"
    shown = request.GET.get("vis", usual)
    people = figures.people_counted_by(request.user, today, only_leaders=shown == "ledere")
    listed = listing(request, figures.counts_by_person(people, since, today))
    listed = replace(listed, rows=figures.person_rows(listed.rows, since))
    return {"shown": shown, "people": listed, "lead": _lead(figures.total_counts(people, since, today), listed.total)}


@require_GET
def person_counts(request: Request, pk: UUID) -> HttpResponse:
    """Show the rows behind one person's numbers: when, what kind and how, never what they say."""
    now, days = timezone.now(), _days(request)
    since, today = now - timedelta(days=days), timezone.localdate(now)
    counted = figures.people_counted_by(request.user, today, only_leaders=False)
    mine = Person.objects.visible_to(request.user).filter(pk=request.user.pk)
    person = get_or_404(mine, pk) if request.user.uuid == pk else get_or_404(counted, pk)
    context = {
        "person": person,
        "days": days,
        "periods": PERIODS,
        "sent": figures.own_counts(person, since, today),
        "notices": listing(request, figures.rows_of(person, since)),
    }
    return page(request, "notifications/person_counts.html", context)


def _days(request: Request) -> int:
    raw = request.GET.get("dager", "")
    return int(raw) if raw in {str(days) for days in PERIODS} else USUAL


def _lead(sent: figures.Sent, people: int) -> str:
    """Say the conclusion in words."""
    if not sent.notices:
        return _("Ingen har fått varsler i perioden.")
    who = ngettext("%(count)s person har fått", "%(count)s personer har fått", people) % {"count": people}
    notices = ngettext("%(count)s varsel", "%(count)s varsler", sent.notices) % {"count": sent.notices}
    mails = ngettext("%(count)s e-post", "%(count)s e-poster", sent.mails) % {"count": sent.mails}
    return _("%(who)s %(notices)s, og det er sendt %(mails)s.") % {"who": who, "notices": notices, "mails": mails}
