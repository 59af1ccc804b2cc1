"""«Mine oppgaver»: everything a person must do, doable in two clicks. [P7]"""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from kvalitet.access.queries import stand_in_sentences
from kvalitet.access.scopes import scope_of
from kvalitet.deadlines import queries, registry
from kvalitet.deadlines.choices import Group
from kvalitet.web.errors import Refused
from kvalitet.web.listing import listing
from kvalitet.web.shortcuts import Request, done, get_or_404, page

PAGE_SIZE = 50


@require_GET
def task_list(request: Request) -> HttpResponse:
    """Show everything the person must do, soonest first. [P7]"""
    today = timezone.localdate()
    mine = queries.tasks_for(request.user, today)
    tasks = listing(request, mine, size=PAGE_SIZE)
    counts = queries.task_counts(mine, today)
    context = {
        "tasks": tasks,
        "groups": _grouped(queries.task_rows(tasks.rows, today, owner=request.user, snoozer=request.user)),
        "counts": counts,
        "lead": _lead(counts),
        "stand_ins": stand_in_sentences(scope_of(request.user)),
        "sees_snoozes": scope_of(request.user).has("deadlines.view_snoozes"),
    }
    return page(request, "deadlines/task_list.html", context, fragment="list")


@require_http_methods(["GET", "POST"])
def finish(request: Request, pk: UUID) -> HttpResponse:
    """Ask once, then mark the task as done; how is the owner's business. [P7]"""
    today = timezone.localdate()
    deadline = get_or_404(queries.tasks_for(request.user, today), pk)
    source = registry.source_of(deadline.content_type_id)
    target = deadline.target
    if source is None or source.done is None or target is None:
        raise Http404
    problem = ""
    if request.method == "POST":
        try:
            source.done(target, request.user)
        except Refused as error:
            problem = str(error)
        else:
            text = _("«%(title)s» er fullført og er borte fra listen din.") % {"title": deadline.title}
            return done(request, reverse("deadlines:tasks"), text)
    context = {"deadline": deadline, "problem": problem}
    return page(request, "deadlines/finish.html", context, fragment="form", status=422 if problem else 200)


def _grouped(rows: list[queries.TaskRow]) -> list[dict[str, Any]]:
    """Put the rows under their headings, in the order of urgency; empty headings are left out."""
    return [
        {"label": group.label, "value": group.value, "rows": found}
        for group in Group
        if (found := [row for row in rows if row.group == group])
    ]


def _lead(counts: queries.TaskCounts) -> str:
    """Say the conclusion in words."""
    if not counts.open:
        return ""
    waiting = ngettext("%(open)s oppgave venter på deg.", "%(open)s oppgaver venter på deg.", counts.open)
    parts = [waiting % {"open": counts.open}]
    if counts.late:
        late = ngettext("%(late)s er over fristen.", "%(late)s er over fristen.", counts.late)
        parts.append(late % {"late": counts.late})
    elif counts.today:
        parts.append(_("%(today)s har frist i dag.") % {"today": counts.today})
    else:
        parts.append(_("Ingen er over fristen."))
    return " ".join(parts)
