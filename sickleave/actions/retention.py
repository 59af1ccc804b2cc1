"""Holding cases back from deletion, confirming a deletion, and carrying it out a batch at a time. [S5]"""

import logging
from datetime import date, datetime, time
from time import monotonic

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from kvalitet.history import actions as history
from kvalitet.organisation.models import Municipality, Person
from kvalitet.web.errors import Refused
from sickleave.actions import erasing
from sickleave.models import Case, Deletion, Hold
from sickleave.queries import retention as queries
from sickleave.rules.retention import Paper, add_months

logger = logging.getLogger(__name__)
HELD = "Saken er holdt tilbake fra sletting."
RELEASED = "Saken følger tidsregelen igjen."
CASES_AT_ONCE = 20
ROWS_AT_ONCE = 500


@transaction.atomic
def hold(case: Case, *, reason: str, text: str, review_on: date, by: Person) -> Hold:
    """Keep a case past its time, with a reason and a day to ask again."""
    case = history.lock(case)
    if case.is_open:
        raise Refused(_("Saken er åpen, og slettes ikke før den er avsluttet."))
    if case.is_held:
        raise Refused(_("Saken er allerede holdt tilbake."))
    today = timezone.localdate()
    made = history.create(
        Hold,
        by=by,
        case=case,
        municipality=case.municipality,
        reason=reason,
        text=text,
        review_on=review_on,
        held_on=today,
        by_id=by.pk,
    )
    history.apply(case, {"is_held": True}, by=by, reason=HELD)
    return made


@transaction.atomic
def release(held: Hold, *, by: Person) -> None:
    """Let the case follow the rules of time again."""
    held = history.lock(held)
    if held.ended_on is None:
        history.apply(held, {"ended_on": timezone.localdate()}, by=by, reason=RELEASED)
        history.apply(history.lock(held.case), {"is_held": False}, by=by, reason=RELEASED)


@transaction.atomic
def confirm(municipality: Municipality, *, listed: dict[str, int], today: date, by: Person | None) -> Deletion:
    """Write down that a person has seen the list and wants it deleted; the clock does it.

    Refused when the list has become another since it was read, and while the one before isn't done.
    """
    Municipality.objects.select_for_update().get(pk=municipality.pk)
    if Deletion._base_manager.filter(municipality=municipality, done_at=None).exists():
        raise Refused(_("En sletting er allerede bekreftet. Vent til den er ferdig."))
    times = queries.times_of(municipality, today)
    found = queries.counts(municipality, times)
    if not any(found.values()):
        raise Refused(_("Det er ikke noe å slette."))
    if listed != found:
        raise Refused(_("Listen er endret siden du åpnet siden. Se over den nye listen, og bekreft på nytt."))
    made = history.create(
        Deletion,
        by=by,
        municipality=municipality,
        as_of=today,
        months={str(paper): number for paper, number in times.months.items()},
        listed=found,
        deleted=dict.fromkeys(Paper, 0),
        confirmed_by=by,
    )
    logger.info("A deletion of sick leave was confirmed: %s", _numbers(found))
    return made


@scopes_disabled()  # type: ignore[untyped-decorator]
def carry_out(*, seconds: float = 300) -> int:
    """Do what is confirmed for as long as there is time, and say how many rows; the rest waits for the next pass."""
    ends, done = monotonic() + seconds, 0
    for pk in Deletion._base_manager.filter(done_at=None).order_by("id").values_list("pk", flat=True):
        while monotonic() < ends:
            number = _batch(pk)
            if number is None:
                break
            done += number
    return done


@transaction.atomic
def _batch(pk: int) -> int | None:
    """Delete one batch and count it in the same transaction; None when nothing is left, or another worker has it."""
    rows = Deletion._base_manager.select_for_update(skip_locked=True)
    deletion = rows.filter(pk=pk, done_at=None).first()
    if deletion is None:
        return None
    for paper, erase in ((Paper.NOTES, _notes), (Paper.CASES, _cases), (Paper.ABSENCES, _absences)):
        if number := erase(deletion):
            so_far = {**deletion.deleted, paper: deletion.deleted.get(paper, 0) + number}
            history.apply(deletion, {"deleted": so_far}, by=None)
            return number
    _removed(deletion)
    history.apply(deletion, {"done_at": timezone.now()}, by=None)
    logger.info("A deletion of sick leave is done: %s", _numbers(deletion.deleted))
    return None


def _notes(deletion: Deletion) -> int:
    times = queries.confirmed_times(deletion)
    for rows, field in queries.due_notes(deletion.municipality_id, times):
        if pks := list(rows.values_list("pk", flat=True)[:ROWS_AT_ONCE]):
            return int(erasing.erase_text(rows.model, pks, field))
    return 0


def _cases(deletion: Deletion) -> int:
    times = queries.confirmed_times(deletion)
    due = queries.due_cases(deletion.municipality_id, times)
    found = list(due.values_list("pk", "person_id")[:CASES_AT_ONCE])
    erasing.hold_people(person for _pk, person in found)
    still = due.filter(pk__in=[pk for pk, _person in found]).select_for_update()
    return int(erasing.erase_cases(list(still)))


def _absences(deletion: Deletion) -> int:
    times = queries.confirmed_times(deletion)
    due = queries.due_absences(deletion.municipality_id, times)
    found = list(due.values_list("pk", "person_id")[:ROWS_AT_ONCE])
    erasing.hold_people(person for _pk, person in found)
    return int(erasing.erase_absences(list(due.filter(pk__in=[pk for pk, _person in found]))))


def _removed(deletion: Deletion) -> None:
    """Delete versions of what was taken away by people as long ago as a case is kept."""
    day = add_months(deletion.as_of, -deletion.months[Paper.CASES])
    before = timezone.make_aware(datetime.combine(day, time()))
    erasing.erase_removed(before, municipality=deletion.municipality_id)


def _numbers(found: dict[str, int]) -> str:
    return ", ".join(f"{paper} {number}" for paper, number in sorted(found.items()))
