"""What can be asked of stand-ins."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from kvalitet.organisation.querysets import DatedQuerySet

if TYPE_CHECKING:
    from kvalitet.access.models import Deputy


class DeputyQuerySet(DatedQuerySet["Deputy"]):
    """Stand-ins; an absence is one whose principal is away, so that the reminders go to the stand-in."""

    def absences(self, starts: date, ends: date) -> DeputyQuerySet:
        """Return absences that touch the days from–to (inclusive), with both people."""
        open_end = Q(ends__isnull=True) | Q(ends__gte=starts)
        return self.filter(open_end, is_away=True, starts__lte=ends).select_related("principal", "deputy")
