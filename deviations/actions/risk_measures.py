"""The measures against a risk: made with the goals, linked, let go. [D5]"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from deviations.choices import LIVE_RISKS
from deviations.models import Risk, RiskMeasure
from goals.actions.measures import ResponsibleChoice, create_measure
from goals.choices import DueKind
from goals.models import Goal, Measure
from kvalitet.history import actions as history
from kvalitet.organisation.models import Person
from kvalitet.web.errors import Refused


@transaction.atomic
def make_measure(
    risk: Risk,
    *,
    goal: Goal,
    title: str,
    responsible: Sequence[ResponsibleChoice],
    due: date | None,
    by: Person | None,
    description: str = "",
) -> Measure:
    """Register a measure under a goal of a plan, and link it to the risk."""
    kind = DueKind.DATE if due else DueKind.NONE
    fields: dict[str, Any] = {"due": due, "due_kind": kind, "description": description, "unit": risk.unit}
    measure = create_measure(goal, title=title, responsible=responsible, by=by, **fields)
    link_measure(risk, measure=measure, by=by)
    return measure


@transaction.atomic
def link_measure(risk: Risk, *, measure: Measure, by: Person | None) -> RiskMeasure:
    """Say that a measure shall make the risk smaller; the same one twice is one."""
    if risk.state not in LIVE_RISKS:
        raise Refused(_("Risikoen er avsluttet. Åpne den igjen før du legger til tiltak."))
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
