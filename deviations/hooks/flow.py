"""Cases among tasks, files, what people who leave hold, and reorganisations. [D2, P1, I11]"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from deviations.actions import handover
from deviations.effects import effects, open_work
from deviations.models import Deviation
from kvalitet.attachments.registry import register_attachable
from kvalitet.deadlines.registry import HandoverSource, register_handover, register_source
from kvalitet.organisation.registry import register_open_work
from kvalitet.setup.registry import register_reorganisation_effect


def cases_by_key(pks: list[int]) -> dict[int, Any]:
    """Fetch cases for the list of tasks, in one query."""
    found: dict[int, Any] = Deviation._base_manager.only("uuid").in_bulk(pks)
    return found


register_source(
    Deviation,
    label=_("Avvik"),
    action_label=_("Åpne saken"),
    action_url=lambda event: str(event.get_absolute_url()),
    load=cases_by_key,
    neutral_title=_("En sak om avvik"),
)
register_attachable(Deviation, kind="avvik", add_verb="deviations.attach", select=("unit", "municipality"))
register_handover("deviations", HandoverSource(handover.waiting, handover.held_by, handover.give))
register_reorganisation_effect(effects)
register_open_work(open_work)
