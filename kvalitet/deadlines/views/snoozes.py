"""Putting off a reminder, and what a leader sees of it. [P13]"""

from datetime import timedelta
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kvalitet.access.decisions import may
from kvalitet.deadlines import actions, queries, registry, rules
from kvalitet.deadlines.actions.setting import SOURCE
from kvalitet.deadlines.forms import SnoozeForm
from kvalitet.deadlines.models import Snooze
from kvalitet.notifications.models import Notice
from kvalitet.web.errors import told_on
from kvalitet.web.listing import listing
from kvalitet.web.shortcuts import Request, done, get_or_404, page

SOON = timedelta(days=3)


@require_http_methods(["GET", "POST"])
def snooze(request: Request, pk: UUID) -> HttpResponse:
    """Put off the reminders of one task, with a reason; the deadline stands."""
    me, today = request.user, timezone.localdate()
    deadline = get_or_404(queries.tasks_for(me, today), pk)
    fixed = rules.why_not_snoozed(deadline.due, deadline.steps, today, is_statutory=deadline.statutory)
    latest = None if fixed or not deadline.due else rules.latest_snooze(deadline.due, deadline.steps, today)
    initial = {"until": min(today + SOON, latest) if latest else None}
    form = SnoozeForm(request.POST or None, initial=initial, deadline=deadline, today=today)
    if not fixed and form.is_valid():
        with told_on(form):
            actions.snooze(deadline, by=me, **form.cleaned_data)
            until = date_format(form.cleaned_data["until"], "j. F")
            return done(request, reverse("deadlines:tasks"), _("Varselet er utsatt til %(day)s.") % {"day": until})
    context = {
        "deadline": deadline,
        "fixed": fixed,
        "form": form,
        "latest": latest,
        "put_off": queries.snoozed_until([deadline], me, today).get(deadline.pk),
        "earlier": Snooze.objects.visible_to(me).filter(deadline=deadline).for_list(),
    }
    status = 422 if fixed and request.method == "POST" else None
    return page(request, "deadlines/snooze.html", context, status=status)


@require_POST
def end_snooze(request: Request, pk: UUID) -> HttpResponse:
    """Let the reminders come as usual again."""
    deadline = get_or_404(queries.tasks_for(request.user, timezone.localdate()), pk)
    actions.end_snooze(deadline, by=request.user)
    return done(request, reverse("deadlines:tasks"), _("Varslene om oppgaven kommer som vanlig igjen."))


@require_GET
def snooze_notice(request: Request, pk: UUID) -> HttpResponse:
    """Go from a notice to where its task is put off."""
    notice = get_or_404(Notice.objects.visible_to(request.user).filter(source=SOURCE), pk)
    deadline = queries.deadline_of(notice)
    if deadline is None:
        raise Http404
    return HttpResponseRedirect(reverse("deadlines:snooze", args=[deadline.uuid]))


@require_GET
def snooze_list(request: Request) -> HttpResponse:
    """Show a leader what has been put off, by whom, until when and why."""
    if not may(request.user, "deadlines.view_snoozes"):
        raise Http404
    today = timezone.localdate()
    show_all = request.GET.get("vis") == "alle"
    rows = Snooze.objects.visible_to(request.user)
    listed = listing(request, (rows if show_all else rows.active(today)).for_list())
    shown = [{"snooze": row, "title": registry.shown_title(row.deadline)} for row in listed.rows]
    context = {"snoozes": listed, "rows": shown, "show_all": show_all, "today": today}
    return page(request, "deadlines/snooze_list.html", context)
