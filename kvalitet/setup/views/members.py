"""Units that several municipalities share: who takes part, and what the others see. [P2]"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kvalitet.access.decisions import require
from kvalitet.access.scopes import scope_of
from kvalitet.organisation import actions
from kvalitet.organisation.models import Unit
from kvalitet.organisation.people import members_of, possible_members
from kvalitet.setup.forms.members import AddMemberForm
from kvalitet.setup.forms.people import EndForm
from kvalitet.web.errors import told_on
from kvalitet.web.registry import panels_for
from kvalitet.web.shortcuts import Request, done, get_or_404, page


def is_guest(request: Request, unit: Unit) -> bool:
    """Whether the person sees the unit only because their municipality takes part in it."""
    return unit.municipality_id not in scope_of(request.user).member_of


def guest_page(request: Request, unit: Unit) -> HttpResponse:
    """Show the unit to a member municipality: its name, who takes part, and what is shared. Nothing else."""
    context = {
        "unit": unit,
        "members": members_of(unit, timezone.localdate()),
        "panels": panels_for("guest-unit", request, unit),
    }
    return page(request, "setup/unit_guest.html", context)


def guest_units(request: Request) -> Any:
    """Return the units of other municipalities that the person's takes part in."""
    guests = scope_of(request.user).guest_units
    found = Unit.objects.visible_to(request.user).filter(pk__in=sorted(guests)).select_related("municipality")
    return found.order_by("sort_key") if guests else []


def _unit_to_change(request: Request, pk: UUID) -> Unit:
    unit = get_or_404(Unit.objects.visible_to(request.user).select_related("municipality"), pk)
    require(request.user, "setup.edit", unit)
    return unit


@require_http_methods(["GET", "POST"])
def member_add(request: Request, pk: UUID) -> HttpResponse:
    """Let another municipality take part in the unit."""
    unit = _unit_to_change(request, pk)
    initial = {"starts": timezone.localdate()}
    form = AddMemberForm(request.POST or None, municipalities=possible_members(unit), initial=initial)
    if form.is_valid():
        with told_on(form):
            actions.add_member(unit, by=request.user, **form.cleaned_data)
            return done(request, unit, _("%(member)s er medlem.") % {"member": form.cleaned_data["municipality"]})
    return page(request, "setup/member_add.html", {"form": form, "unit": unit})


@require_http_methods(["GET", "POST"])
def member_end(request: Request, pk: UUID, member: UUID) -> HttpResponse:
    """Say which day is the last of a membership."""
    unit = _unit_to_change(request, pk)
    membership = get_or_404(unit.memberships.select_related("municipality"), member)
    form = EndForm(request.POST or None, initial={"ends": membership.ends or timezone.localdate()})
    if form.is_valid():
        with told_on(form):
            actions.end_member(membership, by=request.user, **form.cleaned_data)
            return done(request, unit, _("Siste dag for medlemskapet er lagret."))
    return page(request, "setup/member_end.html", {"form": form, "unit": unit, "membership": membership})
