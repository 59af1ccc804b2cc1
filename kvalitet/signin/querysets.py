"""What can be asked about sign-ins."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.sessions.models import Session
from django.db import models

from kvalitet.web.visibility import VisibleQuerySet

if TYPE_CHECKING:
    from kvalitet.signin.models import OneTimeCode, Visit


class VisitQuerySet(VisibleQuerySet["Visit"]):
    """Places a person is signed in."""

    def open_at(self, now: datetime) -> VisitQuerySet:
        """Return those whose session still lives."""
        living = Session.objects.filter(expire_date__gt=now)
        return self.filter(session_key__in=living.values("session_key"))

    def for_list(self, now: datetime) -> VisitQuerySet:
        """Return what a person sees, the last used first."""
        return self.open_at(now).order_by("-last_seen_at", "-id")


class OneTimeCodeQuerySet(models.QuerySet["OneTimeCode"]):
    """Codes that were handed out."""

    def usable(self, now: datetime) -> OneTimeCodeQuerySet:
        """Return codes that can still be used by somebody who works here."""
        return self.filter(used_at=None, expires_at__gt=now, person__is_active=True)
