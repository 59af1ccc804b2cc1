"""What can be asked of events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps

from deviations.choices import CLOSED_STATES, OPEN_STATES
from kvalitet.organisation.querysets import below_paths
from kvalitet.web.visibility import VisibleQuerySet

if TYPE_CHECKING:
    from deviations.models import Deviation
    from kvalitet.organisation.models import Unit


class DeviationQuerySet(VisibleQuerySet["Deviation"]):
    """Events, newest first."""

    def open(self) -> DeviationQuerySet:
        """Return those somebody still has to do something with."""
        return self.filter(state__in=sorted(OPEN_STATES))

    def closed(self) -> DeviationQuerySet:
        """Return those that are ended, rejected ones too."""
        return self.filter(state__in=sorted(CLOSED_STATES))

    def below(self, unit: Unit) -> DeviationQuerySet:
        """Return those of a unit and all units below it; the ids are found first, so that an index can be used."""
        units = apps.get_model("organisation", "Unit")._base_manager.filter(below_paths([unit.path])).order_by()
        return self.filter(unit_id__in=sorted(units.values_list("pk", flat=True)))
