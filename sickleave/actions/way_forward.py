"""Towards the end of the year of sick pay: the talk on the way forward, and NAV's own last day. [S3]"""

from datetime import date
from typing import Any

from django.db import transaction

from kvalitet.history import actions as history
from kvalitet.organisation.models import Person
from sickleave.actions import milestones
from sickleave.models import Case, WayForward


@transaction.atomic
def talk_of_way_forward(case: Case, known: WayForward | None, *, step: str, by: Person, **fields: Any) -> WayForward:
    """Store the talk; the step is done with it."""
    if known is None:
        rest: dict[str, Any] = {"case": case, "municipality": case.municipality, "step": step, "by_id": by.pk}
        talk = history.create(WayForward, **rest, **fields, by=by)
    else:
        talk = history.apply(history.lock(known, as_read=True), fields, by=by)
    milestones.complete(case, step, on=talk.held_on, by=by)
    return talk


@transaction.atomic
def set_maxdato(case: Case, *, day: date | None, by: Person) -> Case:
    """Let the day NAV has told stand before the estimate; None takes it away again."""
    return history.apply(history.lock(case, as_read=True), {"maxdato_from_nav": day}, by=by)
