"""What everyone sees about themselves."""

from datetime import timedelta

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kvalitet.access import actions
from kvalitet.access.decisions import may, require
from kvalitet.access.models import Deputy
from kvalitet.access.scopes import scope_of
from kvalitet.organisation.people import why_nearest_leader
from kvalitet.setup.forms.roles import AppointOwnDeputyForm
from kvalitet.setup.views.people import deputies_of
from kvalitet.setup.views.reach import people_of
from kvalitet.web.context import address
from kvalitet.web.errors import told_on
from kvalitet.web.shortcuts import Request, done, page


@require_safe
def my_profile(request: Request) -> HttpResponse:
    """Show who I am here, what I may see and why, and who stands in for me."""
    me, today = request.user, timezone.localdate()
    principals = Deputy.objects.visible_to(me).filter(deputy=me).exclude(ends__lt=today).select_related("principal")
    context = {
        "me": me,
        "today": today,
        "positions": me.positions.valid_on(today).select_related("unit").order_by("-percentage", "id"),
        "nearest": why_nearest_leader(me, today),
        "held": sorted(scope_of(me).held, key=lambda held: (held.path, held.role)),
        "deputies": deputies_of(request, me),
        "principals": principals.order_by("starts", "id"),
        "can_appoint": may(me, "access.appoint_deputy", me),
        "email_url": address("notifications:settings"),
        "security_url": address("signin:security"),
    }
    return page(request, "setup/my_profile.html", context)


@require_http_methods(["GET", "POST"])
def my_deputy(request: Request) -> HttpResponse:
    """Let a leader say who stands in."""
    me, today = request.user, timezone.localdate()
    require(me, "access.appoint_deputy", me)
    people = people_of(request, me.municipality).exclude(pk=me.pk)
    form = AppointOwnDeputyForm(
        request.POST or None, people=people, initial={"starts": today, "ends": today + timedelta(days=14)}
    )
    if form.is_valid():
        with told_on(form):
            actions.appoint_deputy(me, by=me, **form.cleaned_data)
            return done(request, address("setup:my-profile"), _("Stedfortrederen er lagret."))
    return page(request, "setup/my_deputy.html", {"form": form})
