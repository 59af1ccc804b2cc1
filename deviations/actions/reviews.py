"""The monthly review: planned with an agenda, held, approved; then it never changes. [D6]"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, time
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from deviations.choices import Circle, ItemStatus, ReviewState, Seat
from deviations.models import Review, ReviewItem, ReviewParticipant
from deviations.queries.review_agenda import Sight, event_facts, points_for, risk_facts
from deviations.queries.reviews import Seated
from deviations.queries.settings import settings_for
from deviations.rules.reviews import Point, due_day, month_problem, title_of
from kvalitet.deadlines import actions as deadlines
from kvalitet.deadlines.actions import Assignee
from kvalitet.deadlines.choices import Role
from kvalitet.history import actions as history
from kvalitet.organisation.models import Person, Unit
from kvalitet.web.errors import Refused

STEPS = (-3, 0, 7, 14)


@transaction.atomic
def plan_review(
    unit: Unit,
    *,
    month: date,
    held_on: date,
    seats: Sequence[Seated],
    sees: Person,
    by: Person | None,
    held_time: time | None = None,
    place: str = "",
) -> Review:
    """Plan the review of a month with the agenda as `sees` sees it; the leader is reminded until it is approved."""
    today = timezone.localdate()
    month = month.replace(day=1)
    if problem := month_problem(month, today):
        raise Refused(problem)
    history.lock(unit)  # two at once would make two
    if Review._base_manager.filter(unit=unit, month=month).exists():
        raise Refused(_("Enheten har allerede en gjennomgang for denne måneden."))
    told: dict[str, Any] = {"municipality": unit.municipality, "unit": unit, "month": month, "held_on": held_on}
    told |= {"held_time": held_time, "place": place, "created_at": timezone.now()}
    review = history.create(Review, by=by, **told)
    seat(review, seats, by=by)
    _add(review, points_for(Sight.of(sees, unit, month, today)), by=by)
    remind(review, by=by)
    return review


@transaction.atomic
def seat(review: Review, seats: Sequence[Seated], *, by: Person | None) -> int:
    """Ask more people to the review; those who are there already stay as they are. Returns how many are new."""
    known = set(review.participants.values_list("person_id", flat=True))
    fresh = [one for one in seats if one.person.pk not in known]
    for one in fresh:
        told: dict[str, Any] = {"review": review, "municipality": review.municipality, "person": one.person}
        history.create(ReviewParticipant, by=by, name=str(one.person), seat=one.seat, **told)
    return len(fresh)


@transaction.atomic
def edit_review(
    review: Review, *, present: Collection[int], invite: Person | None = None, by: Person, **changes: Any
) -> Review:
    """Change when and where, the summary, and who was there; `present` are ids of people."""
    review = history.lock(review, as_read=True)
    refuse_approved(review)
    review = history.apply(review, changes, by=by)
    moved = False
    for row in review.participants.all():
        if row.is_present != (row.person_id in present):
            history.apply(row, {"is_present": row.person_id in present}, by=by)
            moved = True
    if invite is not None and invite.municipality_id != review.municipality_id:
        raise Refused(_("Personen må arbeide i samme kommune."))
    if invite is not None and seat(review, [Seated(invite, Seat.OTHER)], by=by):
        moved = True
    return history.touch(review, by=by, reason=_("Deltakerne er endret.")) if moved else review


@transaction.atomic
def refresh_agenda(review: Review, *, sees: Person, by: Person) -> int:
    """Add what has come since the agenda was built; nothing that is there is taken away. Returns how many."""
    review = history.lock(review)
    refuse_approved(review)
    points = points_for(Sight.of(sees, review.unit, review.month, timezone.localdate()), besides=review)
    known = {_key(item) for item in review.items.all()}
    return _add(review, [point for point in points if point.key not in known], by=by)


def _key(item: ReviewItem) -> tuple[str, int]:
    for name in ("deviation", "pattern", "risk", "carried_from"):
        if (pk := getattr(item, f"{name}_id")) is not None:
            return name, pk
    return "", item.pk


@transaction.atomic
def add_item(review: Review, *, title: str, by: Person) -> ReviewItem:
    """Put something of one's own on the agenda."""
    review = history.lock(review)
    refuse_approved(review)
    _add(review, [Point("free", title)], by=by)
    found: ReviewItem = review.items.order_by("-position", "-pk")[0]
    return found


def _add(review: Review, points: Sequence[Point], *, by: Person | None) -> int:
    start = review.items.count()
    rows = [
        ReviewItem(
            municipality=review.municipality,
            review=review,
            position=start + number,
            **_written(point),
        )
        for number, point in enumerate(points)
    ]
    history.create_many(ReviewItem, rows, by=by)
    return len(rows)


def _written(point: Point) -> Mapping[str, Any]:
    return {
        **{"kind": point.kind, "title": point.title[:300], "facts": point.facts[:500]},
        **{"deviation": point.deviation, "pattern": point.pattern, "risk": point.risk},
        **{"carried_from": point.carried_from, "measure": point.measure, "is_confidential": point.is_confidential},
        "measure_text": str(point.measure)[:700] if point.measure else "",
    }


@transaction.atomic
def approve_review(review: Review, *, by: Person) -> Review:
    """Approve the minutes: what each case was called and where it stood is written down for good."""
    review = history.lock(review, as_read=True)
    refuse_approved(review)
    today = timezone.localdate()
    if review.held_on > today:
        raise Refused(_("Gjennomgangen er ikke holdt ennå. Endre datoen hvis den ble holdt tidligere."))
    rows = list(review.items.select_related("deviation__unit", "risk__unit", "pattern__unit", "measure"))
    left = [row for row in rows if row.status == ItemStatus.OPEN]
    if left:
        raise Refused(
            _("%(count)s saker er ikke behandlet. Velg «Tas opp neste gang» eller «Tatt til orientering» på dem.")
            % {"count": len(left)}
        )
    for row in rows:
        history.apply(row, snapshot(row), by=by, reason=_("Protokollen er godkjent."))
    changes = {"state": ReviewState.APPROVED, "approved_at": timezone.now(), "approved_by_id": by.pk}
    review = history.apply(review, changes, by=by, reason=_("Protokollen er godkjent."))
    deadlines.complete(review, by=by)
    return review


def snapshot(item: ReviewItem) -> dict[str, Any]:
    """Return how an item is written now, from what it is about."""
    found: dict[str, Any] = {}
    if item.deviation is not None:
        title = _("%(number)s: %(title)s") % {"number": item.deviation.number, "title": item.deviation.title}
        found = {"title": title[:300], "facts": event_facts(item.deviation)[:500]}
        found["is_confidential"] = item.is_confidential or item.deviation.circle != Circle.NORMAL
    elif item.risk is not None:
        found = {"title": item.risk.title[:300], "facts": risk_facts(item.risk)[:500]}
        found["is_confidential"] = item.is_confidential or item.risk.is_confidential
    elif item.pattern is not None:
        found = {"title": item.pattern.title[:300]}
    if item.measure is not None:
        found["measure_text"] = measure_words(item)
    return found


def measure_words(item: ReviewItem) -> str:
    """«Ny rutine for trappevask, frist 3.12.2026»."""
    measure = item.measure
    if measure is None:
        return item.measure_text
    due = (
        _(", frist %(due)s") % {"due": f"{measure.due.day}.{measure.due.month}.{measure.due.year}"}
        if measure.due
        else ""
    )
    return f"{measure.title}{due}"[:700]


def remind(review: Review, *, by: Person | None) -> None:
    """Let the unit's leader answer for it on the municipality's day of the month after."""
    due = due_day(review.month, settings_for(review.municipality_id).review_day)
    deadlines.set_deadlines(
        review,
        due=max(due, review.held_on),
        assignees=[Assignee(role=Role.LEADER, unit=review.unit)],
        title=title_of(review.unit, review.month),
        url=review.get_absolute_url(),
        municipality=review.municipality,
        unit=review.unit,
        by=by,
        steps=STEPS,
    )


def refuse_approved(review: Review) -> None:
    """Raise Refused for minutes that are approved."""
    if not review.is_open:
        raise Refused(_("Protokollen er godkjent og kan ikke endres."))
