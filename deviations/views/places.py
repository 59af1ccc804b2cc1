"""Places with a code on the wall. [D1]"""

from io import BytesIO
from uuid import UUID

import segno
from django.conf import settings as django_settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from deviations.actions import places as actions
from deviations.exports.places import poster
from deviations.forms.places import PlaceEditForm, PlaceForm
from deviations.models import Place
from deviations.queries.settings import settings_for
from deviations.views.settings import set_up
from kvalitet.access.decisions import require
from kvalitet.history.queries import timeline
from kvalitet.organisation.models import Municipality, Unit
from kvalitet.organisation.querysets import UnitQuerySet
from kvalitet.output.pdf import response as pdf_response
from kvalitet.web.errors import Refused, told_on
from kvalitet.web.listing import listing
from kvalitet.web.shortcuts import Request, done, failed, get_or_404, page


def address_of(place: Place) -> str:
    """Return the whole address the code on the sign leads to."""
    return f"{django_settings.SITE_URL}{reverse('deviations:report')}?sted={place.token}"


@require_safe
def place_list(request: Request) -> HttpResponse:
    """Show the places, those in use first."""
    municipality = set_up(request)
    rows = Place.objects.visible_to(request.user).filter(municipality=municipality).select_related("unit")
    context = {"places": listing(request, rows.order_by("-is_active", "name", "pk")), "here": "places"}
    return page(request, "deviations/place_list.html", {**context, "rules": settings_for(municipality)})


@require_http_methods(["GET", "POST"])
def place_create(request: Request) -> HttpResponse:
    """Make a place, and go on to its sign."""
    units = _units(request, set_up(request))
    form = PlaceForm(request.POST if request.method == "POST" else None, units=units)
    if form.is_valid():
        with told_on(form):
            place = actions.save_place(None, by=request.user, **form.cleaned_data)
            return done(request, reverse("deviations:place-edit", args=[place.uuid]), _("Stedet er laget."))
    return page(request, "deviations/place_form.html", {"form": form, "place": None})


@require_http_methods(["GET", "POST"])
def place_edit(request: Request, uuid: UUID) -> HttpResponse:
    """Change a place, and show its sign."""
    place = _found(request, uuid)
    units = _units(request, place.municipality)
    form = PlaceEditForm(request.POST if request.method == "POST" else None, instance=place, units=units)
    if form.is_valid():
        with told_on(form):
            actions.save_place(place, by=request.user, **form.cleaned_data)
            return done(request, reverse("deviations:place-list"), _("Stedet er lagret."))
    address = address_of(place)
    drawn = segno.make(address, error="m").svg_inline(scale=4, border=4, light="white")
    context = {"form": form, "place": place, "address": address, "entries": timeline(place)}
    picture = mark_safe(drawn)  # noqa: S308 — drawn by us from our own address
    return page(request, "deviations/place_form.html", {**context, "picture": picture})


@require_POST
def place_close(request: Request, uuid: UUID) -> HttpResponse:
    """Take a place out of use, or into use again."""
    place = _found(request, uuid)
    closes = request.POST.get("ta-ut") == "ja"
    try:
        (actions.close_place if closes else actions.open_place)(place, by=request.user)
    except Refused as refused:
        return failed(request, reverse("deviations:place-edit", args=[place.uuid]), str(refused))
    text = _("%(name)s er tatt ut av bruk.") if closes else _("%(name)s er i bruk igjen.")
    return done(request, reverse("deviations:place-list"), text % {"name": place})


@require_POST
def place_rotate(request: Request, uuid: UUID) -> HttpResponse:
    """Give the place a new code; signs with the old one stop working."""
    place = actions.rotate_token(_found(request, uuid), by=request.user)
    text = _("Stedet har fått ny kode. Skriv ut skiltet på nytt: det gamle virker ikke lenger.")
    return done(request, reverse("deviations:place-edit", args=[place.uuid]), text)


@require_safe
def place_poster(request: Request, uuid: UUID) -> HttpResponse:
    """Send the sign to print, A5."""
    place = _found(request, uuid)
    public = place.allows_public and settings_for(place.municipality).allows_public
    content = poster(str(place.municipality), place.name, place.unit.name, address_of(place), is_public=public)
    return pdf_response(content, f"meld-fra-{place.pk}.pdf")


@require_safe
def place_code(request: Request, uuid: UUID) -> HttpResponse:
    """Send the code alone as a picture, for signs of one's own."""
    place = _found(request, uuid)
    drawn = BytesIO()
    segno.make(address_of(place), error="m").save(drawn, kind="svg", scale=8, light="white")
    name = f'attachment; filename="kode-{place.pk}.svg"'
    return HttpResponse(drawn.getvalue(), content_type="image/svg+xml", headers={"Content-Disposition": name})


def _found(request: Request, uuid: UUID) -> Place:
    set_up(request)
    place = get_or_404(Place.objects.visible_to(request.user).select_related("unit", "municipality"), uuid)
    require(request.user, "deviations.setup", place)
    return place


def _units(request: Request, municipality: Municipality) -> UnitQuerySet:
    return Unit.objects.visible_to(request.user).filter(municipality=municipality, closed=None).order_by("path")
