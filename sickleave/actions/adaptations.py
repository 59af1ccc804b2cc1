"""Adaptations at work: made, changed, evaluated. [S4, aml. § 4-6]"""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kvalitet.history import actions as history
from kvalitet.organisation.models import Person
from kvalitet.organisation.people import nearest_leader
from kvalitet.web.errors import Refused
from sickleave.actions.adaptation_deadlines import remind
from sickleave.choices import AdaptationNext
from sickleave.models import Adaptation, Case, Meeting


@transaction.atomic
def add_adaptation(case: Case, *, meeting: Meeting | None = None, by: Person, **fields: Any) -> Adaptation:
    """Write down what is changed at work, and remind of seeing whether it helps."""
    if not case.is_open:
        raise Refused(_("Saken er avsluttet."))
    rest: dict[str, Any] = {"case": case, "municipality": case.municipality, "meeting": meeting, "by_id": by.pk}
    made = history.create(Adaptation, **rest, **fields, by=by)
    _remind(made, by)
    return made


@transaction.atomic
def change_adaptation(adaptation: Adaptation, *, by: Person, **fields: Any) -> Adaptation:
    """Change what was written; the second of two at once is refused."""
    adaptation = history.apply(history.lock(adaptation, as_read=True), fields, by=by)
    _remind(adaptation, by)
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
    _remind(adaptation, by)
    return adaptation


def _remind(adaptation: Adaptation, by: Person) -> None:
    leader = nearest_leader(adaptation.case.person, timezone.localdate())
    remind(adaptation, leader, by=by)
