"""A reorganisation is written, its steps added and changed, planned and taken back. [P1]"""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from kvalitet.history import actions as history
from kvalitet.organisation.models import Municipality, Person
from kvalitet.setup.actions.carrying_out import carry_out
from kvalitet.setup.actions.trying import preview
from kvalitet.setup.choices import AHEAD, CHANGEABLE, ReorganisationStatus
from kvalitet.setup.models import Reorganisation, ReorganisationStep
from kvalitet.web.errors import Refused


@transaction.atomic
def create_reorganisation(
    *, municipality: Municipality, name: str, starts: date, reason: str, today: date, by: Person
) -> Reorganisation:
    """Begin a draft without steps."""
    refuse_past(starts, today)
    return history.create(Reorganisation, by=by, municipality=municipality, name=name, starts=starts, reason=reason)


def refuse_past(starts: date, today: date) -> None:
    """Raise Refused for a day that has been: access and reminders of then can't be done over."""
    if starts < today:
        raise Refused(
            _(
                "Datoen har vært. Tilgang og varsler kan ikke gjøres om bakover i tid. "
                "Velg i dag eller en senere dag, og skriv i begrunnelsen når endringen egentlig skjedde."
            )
        )


@transaction.atomic
def edit_reorganisation(
    reorganisation: Reorganisation, *, name: str, starts: date, reason: str, today: date, by: Person
) -> Reorganisation:
    """Change name, day and reason of one that isn't planned."""
    found = _changeable(reorganisation, as_read=True)
    refuse_past(starts, today)
    return history.apply(found, {"name": name, "starts": starts, "reason": reason}, by=by)


@transaction.atomic
def add_steps(reorganisation: Reorganisation, *, steps: list[dict[str, Any]], by: Person) -> list[ReorganisationStep]:
    """Add steps last, in order."""
    found = _changeable(reorganisation)
    last = found.steps.aggregate(last=Max("position"))["last"] or 0
    made = [
        history.create(ReorganisationStep, by=by, reorganisation=found, position=last + number, **fields)
        for number, fields in enumerate(steps, start=1)
    ]
    history.touch(found, by=by, reason=" ".join(_("Lagt til: %(step)s.") % {"step": step} for step in made))
    return made


@transaction.atomic
def edit_step(step: ReorganisationStep, *, changes: dict[str, Any], by: Person) -> ReorganisationStep:
    """Change what a step does."""
    found = _changeable(step.reorganisation)
    before = str(step)
    step = history.apply(step, changes, by=by)
    history.touch(found, by=by, reason=_("Endret: %(before)s → %(after)s.") % {"before": before, "after": step})
    return step


@transaction.atomic
def remove_step(step: ReorganisationStep, *, by: Person) -> None:
    """Take a step away; refused while others use the unit it opens."""
    found = _changeable(step.reorganisation)
    using = found.steps.filter(Q(unit_step=step) | Q(target_step=step)).first()
    if using is not None:
        raise Refused(_("Steget «%(step)s» bruker enheten som åpnes her. Ta bort det først.") % {"step": using})
    history.touch(found, by=by, reason=_("Tatt bort: %(step)s.") % {"step": step})
    history.remove(step, by=by)


@transaction.atomic
def plan(reorganisation: Reorganisation, *, version: int, today: date, by: Person) -> Reorganisation:
    """Let it happen on its day: at once when that is today. Refused when a step can't be done as things are."""
    found = _changeable(reorganisation)
    if found.version != version:
        raise Refused(_("Omorganiseringen er endret siden du så virkningen. Se over den på nytt."))
    refuse_past(found.starts, today)
    if not found.steps.exists():
        raise Refused(_("Legg til minst ett steg først."))
    if problem := preview(found, today=today, by=by).problem:
        raise Refused(problem)
    changes = {"status": ReorganisationStatus.PLANNED, "problem": "", "planned_by": by}
    found = history.apply(found, changes, by=by, reason=_("Planlagt"))
    planned: Reorganisation = carry_out(found, today=today)
    return planned


@transaction.atomic
def take_back(reorganisation: Reorganisation, *, by: Person) -> Reorganisation:
    """Make one that is planned a draft again, so that nothing happens on its day."""
    found = history.lock(reorganisation)
    if found.status != ReorganisationStatus.PLANNED:
        raise Refused(_("Bare en planlagt omorganisering kan tas tilbake."))
    return history.apply(found, {"status": ReorganisationStatus.DRAFT}, by=by, reason=_("Tatt tilbake til utkast"))


@transaction.atomic
def drop(reorganisation: Reorganisation, *, by: Person) -> Reorganisation:
    """Give it up; it stays in the list."""
    found = history.lock(reorganisation)
    if found.status not in AHEAD:
        raise Refused(_("Omorganiseringen er allerede avsluttet."))
    return history.apply(found, {"status": ReorganisationStatus.DROPPED}, by=by, reason=_("Forkastet"))


def _changeable(reorganisation: Reorganisation, *, as_read: bool = False) -> Reorganisation:
    found = history.lock(reorganisation, as_read=as_read)
    if found.status not in CHANGEABLE:
        raise Refused(
            _("Omorganiseringen er %(status)s. Ta den tilbake til utkast for å endre den.")
            % {"status": found.get_status_display().lower()}
            if found.status == ReorganisationStatus.PLANNED
            else _("Omorganiseringen er avsluttet og kan ikke endres.")
        )
    return found
