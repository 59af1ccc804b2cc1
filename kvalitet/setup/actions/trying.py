"""Doing the steps, and doing them as a trial that leaves nothing behind. [P1]"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kvalitet.history import actions as history
from kvalitet.organisation import actions as organisation
from kvalitet.organisation.models import Municipality, Person, Unit
from kvalitet.setup.choices import ReorganisationStatus, StepKind
from kvalitet.setup.models import Reorganisation, ReorganisationStep
from kvalitet.setup.rules import Change
from kvalitet.setup.snapshots import snapshot
from kvalitet.web.errors import Refused

PARTS = ("unit", "unit_step", "target", "target_step", "person")


class Stopped(Exception):
    """A step can't be done; the text says which, and why."""


@dataclass(frozen=True)
class Trial:
    """What a reorganisation would do, or why it can't be done."""

    change: Change | None
    problem: str = ""


def do_steps(reorganisation: Reorganisation, *, today: date, by: Person | None) -> Change:
    """Do every step as of the reorganisation's day, and return what came of it. Raises Stopped at the first refusal."""
    steps = list(reorganisation.steps.select_related(*PARTS))
    before = snapshot(reorganisation.municipality, today)
    made: dict[int, Unit] = {}
    for number, step in enumerate(steps, start=1):
        try:
            with transaction.atomic():
                _do(step, reorganisation, made, today=today, by=by)
        except Refused as refused:
            raise Stopped(_told(number, step, str(refused))) from refused
        except ValidationError as error:
            raise Stopped(_told(number, step, " ".join(error.messages))) from error
    return Change(before, snapshot(reorganisation.municipality, today), today)


def _told(number: int, step: ReorganisationStep, why: str) -> str:
    return _("Steg %(number)d, «%(step)s», kan ikke gjøres. %(why)s") % {"number": number, "step": step, "why": why}


@dataclass(frozen=True)
class Doing:
    """A step with its units as they are now, since earlier steps may have moved them."""

    step: ReorganisationStep
    unit: Unit | None
    target: Unit | None
    starts: date
    common: dict[str, Any]
    """Who and why."""


def _do(
    step: ReorganisationStep, reorganisation: Reorganisation, made: dict[int, Unit], *, today: date, by: Person | None
) -> None:
    unit = made.get(step.unit_step_id or 0) or _fresh(step.unit_id)
    target = made.get(step.target_step_id or 0) or _fresh(step.target_id)
    common = {"by": by, "reason": f"{reorganisation.name}: {reorganisation.reason}"}
    doing = Doing(step, unit, target, reorganisation.starts, common)
    if step.kind == StepKind.OPEN:
        made[step.pk] = _open(doing)
        return
    if unit is None:
        raise Refused(_("Enheten finnes ikke lenger."))
    if step.kind != StepKind.CLOSE and unit.closed is not None and unit.closed <= reorganisation.starts:
        raise Refused(_("%(unit)s er lagt ned på denne datoen.") % {"unit": unit})
    _change(doing, unit, today)


def _open(doing: Doing) -> Unit:
    step, by = doing.step, doing.common["by"]
    if doing.target is None:
        raise Refused(_("Enheten den skal ligge under, finnes ikke lenger."))
    opened = organisation.create_unit(
        parent=doing.target, name=step.name, kind=step.unit_kind, opened=doing.starts, by=by
    )
    history.apply(step, {"made_unit": opened}, by=by)
    if step.person is not None:
        _lead(opened, doing)
    return opened


def _change(doing: Doing, unit: Unit, today: date) -> None:
    step, starts, common = doing.step, doing.starts, doing.common
    match step.kind:
        case StepKind.LEADER:
            _lead(unit, doing)
        case StepKind.RENAME:
            organisation.rename_unit(unit, name=step.name, **common)
        case StepKind.CLOSE:
            organisation.close_unit(unit, closed=starts, successor=doing.target, today=today, **common)
        case StepKind.MERGE:
            organisation.merge_unit(unit, into=_needed(doing), starts=starts, today=today, **common)
        case _:
            organisation.move_unit(unit, parent=_needed(doing), starts=starts, today=today, **common)


def _needed(doing: Doing) -> Unit:
    if doing.target is None:
        raise Refused(_("Enheten det går til, finnes ikke lenger."))
    return doing.target


def _lead(unit: Unit, doing: Doing) -> None:
    person = doing.step.person
    if person is not None and not Person.objects.filter(pk=person.pk, is_active=True).exists():
        raise Refused(_("%(person)s har sluttet og kan ikke lede enheten.") % {"person": person})
    organisation.set_leader(unit, person=person, starts=doing.starts, **doing.common)


def _fresh(pk: int | None) -> Unit | None:
    return Unit.objects.select_related("municipality").filter(pk=pk).first() if pk else None


def preview(reorganisation: Reorganisation, *, today: date, by: Person | None) -> Trial:
    """Really do it, on its day and after what is planned before it, and leave nothing behind."""
    with trial(reorganisation.municipality, max(reorganisation.starts, today), besides=reorganisation) as day:
        try:
            with transaction.atomic():
                return Trial(do_steps(reorganisation, today=day, by=by))
        except Stopped as stopped:
            return Trial(None, str(stopped))


@contextmanager
def trial(municipality: Municipality, day: date, *, besides: Reorganisation | None = None) -> Iterator[date]:
    """Hold the organisation as planned for a day, for as long as the block lasts; nothing of it is stored."""
    with transaction.atomic():
        for planned in _planned(municipality, day, besides):
            try:
                with transaction.atomic():
                    do_steps(planned, today=day, by=planned.planned_by)
            except Stopped:
                continue
        organisation.apply_placements(day, municipality=municipality)
        yield day
        transaction.set_rollback(True)


def _planned(municipality: Municipality, day: date, besides: Reorganisation | None) -> Iterable[Reorganisation]:
    rows = Reorganisation.objects.filter(
        municipality=municipality, status=ReorganisationStatus.PLANNED, starts__lte=day
    ).order_by("starts", "id")
    rows = rows.select_related("municipality", "planned_by")
    return list(rows if besides is None else rows.exclude(pk=besides.pk))
