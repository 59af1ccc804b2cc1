"""Files of absences from payroll: given, looked over, carried out. [S1]"""

import json
from contextlib import suppress
from typing import Any
from uuid import UUID

from celery.exceptions import OperationalError
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kvalitet.access.decisions import require
from kvalitet.access.scopes import scope_of
from kvalitet.organisation.models import Municipality
from kvalitet.output.xlsx import response as workbook_response
from kvalitet.web.errors import Refused, told_on
from kvalitet.web.listing import ListPage, listing
from kvalitet.web.shortcuts import Request, done, failed, get_or_404, page, untraced
from sickleave.actions import absence_imports as actions
from sickleave.exports import absence_imports as exports
from sickleave.forms.imports import AbsenceFileForm
from sickleave.models import AbsenceImport
from sickleave.rules.import_words import summary
from sickleave.tasks import work_on_import

COLORS = {"ready": "info", "done": "success", "failed": "danger", "dropped": "neutral"}
SIZE = 50


def _municipality(request: Request) -> Municipality:
    """The municipality the person's HR role covers the whole of; nobody else knows that the page is there."""
    held = sorted(scope_of(request.user).municipalities("sickleave.import"))
    home = request.user.municipality_id
    found = (
        Municipality.objects.visible_to(request.user).filter(pk=home if home in held else held[0]).first()
        if held
        else None
    )
    if found is None:
        raise Http404
    return found


def _tabs() -> dict[str, str]:
    return {
        "bad": _("Ikke med"),
        "new": _("Nye"),
        "changed": _("Rettes"),
        "gone": _("Trekkes"),
        "missing": _("Mangler i filen"),
    }


@require_http_methods(["GET", "POST"])
def import_list(request: Request) -> HttpResponse:
    """Take a file, and show the files there have been."""
    municipality = _municipality(request)
    posted = request.method == "POST"
    form = AbsenceFileForm(request.POST if posted else None, request.FILES if posted else None)
    if form.is_valid():
        with told_on(form):
            run = actions.receive(municipality, content=form.cleaned_data["file"].read(), by=request.user)
            run = _go_on(run)
            return done(request, run, _("Filen er mottatt. Se over før du gjennomfører."))
    runs = AbsenceImport.objects.visible_to(request.user).filter(municipality=municipality)
    rows = listing(request, runs.select_related("by").defer("content", "lines"))
    for row in rows.rows:
        row.color, row.summary = COLORS.get(row.state, "accent"), summary(row.counts) if row.counts else ""
    return untraced(page(request, "sickleave/import_list.html", {"form": form, "rows": rows}))


def _go_on(run: AbsenceImport) -> AbsenceImport:
    """Small files are worked on at once; big ones by a worker, while the page tells how far it has come."""
    if actions.is_small(run):
        return actions.work_on(run.pk)
    with suppress(OperationalError):  # no queue now: the clock finds the run in the table
        work_on_import.delay_on_commit(run.pk)
    return run


def _run(request: Request, uuid: UUID) -> AbsenceImport:
    runs = AbsenceImport.objects.visible_to(request.user).select_related("by", "municipality").defer("content")
    run = get_or_404(runs, uuid)
    require(request.user, "sickleave.import", run)
    return run


@require_safe
def import_run(request: Request, uuid: UUID) -> HttpResponse:
    """Show what a file would do, or did, row by row and without names."""
    run = _run(request, uuid)
    lines: dict[str, Any] = json.loads(run.lines) if run.lines else {}
    tabs = [(kind, label, run.counts.get(kind, 0)) for kind, label in _tabs().items() if lines.get(kind)]
    shown = request.GET.get("vis", "")
    kind = shown if shown in {tab[0] for tab in tabs} else tabs[0][0] if tabs else ""
    rows = _page_of(request, lines.get(kind, []))
    context = {
        "run": run,
        "summary": summary(run.counts) if run.counts else "",
        "notes": lines.get("notes", []),
        "tabs": tabs,
        "kind": kind,
        "rows": rows,
        "is_cut": bool(kind) and run.counts.get(kind, 0) > len(lines[kind]),
        "color": COLORS.get(run.state, "accent"),
        "progress": actions.progress_of(run),
    }
    return untraced(page(request, "sickleave/import_run.html", context, fragment="body"))


def _page_of(request: Request, rows: list[Any]) -> ListPage[Any]:
    """Cut a page out of lines that lie in the run itself."""
    raw = request.GET.get("side", "1")
    pages = max(1, -(-len(rows) // SIZE))
    number = min(max(int(raw), 1), pages) if raw.isascii() and raw.isdigit() and len(raw) < 9 else 1
    first = (number - 1) * SIZE
    found = rows[first : first + SIZE]
    return ListPage(found, number, pages, len(rows), first + 1 if found else 0, first + len(found), is_capped=False)


@require_POST
def import_approve(request: Request, uuid: UUID) -> HttpResponse:
    """Carry out what was shown."""
    run = _run(request, uuid)
    if request.POST.get("vist", "") != run.fingerprint:
        return failed(request, run, _("Siden viste noe annet enn det som ville skjedd. Se over på nytt."))
    try:
        actions.approve(run, by=request.user)
    except Refused as refusal:
        return failed(request, run, str(refusal))
    run.refresh_from_db()
    run = _go_on(run)
    if run.is_waiting or run.problem:
        return failed(request, run, run.problem)
    words = f"{_('Gjennomført')}: {summary(run.counts)}." if run.is_done else _("Importen er i gang.")
    return done(request, run, words)


@require_POST
def import_drop(request: Request, uuid: UUID) -> HttpResponse:
    """Throw a file away."""
    run = _run(request, uuid)
    try:
        actions.drop(run)
    except Refused as refusal:
        return failed(request, run, str(refusal))
    return done(request, reverse("sickleave:import"), _("Filen er slettet, og ingenting er endret."))


@require_safe
def import_bad_rows(request: Request, uuid: UUID) -> HttpResponse:
    """Give which rows were left out and why."""
    run = _run(request, uuid)
    rows = json.loads(run.lines).get("bad", []) if run.lines else []
    return _file(exports.bad_rows_csv(rows), "rader-som-ikke-er-med.csv")


@require_safe
def import_template(request: Request, ending: str) -> HttpResponse:
    """Give a file to fill in."""
    _municipality(request)
    today = timezone.localdate()
    if ending == "xlsx":
        return workbook_response(exports.template_xlsx(today), f"{exports.NAME}.xlsx")
    if ending != "csv":
        raise Http404
    return _file(exports.template_csv(today), f"{exports.NAME}.csv")


def _file(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return untraced(answer)
