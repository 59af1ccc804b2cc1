"""Groups that can be responsible. [G4]"""

from uuid import UUID

from django.db.models import Count
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from goals.actions import groups as group_actions
from goals.forms.directory import Directory
from goals.forms.groups import GroupEditForm, GroupForm
from goals.models import Group
from goals.views.acting import stored
from kvalitet.access.decisions import may, require
from kvalitet.history.queries import timeline
from kvalitet.organisation.models import Municipality
from kvalitet.web.listing import listing
from kvalitet.web.shortcuts import Request, done, get_or_404, page


@require_safe
def group_list(request: Request) -> HttpResponse:
    """List the groups, and how many measures each has."""
    counted = Group.objects.visible_to(request.user).annotate(
        measure_count=Count("responsible__measure", distinct=True)
    )
    groups = listing(request, counted.order_by("name", "pk"))
    home = request.user.municipality
    can_edit = home is not None and bool(may(request.user, "goals.edit", Group(municipality=home)))
    return page(request, "goals/group_list.html", {"groups": groups, "can_edit": can_edit})


@require_http_methods(["GET", "POST"])
def group_create(request: Request) -> HttpResponse:
    """Make a group."""
    home = request.user.municipality
    if home is None:
        raise Http404
    require(request.user, "goals.edit", Group(municipality=home))
    return _edited(request, None, home, _("Gruppen er opprettet, og kan velges som ansvarlig."))


@require_http_methods(["GET", "POST"])
def group_edit(request: Request, uuid: UUID) -> HttpResponse:
    """Change a group; its measures get or lose tasks at once."""
    group = get_or_404(Group.objects.visible_to(request.user).select_related("municipality"), uuid)
    require(request.user, "goals.edit", group)
    return _edited(request, group, group.municipality, _("Gruppen er lagret. Oppgavene er oppdatert."))


def _edited(request: Request, group: Group | None, municipality: Municipality, message: str) -> HttpResponse:
    directory = Directory(request.user, municipality)
    data = request.POST if request.method == "POST" else None
    form = (
        GroupForm(data, directory=directory, by=request.user)
        if group is None
        else GroupEditForm(data, directory=directory, by=request.user, instance=group)
    )
    if form.is_valid():
        fields = form.cleaned_data
        saved = stored(
            form, lambda: group_actions.save_group(group, municipality=municipality, **fields, by=request.user)
        )
        if saved is not None:
            return done(request, reverse("goals:group-list"), message)
    context = {"form": form, "group": group, "directory": directory, "entries": timeline(group) if group else []}
    return page(request, "goals/group_form.html", context)
