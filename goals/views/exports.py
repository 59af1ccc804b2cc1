"""Plans and lists to take away or print; each holds only what the person may see."""

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from goals import exports
from goals.forms.filters import filtered_measures, filtered_tasks
from goals.models import MeasureTask, Plan
from kvalitet.access.scopes import scope_of
from kvalitet.output import pdf, xlsx
from kvalitet.web.shortcuts import Request, get_or_404, page

NORWEGIAN = str.maketrans({"–": "-", "æ": "ae", "ø": "o", "å": "a", "Æ": "Ae", "Ø": "O", "Å": "A"})


@require_safe
def plan_pdf(request: Request, uuid: UUID) -> HttpResponse:
    """The plan as a printable document."""
    plan = _plan(request, uuid)
    today = timezone.localdate()
    content = exports.plan_content(request.user, plan, today)
    return pdf.response(exports.plan_pdf(content, today), _filename(plan, "pdf"))


@require_safe
def plan_xlsx(request: Request, uuid: UUID) -> HttpResponse:
    """The plan as a workbook: measures, and the tasks the person may see."""
    plan = _plan(request, uuid)
    content = exports.plan_content(request.user, plan, timezone.localdate())
    tasks = MeasureTask.objects.visible_to(request.user).filter(measure__plan=plan)
    return xlsx.response(exports.plan_xlsx(content, tasks), _filename(plan, "xlsx"))


@require_safe
def plan_print(request: Request, uuid: UUID) -> HttpResponse:
    """The whole plan opened out on one page, to read or print."""
    plan = _plan(request, uuid)
    content = exports.plan_content(request.user, plan, timezone.localdate())
    return page(request, "goals/plan_print.html", {"plan": plan, "content": content})


@require_safe
def measure_xlsx(request: Request) -> HttpResponse:
    """The list of measures with the same filters as on the page."""
    today = timezone.localdate()
    measures = filtered_measures(request.user, request.GET, today).order_by("plan", "goal__position", "position", "id")
    return xlsx.response(exports.measures_xlsx(measures, today), f"tiltak-{today:%Y-%m-%d}.xlsx")


@require_safe
def task_xlsx(request: Request) -> HttpResponse:
    """The list of tasks with the same filters as on the page."""
    today = timezone.localdate()
    tasks = filtered_tasks(request.user, request.GET, today).order_by("measure", "unit__path", "id")
    return xlsx.response(exports.tasks_xlsx(tasks), f"oppgaver-{today:%Y-%m-%d}.xlsx")


def _plan(request: Request, uuid: UUID) -> Plan:
    """A plan another municipality has shared is read on its page, and not taken away."""
    own = Plan.objects.visible_to(request.user).filter(municipality__in=sorted(scope_of(request.user).member_of))
    return get_or_404(own.select_related("unit", "municipality"), uuid)


def _filename(plan: Plan, end: str) -> str:
    """Name the file after the plan, in letters every program takes."""
    return f"{slugify(f'{plan.name} {plan.years}'.translate(NORWEGIAN)) or 'plan'}.{end}"
