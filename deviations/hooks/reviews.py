"""The way in to monthly reviews, and what their deadlines are called."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from deviations.hooks.lists import GROUP
from deviations.models import Review
from kvalitet.access.scopes import scope_of
from kvalitet.deadlines.registry import register_source
from kvalitet.web.registry import MenuEntry, register_menu


def takes_part(user: Any) -> bool:
    """Those who follow the events of some area; others come by their invitation."""
    return scope_of(user).has("deviations.view_hse")


register_menu(
    MenuEntry(
        label=_("Månedsgjennomgang"),
        url_name="deviations:review-list",
        icon="Calendar",
        group=GROUP,
        order=27,
        visible=takes_part,
    )
)
register_source(Review, label=_("Månedsgjennomgang"), action_label=_("Hold gjennomgangen"))
