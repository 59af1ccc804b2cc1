"""The effect is asked about 30 and 90 days after a case was closed. [D10]"""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from deviations.actions.entries import add_entry
from deviations.choices import CheckState, Circle, Effect, EntryKind, State
from deviations.models import Deviation, EffectCheck
from deviations.rules.effects import (
    REMINDER_STEPS,
    answer_problem,
    check_dates,
    is_demanded,
    next_due,
    omit_problem,
)
from deviations.rules.words import shown_title
from kvalitet.deadlines import actions as deadlines
from kvalitet.deadlines.actions import Assignee
from kvalitet.history import actions as history
from kvalitet.organisation.models import Person
from kvalitet.web.errors import Refused


@transaction.atomic
def plan_checks(deviation: Deviation, *, by: Person | None) -> list[EffectCheck]:
    """Date the checks of a case that has just been closed, and remind the one who handles it; twice changes nothing.

    The first falls on the day that was agreed on (`effect_due`), or after 30 days; the other 60 days later.
    Who wants none says so with `omit_checks` afterwards.
    """
    closed_on = timezone.localdate(deviation.closed_at) if deviation.closed_at else timezone.localdate()
    planned = list(_planned(deviation))
    if planned:
        return planned
    made = [
        history.create(
            EffectCheck,
            by=by,
            deviation=deviation,
            municipality_id=deviation.municipality_id,
            step=step,
            due=due,
            closed_on=closed_on,
        )
        for step, due in check_dates(closed_on, deviation.effect_due)
    ]
    for check in made:
        remind(check, by=by)
    _set_next(deviation, by=by)
    return made


@transaction.atomic
def cancel_checks(deviation: Deviation, *, by: Person | None, reason: str) -> None:
    """Let the checks of a case go that is opened again; it gets new ones when it is closed."""
    for check in _planned(deviation):
        history.apply(check, {"state": CheckState.CANCELLED}, by=by, reason=reason)
        deadlines.cancel(check, by=by)


@transaction.atomic
def omit_checks(deviation: Deviation, *, reason: str, by: Person) -> None:
    """Leave the checks out, and say why; never where the risk was high."""
    deviation = history.lock(deviation)
    demanded = is_demanded(deviation.seriousness, deviation.risk_score, deviation.risk_band)
    if problem := omit_problem(reason, is_demanded=demanded):
        raise Refused(problem)
    planned = list(_planned(deviation))
    if not planned:
        raise Refused(_("Saken har ingen effektsjekk å sløyfe."))
    for check in planned:
        history.apply(check, {"state": CheckState.OMITTED, "text": reason.strip()}, by=by, reason=reason)
        deadlines.cancel(check, by=by)
    _set_next(deviation, by=by)
    add_entry(deviation, EntryKind.EFFECT, _("Effekten sjekkes ikke: %(reason)s") % {"reason": reason.strip()}, by=by)


@transaction.atomic
def answer_check(check: EffectCheck, *, effect: str, text: str, since: int, before: int, by: Person) -> EffectCheck:
    """Store whether it helped; a case that had no effect is said to be closed without, until it is opened again."""
    deviation = history.lock(check.deviation)
    check = history.lock(check, as_read=True)
    is_answered = check.state == CheckState.ANSWERED
    live = check.state == CheckState.PLANNED and deviation.state in {State.CLOSED, State.CLOSED_NO_EFFECT}
    if problem := answer_problem(check.due, timezone.localdate(), is_answered=is_answered, is_live=live):
        raise Refused(problem)
    now = timezone.now()
    changes = {"state": CheckState.ANSWERED, "effect": effect, "text": text.strip(), "answered_at": now}
    check = history.apply(check, {**changes, "events_since": since, "events_before": before, "by": by}, by=by)
    deadlines.complete(check, by=by)
    state = {Effect.NO: State.CLOSED_NO_EFFECT, Effect.YES: State.CLOSED}.get(Effect(effect), deviation.state)
    deviation = history.apply(deviation, {"state": state, **_next(deviation)}, by=by, reason=str(Effect(effect).label))
    add_entry(deviation, EntryKind.EFFECT, _told(check), by=by)
    return check


def remind(check: EffectCheck, *, by: Person | None) -> None:
    """Tell the clock: the one who handles the case is asked, otherwise the leader of its unit, whoever that is then."""
    deviation = check.deviation
    deadlines.set_deadlines(
        check,
        due=check.due,
        assignees=assignees_of(deviation),
        title=neutral_title(deviation),
        url=check.get_absolute_url(),
        municipality=deviation.municipality,
        unit=deviation.unit,
        by=by,
        steps=REMINDER_STEPS,
        may_be_lent=deviation.circle != Circle.RESTRICTED,
    )


def follow_handler(deviation: Deviation, *, by: Person | None) -> None:
    """Give the checks left to the one who handles the case now."""
    for check in _planned(deviation):
        remind(check, by=by)


def assignees_of(deviation: Deviation) -> list[Assignee]:
    """Return who is asked: the handler, or the leader of the unit; nobody by role about what is restricted."""
    if deviation.handler is not None:
        return [Assignee(person=deviation.handler)]
    return [] if deviation.circle == Circle.RESTRICTED else [Assignee(role="leader", unit=deviation.unit)]


def neutral_title(deviation: Deviation) -> str:
    """Say what is to be done; only a normal event is called by its title."""
    if deviation.circle != Circle.NORMAL:
        return _("Sjekk effekten i en fortrolig sak")
    return _("Virket det? %(case)s") % {"case": shown_title(deviation)}


def _planned(deviation: Deviation) -> list[EffectCheck]:
    rows = EffectCheck._base_manager.filter(deviation=deviation, state=CheckState.PLANNED).order_by("due", "pk")
    return list(rows.select_related("deviation__unit", "deviation__municipality", "deviation__handler"))


def _next(deviation: Deviation) -> dict[str, date | None]:
    return {"effect_due": next_due(check.due for check in _planned(deviation))}


def _set_next(deviation: Deviation, *, by: Person | None) -> None:
    history.apply(deviation, _next(deviation), by=by)


def _told(check: EffectCheck) -> str:
    words = {"step": check.step, "effect": check.get_effect_display(), "text": check.text}
    told = _("Effekten %(step)s dager etter lukking: %(effect)s.") % words
    return f"{told} {check.text}".strip()
