"""Adaptations at work: made, changed, evaluated. [S4, aml. § 4-6]"""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kvalitet.deadlines import actions as deadlines
from kvalitet.history import actions as history
from kvalitet.organisation.models import Person
from kvalitet.organisation.people import nearest_leader
from kvalitet.web.errors import Refused
from sickleave.choices import AdaptationNext
from sickleave.models import Adaptation, Case, Meeting
from sickleave.rules.words import TASK_TITLE

REMINDERS = (-2, 0)


@transaction.atomic
def add_adaptation(case: Case, *, meeting: Meeting | None = None, by: Person, **fields: Any) -> Adaptation:
    """Write down what is changed at work, and remind of seeing whether it helps."""
    if not case.is_open:
        raise Refused(_("Saken er avsluttet."))
    rest: dict[str, Any] = {"case": case, "municipality": case.municipality, "meeting": meeting, "by_id": by.pk}
    made = history.create(Adaptation, **rest, **fields, by=by)
    remind(made, by=by)
    return made


@transaction.atomic
def change_adaptation(adaptation: Adaptation, *, by: Person, **fields: Any) -> Adaptation:
    """Change what was written; the second of two at once is refused."""
    adaptation = history.apply(history.lock(adaptation, as_read=True), fields, by=by)
    remind(adaptation, by=by)
    return adaptation


@transaction.atomic
def evaluate(
    adaptation: Adaptation,
    *,
    evaluated_on: date,
    effect: str,
    evaluation: str,
    next: str,
    evaluate_on: date | None,
    by: Person,
) -> Adaptation:
    """Store whether it helped and what happens now: it goes on and is looked at again, is changed, or ends."""
    adaptation = history.lock(adaptation, as_read=True)
    changes: dict[str, Any] = {"evaluated_on": evaluated_on, "effect": effect, "evaluation": evaluation, "next": next}
    changes["evaluate_on"] = evaluate_on if next == AdaptationNext.KEEP else None
    ended = adaptation.ends is not None and adaptation.ends <= evaluated_on
    if next == AdaptationNext.END and not ended:
        changes["ends"] = max(evaluated_on, adaptation.starts)
    adaptation = history.apply(adaptation, changes, by=by)
    remind(adaptation, by=by)
    return adaptation


def remind(adaptation: Adaptation, *, by: Person | None) -> None:
    """Remind the nearest leader of today of looking at whether it helped; the words tell nothing."""
    case = adaptation.case
    leader = nearest_leader(case.person, timezone.localdate())
    if adaptation.evaluate_on is None or leader is None:
        close = deadlines.complete if adaptation.effect else deadlines.cancel
        close(adaptation, by=by)
        return
    deadlines.set_deadlines(
        adaptation,
        due=adaptation.evaluate_on,
        assignees=[deadlines.Assignee(person=leader)],
        title=str(TASK_TITLE),
        url=adaptation.get_absolute_url(),
        municipality=case.municipality,
        unit=case.unit,
        by=by,
        steps=REMINDERS,
        may_be_lent=False,
    )
