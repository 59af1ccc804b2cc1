"""The activity requirement of week 8: how it is met, or why it can't be at the workplace. [S3, ftrl. § 8-8]"""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kvalitet.history import actions as history
from kvalitet.organisation.models import Person
from kvalitet.web.errors import Refused
from sickleave.actions import milestones
from sickleave.choices import ActivityOutcome, Step
from sickleave.models import ActivityStatement, Case


@transaction.atomic
def state_activity(
    case: Case, known: ActivityStatement | None, *, outcome: str, text: str, sent_on: date | None, by: Person
) -> ActivityStatement:
    """Store how the requirement stands; waiting for NAV leaves the step open, every other outcome does it."""
    if not case.is_open:
        raise Refused(_("Saken er avsluttet."))
    fields: dict[str, Any] = {"outcome": outcome, "text": text, "sent_on": sent_on}
    if known is None:
        statement = history.create(
            ActivityStatement, case=case, municipality=case.municipality, **fields, by=by, by_id=by.pk
        )
    else:
        statement = history.apply(history.lock(known, as_read=True), fields, by=by)
    if outcome == ActivityOutcome.WAITING:
        milestones.reopen(case, Step.ACTIVITY, by=by)
    else:
        milestones.complete(case, Step.ACTIVITY, on=sent_on or timezone.localdate(), by=by)
    return statement
