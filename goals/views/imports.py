"""The import of a plan in three steps: the file, how it is read, and what it became. [G13]"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from goals.actions import uploads
from goals.actions.import_names import Names
from goals.actions.imports import import_plan, summary
from goals.actions.measures import ResponsibleChoice
from goals.choices import PlanStatus
from goals.forms.directory import Directory, folded
from goals.forms.imports import CorrectionForm, ImportStartForm
from goals.importers import read_plan
from goals.models import Measure, PlanImport
from goals.rules.plan_draft import PlanDraft
from goals.views.acting import stored
from goals.views.import_rows import Preview, preview_of
from kvalitet.access.decisions import require
from kvalitet.web.errors import Refused
from kvalitet.web.shortcuts import Request, done, get_or_404, page

MOST_PROBLEMS = 8
SHOWN_NAMES = 150


@require_http_methods(["GET", "POST"])
def import_start(request: Request) -> HttpResponse:
    """Take the file, and where it goes."""
    require(request.user, "goals.edit")
    posted = request.method == "POST"
    form = ImportStartForm(request.POST if posted else None, request.FILES if posted else None, by=request.user)
    if form.is_valid():
        target = form.target()
        require(request.user, "goals.edit", target["plan"] or target["unit"])
        file = form.cleaned_data["file"]
        content = file.read()
        draft = _read(
            content,
            target["starts_year"],
            target["ends_year"],
            Names(target["unit"].municipality, today=timezone.localdate()),
        )
        for problem in draft.errors[:MOST_PROBLEMS]:
            form.add_error("file", problem.message)
        if not draft.has_errors:
            upload = stored(
                form, lambda: uploads.keep_upload(file_name=file.name, content=content, by=request.user, **target)
            )
            if upload is not None:
                return done(request, upload, _("Filen er lest. Se over før du importerer."))
    return page(request, "goals/import_start.html", {"form": form})


def _read(content: bytes, year: int, ends: int, names: Names) -> PlanDraft:
    return read_plan(content, year=year, ends_year=ends, today=timezone.localdate(), known=names.known())


def _find(request: Request, uuid: UUID) -> PlanImport:
    uploads_seen = PlanImport.objects.visible_to(request.user)
    return get_or_404(uploads_seen.select_related("unit", "municipality", "plan", "by"), uuid)


@require_http_methods(["GET", "POST"])
def import_preview(request: Request, uuid: UUID) -> HttpResponse:
    """Show how the file is read, take corrections, and bring the plan in."""
    upload = _find(request, uuid)
    if upload.done_at is not None:
        return page(request, "goals/import_done.html", _done_context(request, upload))
    directory = Directory(request.user, upload.municipality)
    try:
        preview, draft = _preview(request, upload, directory)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("goals:import-start")
    form = CorrectionForm(
        request.POST if request.method == "POST" else None,
        directory=directory,
        names=preview.shown_names(SHOWN_NAMES),
        rows=preview.corrections(),
        asks_to_publish=preview.asks_to_publish,
    )
    if form.is_valid() and (answer := _act(request, upload, form, draft, directory)) is not None:
        return answer
    context = {"upload": upload, "form": form, "preview": preview, "directory": directory, "rows": preview.rows(form)}
    return page(request, "goals/import_preview.html", {**context, "names": preview.names(form), "draft": draft})


def _preview(request: Request, upload: PlanImport, directory: Directory) -> tuple[Preview, PlanDraft]:
    decided = _decided(upload, directory)
    names = Names(upload.municipality, today=timezone.localdate(), decided=decided)
    draft = _read(bytes(upload.content), upload.starts_year, upload.ends_year, names)
    outcome = import_plan(
        draft,
        target=uploads.target_of(upload),
        by=request.user,
        decided=decided,
        corrected=uploads.corrected_dues(upload),
        publish=False,
        reason="",
        is_trial=True,
    )
    return preview_of(request, upload, draft, outcome, names), draft


def _decided(upload: PlanImport, directory: Directory) -> dict[str, ResponsibleChoice]:
    found: dict[str, str] = upload.corrections.get("names", {})
    return {
        name: directory.choices.get(folded(who), ResponsibleChoice(source_text=name))
        if who
        else ResponsibleChoice(source_text=name)
        for name, who in found.items()
    }


def _act(
    request: Request, upload: PlanImport, form: CorrectionForm, draft: PlanDraft, directory: Directory
) -> HttpResponse | None:
    kept = stored(form, lambda: uploads.correct_upload(upload, names=form.corrected_names(), due=form.corrected_dues()))
    if kept is None:
        return None
    if request.POST.get("gjor") != "importer":
        query = request.GET.urlencode()
        return done(request, f"{upload.get_absolute_url()}?{query}", _("Rettelsene er lagret."))
    require(request.user, "goals.edit", upload.plan or upload.unit)
    publish = form.cleaned_data.get("publish") == "publish"
    decided = _decided(kept, directory)
    outcome = stored(
        form, lambda: uploads.finish_upload(kept, draft, decided=decided, publish=publish, by=request.user)
    )
    if outcome is None:
        return None
    return done(request, reverse("goals:import-done", args=[upload.uuid]), _("Planen er importert."))


@require_safe
def import_done(request: Request, uuid: UUID) -> HttpResponse:
    """Say what came in, and what it lacks."""
    upload = _find(request, uuid)
    return page(request, "goals/import_done.html", _done_context(request, upload))


def _done_context(request: Request, upload: PlanImport) -> dict[str, Any]:
    counts, plan = upload.counts, upload.plan
    measures = Measure.objects.visible_to(request.user).filter(plan=plan) if plan else Measure.objects.none()
    return {
        "upload": upload,
        "plan": plan,
        "is_draft": plan is not None and plan.status == PlanStatus.DRAFT,
        "total": summary(counts) if counts else "",
        "new": summary(counts, "new") if counts else "",
        "changed": summary(counts, "changed") if counts else "",
        "without_due": measures.filter(due=None, review_months=None).count(),
        "without_responsible": measures.exclude(responsibles__kind__in=["person", "position", "group"]).count(),
    }
