"""«Min oppfølging»: the employee's own case, absences, quota, rights, and who has looked. [S3, S5]"""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from kvalitet.organisation.people import why_nearest_leader
from kvalitet.web.registry import panels_for
from kvalitet.web.shortcuts import Request, page, untraced
from sickleave.choices import LookRole
from sickleave.queries.own import cases_of, own_absences
from sickleave.queries.standing import standing_of
from sickleave.rules.rights import DUTIES, RIGHTS
from sickleave.views.case import drawn, facts_line


@require_safe
def own(request: Request) -> HttpResponse:
    """Show the employee everything there is of their own; looking at oneself is not logged."""
    today = timezone.localdate()
    is_open, closed = cases_of(request.user)
    leader, why_leader = why_nearest_leader(request.user, today)
    context: dict[str, Any] = {
        "closed": closed,
        "absences": own_absences(request.user, today),
        **{"leader": leader, "why_leader": why_leader, "rights": RIGHTS, "duties": DUTIES},
    }
    if is_open is not None:
        standing = standing_of(is_open, today)
        context |= {**drawn(is_open, standing, LookRole.EMPLOYEE), "facts": facts_line(is_open, standing)}
        context["panels"] = panels_for("sickleave_own", request, is_open)
    return untraced(page(request, "sickleave/own.html", context))
