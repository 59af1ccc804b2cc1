"""Who follows which track in the municipality: shown to all who set up, added and ended. [D4]"""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from deviations.actions.readers import end_sight, give_sight
from deviations.forms.readers import ReaderForm
from deviations.models import TrackReader
from deviations.views.acting import stored
from kvalitet.access.decisions import require
from kvalitet.access.scopes import scope_of
from kvalitet.organisation.models import Municipality
from kvalitet.web.listing import listing
from kvalitet.web.shortcuts import Request, done, get_or_404, page

URL = "deviations:reader-list"


def own_municipality(request: Request) -> Municipality:
    """Return the municipality the person sets up: the home, or the first where the role is held."""
    held = sorted(scope_of(request.user).municipalities("deviations.setup"))
    if not held:
        raise PermissionDenied(_("Bare kvalitetsrådgiver og systemansvarlig kan endre dette."))
    home = request.user.municipality_id
    found = Municipality.objects.visible_to(request.user).filter(pk=home if home in held else held[0]).first()
    if found is None:
        raise Http404
    return found


@require_safe
def reader_list(request: Request) -> HttpResponse:
    """List who follows a track today, or will."""
    municipality, today = own_municipality(request), timezone.localdate()
    rows = TrackReader.objects.visible_to(request.user).filter(municipality=municipality)
    current = rows.filter(Q(ends__isnull=True) | Q(ends__gte=today)).select_related("person")
    context = {"readers": listing(request, current.order_by("kind", "person__sort_key", "pk")), "today": today}
    return page(request, "deviations/track_readers.html", context)


@require_http_methods(["GET", "POST"])
def reader_add(request: Request) -> HttpResponse:
    """Let a person follow a track."""
    municipality = own_municipality(request)
    data = request.POST if request.method == "POST" else None
    form = ReaderForm(data, municipality=municipality, by=request.user)
    if form.is_valid():
        fields: dict[str, Any] = dict(form.cleaned_data)
        person = fields.pop("person")
        if stored(form, lambda: give_sight(person, municipality=municipality, **fields, by=request.user)) is not None:
            return done(request, reverse(URL), _("%(person)s følger nå sakene.") % {"person": person})
    return page(request, "deviations/track_reader_form.html", {"form": form})


@require_POST
def reader_end(request: Request, uuid: UUID) -> HttpResponse:
    """Let it end today."""
    reader = get_or_404(TrackReader.objects.visible_to(request.user).select_related("person"), uuid)
    require(request.user, "deviations.setup", reader)
    end_sight(reader, ends=timezone.localdate(), by=request.user)
    return done(request, reverse(URL), _("%(person)s ser sakene ut dagen i dag.") % {"person": reader.person})
