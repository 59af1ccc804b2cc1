"""Absences in the menu: everyone's own egenmelding, and the list for those who register for others. [S1]"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kvalitet.access.scopes import scope_of
from kvalitet.web.registry import MenuEntry, register_menu
from sickleave.queries.absences import VERB
from sickleave.queries.mine import leads_a_unit

GROUP = _("Sykefravær")


def has_post(user: Any) -> bool:
    """Those who work here, and may fall ill."""
    return bool(scope_of(user).post_units)


def registers(user: Any) -> bool:
    """Leaders of a unit, and HR; the page itself knows who else registers for somebody."""
    return scope_of(user).has(VERB) or leads_a_unit(user)


register_menu(MenuEntry(_("Egenmelding"), "sickleave:self-certify", "Bandage", GROUP, 40, has_post))
register_menu(MenuEntry(_("Fravær"), "sickleave:absences", "Calendar", GROUP, 41, registers))
