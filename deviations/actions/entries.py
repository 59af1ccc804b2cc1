"""Lines of a case's timeline."""

from typing import Any

from django.utils import timezone

from deviations.models import Deviation, Entry
from kvalitet.history import actions as history
from kvalitet.organisation.models import Person


def add_entry(event: Deviation, kind: str, text: str, *, by: Person | None, is_for_reporter: bool = False) -> Entry:
    """Write a line now; the reporter sees it when it `is_for_reporter`."""
    fields: dict[str, Any] = {"municipality": event.municipality, "deviation": event, "kind": kind, "text": text}
    fields |= {"by_id": by.pk if by else None, "at": timezone.now(), "is_for_reporter": is_for_reporter}
    return history.create(Entry, by=by, **fields)
