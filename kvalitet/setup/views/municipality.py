"""The municipality itself, its service areas, and the log of auditors' looks. [P1, P4]"""

from uuid import UUID

from django.db.models import F
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kvalitet.access.decisions import require
from kvalitet.access.models import Look
from kvalitet.history.queries import timeline
from kvalitet.organisation import actions
from kvalitet.organisation.models import ServiceArea
from kvalitet.setup.forms.municipality import EditServiceAreaForm, MunicipalityForm, ServiceAreaFieldsForm
from kvalitet.setup.views.reach import administered, units_of
from kvalitet.web.context import address
from kvalitet.web.errors import Refused, told_on
from kvalitet.web.listing import listing
from kvalitet.web.shortcuts import Request, done, failed, get_or_404, page


@require_http_methods(["GET", "POST"])
def municipality_edit(request: Request) -> HttpResponse:
    """Change what holds for the whole municipality."""
    municipality = administered(request)
    form = MunicipalityForm(request.POST or None, instance=municipality)
    if form.is_valid():
        with told_on(form):
            actions.edit_municipality(municipality, by=request.user, **form.cleaned_data)
            return done(request, address("setup:overview"), _("Innstillingene er lagret."))
    context = {"form": form, "municipality": municipality, "entries": timeline(municipality)}
    return page(request, "setup/municipality_edit.html", context)


@require_safe
def service_area_list(request: Request) -> HttpResponse:
    """Show the planning areas and their units."""
    municipality = administered(request)
    areas = ServiceArea.objects.visible_to(request.user).filter(municipality=municipality).prefetch_related("units")
    return page(
        request, "setup/service_area_list.html", {"areas": areas.order_by(F("closed").asc(nulls_first=True), "name")}
    )


@require_http_methods(["GET", "POST"])
def service_area_create(request: Request) -> HttpResponse:
    """Make a planning area."""
    municipality = administered(request)
    form = ServiceAreaFieldsForm(request.POST or None, units=units_of(request, municipality))
    if form.is_valid():
        with told_on(form):
            fields = {"name": form.cleaned_data["name"], "units": list(form.cleaned_data["units"])}
            actions.save_service_area(None, municipality=municipality, by=request.user, **fields)
            return done(request, address("setup:service-area-list"), _("Tjenesteområdet er opprettet."))
    return page(request, "setup/service_area_create.html", {"form": form})


@require_http_methods(["GET", "POST"])
def service_area_edit(request: Request, pk: UUID) -> HttpResponse:
    """Change name and units of a planning area."""
    administered(request)
    area = get_or_404(ServiceArea.objects.visible_to(request.user).select_related("municipality"), pk)
    require(request.user, "setup.edit", area)
    form = EditServiceAreaForm(request.POST or None, instance=area, units=units_of(request, area.municipality))
    if form.is_valid():
        with told_on(form):
            fields = {"name": form.cleaned_data["name"], "units": list(form.cleaned_data["units"])}
            actions.save_service_area(area, municipality=area.municipality, by=request.user, **fields)
            return done(request, address("setup:service-area-list"), _("Endringene er lagret."))
    return page(request, "setup/service_area_edit.html", {"form": form, "area": area, "entries": timeline(area)})


@require_POST
def service_area_close(request: Request, pk: UUID) -> HttpResponse:
    """Let nothing new point at the area, or open it again."""
    administered(request)
    area = get_or_404(ServiceArea.objects.visible_to(request.user), pk)
    require(request.user, "setup.edit", area)
    closes = request.POST.get("legg-ned") == "ja"
    try:
        actions.close_service_area(area, closed=timezone.localdate() if closes else None, by=request.user)
    except Refused as refused:
        return failed(request, address("setup:service-area-list"), str(refused))
    message = _("%(area)s er lagt ned.") if closes else _("%(area)s er åpnet igjen.")
    return done(request, address("setup:service-area-list"), message % {"area": area})


@require_safe
def look_list(request: Request) -> HttpResponse:
    """Show what auditors have looked at, newest first."""
    municipality = administered(request, "access.view_looks")
    looks = Look.objects.visible_to(request.user).filter(municipality=municipality).select_related("person")
    return page(request, "setup/look_list.html", {"rows": listing(request, looks, size=50)})
