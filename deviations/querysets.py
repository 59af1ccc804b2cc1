"""What can be asked of events."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from deviations.choices import CLOSED_STATES, LIVE_RISKS, OPEN_STATES
from goals.choices import TaskStatus
from kvalitet.organisation.querysets import below_paths
from kvalitet.web.visibility import VisibleQuerySet

if TYPE_CHECKING:
    from deviations.models import Deviation, Risk
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


class RiskQuerySet(VisibleQuerySet["Risk"]):
    """Risks of the register."""

    def live(self) -> RiskQuerySet:
        """Return those that are still there, accepted or not."""
        return self.filter(state__in=sorted(LIVE_RISKS))

    def late(self, today: date) -> RiskQuerySet:
        """Return those that should have been looked at again."""
        return self.live().filter(next_review__lt=today)

    def below(self, unit: Unit) -> RiskQuerySet:
        """Return those of a unit and all units below it."""
        return self.filter(unit__path__gte=unit.path, unit__path__lt=f"{unit.path}~")

    def without_measure(self) -> RiskQuerySet:
        """Return those that demand a measure and have none that is going on or done."""
        return self.live().filter(~Exists(_live_links()), needs_measure=True)


def _live_links() -> QuerySet[Any]:
    """Return links to measures that weren't called off; one nobody has a task in yet counts as a measure."""
    tasks = apps.get_model("goals", "MeasureTask")._base_manager.filter(measure=OuterRef("measure"))
    live = Q(Exists(tasks.exclude(status=TaskStatus.CANCELLED))) | ~Q(Exists(tasks))
    rows: QuerySet[Any] = apps.get_model("deviations", "RiskMeasure")._base_manager.filter(live, risk=OuterRef("pk"))
    return rows
