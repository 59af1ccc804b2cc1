"""Risks: registered, changed, accepted, closed, opened again, looked at anew. [D5]"""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from deviations.choices import LIVE_RISKS, RiskState
from deviations.models import Risk
from kvalitet.calendar.periods import add_months
from kvalitet.deadlines import actions as deadlines
from kvalitet.deadlines.actions import Assignee
from kvalitet.history import actions as history
from kvalitet.organisation.models import Person, Unit
from kvalitet.web.errors import Refused

MONTHS_BETWEEN = 12


def usual_review(today: date) -> date:
    """Return when a risk is looked at again, if nobody says otherwise."""
    return add_months(today, MONTHS_BETWEEN)


@transaction.atomic
def create_risk(unit: Unit, *, by: Person | None, **fields: Any) -> Risk:
    """Register a risk; it is looked at again after a year unless `next_review` says otherwise."""
    now = timezone.now()
    if unit.closed is not None and unit.closed <= timezone.localdate(now):
        raise Refused(_("Enheten er lagt ned. Velg en annen."))
    fields["next_review"] = fields.get("next_review") or usual_review(timezone.localdate(now))
    risk = history.create(Risk, by=by, **{"unit": unit, "municipality": unit.municipality, "created_at": now, **fields})
    _schedule(risk, by=by)
    return risk


@transaction.atomic
def edit_risk(risk: Risk, *, by: Person | None, reason: str = "", **changes: Any) -> Risk:
    """Change a risk; the second of two at once is refused."""
    _refuse_closed(risk)
    risk = history.apply(history.lock(risk, as_read=True), changes, by=by, reason=reason)
    _schedule(risk, by=by)
    return risk


@transaction.atomic
def plan_review(risk: Risk, *, on: date, by: Person | None) -> Risk:
    """Say when the risk is looked at again; its owner is reminded then."""
    risk = history.apply(history.lock(risk), {"next_review": on}, by=by)
    _schedule(risk, by=by)
    return risk


@transaction.atomic
def accept_risk(risk: Risk, *, reason: str, by: Person) -> Risk:
    """Live with a risk, and say why; it is still looked at on its date. Refused where the matrix demands a measure."""
    if risk.state != RiskState.OPEN:
        raise Refused(_("Bare en åpen risiko kan aksepteres."))
    if risk.risk_score is None:
        raise Refused(_("Vurder risikoen før den aksepteres."))
    if risk.needs_measure:
        raise Refused(_("Risikoen er så høy at den ikke kan aksepteres. Sett i verk tiltak, og vurder den på nytt."))
    return history.apply(history.lock(risk, as_read=True), {"state": RiskState.ACCEPTED}, by=by, reason=reason)


@transaction.atomic
def close_risk(risk: Risk, *, reason: str, by: Person) -> Risk:
    """Say that the risk is no longer there, and why; nobody is reminded of it any more."""
    _refuse_closed(risk)
    fields = {"state": RiskState.CLOSED, "closed_at": timezone.now()}
    risk = history.apply(history.lock(risk, as_read=True), fields, by=by, reason=reason)
    deadlines.cancel(risk, by=by)
    return risk


@transaction.atomic
def reopen_risk(risk: Risk, *, reason: str, by: Person) -> Risk:
    """Open a closed risk, or one that was accepted, again."""
    if risk.state == RiskState.OPEN:
        raise Refused(_("Risikoen er åpen."))
    today = timezone.localdate()
    review = risk.next_review if risk.next_review and risk.next_review > today else usual_review(today)
    fields = {"state": RiskState.OPEN, "closed_at": None, "next_review": review}
    risk = history.apply(history.lock(risk, as_read=True), fields, by=by, reason=reason)
    _schedule(risk, by=by)
    return risk


def _refuse_closed(risk: Risk) -> None:
    if risk.state not in LIVE_RISKS:
        raise Refused(_("Risikoen er avsluttet. Åpne den igjen før du endrer den."))


def _schedule(risk: Risk, *, by: Person | None) -> None:
    """Let the owner be reminded; a confidential risk isn't named in a reminder."""
    title = _("Vurder risikoen på nytt: %(title)s") % {"title": risk.title}
    owner = Assignee(person=risk.owner) if risk.owner else Assignee(role="leader", unit=risk.unit)
    deadlines.set_deadlines(
        risk,
        due=risk.next_review,
        assignees=[owner],
        title=_("Du har en fortrolig risiko å vurdere på nytt") if risk.is_confidential else title,
        url=risk.get_absolute_url(),
        municipality=risk.municipality,
        unit=risk.unit,
        by=by,
    )
