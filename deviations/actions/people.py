"""Who handles a case, who may see it, and where it belongs. [D2, D11]"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from deviations.actions.clock import set_clock
from deviations.actions.effects import follow_handler
from deviations.actions.entries import add_entry
from deviations.actions.flow import move, needed
from deviations.actions.routing import accused_in
from deviations.actions.telling import tell_handlers
from deviations.choices import Circle, EntryKind
from deviations.models import Deviation
from deviations.rules.flow import Step
from kvalitet.deadlines import actions as deadlines
from kvalitet.history import actions as history
from kvalitet.organisation.models import Person, Unit
from kvalitet.web.errors import Refused


@transaction.atomic
def send_on(event: Deviation, *, unit: Unit, text: str, by: Person) -> Deviation:
    """Give the case to another unit, which receives it anew; the clock keeps the day of the report."""
    event = history.lock(event, as_read=True)
    text = needed(Step.SEND_ON, text)
    if event.circle == Circle.RESTRICTED:
        raise Refused(_("Saken gjelder en leder og kan ikke sendes til en annen enhet. Velg en annen saksbehandler."))
    if unit.pk == event.unit_id:
        raise Refused(_("Saken ligger allerede hos %(unit)s.") % {"unit": unit})
    if unit.municipality_id != event.municipality_id:
        raise Refused(_("Saken kan bare sendes til en enhet i samme kommune."))
    if unit.closed is not None and unit.closed <= timezone.localdate():
        raise Refused(_("Enheten er lagt ned. Velg en annen."))
    told = _("Sendt til %(unit)s: %(text)s") % {"unit": unit, "text": text}
    event = move(event, Step.SEND_ON, by=by, kind=EntryKind.SENT_ON, text=told, unit=unit, handler=None)
    follow_handler(event, by=by)
    key = f"sent/{event.version}"
    tell_handlers(
        event, key=key, news=_("Du har fått en sak"), why=_("Saken er sendt til enheten du leder."), besides=by
    )
    return event


@transaction.atomic
def set_handler(event: Deviation, *, handler: Person | None, by: Person, reason: str = "") -> Deviation:
    """Let a person handle the case instead of the unit's leader; None gives it back to whoever leads the unit."""
    event = history.lock(event, as_read=True)
    if problem := handler_problem(event, handler):
        raise Refused(problem)
    if event.handler_id == (handler.pk if handler else None):
        return event
    event = history.apply(event, {"handler": handler}, by=by, reason=reason)
    name = handler or _("Lederen for %(unit)s") % {"unit": event.unit}
    text = _("%(name)s behandler saken.") % {"name": name}
    add_entry(event, EntryKind.ACCESS, f"{text} {reason}".strip(), by=by)
    set_clock(event, by=by)
    follow_handler(event, by=by)
    key = f"handler/{event.version}"
    tell_handlers(event, key=key, news=_("Du har fått en sak"), why=_("%(by)s ga deg saken.") % {"by": by}, besides=by)
    return event


def handler_problem(event: Deviation, handler: Person | None) -> str | None:
    """Say why a person can't handle the case, or None."""
    if not event.is_open:
        return _("Saken er lukket. Gjenåpne den før du gir den til en annen.")
    if handler is None:
        is_named = event.circle == Circle.RESTRICTED
        return _("Saken gjelder en leder. Velg en person som skal behandle den.") if is_named else None
    if not handler.is_active or handler.municipality_id != event.municipality_id:
        return _("Velg en som arbeider i kommunen.")
    if event.is_about_leader:
        accused = accused_in(event)
        if accused is not None and accused.person.pk == handler.pk:
            return _("Saken gjelder denne personen. Velg en annen.")
    return None


@transaction.atomic
def set_circle(event: Deviation, *, circle: str, reason: str, by: Person) -> Deviation:
    """Let fewer, or again all with a role, see the case; tasks and reminders are named anew."""
    event = history.lock(event, as_read=True)
    if not reason.strip():
        raise Refused(_("Skriv hvorfor."))
    if event.circle == Circle.RESTRICTED or circle == Circle.RESTRICTED:
        raise Refused(_("Hvem som ser en sak om en leder, følger av at den gjelder lederen. Det kan ikke endres her."))
    if event.circle == circle:
        return event
    event = history.apply(event, {"circle": circle}, by=by, reason=reason.strip())
    said = {
        Circle.NORMAL: _("Saken er ikke lenger fortrolig."),
        Circle.CONFIDENTIAL: _(
            "Saken er gjort fortrolig. Bare den som behandler den, leder og kvalitetsrådgiver ser den."
        ),
    }
    add_entry(event, EntryKind.ACCESS, f"{said[Circle(circle)]} {reason.strip()}", by=by)
    deadlines.cancel(event, by=by)  # reminders that haven't left would tell the title
    set_clock(event, by=by)
    return event
