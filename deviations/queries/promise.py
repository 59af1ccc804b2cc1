"""Whose reports have been answered in time, and whose are still waiting. [D13]"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from deviations.models import Deviation
from deviations.rules.promise import Promise, promise_of


@dataclass(frozen=True)
class Kept:
    """How many promises were kept and broken, and how many may still be kept."""

    kept: int = 0
    broken: int = 0
    pending: int = 0

    @property
    def share(self) -> float | None:
        """The share kept of those that are settled; None while none is."""
        settled = self.kept + self.broken
        return self.kept / settled if settled else None


def promises_of(events: Iterable[Deviation], *, days: Mapping[int, int], today: date) -> dict[int, Promise]:
    """Return the promise of each event by its id; `days` holds each municipality's own, by its id."""
    return {
        event.pk: promise_of(event.created_at, event.answered_at, days=days[event.municipality_id], today=today)
        for event in events
    }


def kept_of(promises: Iterable[Promise]) -> Kept:
    """Count them."""
    found = [promise.is_kept for promise in promises]
    return Kept(found.count(True), found.count(False), found.count(None))
