"""Measures that come from an event: made, linked, let go, or explained away. [D3]"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from deviations.actions.entries import add_entry
from deviations.choices import EntryKind, State
from deviations.models import Deviation, DeviationMeasure
from goals.actions.improvements import improvement_goal
from goals.actions.measures import ResponsibleChoice, create_measure
from goals.choices import DueKind
from goals.models import Goal, Measure
from kvalitet.history import actions as history
from kvalitet.organisation.models import Person, Unit
from kvalitet.web.errors import Refused


@dataclass(frozen=True)
class NewMeasure:
    """What is said of a new measure; without a goal it belongs to the unit's own goal for improvements."""

    title: str
    responsible: Person
    due: date
    description: str = ""
    goal: Goal | None = None


@transaction.atomic
def new_measure(unit: Unit, *, told: NewMeasure, by: Person) -> Measure:
    """Register a measure for a unit."""
    goal = told.goal or improvement_goal(unit, year=timezone.localdate().year, by=by)
    return create_measure(
        goal,
        title=told.title,
        description=told.description,
        responsible=[ResponsibleChoice(person=told.responsible)],
        by=by,
        unit=unit,
        due_kind=DueKind.DATE,
        due=told.due,
    )


@transaction.atomic
def create_for_deviation(deviation: Deviation, *, told: NewMeasure, by: Person) -> Measure:
    """Register a measure and link it to the event it comes from."""
    refuse_ended(deviation)
    measure = new_measure(deviation.unit, told=told, by=by)
    link_measure(deviation, measure, by=by, text=_("Nytt tiltak: %(title)s") % {"title": measure.title})
    return measure


@transaction.atomic
def link_measure(deviation: Deviation, measure: Measure, *, by: Person, text: str = "") -> DeviationMeasure:
    """Say that a measure belongs to the event."""
    deviation = history.lock(deviation)
    refuse_ended(deviation)
    if measure.municipality_id != deviation.municipality_id:
        raise Refused(_("Tiltaket hører til en annen kommune."))
    if DeviationMeasure._base_manager.filter(deviation=deviation, measure=measure).exists():
        raise Refused(_("Tiltaket er allerede koblet til saken."))
    link = history.create(
        DeviationMeasure,
        by=by,
        deviation=deviation,
        measure=measure,
        municipality_id=deviation.municipality_id,
        by_id=by.pk,
        at=timezone.now(),
    )
    if deviation.no_measure_reason:
        deviation = history.apply(deviation, {"no_measure_reason": ""}, by=by, reason=_("Det er laget et tiltak."))
    add_entry(deviation, EntryKind.MEASURE, text or _("Koblet til tiltak: %(title)s") % {"title": measure.title}, by=by)
    return link


@transaction.atomic
def unlink_measure(link: DeviationMeasure, *, by: Person, reason: str) -> None:
    """Take a measure away from the event; the measure stays where it is, and the link's versions stay too."""
    refuse_ended(history.lock(link.deviation))
    text = _("Koblingen til tiltaket «%(title)s» er fjernet: %(reason)s")
    add_entry(link.deviation, EntryKind.MEASURE, text % {"title": link.measure.title, "reason": reason}, by=by)
    history.remove(link, by=by, reason=reason)


@transaction.atomic
def explain_no_measure(deviation: Deviation, *, reason: str, by: Person) -> Deviation:
    """Say why nothing needs to be done; an event that has a measure needs no such words."""
    deviation = history.lock(deviation, as_read=True)
    refuse_ended(deviation)
    if deviation.measure_links.exists():
        raise Refused(_("Saken har tiltak, så det trengs ingen forklaring. Fjern koblingen først."))
    before = deviation.version
    deviation = history.apply(deviation, {"no_measure_reason": reason.strip()}, by=by)
    if deviation.version != before:
        text = _("Det trengs ikke tiltak: %(reason)s") % {"reason": reason.strip()}
        add_entry(deviation, EntryKind.MEASURE, text, by=by)
    return deviation


def refuse_ended(deviation: Deviation) -> None:
    """Raise Refused where no measure can be added: a closed case is opened first, unless it had no effect."""
    if not deviation.is_open and deviation.state != State.CLOSED_NO_EFFECT:
        raise Refused(_("Saken er lukket. Gjenåpne den før du endrer tiltakene."))
