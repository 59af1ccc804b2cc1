"""«Sletting» in the menu, for HR of the whole municipality. [S5]"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kvalitet.access.scopes import scope_of
from kvalitet.web.registry import MenuEntry, register_menu
from sickleave.hooks.absences import GROUP


def sets_up(user: Any) -> bool:
    """Whether the person has the verb on a whole municipality."""
    return bool(scope_of(user).municipalities("sickleave.setup"))


register_menu(MenuEntry(_("Sletting"), "sickleave:retention", "Trash", GROUP, 48, sets_up))
