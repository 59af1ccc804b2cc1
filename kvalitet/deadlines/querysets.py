"""What can be asked of the deadlines."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q

from kvalitet.web.visibility import VisibleQuerySet

if TYPE_CHECKING:
    from kvalitet.deadlines.models import Deadline, Snooze

OPEN = Q(done_at__isnull=True, cancelled_at__isnull=True)


class DeadlineQuerySet(models.QuerySet["Deadline"]):
    """Deadlines; whether one is open or late is computed, never typed."""

    def open(self) -> DeadlineQuerySet:
        return self.filter(OPEN)

    def of(self, obj: models.Model) -> DeadlineQuerySet:
        """Return the deadlines of one object."""
        return self.filter(content_type=ContentType.objects.get_for_model(obj), object_id=obj.pk)

    def of_many(self, model: type[models.Model], pks: Iterable[int]) -> DeadlineQuerySet:
        """Return the deadlines of many objects of one kind."""
        return self.filter(content_type=ContentType.objects.get_for_model(model), object_id__in=list(pks))

    def soonest_first(self) -> DeadlineQuerySet:
        return self.order_by(F("due").asc(nulls_last=True), "id")

    def for_list(self) -> DeadlineQuerySet:
        """Return what a list of tasks shows."""
        return self.select_related("unit").soonest_first()


class SnoozeQuerySet(VisibleQuerySet["Snooze"]):
    """Put-off reminders; the latest of a person and a deadline is the one that counts."""

    def active(self, today: date) -> SnoozeQuerySet:
        """Return those that still hold a reminder back."""
        return self.filter(ended_at__isnull=True, until__gt=today)

    def for_list(self) -> SnoozeQuerySet:
        """Return what a list of put-off reminders shows, newest first."""
        return self.select_related("deadline__unit", "person").order_by("-created_at", "-id")
