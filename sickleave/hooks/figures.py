"""The way in to the figures of sick leave: the menu, and a few words on a unit's page. [S6]"""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kvalitet.access.decisions import may
from kvalitet.organisation.models import Unit
from kvalitet.web.registry import MenuEntry, register_menu, register_panel
from kvalitet.web.shortcuts import Request
from sickleave.figures.found import figures_of, newest_whole_month
from sickleave.figures.places import VERB, Places
from sickleave.figures.words import conclusion
from sickleave.hooks.absences import GROUP


def unit_panel(request: Request, unit: Unit) -> dict[str, Any] | None:
    """Say on a unit's page how presence stands there, to those who see its figures."""
    places = Places.of(request.user)
    if places.find(unit.uuid) is None:
        return None
    found = figures_of(request.user, places, unit, newest_whole_month(timezone.localdate()))
    if found is None:
        return None
    url = f"{reverse('sickleave:figures')}?enhet={unit.uuid}"
    return {
        "template": "sickleave/figures_panel.html",
        "words": conclusion(found),
        "url": url,
    }


register_menu(
    MenuEntry(
        label=_("Tall for nærvær"),
        url_name="sickleave:figures",
        icon="LineGraph",
        group=GROUP,
        order=46,
        visible=lambda user: bool(may(user, VERB)),
    )
)
register_panel("unit", unit_panel)
