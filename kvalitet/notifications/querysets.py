"""What can be asked of the notices."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from kvalitet.notifications.choices import Kind, State

if TYPE_CHECKING:
    from kvalitet.notifications.models import Notice
    from kvalitet.organisation.models import Person

SHOWN = ~Q(kind=Kind.DIGEST) & ~Q(state=State.CANCELLED)


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Notices; a digest is only an e-mail, and a cancelled one was never given."""

    def visible_to(self, user: Person) -> NoticeQuerySet:
        """Return what the person was told: nobody reads another's notices."""
        return self.filter(SHOWN, recipient_id=user.pk)

    def visible_to_with_digests(self, user: Person) -> NoticeQuerySet:
        """Return what a person may ask the reason of: own notices, and the digests they came in."""
        return self.filter(~Q(state=State.CANCELLED), recipient_id=user.pk)

    def unread(self) -> NoticeQuerySet:
        return self.filter(read_at__isnull=True)

    def waiting_for_digest(self, midnight: datetime) -> NoticeQuerySet:
        """Return what belongs in the next digest: ordinary ones, and uncertain ones of days before."""
        uncertain = Q(state=State.UNCERTAIN, claimed_at__lt=midnight) & ~Q(kind=Kind.DIGEST)
        return self.filter(Q(state=State.IN_DIGEST) | uncertain, digest__isnull=True)

    def stuck(self, before: datetime) -> NoticeQuerySet:
        """Return those whose sender disappeared."""
        return self.filter(state=State.SENDING, claimed_at__lt=before)
