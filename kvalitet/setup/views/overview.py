"""What is set up, and what is missing."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from kvalitet.access.models import Deputy, RoleAssignment
from kvalitet.organisation.models import ServiceArea
from kvalitet.setup.views.reach import administered, people_of, units_of
from kvalitet.web.shortcuts import Request, page

SHOWN = 8
SOON_DAYS = 60


@require_safe
def overview(request: Request) -> HttpResponse:
    """Show how far the set-up has come and what to do next."""
    municipality, today = administered(request), timezone.localdate()
    units, people = units_of(request, municipality), people_of(request, municipality)
    roles = RoleAssignment.objects.visible_to(request.user).filter(municipality=municipality)
    deputies = Deputy.objects.visible_to(request.user).filter(principal__municipality=municipality)
    leaderless, postless = units.without_leader(today), people.without_position(today)
    ending = roles.ending_within(today, SOON_DAYS).select_related("person", "unit").order_by("ends", "id")
    context = {
        "municipality": municipality,
        "unit_count": units.count(),
        "people_count": people.count(),
        "role_count": roles.valid_on(today).count(),
        "deputy_count": deputies.valid_on(today).count(),
        "area_count": ServiceArea.objects.visible_to(request.user).filter(municipality=municipality).count(),
        "leaderless": leaderless[:SHOWN],
        "leaderless_count": leaderless.count(),
        "postless": postless.order_by("sort_key", "first_name", "id")[:SHOWN],
        "postless_count": postless.count(),
        "ending": ending[:SHOWN],
        "soon_days": SOON_DAYS,
    }
    return page(request, "setup/overview.html", context)
