"""Events are gathered into a pattern, which gets measures of its own and is ended when it no longer repeats. [D10]"""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from deviations.actions.entries import add_entry
from deviations.actions.measures import NewMeasure, new_measure
from deviations.choices import EntryKind, PatternState
from deviations.models import Deviation, Pattern, PatternEvent, PatternMeasure
from goals.models import Measure
from kvalitet.history import actions as history
from kvalitet.organisation.models import Person, Unit
from kvalitet.web.errors import Refused

MOST_EVENTS = 500


@transaction.atomic
def create_pattern(*, unit: Unit, title: str, description: str, events: Sequence[Deviation], by: Person) -> Pattern:
    """Begin a pattern over a unit with the events that are alike."""
    if len({event.pk for event in events}) < 2:
        raise Refused(_("Et mønster er minst to hendelser. Velg en til."))
    pattern = history.create(
        Pattern,
        by=by,
        municipality_id=unit.municipality_id,
        unit=unit,
        title=title,
        description=description,
        created_at=timezone.now(),
    )
    add_events(pattern, events, by=by)
    return pattern


@transaction.atomic
def edit_pattern(pattern: Pattern, *, title: str, description: str, by: Person) -> Pattern:
    """Change what the pattern is called and what is seen in it."""
    pattern = history.lock(pattern, as_read=True)
    _refuse_closed(pattern)
    return history.apply(pattern, {"title": title, "description": description}, by=by)


@transaction.atomic
def add_events(pattern: Pattern, events: Sequence[Deviation], *, by: Person) -> int:
    """Add events that aren't there yet, and say so on each of them. Returns how many."""
    pattern = history.lock(pattern)
    _refuse_closed(pattern)
    known = set(pattern.event_links.values_list("deviation_id", flat=True))
    fresh = list({event.pk: event for event in events if event.pk not in known}.values())
    if len(known) + len(fresh) > MOST_EVENTS:
        raise Refused(_("Et mønster kan ha inntil %(most)s hendelser.") % {"most": MOST_EVENTS})
    for event in fresh:
        if event.municipality_id != pattern.municipality_id:
            raise Refused(_("Hendelsen hører til en annen kommune."))
        fields: dict[str, Any] = {"pattern": pattern, "deviation": event, "by_id": by.pk, "at": timezone.now()}
        history.create(PatternEvent, by=by, municipality_id=pattern.municipality_id, **fields)
        text = _("Saken er samlet med lignende saker i et mønster.")
        add_entry(event, EntryKind.NOTE, text, by=by)
    if fresh:
        history.note(pattern, by=by, reason=_("La til %(count)s hendelser") % {"count": len(fresh)})
    return len(fresh)


@transaction.atomic
def remove_event(link: PatternEvent, *, by: Person, reason: str) -> None:
    """Take an event out of the pattern; the link's versions stay."""
    _refuse_closed(history.lock(link.pattern))
    add_entry(link.deviation, EntryKind.NOTE, _("Saken er tatt ut av et mønster: %(why)s") % {"why": reason}, by=by)
    history.remove(link, by=by, reason=reason)


@transaction.atomic
def create_common_measure(pattern: Pattern, *, told: NewMeasure, by: Person) -> Measure:
    """Register a measure that shall put an end to the pattern."""
    _refuse_closed(pattern)
    measure = new_measure(pattern.unit, told=told, by=by)
    link_common_measure(pattern, measure, by=by)
    return measure


@transaction.atomic
def link_common_measure(pattern: Pattern, measure: Measure, *, by: Person) -> PatternMeasure:
    """Say that a measure belongs to the pattern."""
    pattern = history.lock(pattern)
    _refuse_closed(pattern)
    if measure.municipality_id != pattern.municipality_id:
        raise Refused(_("Tiltaket hører til en annen kommune."))
    if PatternMeasure._base_manager.filter(pattern=pattern, measure=measure).exists():
        raise Refused(_("Tiltaket er allerede koblet til mønsteret."))
    fields: dict[str, Any] = {"pattern": pattern, "measure": measure, "by_id": by.pk, "at": timezone.now()}
    return history.create(PatternMeasure, by=by, municipality_id=pattern.municipality_id, **fields)


@transaction.atomic
def unlink_common_measure(link: PatternMeasure, *, by: Person, reason: str) -> None:
    """Take a measure away from the pattern; the measure stays, and the link's versions too."""
    _refuse_closed(history.lock(link.pattern))
    history.remove(link, by=by, reason=reason)


@transaction.atomic
def close_pattern(pattern: Pattern, *, text: str, by: Person) -> Pattern:
    """End a pattern with a word on how it went."""
    pattern = history.lock(pattern, as_read=True)
    _refuse_closed(pattern)
    changes = {"state": PatternState.CLOSED, "closed_at": timezone.now(), "closing_text": text.strip()}
    return history.apply(pattern, changes, by=by)


@transaction.atomic
def reopen_pattern(pattern: Pattern, *, reason: str, by: Person) -> Pattern:
    """Open a pattern that came back."""
    pattern = history.lock(pattern)
    if pattern.state != PatternState.CLOSED:
        raise Refused(_("Mønsteret er allerede åpent."))
    return history.apply(pattern, {"state": PatternState.OPEN, "closed_at": None}, by=by, reason=reason)


def _refuse_closed(pattern: Pattern) -> None:
    if pattern.state == PatternState.CLOSED:
        raise Refused(_("Mønsteret er avsluttet. Åpne det igjen først."))
