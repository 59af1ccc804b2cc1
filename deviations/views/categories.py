"""Categories people choose from when they report. [D1]"""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from deviations.actions import places as actions
from deviations.choices import TrackKind
from deviations.forms.categories import CategoryEditForm, CategoryForm
from deviations.models import Category
from deviations.views.settings import set_up
from kvalitet.access.decisions import require
from kvalitet.history.queries import timeline
from kvalitet.web.errors import Refused, told_on
from kvalitet.web.shortcuts import Request, done, failed, get_or_404, page


@require_safe
def category_list(request: Request) -> HttpResponse:
    """Show the categories in their order."""
    municipality = set_up(request)
    rows = Category.objects.visible_to(request.user).filter(municipality=municipality).order_by("position", "name")
    shown = [(row, [TrackKind(track).label for track in row.tracks if track in TrackKind.values]) for row in rows]
    return page(request, "deviations/category_list.html", {"rows": shown, "here": "categories"})


@require_POST
def category_defaults(request: Request) -> HttpResponse:
    """Make the common categories with one button."""
    number = actions.make_default_categories(set_up(request), by=request.user)
    text = ngettext("%(n)d kategori er laget.", "%(n)d kategorier er laget.", number) % {"n": number}
    return done(request, reverse("deviations:category-list"), text if number else _("Alle de vanlige finnes allerede."))


@require_http_methods(["GET", "POST"])
def category_create(request: Request) -> HttpResponse:
    """Make a category."""
    municipality = set_up(request)
    form = CategoryForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with told_on(form):
            actions.save_category(None, municipality=municipality, by=request.user, **form.cleaned_data)
            return done(request, reverse("deviations:category-list"), _("Kategorien er laget."))
    return page(request, "deviations/category_form.html", {"form": form, "category": None})


@require_http_methods(["GET", "POST"])
def category_edit(request: Request, uuid: UUID) -> HttpResponse:
    """Change a category, or take it out of use."""
    category = _found(request, uuid)
    form = CategoryEditForm(request.POST if request.method == "POST" else None, instance=category)
    if form.is_valid():
        with told_on(form):
            fields = form.cleaned_data
            actions.save_category(category, municipality=category.municipality, by=request.user, **fields)
            return done(request, reverse("deviations:category-list"), _("Kategorien er lagret."))
    return page(
        request, "deviations/category_form.html", {"form": form, "category": category, "entries": timeline(category)}
    )


@require_POST
def category_move(request: Request, uuid: UUID) -> HttpResponse:
    """Let a category change places with its neighbour."""
    category = _found(request, uuid)
    try:
        actions.move_category(category, up=request.POST.get("vei") == "opp", by=request.user)
    except Refused as refused:
        return failed(request, reverse("deviations:category-list"), str(refused))
    text = _("%(name)s er flyttet.") % {"name": category}
    return done(request, reverse("deviations:category-list"), text)


def _found(request: Request, uuid: UUID) -> Category:
    set_up(request)
    category = get_or_404(Category.objects.visible_to(request.user).select_related("municipality"), uuid)
    require(request.user, "deviations.setup", category)
    return category
