"""The page of one case: the routine as a flow, what is next and why, and the parts that hang there. [S2, S3, S5]"""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from kvalitet.access.decisions import who
from kvalitet.notifications.actions import mark_seen
from kvalitet.web.registry import panels_for
from kvalitet.web.shortcuts import Request, page
from sickleave.choices import LookRole
from sickleave.models import Case
from sickleave.queries.events import events_of
from sickleave.queries.standing import Standing, standing_of
from sickleave.rules.day_words import day_words
from sickleave.rules.flow import conclusion
from sickleave.views.opening import has_reason, of_case, role_in
from sickleave.views.steps import next_step, row_of, step_rows

PAGE = gettext_lazy("Saken")


@require_safe
@of_case(PAGE)
def case_detail(request: Request, case: Case) -> HttpResponse:
    """Show what must be done now, the whole routine, why each day, and what has happened."""
    role, today = role_in(request.user, case), timezone.localdate()
    standing = standing_of(case, today, is_hr=role == LookRole.HR)
    mark_seen(request.user, url=case.get_absolute_url(), now=timezone.now())
    context = {
        **drawn(case, standing, role),
        "title": _title(case, role),
        "facts": facts_line(case, standing),
        "panels": panels_for("sickleave_case", request, case),
        "contacts": list(case.contacts.select_related("by")),
        "may_read": has_reason(request, case),
        "events": events_of(case, standing),
        "people": who(case).people,
    }
    return page(request, "sickleave/case_detail.html", context)


def drawn(case: Case, standing: Standing, role: LookRole) -> dict[str, Any]:
    """Gather the flow and everything said of its steps; the employee's own page shows the same."""
    return {
        "case": case,
        "role": role,
        "standing": standing,
        "flow": standing.flow,
        "step": next_step(case, standing, role),
        "steps": step_rows(case, standing, role),
        "ahead": [row_of(case, node, role) for node in standing.flow.ahead],
        "conclusion": conclusion(standing.flow, week=standing.week, is_over=standing.is_over),
    }


def _title(case: Case, role: LookRole) -> str:
    if role == LookRole.EMPLOYEE:
        return _("Oppfølgingen din")
    return _("Oppfølging av %(name)s") % {"name": case.person}


def facts_line(case: Case, standing: Standing) -> list[str]:
    """Say the absence in a line: from when, how many days, how much."""
    period = {"starts": day_words(case.starts, standing.today), "ends": day_words(case.ends, standing.today)}
    if standing.is_over:
        line = [_("Borte fra %(starts)s til og med %(ends)s") % period, _("%(n)s dager") % {"n": case.counted_days}]
    else:
        line = [
            _("Borte fra %(starts)s, registrert til og med %(ends)s") % period,
            _("Dag %(n)s") % {"n": standing.days},
            _("%(grade)s prosent borte nå") % {"grade": case.grade},
        ]
    return [*line, str(case.unit)]
