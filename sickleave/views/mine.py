"""«Mine sykmeldte»: what the nearest leader has to do, the latest first. [S3, S5]"""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from kvalitet.web.shortcuts import Request, page, untraced
from sickleave.queries.mine import leads_a_unit, leads_anybody, mine_of


@require_safe
def mine(request: Request) -> HttpResponse:
    """List the leader's own people who are away; not there for those who lead nobody."""
    if not leads_a_unit(request.user) and not leads_anybody(request.user):
        raise Http404
    return untraced(page(request, "sickleave/mine.html", {"mine": mine_of(request.user, timezone.localdate())}))
