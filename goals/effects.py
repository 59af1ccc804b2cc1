"""What a reorganisation does to plans and to the figures of those above. [P1, G9]"""

from collections import Counter
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_scopes import scopes_disabled

from goals.choices import OPEN_STATUSES, PlanStatus
from goals.models import MeasureTask, Plan
from kvalitet.setup.registry import Cell, Effect
from kvalitet.setup.rules import Change, Snapshot

NOWHERE = "–"


def effects(change: Change, user: Any) -> list[Effect]:
    """Say which plans come to lie elsewhere, and how the numbers of the units above change."""
    with scopes_disabled():
        return [_plans(change, user), _figures(change)]


def _plans(change: Change, user: Any) -> Effect:
    moved = change.moved()
    rows = Plan._base_manager.filter(unit__in=moved).exclude(status=PlanStatus.CLOSED)
    plans = list(rows.select_related("unit").order_by("unit__path", "-starts_year", "name"))
    if not plans:
        return Effect(_("Planer"), _("Ingen planer får en ny plass."))
    seen = set(Plan.objects.visible_to(user).filter(unit__in=moved).values_list("pk", flat=True)) if user else set()
    shown = [
        [
            Cell(plan.name, plan.get_absolute_url()),
            Cell(change.before.name(plan.unit_id)),
            Cell(_above(change.before, plan.unit_id)),
            Cell(_above(change.after, plan.unit_id)),
        ]
        for plan in plans
        if plan.pk in seen
    ]
    number, hidden = len(plans), len(plans) - len(shown)
    lead = ngettext("%(n)d plan får en ny plass.", "%(n)d planer får en ny plass.", number) % {"n": number}
    if hidden:
        words = ngettext("%(n)d av dem er et utkast.", "%(n)d av dem er utkast.", hidden) % {"n": hidden}
        lead = f"{lead} {words}"
    columns = (_("Plan"), _("Enhet"), _("Under før"), _("Under etter"))
    return Effect(_("Planer"), lead, columns if shown else (), shown)


def _above(snapshot: Snapshot, unit_id: int) -> str:
    line = snapshot.line(unit_id)
    return snapshot.name(line[1]) if len(line) > 1 else NOWHERE


def _figures(change: Change) -> Effect:
    """The tasks counted at and below each unit."""
    rows = MeasureTask._base_manager.filter(unit__in=list(change.before.units), status__in=OPEN_STATUSES)
    own = dict(rows.order_by().values_list("unit_id").annotate(Count("pk")))
    before, after = _summed(change.before, own), _summed(change.after, own)
    changed = [pk for pk in change.after.units if before[pk] != after[pk]]
    if not changed:
        return Effect(_("Rapporter og tall"), _("Tallene for hver enhet blir som før."))
    shown = [
        [Cell(change.after.name(pk)), Cell(str(before[pk])), Cell(str(after[pk]))]
        for pk in sorted(changed, key=lambda pk: change.after.units[pk].path)
    ]
    number = len(changed)
    lead = ngettext(
        "Åpne tiltak telles med et annet sted: tallet for %(n)d enhet endres.",
        "Åpne tiltak telles med et annet sted: tallene for %(n)d enheter endres.",
        number,
    ) % {"n": number}
    columns = (_("Enhet"), _("Åpne tiltak før"), _("Åpne tiltak etter"))
    return Effect(_("Rapporter og tall"), lead, columns, shown)


def _summed(snapshot: Snapshot, own: dict[int, int]) -> Counter[int]:
    found: Counter[int] = Counter()
    for unit_id, number in own.items():
        for pk in snapshot.line(unit_id):
            found[pk] += number
    return found
