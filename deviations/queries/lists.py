"""The list of events: what is asked for, and what a row needs beside itself. [D2, P9]"""

from collections.abc import Collection
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import Exists, Min, OuterRef, Q, QuerySet
from django.utils import timezone

from deviations.choices import CLOSED_STATES, OPEN_STATES, Circle, Shown, State
from deviations.models import Deviation
from deviations.queries.veils import veil_of
from deviations.querysets import DeviationQuerySet
from kvalitet.access.scopes import Scope, scope_of
from kvalitet.deadlines.models import Deadline
from kvalitet.organisation.models import Leadership, Person, Unit
from kvalitet.organisation.querysets import below_paths
from kvalitet.organisation.rules import prefixes
from kvalitet.search.queries import words_q

MOST_FOUND = 2000
"""Up to so many hits of a search are looked up first; a word in more events than that is met soon on the way back."""
BY_WORDS = "select set_config('enable_seqscan', 'off', true), set_config('enable_indexscan', 'off', true)"
"""PostgreSQL takes a word it has never seen for a common one, and would read a million rows to find it nowhere."""
NOBODY = [0]
"""Asked for where there is nothing to ask for: a page asks as many questions when it is empty as when it is full."""
LARGEST_NUMBER = 2**31 - 1
IN_HAND = frozenset({State.REPORTED, State.RECEIVED, State.IN_PROGRESS, State.MEASURES})
"""Open, and not waiting for the reporter."""
STATES = {
    Shown.OPEN: OPEN_STATES,
    Shown.LATE: OPEN_STATES,
    Shown.NEW: frozenset({State.REPORTED}),
    Shown.WORK: frozenset({State.RECEIVED, State.IN_PROGRESS, State.RETURNED}),
    Shown.MEASURES: frozenset({State.MEASURES}),
    Shown.CLOSED: CLOSED_STATES,
}


def matching(rows: DeviationQuerySet, text: str, user: Person) -> DeviationQuerySet:
    """Keep what a number or words are about; two questions more for words, whatever is found.

    In the order of days a rare word would be looked for through the whole index, and a common one fetched from the
    index of words in every row; so what is rare is looked up as keys first. A third question for those who represent
    others: which of the words are names.
    """
    text = text.strip()
    if not text:
        return rows
    if text.isascii() and text.isdigit():
        return rows.filter(number=min(int(text), LARGEST_NUMBER))
    fits = words_q(text, veil_of(user))
    if fits is None:
        return rows.none()
    found = rows.filter(fits)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(BY_WORDS)
        keys = list(found.values_list("pk", flat=True)[: MOST_FOUND + 1])
    return found if len(keys) > MOST_FOUND else rows.filter(pk__in=keys or NOBODY)


def is_late(today: date) -> Q:
    """Match events with something still to be done whose day has passed."""
    passed = _deadlines().filter(object_id=OuterRef("pk"), due__lt=today)
    return Q(Exists(passed))


def next_due(events: Collection[int]) -> dict[int, date]:
    """Return the soonest day something is to be done in each event, by id; one query."""
    rows = _deadlines().filter(object_id__in=list(events) or NOBODY, due__isnull=False).order_by()
    return dict(rows.values_list("object_id").annotate(Min("due")))


def leaders_by_unit(units: Collection[int], today: date) -> dict[int, str]:
    """Return the names of those who lead the units today, by unit id; one query."""
    rows = Leadership.objects.valid_on(today).filter(unit__in=sorted(units) or NOBODY, person__is_active=True)
    names = rows.values_list("unit_id", "person__first_name", "person__last_name")
    return {unit: f"{first} {last}".strip() for unit, first, last in names}


def waiting_for(user: Person) -> Q:
    """Match what the person must do something with: as handler, as leader, or as the one who was asked back."""
    scope = scope_of(user)
    handled = Q(handler_id__in=[scope.person_id, *scope.principals])
    if units := units_handled(scope):
        handled |= Q(handler_id__isnull=True, unit_id__in=sorted(units)) & ~Q(circle=Circle.RESTRICTED)
    return handled & Q(state__in=sorted(IN_HAND)) | Q(reporter_id=scope.person_id, state=State.RETURNED)


def units_handled(scope: Scope) -> frozenset[int]:
    """Return ids of the units whose events fall to the person when no handler is chosen: led, or left to them."""
    kept = scope._ids.get("deviations.handled")
    if kept is None:
        kept = scope._ids["deviations.handled"] = scope.led_units | _left_to(scope)
    return kept


def _left_to(scope: Scope) -> frozenset[int]:
    """Return ids of units without a leader whose nearest leader above is the person; two queries for those who lead."""
    led = {held.path for held in scope.held if held.unit_id in scope.led_units}
    if not led:
        return frozenset()
    today = timezone.localdate()
    vacant = list(Unit.objects.filter(below_paths(sorted(led))).without_leader(today).values_list("pk", "path"))
    above = {path for _pk, place in vacant for path in prefixes(place)}
    leads = Leadership.objects.valid_on(today).filter(unit__path__in=sorted(above), person__is_active=True)
    leading = set(leads.values_list("unit__path", flat=True))
    nearest = (
        (pk, max((path for path in prefixes(place) if path in leading), key=len, default="")) for pk, place in vacant
    )
    return frozenset(pk for pk, path in nearest if path in led)


def _deadlines() -> QuerySet[Deadline]:
    kind = ContentType.objects.get_for_model(Deviation)
    rows: QuerySet[Deadline] = Deadline.objects.open()
    return rows.filter(content_type=kind)
