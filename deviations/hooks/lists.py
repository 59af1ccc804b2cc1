"""The way in to events: the menu and the search."""

from django.utils.translation import gettext_lazy as _

from deviations.hooks.report import belongs
from deviations.sources import SOURCES, WORDS
from kvalitet.search.registry import register_search, register_words
from kvalitet.web.registry import MenuEntry, register_menu

GROUP = _("Kvalitet")

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
