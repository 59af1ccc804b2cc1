"""The measures against a risk: made with the goals, linked, let go. [D5]"""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from deviations.actions.measures import NewMeasure, new_measure
from deviations.choices import LIVE_RISKS
from deviations.models import Risk, RiskMeasure
from goals.models import Measure
from kvalitet.history import actions as history
from kvalitet.organisation.models import Person
from kvalitet.web.errors import Refused


@transaction.atomic
def make_measure(risk: Risk, *, told: NewMeasure, by: Person) -> Measure:
    """Register a measure with the goals, and link it to the risk."""
    _refuse_closed(risk)
    measure = new_measure(risk.unit, told=told, by=by)
    link_measure(risk, measure=measure, by=by)
    return measure


@transaction.atomic
def link_measure(risk: Risk, *, measure: Measure, by: Person | None) -> RiskMeasure:
    """Say that a measure shall make the risk smaller; the same one twice is one."""
    _refuse_closed(risk)
    if measure.municipality_id != risk.municipality_id:
        raise Refused(_("Tiltaket hører til en annen kommune."))
    history.lock(risk)
    found = RiskMeasure._base_manager.filter(risk=risk, measure=measure).first()
    if found is not None:
        return found
    fields: dict[str, Any] = {"risk": risk, "measure": measure, "municipality": risk.municipality}
    made = history.create(RiskMeasure, by=by, **fields, at=timezone.now(), by_id=by.pk if by else None)
    history.note(risk, by=by, reason=_("Tiltak lagt til: %(title)s") % {"title": measure.title})
    return made


@transaction.atomic
def unlink_measure(link: RiskMeasure, *, by: Person, reason: str = "") -> None:
    """Say that a measure doesn't concern the risk after all; the measure itself stays."""
    told = _("Tiltaket «%(title)s» er ikke lenger knyttet til risikoen.") % {"title": link.measure.title}
    history.note(link.risk, by=by, reason=f"{told} {reason}".strip())
    history.remove(link, by=by, reason=reason)


def _refuse_closed(risk: Risk) -> None:
    if risk.state not in LIVE_RISKS:
        raise Refused(_("Risikoen er avsluttet. Åpne den igjen før du endrer tiltakene."))
