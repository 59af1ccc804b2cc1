"""The way in to figures: the menu, and a few numbers on a unit's page."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from deviations.hooks.lists import GROUP
from deviations.queries.standing import standing_of
from kvalitet.access.decisions import may
from kvalitet.access.scopes import scope_of
from kvalitet.organisation.models import Unit
from kvalitet.web.registry import MenuEntry, register_menu, register_panel
from kvalitet.web.shortcuts import Request

VERB = "deviations.figures"


def unit_panel(request: Request, unit: Unit) -> dict[str, Any] | None:
    """Show on a unit's page how its events stand, to those who see its figures."""
    if not scope_of(request.user).covers(VERB, municipality_id=unit.municipality_id, unit_id=unit.pk):
        return None
    standing = standing_of(request.user, unit, timezone.localdate())
    rows = f"{reverse('deviations:deviation-list')}?enhet={unit.uuid}&vis="
    figures = f"{reverse('deviations:figures')}?enhet={unit.uuid}"
    return {"template": "deviations/figures_panel.html", "standing": standing, "rows": rows, "figures": figures}


register_menu(
    MenuEntry(
        label=_("Tall for avvik"),
        url_name="deviations:figures",
        icon="LineGraph",
        group=GROUP,
        order=26,
        visible=lambda user: bool(may(user, VERB)),
    )
)
register_panel("unit", unit_panel)
