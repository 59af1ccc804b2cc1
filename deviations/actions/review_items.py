"""What a review decides, row by row; a measure it asks for is made at once. [D6]"""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from deviations.actions.measures import NewMeasure, create_for_deviation, new_measure
from deviations.actions.patterns import create_common_measure
from deviations.actions.reviews import measure_words, refuse_approved
from deviations.actions.risk_measures import make_measure
from deviations.choices import ItemStatus, PatternState, ReviewState, State
from deviations.models import Review, ReviewItem
from goals.models import Measure
from kvalitet.history import actions as history
from kvalitet.organisation.models import Person
from kvalitet.web.errors import Refused


@transaction.atomic
def decide(item: ReviewItem, *, status: str, decision: str, measure: NewMeasure | None, by: Person) -> ReviewItem:
    """Store what was decided; the first decision of a planned review says that it is being held."""
    review = history.lock(item.review)
    refuse_approved(review)
    item = history.lock(item, as_read=True)
    changes: dict[str, Any] = {"status": status, "decision": decision}
    if measure is not None:
        if item.measure_id is not None:
            raise Refused(_("Saken har allerede et tiltak. Endre det på tiltakets egen side."))
        item.measure = _made(item, measure, by=by)
        changes |= {"measure": item.measure, "measure_text": measure_words(item)}
        item.measure = None
    if status == ItemStatus.OPEN and (decision or measure):
        changes["status"] = ItemStatus.DECIDED
    item = history.apply(item, changes, by=by)
    _hold(review, by=by)
    return item


def _made(item: ReviewItem, told: NewMeasure, *, by: Person) -> Measure:
    """Make the measure where it hangs on what the item is about; of what is closed it is the unit's own."""
    event, risk, pattern = item.deviation, item.risk, item.pattern
    if event is not None and (event.is_open or event.state == State.CLOSED_NO_EFFECT):
        return create_for_deviation(event, told=told, by=by)
    if risk is not None and risk.is_live:
        return make_measure(risk, told=told, by=by)
    if pattern is not None and pattern.state == PatternState.OPEN:
        return create_common_measure(pattern, told=told, by=by)
    return new_measure(item.review.unit, told=told, by=by)


def _hold(review: Review, *, by: Person) -> None:
    if review.state == ReviewState.PLANNED and review.held_on <= timezone.localdate():
        history.apply(review, {"state": ReviewState.HELD}, by=by, reason=_("Møtet er i gang."))


@transaction.atomic
def note_rest(review: Review, items: Sequence[ReviewItem], *, by: Person) -> int:
    """Say of everything that is left among the items that it is noted. Returns how many."""
    review = history.lock(review)
    refuse_approved(review)
    left = [history.lock(item) for item in items if item.status == ItemStatus.OPEN]
    for item in left:
        item.status = ItemStatus.NOTED
    history.apply_many(ReviewItem, left, ["status"], by=by, reason=_("Tatt til orientering samlet."))
    _hold(review, by=by)
    return len(left)


@transaction.atomic
def remove_item(item: ReviewItem, *, by: Person) -> None:
    """Take a thing off the agenda that nothing is decided about."""
    refuse_approved(history.lock(item.review))
    if item.status != ItemStatus.OPEN or item.decision or item.measure_id:
        raise Refused(_("Saken er behandlet, så den kan ikke fjernes."))
    history.remove(item, by=by, reason=_("Tatt av sakslisten."))
