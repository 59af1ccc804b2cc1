"""The one deadline of a case, which follows its state; the clock keeps the day of the report. [D2]"""

from collections.abc import Callable
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from deviations.choices import Circle, EntryKind
from deviations.models import Deviation
from deviations.queries.flow import counted
from deviations.queries.settings import settings_for
from deviations.rules.clock import Clock, Due, due_of, steps_for
from deviations.rules.words import shown_title
from kvalitet.deadlines import actions as deadlines
from kvalitet.deadlines.choices import Role
from kvalitet.organisation.models import Person, Unit
from kvalitet.organisation.people import led_unit_ids

Follow = Callable[[Deviation, Person | None], object]
_followers: list[Follow] = []


def register_follower(follow: Follow) -> None:
    """Let other deadlines of a case move when its own does, to another handler, unit or circle: `follow(event, by)`."""
    if follow not in _followers:
        _followers.append(follow)


def next_due(event: Deviation, *, measures_end: date | None = None) -> Due | None:
    """Return what must be done in the case by when, as it stands."""
    rules = settings_for(event.municipality_id)
    clock = Clock(
        starts=_starts(event),
        seriousness=event.seriousness,
        receipt_working_days=rules.receipt_working_days,
        days_to_close=rules.days_to_close(event.seriousness),
        measures_end=measures_end,
    )
    return due_of(event.state, clock)


def _starts(event: Deviation) -> date:
    """The day of the report, or of the last reopening: nobody is late with what was finished."""
    if event.reopened_count:
        opened = event.entries.filter(kind=EntryKind.REOPENED).order_by("-at").values_list("at", flat=True).first()
        if opened:
            return timezone.localdate(opened)
    return timezone.localdate(event.created_at)


def set_clock(event: Deviation, *, by: Person | None) -> None:
    """Let the deadline follow the case: moved, renamed, given to another, or done when the case is closed."""
    for follow in _followers:
        follow(event, by)
    due = next_due(event, measures_end=counted(event).last_due)
    if due is None:
        deadlines.complete(event, by=by)
        return
    deadlines.reopen(event, by=by)
    deadlines.set_deadlines(
        event,
        due=due.day,
        assignees=[assignee_of(event)],
        title=_("%(what)s – %(title)s") % {"what": due.what, "title": shown_title(event)},
        url=event.get_absolute_url(),
        municipality=event.municipality,
        unit=deadline_place(event),
        by=by,
        steps=steps_for(event.circle, due.steps),
        may_be_lent=event.circle != Circle.RESTRICTED,
    )


def assignee_of(event: Deviation) -> deadlines.Assignee:
    """Return who answers for the case's deadlines: the one chosen, otherwise whoever leads the unit."""
    if event.handler is not None:
        return deadlines.Assignee(person=event.handler)
    return deadlines.Assignee(role=Role.LEADER, unit=event.unit)


def deadline_place(event: Deviation) -> Unit:
    """A case for named people is nobody's in its own unit: its deadline lies where the handler leads, or at the top."""
    if event.circle != Circle.RESTRICTED or event.handler is None:
        return event.unit
    led = led_unit_ids(event.handler, timezone.localdate())
    units = Unit._base_manager.filter(municipality=event.municipality_id)
    own = units.filter(pk__in=led).order_by("path").first()
    return own or units.get(parent=None)
