"""The set-up of events: its pages in the menu, and a step of the first set-up. [P15]"""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from deviations.models import Category
from deviations.queries.setup import VERB
from kvalitet.access.scopes import scope_of
from kvalitet.setup.registry import SetupStep, register_step
from kvalitet.web.registry import MenuEntry, register_menu
from kvalitet.web.shortcuts import Request


def sets_up(user: Any) -> bool:
    """Those who may change the rules of a whole municipality."""
    return bool(scope_of(user).municipalities(VERB))


def category_step(request: Request, municipality: Any) -> tuple[bool, str]:
    """Tell whether the municipality has categories."""
    number = Category.objects.visible_to(request.user).filter(municipality=municipality, is_active=True).count()
    text = ngettext("%(n)s kategori.", "%(n)s kategorier.", number) % {"n": number}
    return number > 0, text if number else str(_("Ingen kategorier ennå."))


register_step(
    SetupStep(
        key="deviations",
        order=70,
        title=_("Avvik: kategorier og regler"),
        text=_("Lag de vanlige kategoriene med ett trykk, og bestem hvem som kan melde og hva melderen blir lovet."),
        url_name="deviations:category-list",
        action=_("Sett opp avvik"),
        state=category_step,
    )
)
register_menu(MenuEntry(_("Avvik"), "deviations:settings", "Megaphone", _("Oppsett"), 911, sets_up))
