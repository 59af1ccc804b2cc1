"""What everyone sees about themselves."""

from datetime import timedelta

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kvalitet.access.decisions import may, require
from kvalitet.access.models import Deputy
from kvalitet.access.queries import away_words, stand_in_sentences, substitutes_for
from kvalitet.access.rules import period_words
from kvalitet.access.scopes import scope_of
from kvalitet.deadlines.actions import register_absence
from kvalitet.organisation.people import why_nearest_leader
from kvalitet.setup.forms.roles import AppointOwnDeputyForm
from kvalitet.setup.views.people import deputies_of
from kvalitet.setup.views.reach import people_of
from kvalitet.web.context import address
from kvalitet.web.errors import told_on
from kvalitet.web.registry import panels_for
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
        "stand_ins": stand_in_sentences(scope_of(me)),
        "panels": panels_for("profile", request, me),
        "email_url": address("notifications:settings"),
        "security_url": address("signin:security"),
    }
    return page(request, "setup/my_profile.html", context)


@require_http_methods(["GET", "POST"])
def my_deputy(request: Request) -> HttpResponse:
    """Let a leader say when she is away, and who stands in."""
    me, today = request.user, timezone.localdate()
    require(me, "access.appoint_deputy", me)
    groups = substitutes_for(me, today)
    form = AppointOwnDeputyForm(
        request.POST or None,
        people=people_of(request, me.municipality).exclude(pk=me.pk),
        groups=groups,
        away=away_words([person for group in groups for person in group.people], today),
        initial={"starts": today, "ends": today + timedelta(days=14), "is_away": True},
    )
    if form.is_valid():
        with told_on(form):
            row = register_absence(me, by=me, **form.cleaned_data)
            text = _("%(deputy)s er stedfortreder for deg %(period)s, og har fått beskjed.")
            words = {"deputy": row.deputy, "period": period_words(row.starts, row.ends)}
            return done(request, address("setup:my-profile"), text % words)
    return page(request, "setup/my_deputy.html", {"form": form})
