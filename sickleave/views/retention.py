"""What has been kept for its time: the list, the confirmation, and what is held back. [S5]"""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from kvalitet.access.decisions import may, require
from kvalitet.access.scopes import scope_of
from kvalitet.organisation.models import Municipality
from kvalitet.web.listing import listing
from kvalitet.web.shortcuts import Request, done, page, untraced
from kvalitet.web.templatetags.ds import dato
from sickleave.actions import lists
from sickleave.actions import retention as actions
from sickleave.forms.retention import ConfirmForm, HoldForm
from sickleave.models import Case, Deletion, Hold
from sickleave.queries import retention as queries
from sickleave.queries.retention import Times
from sickleave.rules.retention import Paper, Since, goes_on, months_in_words
from sickleave.views.acting import form_page, stored, typed
from sickleave.views.opening import of_case

PAST = 10


@require_http_methods(["GET", "POST"])
def retention(request: Request) -> HttpResponse:
    """Show what is due and why, and let HR confirm that it goes; nothing is deleted before that, or by this page."""
    municipality, today = _municipality(request), timezone.localdate()
    times = queries.times_of(municipality, today)
    counts = queries.counts(municipality, times)
    form = ConfirmForm(typed(request))
    if form.is_valid():
        listed = form.listed()
        act = stored(form, lambda: actions.confirm(municipality, listed=listed, today=today, by=request.user))
        if act:
            return done(
                request, reverse("sickleave:retention"), _("Slettingen er bekreftet, og gjøres i løpet av timen.")
            )
    cases = listing(request, queries.case_rows(municipality, times, request.user))
    lists.log_list(request.user, page=_("Sletting"), shown=len(cases.rows))
    past = list(Deletion.objects.visible_to(request.user).filter(municipality=municipality)[:PAST])
    context: dict[str, Any] = {
        "form": form,
        "kinds": [_kind(times, paper, counts[paper]) for paper in Paper],
        "total": sum(counts.values()),
        "cases": cases,
        "rows": [_row(case, times) for case in cases.rows],
        "holds": [_held(hold, today) for hold in queries.standing_holds(municipality, request.user)],
        "waiting": next((one for one in past if one.done_at is None), None),
        "past": [_past(one) for one in past if one.done_at],
    }
    return untraced(page(request, "sickleave/retention.html", context))


@require_http_methods(["GET", "POST"])
@of_case(gettext_lazy("Hold tilbake fra sletting"))
def case_hold(request: Request, case: Case) -> HttpResponse:
    """Keep a closed case past its time."""
    require(request.user, "sickleave.follow_up", case)
    today = timezone.localdate()
    form = HoldForm(typed(request), today=today, guard=case.municipality)
    if form.is_valid():
        fields = form.cleaned_data
        if stored(form, lambda: actions.hold(case, by=request.user, **fields)):
            return done(request, _after(request, case), _("Saken slettes ikke før noen opphever dette."))
    return form_page(
        request,
        case,
        form,
        title=_("Hold saken tilbake fra sletting"),
        lead=_("Saken gjelder %(name)s og ble avsluttet %(day)s.") % {"name": case.person, "day": dato(case.closed_on)},
        button=_("Hold tilbake"),
        back=_after(request, case),
    )


@require_POST
@of_case(gettext_lazy("Opphev tilbakeholding"))
def case_release(request: Request, case: Case) -> HttpResponse:
    """Let the case follow the rules of time again."""
    require(request.user, "sickleave.follow_up", case)
    for held in Hold.objects.visible_to(request.user).filter(case=case, ended_on=None):
        actions.release(held, by=request.user)
    return done(request, _after(request, case), _("Saken følger tidsregelen igjen."))


def _municipality(request: Request) -> Municipality:
    """Return the municipality the person sets the rules of, their own first; 404 for everybody else."""
    ids = scope_of(request.user).municipalities("sickleave.setup")
    if not ids:
        raise Http404
    return queries.one_of(ids, request.user.municipality_id)


def _after(request: Request, case: Case) -> str:
    """Back to the list for those who have it, otherwise to the case."""
    if may(request.user, "sickleave.setup"):
        return reverse("sickleave:retention")
    return case.get_absolute_url()


def _kind(times: Times, paper: Paper, number: int) -> dict[str, Any]:
    rule = times.rule(paper)
    kept = months_in_words(times.months[paper])
    since = (
        _("etter at saken ble avsluttet") if rule.since == Since.CLOSED else _("etter utgangen av året fraværet var i")
    )
    return {
        "name": f"seen_{paper}",
        "title": rule.covers,
        "number": number,
        "rule": _("Slettes %(kept)s %(since)s.") % {"kept": kept, "since": since},
        "basis": rule.basis,
    }


def _row(case: Case, times: Times) -> dict[str, Any]:
    day = goes_on(times.rule(Paper.CASES), case.closed_on or case.ends, times.months[Paper.CASES])
    return {"case": case, "since": day, "hold_url": reverse("sickleave:case-hold", args=[case.uuid])}


def _held(hold: Hold, today: Any) -> dict[str, Any]:
    return {"hold": hold, "is_due": hold.review_on <= today}


def _past(one: Deletion) -> dict[str, Any]:
    told = [
        ngettext("%(n)s notat", "%(n)s notater", one.deleted.get(Paper.NOTES, 0))
        % {"n": one.deleted.get(Paper.NOTES, 0)},
        ngettext("%(n)s sak", "%(n)s saker", one.deleted.get(Paper.CASES, 0)) % {"n": one.deleted.get(Paper.CASES, 0)},
        _("%(n)s fravær") % {"n": one.deleted.get(Paper.ABSENCES, 0)},
    ]
    return {"deletion": one, "told": ", ".join(told)}
