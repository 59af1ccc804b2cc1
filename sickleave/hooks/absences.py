"""Absences in the menu: everyone's own egenmelding, and the list for those who register for others. [S1]"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kvalitet.access.scopes import scope_of
from kvalitet.web.registry import MenuEntry, register_menu
from sickleave.queries.absences import VERB, has_staff

GROUP = _("Sykefravær")


def has_post(user: Any) -> bool:
    """Those who work here, and may fall ill."""
    return bool(scope_of(user).post_units)


def registers(user: Any) -> bool:
    """Those who lead a unit and somebody in it, and HR; asked of no others."""
    scope = scope_of(user)
    return (scope.has(VERB) or bool(scope.led_units)) and has_staff(user)


register_menu(MenuEntry(_("Egenmelding"), "sickleave:self-certify", "Bandage", GROUP, 40, has_post))
register_menu(MenuEntry(_("Fravær"), "sickleave:absences", "Calendar", GROUP, 41, registers))
