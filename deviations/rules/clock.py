"""By when the next thing in a case must be done. Pure. [D2]"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from deviations.choices import CLOSED_STATES, Circle, Seriousness, State
from kvalitet.calendar.workdays import add_working_days

DAYS_TO_ASSESS = 7
"""A proposal: no law says it for ordinary events (domain E2)."""
NO_DAYS: frozenset[date] = frozenset()


@dataclass(frozen=True)
class Clock:
    """What the clock goes by: the day of the report, also after the case is sent on, or of the last reopening."""

    starts: date
    seriousness: int
    receipt_working_days: int
    days_to_close: int
    measures_end: date | None = None


@dataclass(frozen=True)
class Due:
    """What must be done by when, and on which days from then people are reminded."""

    what: str
    day: date
    steps: tuple[int, ...]


def due_of(state: str, clock: Clock, *, closed_days: AbstractSet[date] = NO_DAYS) -> Due | None:
    """Return the one deadline of a case as it stands, or None when it is closed."""
    if state in CLOSED_STATES:
        return None
    is_critical = clock.seriousness == Seriousness.CRITICAL
    if state == State.REPORTED:
        day = add_working_days(clock.starts, clock.receipt_working_days, closed=closed_days)
        urgent = clock.starts + timedelta(days=1)
        return Due(
            _("Ta imot meldingen"), min(day, urgent) if is_critical else day, (0, 1, 3) if is_critical else (0, 2, 7)
        )
    if state == State.RECEIVED:
        day = clock.starts + timedelta(days=1 if is_critical else DAYS_TO_ASSESS)
        return Due(_("Vurder saken og start behandlingen"), day, (0, 1, 3) if is_critical else (-2, 0, 3, 10))
    day = clock.starts + timedelta(days=clock.days_to_close)
    if state == State.MEASURES and clock.measures_end is not None:
        day = max(day, clock.measures_end)
    what = {
        State.RETURNED: _("Følg opp spørsmålet til melderen"),
        State.MEASURES: _("Følg opp tiltakene og lukk saken"),
    }
    return Due(what.get(State(state), _("Behandle og lukk saken")), day, (-7, -2, 0, 3, 10))


def steps_for(circle: str, steps: tuple[int, ...]) -> tuple[int, ...]:
    """Leave out what would be told to leaders above: of a case for named people only the handler is reminded."""
    if circle != Circle.RESTRICTED:
        return steps
    misses = [step for step in steps if step > 0]
    return tuple(step for step in steps if step <= 0) + tuple(misses[:1])
