"""What those without a name or an account may reach, and what they are told. [D1]"""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from deviations.choices import EntryKind, State
from deviations.models import Deviation, Entry, Place
from deviations.queries.settings import settings_for
from deviations.rules.promise import Promise, promise_of
from kvalitet.organisation.models import Position, Unit

OWN_WORDS = frozenset({EntryKind.MESSAGE_FROM_REPORTER})


@dataclass(frozen=True)
class FollowedCase:
    """What the one with the code is shown: nobody's name, and only what is meant for the reporter."""

    event: Deviation
    lines: list[Entry]
    promise: Promise
    is_waiting: bool


def followed(event: Deviation) -> FollowedCase:
    """Gather what is shown; two queries."""
    rules = settings_for(event.municipality_id)
    today = timezone.localdate()
    lines = Entry._base_manager.filter(deviation=event, is_for_reporter=True).order_by("at", "id")
    promise = promise_of(event.created_at, event.answered_at, days=rules.answer_days, today=today)
    return FollowedCase(event, list(lines), promise, event.state == State.RETURNED)


def public_place(token: str) -> Place | None:
    """Return a place people without an account may report from today; None for all others, known or not."""
    rows = Place._base_manager.filter(token=token[:40], allows_public=True, is_active=True, unit__closed=None)
    place: Place | None = rows.select_related("municipality", "unit__municipality").first()
    if place is None or not place.municipality.is_active or not settings_for(place.municipality_id).allows_public:
        return None
    return place


def people_in(units: list[Unit], on: date) -> int:
    """Count those who work in the smallest of the units, or 0 when none is given."""
    posts = Position.objects.valid_on(on).filter(unit__in=[unit.pk for unit in units])
    found: dict[int, set[int]] = {}
    for unit, person in posts.values_list("unit_id", "person_id"):
        found.setdefault(unit, set()).add(person)
    return min((len(people) for people in found.values()), default=0)
