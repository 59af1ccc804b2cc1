"""What a reorganisation does to open cases: they follow their unit, and go to the one that takes over. [P1]"""

from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_scopes import scopes_disabled

from deviations.choices import OPEN_STATES, Circle
from deviations.models import Deviation
from kvalitet.organisation.models import Unit
from kvalitet.setup.registry import Cell, Effect
from kvalitet.setup.rules import Change


def open_work(unit: Unit) -> str:
    """Say how many open cases the unit itself has; those for named people aren't counted."""
    number = _counts([unit.pk]).get(unit.pk, 0)
    return ngettext("%(n)d åpen sak om avvik", "%(n)d åpne saker om avvik", number) % {"n": number} if number else ""


def effects(change: Change, user: Any) -> list[Effect]:
    """Say which units' open cases come to lie under another leader."""
    with scopes_disabled():
        moved = change.moved()
        counts = _counts(list(moved))
    if not counts:
        return [Effect(_("Avvik"), _("Ingen åpne saker får en ny plass."))]
    number = sum(counts.values())
    lead = ngettext(
        "%(n)d åpen sak følger enheten sin. Fristen og melderen er som før.",
        "%(n)d åpne saker følger enhetene sine. Frister og meldere er som før.",
        number,
    ) % {"n": number}
    rows = [[Cell(change.before.name(pk)), Cell(str(counts[pk]))] for pk in moved if pk in counts]
    return [Effect(_("Avvik"), lead, (_("Enhet"), _("Åpne saker")), rows)]


def _counts(units: list[int]) -> dict[int, int]:
    rows = Deviation._base_manager.filter(unit__in=units, state__in=sorted(OPEN_STATES))
    seen = rows.exclude(circle=Circle.RESTRICTED).order_by()
    return dict(seen.values_list("unit").annotate(n=Count("pk")))
