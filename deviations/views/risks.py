"""The register of risks: found, shown, taken away as a file. [D5]"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from deviations.choices import Moment, RiskArea, RiskState
from deviations.exports.risks import risks_xlsx
from deviations.models import Assessment, Risk
from deviations.queries.matrices import Versions
from deviations.queries.matrix_grid import marked_grid
from deviations.queries.measures import measure_rows, summary
from deviations.queries.risk_lists import SHOWN, RiskFilters
from deviations.views.assessments import AssessmentRow, assessment_rows, find_risk
from deviations.views.risk_rows import STATE_COLORS, owner_name, risk_rows
from kvalitet.access.decisions import may, who
from kvalitet.access.queries import unit_options
from kvalitet.access.scopes import scope_of
from kvalitet.history.queries import timeline
from kvalitet.organisation.models import Unit
from kvalitet.organisation.people import leaders_of
from kvalitet.output import xlsx
from kvalitet.web.listing import listing
from kvalitet.web.registry import panels_for
from kvalitet.web.shortcuts import Request, page

MOST_ASSESSMENTS = 30


@require_safe
def risk_list(request: Request) -> HttpResponse:
    """List the risks the person may see, worst first."""
    today = timezone.localdate()
    filters = RiskFilters(request.user, request.GET, today)
    risks = listing(request, filters.risks())
    versions = Versions(sorted(scope_of(request.user).member_of))
    ids = [risk.pk for risk in risks.rows]
    lacking = Risk.objects.visible_to(request.user).filter(pk__in=ids).without_measure().values_list("pk", flat=True)
    units = Unit.objects.visible_to(request.user).filter(closed=None, municipality__in=scope_of(request.user).member_of)
    home = request.user.municipality_id
    context = {
        "risks": risks,
        "rows": risk_rows(risks.rows, versions, today, lacking),
        "filters": filters,
        "shows": SHOWN,
        "areas": RiskArea.choices,
        "bands": versions.current(home).bands if home else (),
        "units": unit_options(request.user, units, filters.unit),
        "sorted_by": filters.sorted_by,
        "can_create": bool(may(request.user, "risks.edit")),
    }
    return page(request, "deviations/risk_list.html", context, fragment="table")


@require_safe
def risk_xlsx(request: Request) -> HttpResponse:
    """The list with the same filters as on the page."""
    today = timezone.localdate()
    filters = RiskFilters(request.user, request.GET, today)
    versions = Versions(sorted(scope_of(request.user).member_of))
    return xlsx.response(risks_xlsx(filters.risks(), versions, today), f"risiko-{today:%Y-%m-%d}.xlsx")


@require_safe
def risk_detail(request: Request, uuid: UUID) -> HttpResponse:
    """Show a risk: where it stands, the measures against it, and how it was assessed over time."""
    risk = find_risk(request, uuid)
    today = timezone.localdate()
    found = Assessment.objects.visible_to(request.user).filter(risk=risk).select_related("version", "by")
    told = assessment_rows(list(found[:MOST_ASSESSMENTS]))
    newest = _newest(told)
    current = newest.get(Moment.CURRENT)
    seen = Risk.objects.visible_to(request.user).filter(pk=risk.pk)
    links = list(risk.measure_links.visible_to(request.user).select_related("risk"))
    measures = measure_rows(request.user, links, today)
    leaders = leaders_of([risk.unit], today) if risk.owner_id is None else {}
    context = {
        "risk": risk,
        "color": STATE_COLORS[RiskState(risk.state)],
        "owner": owner_name(risk, leaders),
        "current": current,
        "moments": [(Moment(key).label, newest.get(key)) for key in (Moment.INHERENT, Moment.CURRENT, Moment.TARGET)],
        "told": told,
        "grid": _marked(current),
        "measures": measures,
        "measure_summary": summary(measures),
        "lacks_measure": risk.needs_measure and seen.without_measure().exists(),
        "is_late": risk.is_live and risk.next_review is not None and risk.next_review < today,
        "entries": timeline(risk),
        "viewers": who(risk),
        "can_edit": bool(may(request.user, "risks.edit", risk)),
        "panels": panels_for("risk", request, risk),
    }
    return page(request, "deviations/risk_detail.html", context)


def _newest(told: list[AssessmentRow]) -> dict[str, AssessmentRow]:
    """Return the newest assessment of each moment."""
    found: dict[str, AssessmentRow] = {}
    for row in told:
        found.setdefault(row.assessment.moment, row)
    return found


def _marked(row: AssessmentRow | None) -> Any:
    if row is None:
        return None
    made = row.assessment
    return marked_grid(made.version.content, made.likelihood, made.consequence)
