"""What the page of a review shows: the agenda as this person may see it. [D6]"""

from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from deviations.actions.reviews import measure_words, snapshot
from deviations.choices import AgendaKind, ItemStatus
from deviations.forms.reviews import FreeItemForm
from deviations.models import Deviation, Review, ReviewItem
from deviations.queries.review_copy import redacted
from deviations.rules.reviews import progress_words, title_of
from kvalitet.access.decisions import may
from kvalitet.organisation.models import Person
from kvalitet.web.options import options
from kvalitet.web.shortcuts import Request

STATUS_COLORS = {
    ItemStatus.OPEN: "neutral",
    ItemStatus.DECIDED: "success",
    ItemStatus.NOTED: "info",
    ItemStatus.CARRIED: "warning",
}
DECIDED_KINDS = frozenset(
    {AgendaKind.CARRIED, AgendaKind.STATUTORY, AgendaKind.OVERDUE, AgendaKind.EFFECT, AgendaKind.RISK, AgendaKind.FREE}
)
"""What a meeting has to take a stand on; the rest may be left as it is."""
PARTS = ("deviation__unit", "risk__unit", "pattern__unit", "measure")


@dataclass
class Row:
    """One item as it is shown: what is written for good once approved, what it is now until then."""

    item: ReviewItem
    title: str
    facts: str
    decision: str
    url: str
    measure: str
    measure_url: str
    color: str
    form: Any = None
    typed: dict[str, Any] = field(default_factory=dict)
    people: Any = ""

    @property
    def is_unfolded(self) -> bool:
        """Whether the form stands open: for what must be decided, until it is."""
        if self.form is not None and self.form.errors:
            return True
        return self.item.status == ItemStatus.OPEN and self.item.kind in DECIDED_KINDS

    @property
    def can_remove(self) -> bool:
        """Whether nothing is decided about it yet."""
        return self.item.status == ItemStatus.OPEN and not self.item.decision and self.item.measure_id is None


def items_of(user: Person, review: Review) -> list[ReviewItem]:
    """Return the items the person may see, with what they are about; one query."""
    rows = ReviewItem.objects.visible_to(user).filter(review=review).select_related(*PARTS)
    found = list(rows.order_by("position", "pk"))
    for item in found:
        item.review = review
    return found


def rows_of(user: Person, review: Review, *, can_edit: bool) -> list[Row]:
    """Return the rows as this person may read them; those who don't hold the review get a copy without names."""
    items = items_of(user, review)
    events = [item.deviation_id for item in items if item.deviation_id]
    seen = set(Deviation.objects.visible_to(user).filter(pk__in=events).order_by().values_list("pk", flat=True))
    rows = [_row(item, review, seen) for item in items]
    return rows if can_edit else redacted(rows, review.municipality)


def _row(item: ReviewItem, review: Review, seen: set[int]) -> Row:
    now = {} if not review.is_open else snapshot(item)
    return Row(
        item=item,
        title=now.get("title", item.title),
        facts=now.get("facts", item.facts),
        decision=item.decision,
        url=_url(item, seen),
        measure=item.measure_text if not review.is_open else measure_words(item),
        measure_url=item.measure.get_absolute_url() if item.measure else "",
        color=STATUS_COLORS[ItemStatus(item.status)],
    )


def _url(item: ReviewItem, seen: set[int]) -> str:
    """Lead to what it is about, where the person may go."""
    if item.deviation is not None:
        return item.deviation.get_absolute_url() if item.deviation_id in seen else ""
    return ""


def people_for(user: Person, review: Review) -> Any:
    """Return those who may be made responsible: who takes part."""
    rows = Person.objects.visible_to(user).filter(pk__in=review.participants.values("person_id"), is_active=True)
    return rows.order_by("sort_key", "first_name", "pk")


def review_context(request: Request, review: Review) -> dict[str, Any]:
    """Return all the page shows."""
    can_edit = review.is_open and bool(may(request.user, "deviations.review", review))
    rows = rows_of(request.user, review, can_edit=bool(may(request.user, "deviations.review", review)))
    people = [(str(one.pk), str(one)) for one in people_for(request.user, review)] if can_edit else []
    for row in rows:
        row.people = options(people, "")
        row.typed = {"status": row.item.status, "decision": row.item.decision}
    groups = [(kind.label, [row for row in rows if row.item.kind == kind]) for kind in AgendaKind]
    return {
        "review": review,
        "title": title_of(review.unit, review.month),
        "groups": [(label, found) for label, found in groups if found],
        "rows": rows,
        "participants": list(review.participants.all()),
        "can_edit": can_edit,
        "statuses": ItemStatus.choices,
        "progress": progress_words([row.item.status for row in rows]) if rows else "",
        "left": sum(row.item.status == ItemStatus.OPEN for row in rows),
        "is_held": review.held_on <= timezone.localdate(),
        "free_form": FreeItemForm(),
    }
