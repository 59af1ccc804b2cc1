"""Nightly: bytes without a row, rows without an object, rows without bytes."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django_scopes import scopes_disabled

from kvalitet.attachments import storage
from kvalitet.attachments.choices import State
from kvalitet.attachments.models import Attachment
from kvalitet.history import actions as history

YOUNG = timedelta(days=1)
CHUNK = 1000

logger = logging.getLogger(__name__)


@dataclass
class Swept:
    """What the sweep found."""

    deleted: int = 0
    closed: int = 0
    missing: int = 0


@scopes_disabled()  # type: ignore[untyped-decorator] # django-scopes ships no types
def sweep(now: datetime) -> Swept:
    """Delete bytes nobody points at and older than a day; close rows whose object is gone; count what is lost.

    A missing file is told in the log and never made up for: it must come from the back-up.
    """
    found = Swept(closed=_close_orphans(now))
    rows = Attachment.objects.kept().exclude(state=State.REFUSED)
    wanted = set(rows.values_list("key", flat=True))
    stored: set[str] = set()
    for key in storage.stored_keys():
        stored.add(key)
        if key not in wanted and storage.age_mark(key) < now - YOUNG and not rows.filter(key=key).exists():
            storage.forget(key)
            found.deleted += 1
    found.missing = rows.filter(key__in=wanted - stored, at__lt=now - YOUNG).count() if wanted - stored else 0
    if found.missing:
        logger.error("%d attachments have no file in the store. Get them from the back-up.", found.missing)
    return found


@transaction.atomic
def _close_orphans(now: datetime) -> int:
    """Mark the files of deleted objects as removed; the same run deletes their bytes."""
    rows = Attachment.objects.kept()
    closed = 0
    for type_id in list(rows.order_by().values_list("content_type", flat=True).distinct()):
        model = ContentType.objects.get_for_id(type_id).model_class()
        of_type = rows.filter(content_type=type_id)
        if model is not None:
            of_type = of_type.exclude(object_id__in=model._base_manager.values("pk"))
        for row in of_type.select_for_update(of=("self",))[:CHUNK]:
            history.apply(row, {"removed_at": now}, by=None)
            closed += 1
    return closed
