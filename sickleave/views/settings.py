"""HR's rules for the whole municipality, and who has seen the lists. [S1, S2, S5, S6]"""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kvalitet.access.scopes import scope_of
from kvalitet.history.queries import timeline
from kvalitet.organisation.models import Municipality, Person
from kvalitet.web.errors import told_on
from kvalitet.web.shortcuts import Request, done, page
from sickleave.actions.settings import save_settings
from sickleave.forms.settings import SettingsForm
from sickleave.models import ListLook
from sickleave.queries.settings import settings_for
from sickleave.tasks import recompute_municipality

MOST_LOOKS = 20


def set_up_by(person: Person) -> Municipality:
    """Return the municipality whose rules the person may change, their own first; 404 for everyone else."""
    ids = scope_of(person).municipalities("sickleave.setup")
    found = Municipality.objects.visible_to(person).filter(pk__in=sorted(ids)).order_by("pk")
    own = found.filter(pk=person.municipality_id).first() if person.municipality_id in ids else None
    municipality: Municipality | None = own or found.first()
    if municipality is None:
        raise Http404
    return municipality


@require_http_methods(["GET", "POST"])
def settings(request: Request) -> HttpResponse:
    """Change how days are reckoned, what is hidden and how long things are kept."""
    municipality = set_up_by(request.user)
    rules = settings_for(municipality)
    form = SettingsForm(request.POST if request.method == "POST" else None, instance=rules)
    if form.is_valid():
        with told_on(form):
            words = _("Reglene er lagret.")
            if save_settings(rules, fields=form.cleaned_data, by=request.user):
                recompute_municipality.delay_on_commit(municipality.pk)
                words = _("Reglene er lagret. Åpne saker regnes på nytt nå.")
            return done(request, reverse("sickleave:settings"), words)
    looks = ListLook.objects.visible_to(request.user).filter(municipality=municipality).select_related("person")
    context = {
        "form": form,
        "municipality": municipality,
        "entries": timeline(rules) if rules.pk else [],
        "looks": list(looks[:MOST_LOOKS]),
        "here": "settings",
        "sets_up": True,
    }
    return page(request, "sickleave/settings.html", context)
