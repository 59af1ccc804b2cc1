"""Measures: registered, changed, given to someone, moved in time. [G2, G4, G5]"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from goals.actions.goals import next_position
from goals.actions.plans import refuse_closed
from goals.actions.tasks import sync_tasks
from goals.choices import DueKind, PlanStatus, ResponsibleKind, ResponsibleRole, TaskStatus
from goals.models import DeadlineMove, Goal, Group, Measure, Responsible
from kvalitet.history import actions as history
from kvalitet.organisation.models import Person
from kvalitet.web.errors import Refused


@dataclass(frozen=True)
class ResponsibleChoice:
    """Who to make responsible: exactly one of person, group, post or text."""

    person: Person | None = None
    group: Group | None = None
    position_title: str = ""
    source_text: str = ""
    role: str = ResponsibleRole.LEAD

    @property
    def kind(self) -> str:
        """The kind that follows from what is filled in."""
        if self.person is not None:
            return ResponsibleKind.PERSON
        if self.group is not None:
            return ResponsibleKind.GROUP
        return ResponsibleKind.POSITION if self.position_title else ResponsibleKind.TEXT


@transaction.atomic
def create_measure(
    goal: Goal,
    *,
    title: str,
    responsible: Sequence[ResponsibleChoice],
    by: Person | None,
    reason: str = "",
    **fields: Any,
) -> Measure:
    """Add a measure last under its goal or sub-goal, with a task for each who must do it."""
    refuse_closed(goal.plan)
    measure = history.create(
        Measure,
        by=by,
        reason=reason,
        **{"goal": goal, "plan": goal.plan, "municipality": goal.municipality, "title": title},
        **{"unit": goal.unit, "position": next_position(goal.measures), **fields},
    )
    _set_responsible(measure, responsible, by=by, reason=reason)
    sync_tasks(measure, by=by)
    return measure


@transaction.atomic
def edit_measure(
    measure: Measure,
    *,
    responsible: Sequence[ResponsibleChoice] | None = None,
    by: Person | None,
    reason: str = "",
    **changes: Any,
) -> Measure:
    """Change a measure and who is responsible; the deadline of a published measure is moved, not edited."""
    refuse_closed(measure.plan)
    if measure.plan.status == PlanStatus.PUBLISHED and measure.due and changes.get("due", measure.due) != measure.due:
        raise Refused(_("Fristen er publisert. Bruk «Flytt frist», så den gamle fristen og grunnen blir tatt vare på."))
    measure = history.apply(history.lock(measure, as_read=True), changes, by=by, reason=reason)
    if responsible is not None and _set_responsible(measure, responsible, by=by, reason=reason):
        history.touch(measure, by=by, reason=_told(responsible))
    sync_tasks(measure, by=by, moved="due" in changes)
    return measure


@transaction.atomic
def move_deadline(measure: Measure, *, to: date, reason: str, by: Person | None) -> Measure:
    """Move the deadline; the old one and the reason are kept. [G5]"""
    refuse_closed(measure.plan)
    measure = history.lock(measure, as_read=True)
    if not measure.tasks.exclude(status__in=[TaskStatus.DONE, TaskStatus.CANCELLED]).exists():
        raise Refused(_("Tiltaket er avsluttet, så fristen kan ikke flyttes."))
    if not reason.strip():
        raise Refused(_("Skriv hvorfor fristen flyttes."))
    if to == measure.due:
        raise Refused(_("Den nye fristen er den samme som den gamle."))
    _keep_move(measure, to=to, reason=reason, by=by)
    kind = measure.due_kind if measure.due_kind == DueKind.RECURRING else DueKind.DATE
    measure = history.apply(measure, {"due": to, "due_kind": kind, "due_text": ""}, by=by, reason=reason)
    sync_tasks(measure, by=by, moved=True)
    return measure


@transaction.atomic
def remove_measure(measure: Measure, *, by: Person, reason: str) -> None:
    """Delete a measure nobody has reported on; otherwise it is cancelled through its status."""
    refuse_closed(measure.plan)
    if measure.tasks.exclude(status_at=None).exists():
        raise Refused(
            _("Det er meldt status på tiltaket, så det kan ikke slettes. Sett statusen til «Avbrutt» i stedet.")
        )
    sync_tasks(measure, by=by, gone=True)
    history.remove(measure, by=by, reason=reason)


def _keep_move(measure: Measure, *, to: date, reason: str, by: Person | None) -> None:
    move = DeadlineMove(measure=measure, municipality=measure.municipality, old=measure.due, new=to, by=by)
    move.reason, move.at = reason, timezone.now()
    move.full_clean(exclude=["by"])
    move.save()


def _set_responsible(measure: Measure, wanted: Sequence[ResponsibleChoice], *, by: Person | None, reason: str) -> bool:
    """Store who is responsible; says whether anyone came or went."""

    def key(row: ResponsibleChoice | Responsible) -> tuple[Any, ...]:
        return (row.kind, row.person, row.group, row.position_title, row.role)

    present = {
        (*key(row), row.source_text if row.kind == ResponsibleKind.TEXT else ""): row
        for row in measure.responsibles.all()
    }
    keys = {
        (*key(choice), choice.source_text if choice.kind == ResponsibleKind.TEXT else ""): choice for choice in wanted
    }
    for found, row in present.items():
        if found not in keys:
            history.remove(row, by=by, reason=reason)
    for found, choice in keys.items():
        if found not in present:
            history.create(
                Responsible,
                by=by,
                reason=reason,
                **{
                    "measure": measure,
                    "municipality": measure.municipality,
                    "kind": choice.kind,
                    "role": choice.role,
                },
                **{"person": choice.person, "group": choice.group},
                **{"position_title": choice.position_title, "source_text": choice.source_text[:200]},
            )
    return present.keys() != keys.keys()


def _told(responsible: Sequence[ResponsibleChoice]) -> str:
    """Say who is responsible now, for the history."""
    names = [str(one.person or one.group or one.position_title or one.source_text) for one in responsible]
    return _("Ansvarlige: %(names)s.") % {"names": ", ".join(names)} if names else _("Ingen er ansvarlig.")
