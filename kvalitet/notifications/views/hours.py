"""When e-mail comes, and when it never does. [P13]"""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kvalitet.access.scopes import scope_of
from kvalitet.history.queries import timeline
from kvalitet.notifications import actions, queries
from kvalitet.notifications.forms import FOLLOW, OWN, MunicipalityHoursForm, SettingsForm
from kvalitet.notifications.models import PersonHours
from kvalitet.notifications.rules import Hours
from kvalitet.organisation.models import Municipality
from kvalitet.web.errors import told_on
from kvalitet.web.shortcuts import Request, done, page


@require_http_methods(["GET", "POST"])
def email_settings(request: Request) -> HttpResponse:
    """Let the person choose how and when notices are mailed."""
    me = request.user
    own, common = queries.own_hours(me), queries.hours_in(me.municipality)
    form = SettingsForm(request.POST or None, common=common, initial=_initial(request, own, common))
    if form.is_valid():
        with told_on(form):
            chosen = dict(form.cleaned_data)
            mode, has_own = chosen.pop("mode"), chosen.pop("has_own")
            actions.set_email_mode(me, mode=mode, by=me)
            quiet = Hours(**chosen) if has_own else queries.with_digest(common, chosen["digest_hour"])
            actions.set_hours(me, hours=quiet, has_own=has_own, by=me)
            return done(request, reverse("notifications:list"), _("Valget ditt er lagret og gjelder fra nå av."))
    return page(request, "notifications/settings.html", {"form": form})


def _initial(request: Request, own: PersonHours | None, common: Hours) -> dict[str, object]:
    hours = queries.combined(own, None) if own and own.has_own else common
    return {
        "mode": request.user.email_mode,
        "digest_hour": own.digest_hour if own else common.digest_hour,
        "follows": OWN if own and own.has_own else FOLLOW,
        "quiet_from": hours.quiet_from,
        "quiet_to": hours.quiet_to,
        "working_days_only": hours.working_days_only,
    }


@require_http_methods(["GET", "POST"])
def municipality_hours(request: Request) -> HttpResponse:
    """Let the administrator choose when nobody is mailed."""
    ids = scope_of(request.user).municipalities("setup.edit")
    place = Municipality.objects.visible_to(request.user).filter(pk__in=ids).order_by("pk").first()
    if place is None:
        raise Http404
    row = queries.hours_row(place)
    names = ("quiet_from", "quiet_to", "working_days_only")
    initial = {name: getattr(row, name) for name in names}
    form = MunicipalityHoursForm(request.POST or None, instance=row, initial=initial)
    if form.is_valid():
        with told_on(form):
            chosen = {name: form.cleaned_data[name] for name in names}
            hours = Hours(**chosen, digest_hour=chosen["quiet_to"])
            actions.set_municipality_hours(place, hours=hours, by=request.user)
            return done(request, reverse("notifications:municipality-hours"), _("Kommunens stille tid er lagret."))
    entries = timeline(row) if row.pk else []
    return page(request, "notifications/municipality_hours.html", {"form": form, "place": place, "entries": entries})
