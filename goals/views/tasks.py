"""Tasks: listed, and their status reported, one or many at a time. [G6, P7]"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from goals.actions import tasks as task_actions
from goals.choices import Shown, TaskStatus
from goals.forms.filters import Filters
from goals.forms.tasks import StatusForm, StatusRowForm
from goals.models import MeasureTask
from goals.views.acting import stored
from goals.views.choosing import filter_choices
from goals.views.mine import my_tasks
from goals.views.rows import names_of, short, task_row
from kvalitet.access.decisions import may, require
from kvalitet.attachments.queries import files_of
from kvalitet.organisation.people import leaders_of
from kvalitet.web.listing import listing
from kvalitet.web.shortcuts import Request, done, get_or_404, page

ORDERS = {"frist": "due", "-frist": "-due", "tiltak": "measure__title", "-tiltak": "-measure__title"}
MOST_ROWS = 50


@require_safe
def task_list(request: Request) -> HttpResponse:
    """List tasks, one row for each unit that has one."""
    today = timezone.localdate()
    filters = Filters(request.user, request.GET, today, default=Shown.OPEN)
    found = filters.tasks(MeasureTask.objects.visible_to(request.user)).for_list()
    order = request.GET.get("sorter", "")
    sorted_by = order if order in ORDERS else "frist"
    tasks = listing(request, found.order_by(ORDERS[sorted_by], "pk"))
    leaders = leaders_of([task.unit for task in tasks.rows], today)
    names = names_of([task.measure for task in tasks.rows])
    rows = [
        task_row(
            task,
            today,
            who=short(names[task.measure_id]) if task.is_shared else str(leaders.get(task.unit_id, "")),
            may_report=bool(may(request.user, "goals.report", task)),
        )
        for task in tasks.rows
    ]
    context = {
        "tasks": tasks,
        "rows": rows,
        "filters": filters,
        "choices": filter_choices(filters),
        "sorted_by": sorted_by,
    }
    return page(request, "goals/task_list.html", context, fragment="table")


@require_http_methods(["GET", "POST"])
def task_status(request: Request, uuid: UUID) -> HttpResponse:
    """Report the status of one task; «Meld fullført» takes one press."""
    rows = MeasureTask.objects.visible_to(request.user).select_related("measure__plan", "measure__municipality", "unit")
    task = get_or_404(rows, uuid)
    require(request.user, "goals.report", task)
    form = StatusForm(_pressed(request), request.FILES or None, instance=task)
    if form.is_valid():
        fields = form.cleaned_data
        if stored(form, lambda: task_actions.report_status(task, **fields, by=request.user)) is not None:
            return done(request, _after(request, task), _("Statusen er meldt. Takk!"))
    row = task_row(task, timezone.localdate(), who="", may_report=True)
    files = files_of([task], may_remove=True)[task.pk]
    context = {"task": task, "row": row, "form": form, "back": _after(request, task), "files": files}
    return page(request, "goals/task_status.html", context)


def _pressed(request: Request) -> QueryDict | None:
    """Read the form; the button «Meld fullført» says the status itself."""
    if request.method != "POST":
        return None
    if "finish" not in request.POST:
        return request.POST
    data = request.POST.copy()
    data["status"], data["progress"] = TaskStatus.DONE.value, "100"
    return data


def _after(request: Request, task: MeasureTask) -> str:
    """Go back to «Mine oppgaver» when the person came from there."""
    came_from = request.POST.get("fra", "") or request.GET.get("fra", "")
    return reverse("deadlines:tasks") if came_from == "oppgaver" else task.measure.get_absolute_url()


@require_http_methods(["GET", "POST"])
def task_status_many(request: Request) -> HttpResponse:
    """Report many tasks in one table, all or none."""
    today = timezone.localdate()
    tasks = [task for task in my_tasks(request.user)[:MOST_ROWS] if may(request.user, "goals.report", task)]
    data = request.POST if request.method == "POST" else None
    if data is not None:
        tasks = _asked_for(tasks, data)
    forms = [StatusRowForm(data, instance=task, prefix=str(task.uuid)) for task in tasks]
    problem = ""
    if data is not None:
        touched = [form for form in forms if form.is_touched]
        wrong = [form for form in touched if not form.is_valid()]
        problem = _problem(touched, wrong)
        if not problem:
            stored_count = _store(request, touched)
            if stored_count is not None:
                words = ngettext(
                    "Status er meldt på %(n)d oppgave.", "Status er meldt på %(n)d oppgaver.", stored_count
                )
                return done(request, reverse("deadlines:tasks"), words % {"n": stored_count})
            problem = _problem(touched, touched)
    rows = [
        {"row": task_row(form.instance, today, who="", may_report=True), "form": form, "is_wrong": _is_wrong(form)}
        for form in forms
    ]
    context = {"rows": rows, "problem": problem}
    return page(request, "goals/task_status_many.html", context, status=422 if problem else 200)


def _asked_for(tasks: list[MeasureTask], data: QueryDict) -> list[MeasureTask]:
    """Keep the tasks the form showed."""
    return [task for task in tasks if f"{task.uuid}-version" in data]


def _is_wrong(form: StatusRowForm) -> bool:
    return form.is_bound and form.is_touched and not form.is_valid()


def _problem(touched: list[StatusRowForm], wrong: list[StatusRowForm]) -> str:
    if not touched:
        return _("Du har ikke endret noen rader. Endre status, framdrift eller kommentar på dem du vil melde.")
    if wrong:
        words = ngettext(
            "Ingenting er lagret, fordi %(n)d rad må rettes.",
            "Ingenting er lagret, fordi %(n)d rader må rettes.",
            len(wrong),
        )
        return words % {"n": len(wrong)}
    return ""


def _store(request: Request, touched: list[StatusRowForm]) -> int | None:
    """Store all rows or none; what is refused is shown on the first."""
    pairs: list[tuple[MeasureTask, dict[str, Any]]] = [
        (form.instance, {**form.cleaned_data, "evidence": form.instance.evidence}) for form in touched
    ]
    return stored(touched[0], lambda: task_actions.report_many(pairs, by=request.user))
