"""Files from HR: given, looked over, carried out. [P3]"""

from contextlib import suppress
from typing import Any
from uuid import UUID

from celery.exceptions import OperationalError
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kvalitet.access.decisions import require
from kvalitet.imports import actions, exports
from kvalitet.imports.choices import ImportKind, ImportSource, LineKind
from kvalitet.imports.models import ImportRun
from kvalitet.imports.tasks import work_on
from kvalitet.organisation.models import Municipality
from kvalitet.output.xlsx import response as workbook_response
from kvalitet.setup.forms.imports import ALL, AnswersForm, UploadForm
from kvalitet.setup.views.reach import administered
from kvalitet.web.errors import Refused, told_on
from kvalitet.web.listing import listing
from kvalitet.web.shortcuts import Request, done, failed, get_or_404, page

COLORS = {
    "ready": "info",
    "held": "warning",
    "done": "success",
    "failed": "danger",
    "dropped": "neutral",
}


def _runs(request: Request, municipality: Municipality) -> Any:
    runs = ImportRun.objects.visible_to(request.user).filter(municipality=municipality)
    return runs.select_related("by").defer("content", "answers", "waiting")


@require_http_methods(["GET", "POST"])
def import_list(request: Request) -> HttpResponse:
    """Take a file, and show the files there have been."""
    municipality = administered(request)
    posted = request.method == "POST"
    wanted = request.GET.get("innhold", "")
    form = UploadForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        initial={"kind": wanted if wanted in ImportKind.values else ""},
    )
    if form.is_valid():
        with told_on(form):
            run = _receive(request, municipality, form)
            return done(request, run, _("Filen er lest. Se over før du gjennomfører."))
    rows = listing(request, _runs(request, municipality))
    for row in rows.rows:
        row.color = COLORS.get(row.state, "accent")
    return page(request, "setup/import_list.html", {"form": form, "rows": rows, "kinds": ImportKind})


def _receive(request: Request, municipality: Municipality, form: UploadForm) -> ImportRun:
    file = form.cleaned_data["file"]
    run = actions.receive(
        municipality,
        kind=form.cleaned_data["kind"],
        file_name=file.name,
        content=file.read(),
        is_complete=form.cleaned_data["reach"] == ALL,
        source=ImportSource.UPLOAD,
        by=request.user,
    )
    return _go_on(run)


def _go_on(run: ImportRun) -> ImportRun:
    """Small files are worked on at once; big ones by a worker, while the page tells how far it has come."""
    if actions.is_small(run):
        return actions.work_on(run.pk)
    with suppress(OperationalError):  # no queue now: the clock finds the run in the table
        work_on.delay_on_commit(run.pk)
    return run


def _run(request: Request, pk: UUID) -> ImportRun:
    run = get_or_404(ImportRun.objects.visible_to(request.user).select_related("by", "municipality"), pk)
    require(request.user, "setup.edit", run)
    return run


@require_http_methods(["GET", "POST"])
def import_run(request: Request, pk: UUID) -> HttpResponse:
    """Show what a file would do, or did, kind by kind; take answers about doubles."""
    run = _run(request, pk)
    tabs = [(kind, kind.label, run.counts[kind]) for kind in LineKind if run.counts.get(kind)]
    shown = request.GET.get("vis", "")
    kind = shown if shown in {tab[0] for tab in tabs} else tabs[0][0] if tabs else ""
    rows = listing(request, run.lines.filter(kind=kind).order_by("row", "id"), size=50)
    form = AnswersForm(request.POST or None, lines=rows.rows if kind == LineKind.DOUBT else [])
    if request.method == "POST" and form.is_valid():
        return _answer(request, run, form)
    context = {
        "run": run,
        "tabs": tabs,
        "kind": kind,
        "rows": rows,
        "color": COLORS.get(run.state, "accent"),
        "progress": actions.progress_of(run),
        "remarks": _remarks(run),
        "left_out": run.counts.get(LineKind.BAD, 0) + run.counts.get(LineKind.DOUBT, 0),
        "answers": [(row, run.answers.get(row.key, "")) for row in rows.rows],
        "can_invite": run.is_done and run.kind == ImportKind.PEOPLE and run.counts.get(LineKind.NEW),
    }
    return page(request, "setup/import_run.html", context, fragment="body")


def _remarks(run: ImportRun) -> list[str]:
    """What is said about the file as a whole: it must be seen before anything is carried out."""
    found = run.lines.filter(kind=LineKind.NOTE, row=None, key="") if run.is_waiting else run.lines.none()
    return [line.text for line in found.order_by("id")[:10]]


def _answer(request: Request, run: ImportRun, form: AnswersForm) -> HttpResponse:
    try:
        actions.answer(run, form.answers())
    except Refused as refusal:
        return failed(request, run, str(refusal))
    run.refresh_from_db()
    _go_on(run)
    return done(request, run, _("Svarene er lagret, og filen er sammenlignet på nytt."))


@require_POST
def import_approve(request: Request, pk: UUID) -> HttpResponse:
    """Carry out what was shown."""
    run = _run(request, pk)
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
    return done(request, run, _("Importen er i gang.") if run.is_working else f"{_('Gjennomført')}: {run.summary}.")


@require_POST
def import_drop(request: Request, pk: UUID) -> HttpResponse:
    """Throw a file away."""
    run = _run(request, pk)
    try:
        actions.drop(run)
    except Refused as refusal:
        return failed(request, run, str(refusal))
    return done(request, reverse("setup:import-list"), _("Filen er forkastet, og ingenting er endret."))


@require_safe
def import_bad_rows(request: Request, pk: UUID) -> HttpResponse:
    """Give the rows that were left out, to mend and send again."""
    run = _run(request, pk)
    answer = HttpResponse(exports.bad_rows_csv(run), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="rader-som-ikke-er-med.csv"'
    return answer


@require_safe
def import_template(request: Request, kind: str, ending: str) -> HttpResponse:
    """Give a file to fill in."""
    administered(request)
    if kind not in ImportKind.values or ending not in {"csv", "xlsx"}:
        raise Http404
    name = f"{exports.TEMPLATES[ImportKind(kind)][0]}.{ending}"
    if ending == "xlsx":
        return workbook_response(exports.template_xlsx(kind), name)
    answer = HttpResponse(exports.template_csv(kind), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
