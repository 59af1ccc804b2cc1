"""Who has opened a case: for the employee and HR, never for the leader, whose looks they are. [S5]"""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from kvalitet.access.decisions import may
from kvalitet.web.listing import listing
from kvalitet.web.shortcuts import Request, get_or_404, page
from sickleave.choices import LookRole
from sickleave.models import Case, Hold
from sickleave.queries.looks import MOST, Looker, lookers, looks_of
from sickleave.views.opening import of_case, role_in


@require_safe
def case_looks(request: Request, uuid: UUID) -> HttpResponse:
    """Show the log to those whose it is; nothing is written of others who ask for it."""
    case = get_or_404(Case.objects.visible_to(request.user), uuid)
    if not may(request.user, "sickleave.own", case) and not may(request.user, "sickleave.follow_up", case):
        raise Http404
    return _shown(request, uuid=uuid)


@of_case(gettext_lazy("Innsynsloggen"))
def _shown(request: Request, case: Case) -> HttpResponse:
    looks = looks_of(case, request.user)
    people = lookers(looks[:MOST])
    context = {
        "case": case,
        "is_own": role_in(request.user, case) == LookRole.EMPLOYEE,
        "people": people,
        "conclusion": conclusion(people),
        "rows": listing(request, looks, size=50),
        "held": Hold.objects.visible_to(request.user).filter(case=case, ended_on=None).select_related("by").first(),
    }
    return page(request, "sickleave/looks.html", context)


def conclusion(people: list[Looker]) -> str:
    """Say in a sentence how many have opened it."""
    if not people:
        return _("Ingen andre enn den det gjelder, har åpnet saken.")
    number = len({one.name for one in people})
    words = ngettext(
        "%(n)s person har åpnet saken, i tillegg til den det gjelder.",
        "%(n)s personer har åpnet saken, i tillegg til den det gjelder.",
        number,
    )
    return words % {"n": number}
