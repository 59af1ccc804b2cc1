"""A report and its photos come in, once, also when the answer was lost on the way. [D1, D8]"""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from deviations.actions.reporting import Report, already_reported, report
from deviations.models import Deviation
from kvalitet.attachments.actions import attach
from kvalitet.attachments.models import Attachment
from kvalitet.organisation.models import Person


def send_report(told: Report, *, photos: Sequence[Any] = (), by: Person | None) -> Deviation:
    """Store the report, and then its photos: numbers aren't held back while big files are stored.

    Raises Refused when the photos couldn't be stored; sent again with the same key, only the photos are new.
    """
    event = report(told, by=by)
    if photos:
        _add_photos(event, photos, by)
    return event


@transaction.atomic
def _add_photos(event: Deviation, photos: Sequence[Any], by: Person | None) -> None:
    """Attach what isn't there yet; two that send the same at once wait for each other."""
    already_reported(event.idempotency_key, by=by)
    if not Attachment.objects.on([event]).exists():
        is_named = event.reporter_id is not None and not event.hides_reporter
        attach(event, photos, by=by if is_named else None)
