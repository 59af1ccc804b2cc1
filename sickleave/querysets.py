"""What can be asked of absences and cases."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

from django.db import models

from kvalitet.web.visibility import VisibleQuerySet
from sickleave.choices import JOINED_KINDS, OWN_ILLNESS, CaseState, MilestoneState

M = TypeVar("M", bound=models.Model)


class AbsenceQuerySet(VisibleQuerySet[Any]):
    """Absences."""

    def joined(self) -> AbsenceQuerySet:
        """Keep what decides how spells join: own illness, holiday and leave."""
        return self.filter(kind__in=JOINED_KINDS)

    def own_illness(self) -> AbsenceQuerySet:
        """Keep what counts in percent."""
        return self.filter(kind__in=OWN_ILLNESS)

    def touching(self, starts: date, ends: date) -> AbsenceQuerySet:
        """Keep those with a day in the period, both days inclusive."""
        return self.filter(starts__lte=ends, ends__gte=starts)


class CaseQuerySet(VisibleQuerySet[M]):
    """Cases, and rows that hang on them."""

    def open(self) -> CaseQuerySet[M]:
        """Keep cases that go on, or may still be joined."""
        return self.filter(state=CaseState.OPEN)


class MilestoneQuerySet(VisibleQuerySet[Any]):
    """Steps."""

    def waiting(self) -> MilestoneQuerySet:
        """Keep what is neither done nor excepted, and still applies."""
        return self.filter(state=MilestoneState.WAITING)

    def late(self, today: date) -> MilestoneQuerySet:
        """Keep what waits and whose legal day has passed."""
        return self.waiting().filter(due__lt=today)
