"""A step is done, excepted, or taken back; its deadline follows. [S2, S3]"""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kvalitet.history import actions as history
from kvalitet.organisation.models import Person
from kvalitet.web.errors import Refused
from sickleave.actions.deadlines import set_for
from sickleave.actions.syncing import copy_steps
from sickleave.choices import MilestoneState
from sickleave.models import Absence, Case, Milestone, SickLeaveSettings
from sickleave.queries.settings import settings_for
from sickleave.queries.spells import choices_of, next_of, spell_of
from sickleave.rules.dues import Due
from sickleave.rules.milestones import milestones, upcoming
from sickleave.rules.spells import Spell

DONE = "Steget er gjort."
EXCEPTED = "Steget er unntatt."
REOPENED = "Steget er åpnet igjen."
SETTLED = (MilestoneState.DONE, MilestoneState.EXCEPTED)


@transaction.atomic
def complete(case: Case, step: str, *, on: date, by: Person | None) -> Milestone:
    """Say that a step was done on a day; one not reached yet may be done early. Raises Refused for a day ahead."""
    if on > timezone.localdate():
        raise Refused(_("Datoen er fram i tid. Skriv dagen det ble gjort."))
    row = hold(case, step)
    changes = {"state": MilestoneState.DONE, "done_on": on, "done_by": by}
    return _settle(row, {**changes, **_no_exception()}, by, DONE)


@transaction.atomic
def except_from(
    case: Case,
    step: str,
    *,
    reason: str,
    text: str,
    employee_informed: bool | None,
    review_on: date | None,
    by: Person,
    as_read: Milestone | None = None,
) -> Milestone:
    """Say why a step isn't taken; never silent. Raises Refused when somebody else settled it meanwhile."""
    row = hold(case, step)
    if as_read is not None and as_read.version != row.version:
        raise Refused(_("Noen andre endret dette steget akkurat nå. Se over og lagre på nytt."))
    changes: dict[str, Any] = {"state": MilestoneState.EXCEPTED, "exception_reason": reason, "exception_text": text}
    changes |= {"employee_informed": employee_informed, "review_on": review_on, "done_on": None, "done_by": None}
    return _settle(row, changes, by, EXCEPTED)


@transaction.atomic
def reopen(case: Case, step: str, *, by: Person) -> Milestone:
    """Take back what was said of a step: it waits again, with its deadline."""
    row = hold(case, step)
    changes = {"state": MilestoneState.WAITING, "done_on": None, "done_by": None, **_no_exception()}
    return _settle(row, changes, by, REOPENED)


@transaction.atomic
def hold(case: Case, step: str) -> Milestone:
    """Return the step of a case, held; made when the spell hasn't reached it. Raises Refused for an unknown step."""
    case = history.lock(case)
    row = Milestone.objects.select_for_update(of=("self",)).filter(case=case, step=step).first()
    if row is not None:
        row.case = case
        found: Milestone = row
        return found
    rules = settings_for(case.municipality_id)
    spell = _spell(case, rules)
    if spell is None:
        raise Refused(_("Fraværet i saken er tatt bort."))
    limits = choices_of(case, rules)
    ahead: dict[str, Due] = {due.step: due for due in (*upcoming(spell, **limits), *milestones(spell, **limits))}
    due = ahead.get(step)
    day = due.due if due else timezone.localdate()
    return history.create(
        Milestone,
        by=None,
        case=case,
        municipality=case.municipality,
        step=step,
        due=day,
        act_by=due.act_by if due else day,
        gross_due=due.gross if due else day,
        requirement=due.requirement if due else "information",
        law_version=case.law_version,
    )


def _settle(row: Milestone, changes: dict[str, Any], by: Person | None, reason: str) -> Milestone:
    row = history.apply(row, changes, by=by, reason=reason)
    set_for([row], by=by)
    case = row.case
    today, rules = timezone.localdate(), settings_for(case.municipality_id)
    spell = _spell(case, rules) if case.is_open else None
    ahead = next_of(spell, case, rules, today) if spell else None
    copy_steps(case, Milestone.objects.filter(case=case), today, ahead)
    copied = {"next_step": case.next_step, "next_due": case.next_due, "late_count": case.late_count}
    Case.objects.filter(pk=case.pk).update(**copied)
    return row


def _spell(case: Case, rules: SickLeaveSettings) -> Spell | None:
    return spell_of(case, list(Absence.objects.filter(person=case.person_id).order_by("starts")), rules)


def _no_exception() -> dict[str, Any]:
    return {"exception_reason": "", "exception_text": "", "employee_informed": None, "review_on": None}
