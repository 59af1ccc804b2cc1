"""The municipality's rules for events. [P15]"""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from deviations.actions.places import save_settings
from deviations.forms.settings import SettingsForm
from deviations.queries.settings import settings_for
from deviations.queries.setup import municipality_set_up_by
from kvalitet.history.queries import timeline
from kvalitet.organisation.models import Municipality
from kvalitet.web.errors import told_on
from kvalitet.web.shortcuts import Request, done, page


def set_up(request: Request) -> Municipality:
    """Return the municipality the person sets up; the pages don't exist for anyone else."""
    found = municipality_set_up_by(request.user)
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
def settings(request: Request) -> HttpResponse:
    """Change who may report, what is promised, and how fast cases are closed."""
    municipality = set_up(request)
    rules = settings_for(municipality)
    form = SettingsForm(request.POST if request.method == "POST" else None, instance=rules)
    if form.is_valid():
        with told_on(form):
            save_settings(rules, fields=form.rules(), by=request.user)
            return done(request, reverse("deviations:settings"), _("Reglene er lagret."))
    entries = timeline(rules) if rules.pk else []
    context = {"form": form, "municipality": municipality, "entries": entries, "here": "settings"}
    return page(request, "deviations/settings_form.html", context)
