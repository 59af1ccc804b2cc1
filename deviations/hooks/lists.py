"""The way in to events: the menu, the button of the header, and the search."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from deviations.sources import SOURCES, WORDS
from kvalitet.access.scopes import scope_of
from kvalitet.search.registry import register_search, register_words
from kvalitet.web.registry import MenuEntry, register_menu

GROUP = _("Kvalitet")


def belongs(user: Any) -> bool:
    """Whether the person belongs to a municipality, and so can report there and see their own."""
    return bool(scope_of(user).member_of)


register_menu(
    MenuEntry(
        label=_("Meld avvik"), url_name="deviations:report", icon="Plus", group="", order=1, visible=belongs, primary=True
    )
)
register_menu(
    MenuEntry(
        label=_("Avvik og forbedring"),
        url_name="deviations:deviation-list",
        icon="ExclamationmarkTriangle",
        group=GROUP,
        order=22,
        visible=belongs,
    )
)
for found in SOURCES:
    register_search(found)
register_words(WORDS)
