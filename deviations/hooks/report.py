"""The filled button of every page leads to the report page."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kvalitet.access.scopes import scope_of
from kvalitet.web.registry import MenuEntry, register_menu


def belongs(user: Any) -> bool:
    """Everyone who belongs to a municipality."""
    return bool(scope_of(user).member_of)


register_menu(MenuEntry(_("Meld avvik"), "deviations:report", "Plus", "", 0, belongs, primary=True))
