"""What the set-up hangs up in the menu."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kvalitet.access.scopes import scope_of
from kvalitet.search.registry import register_pages, register_search, register_words
from kvalitet.setup.sources import PAGES, SOURCES, WORDS
from kvalitet.web.registry import MenuEntry, register_menu

SETUP = _("Oppsett")


def sets_up(user: Any) -> bool:
    """Administrators of a whole municipality."""
    return bool(scope_of(user).municipalities("setup.edit"))


def reads_looks(user: Any) -> bool:
    """Administrators and auditors."""
    return bool(scope_of(user).municipalities("access.view_looks"))


def belongs(user: Any) -> bool:
    """Everyone who belongs to a municipality."""
    return bool(scope_of(user).member_of)


register_menu(MenuEntry(_("Organisasjonen"), "setup:unit-tree", "Branching", _("Kommunen"), 700, belongs))
register_menu(MenuEntry(_("Oversikt"), "setup:overview", "Cog", SETUP, 900, sets_up))
register_menu(MenuEntry(_("Kom i gang"), "setup:start", "FlagCross", SETUP, 901, sets_up))
register_menu(MenuEntry(_("Personer"), "setup:person-list", "PersonGroup", SETUP, 902, sets_up))
register_menu(MenuEntry(_("Import fra HR"), "setup:import-list", "FileImport", SETUP, 903, sets_up))
register_menu(MenuEntry(_("Roller"), "setup:role-list", "Shield", SETUP, 904, sets_up))
register_menu(MenuEntry(_("Stedfortredere"), "setup:deputy-list", "PersonCheckmark", SETUP, 906, sets_up))
register_menu(MenuEntry(_("Overtakelse"), "setup:handover-list", "Handshake", SETUP, 907, sets_up))
register_menu(MenuEntry(_("Tjenesteområder"), "setup:service-area-list", "Layers", SETUP, 908, sets_up))
register_menu(MenuEntry(_("Omorganisering"), "setup:reorganisation-list", "ArrowsCirclepath", SETUP, 909, sets_up))
register_menu(MenuEntry(_("Kommunen"), "setup:municipality-edit", "Buildings3", SETUP, 910, sets_up))
register_menu(MenuEntry(_("Oppslagslogg"), "setup:look-list", "Eye", SETUP, 912, reads_looks))

for source in SOURCES:
    register_search(source)
register_pages(PAGES)
register_words(WORDS)
