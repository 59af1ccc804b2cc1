"""What stands in the way of a case, gathered from all who know something of it. [D2]"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from deviations.choices import Circle, State
from deviations.models import Deviation
from deviations.rules.effects import is_demanded
from deviations.rules.flow import Facts, Need
from goals.choices import OPEN_STATUSES
from goals.models import Measure
from kvalitet.deadlines.models import Deadline
from kvalitet.organisation.models import Person
from kvalitet.organisation.people import leader_above

Ask = Callable[[Deviation], list[Need]]

_asked: list[Ask] = []


def register_closing_needs(ask: Ask) -> None:
    """Hang up what else must be in place before a case is closed: `ask(event)` gives check-list lines, met or not.

    Give the same number of lines as long as the case is open, so that people see what they have done already.
    """
    if ask not in _asked:
        _asked.append(ask)


def other_needs(event: Deviation) -> list[Need]:
    """Return what the other parts of the app ask for before closing."""
    return [need for ask in _asked for need in ask(event)]


@dataclass(frozen=True)
class MeasuresOf:
    """How many measures a case has led to, how many are still open, and when the last of these is due."""

    total: int = 0
    open: int = 0
    last_due: date | None = None


def counted(event: Deviation) -> MeasuresOf:
    """Count the measures of a case in one query; one that nobody has reported on is open."""
    left = Count("tasks", filter=Q(tasks__status__in=OPEN_STATUSES))
    rows = Measure._base_manager.filter(deviation_links__deviation=event).order_by()
    found = list(rows.annotate(left=left, number=Count("tasks")).values_list("due", "left", "number"))
    waiting = [due for due, open_tasks, number in found if open_tasks or not number]
    return MeasuresOf(len(found), len(waiting), max((due for due in waiting if due), default=None))


def facts_of(
    event: Deviation, measures: MeasuresOf, *, closing_text: str = "", effect_due: date | None = None
) -> Facts:
    """Say what is known of a case, with what is just being written."""
    return Facts(
        state=event.state,
        kind=event.kind,
        is_assessed=event.risk_score is not None,
        needs_effect_check=is_demanded(event.seriousness, event.risk_score, event.risk_band),
        has_cause=bool(event.causes),
        measures=measures.total,
        open_measures=measures.open,
        has_no_measure_reason=bool(event.no_measure_reason.strip()),
        has_effect_due=bool(effect_due or event.effect_due),
        has_closing_text=bool((closing_text or event.closing_text).strip()),
    )


def state_before_question(event: Deviation) -> str:
    """Return where the case was when the reporter was last asked; empty when that isn't written."""
    versions = event.history.exclude(state=State.RETURNED).order_by("-history_date", "-history_id")
    return str(versions.values_list("state", flat=True).first() or "")


def handlers_of(event: Deviation, on: date) -> list[Person]:
    """Return who is told of what happens in the case: the one chosen while at work, otherwise the nearest leader.

    A case about a leader is never told to a leader nobody has chosen for it.
    """
    if event.handler is not None and event.handler.is_active:
        return [event.handler]
    found = leader_above(event.unit, on) if event.circle != Circle.RESTRICTED else None
    return [found] if found is not None else []


def due_in(event: Deviation) -> date | None:
    """Return the day of the case's own deadline, while it is open."""
    return Deadline.objects.of(event).open().values_list("due", flat=True).first() if event.is_open else None
