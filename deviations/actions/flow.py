"""A case is moved on: every step locks it, says who and why, tells the reporter and moves the deadline. [D2]"""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from deviations.actions.clock import set_clock
from deviations.actions.entries import add_entry
from deviations.actions.telling import tell_handlers, tell_reporter
from deviations.choices import EntryKind, State
from deviations.models import Deviation, Entry
from deviations.queries.flow import counted, facts_of, other_needs, state_before_question
from deviations.rules.flow import Facts, Step, problems, reason_problem, state_after
from kvalitet.history import actions as history
from kvalitet.organisation.models import Person
from kvalitet.web.errors import Refused

After = Callable[[Deviation, Person | None], object]
_after: dict[Step, list[After]] = {}


def register_after(step: Step, act: After) -> None:
    """Let another part of the app do its own when a step has been taken: `act(event, by)`, in the same transaction."""
    known = _after.setdefault(step, [])
    if act not in known:
        known.append(act)


def move(
    event: Deviation,
    step: Step,
    *,
    by: Person | None,
    kind: str,
    text: str,
    tells_reporter: bool = True,
    effect_due: date | None = None,
    **changes: Any,
) -> Deviation:
    """Take one step of a case that is held, or raise Refused with everything that stands in the way."""
    facts = facts_of(event, counted(event), **_written(changes, effect_due))
    needs = other_needs(event) if step == Step.CLOSE else []
    if found := problems(step, facts, needs):
        raise Refused(" ".join(found))
    changes["state"] = _goal(event, step, facts)
    event = history.apply(event, {**changes, **_stamps(event, step)}, by=by, reason=text[:300])
    entry = add_entry(event, kind, text, by=by, is_for_reporter=tells_reporter)
    if tells_reporter:
        tell_reporter(event, entry)
    set_clock(event, by=by)
    for act in _after.get(step, ()):
        act(event, by)
    return event


def _written(changes: dict[str, Any], effect_due: date | None) -> dict[str, Any]:
    if effect_due is not None:
        changes["effect_due"] = effect_due
    return {"closing_text": changes.get("closing_text", ""), "effect_due": effect_due}


def _goal(event: Deviation, step: Step, facts: Facts) -> str:
    before = state_before_question(event) if step in {Step.ANSWER, Step.RESUME} else ""
    return state_after(step, facts, before)


def _stamps(event: Deviation, step: Step) -> dict[str, Any]:
    """Return the moments a step leaves behind: first receipt, first answer, closing."""
    now = timezone.now()
    stamps: dict[str, Any] = {}
    if step in {Step.RECEIVE, Step.BEGIN} and event.received_at is None:
        stamps["received_at"] = now
    if step in {Step.ASK, Step.REJECT, Step.CLOSE} and event.answered_at is None:
        stamps["answered_at"] = now
    if step in {Step.CLOSE, Step.REJECT}:
        stamps["closed_at"] = now
    if step == Step.REOPEN:
        stamps |= {"closed_at": None, "reopened_count": event.reopened_count + 1}
    return stamps


def needed(step: Step, text: str) -> str:
    """Return the words without space around, or raise Refused when somebody waits for them."""
    if problem := reason_problem(step, text):
        raise Refused(problem)
    return text.strip()


@transaction.atomic
def receive(event: Deviation, *, by: Person) -> Deviation:
    """Say that somebody has read the report."""
    event = history.lock(event, as_read=True)
    return move(event, Step.RECEIVE, by=by, kind=EntryKind.STATE, text=_("Meldingen er mottatt."))


@transaction.atomic
def begin_work(event: Deviation, *, by: Person) -> Deviation:
    """Begin on an assessed case; one that nobody has received is received too."""
    event = history.lock(event, as_read=True)
    return move(event, Step.BEGIN, by=by, kind=EntryKind.STATE, text=_("Behandlingen er startet."))


@transaction.atomic
def ask_reporter(event: Deviation, *, text: str, by: Person) -> Deviation:
    """Send the case back with a question; it waits for the answer, and the deadline stands."""
    event = history.lock(event, as_read=True)
    if event.reporter_id is not None and not event.reporter.is_active:  # type: ignore[union-attr]  # the id says it is there
        raise Refused(_("Den som meldte saken har sluttet og kan ikke svare."))
    return move(event, Step.ASK, by=by, kind=EntryKind.RETURNED, text=needed(Step.ASK, text))


@transaction.atomic
def answer(event: Deviation, *, text: str, by: Person | None) -> Deviation:
    """Take the reporter's words, with nobody's name when it has none; an answer waited for moves the case on."""
    event = history.lock(event)
    if event.reporter_id != (by.pk if by else None):
        raise Refused(_("Bare den som meldte saken kan svare her."))
    text = needed(Step.ANSWER, text)
    if event.state == State.RETURNED:
        kind = EntryKind.MESSAGE_FROM_REPORTER
        event = move(event, Step.ANSWER, by=by, kind=kind, text=text)
        entry: Entry = event.entries.filter(kind=kind).order_by("-at", "-id")[0]
    else:
        entry = add_entry(event, EntryKind.MESSAGE_FROM_REPORTER, text, by=by, is_for_reporter=True)
    news = _("Melderen har skrevet")
    tell_handlers(event, key=f"entry/{entry.pk}", news=news, why=_("Du behandler saken."), besides=by)
    return event


@transaction.atomic
def resume(event: Deviation, *, by: Person) -> Deviation:
    """Go on without waiting for the answer."""
    event = history.lock(event, as_read=True)
    text = _("Behandlingen fortsetter uten svar på spørsmålet.")
    return move(event, Step.RESUME, by=by, kind=EntryKind.STATE, text=text)


@transaction.atomic
def write_to_reporter(event: Deviation, *, text: str, by: Person) -> Deviation:
    """Tell the reporter something; the first time keeps the promise of an answer."""
    event = history.lock(event)
    if not text.strip():
        raise Refused(_("Skriv det du vil fortelle melderen."))
    entry = add_entry(event, EntryKind.MESSAGE_TO_REPORTER, text.strip(), by=by, is_for_reporter=True)
    if event.answered_at is None:
        event = history.apply(event, {"answered_at": timezone.now()}, by=by)
    tell_reporter(event, entry)
    return event


@transaction.atomic
def add_note(event: Deviation, *, text: str, by: Person) -> Entry:
    """Write something for those who handle the case; the reporter doesn't see it."""
    if not text.strip():
        raise Refused(_("Skriv notatet."))
    return add_entry(history.lock(event), EntryKind.NOTE, text.strip(), by=by)


@transaction.atomic
def reject(event: Deviation, *, text: str, by: Person) -> Deviation:
    """End the case without doing anything, and say why to the one who reported it."""
    event = history.lock(event, as_read=True)
    return move(event, Step.REJECT, by=by, kind=EntryKind.REJECTED, text=needed(Step.REJECT, text))


@transaction.atomic
def to_measures(event: Deviation, *, by: Person) -> Deviation:
    """Say that what remains is to carry the measures out."""
    event = history.lock(event, as_read=True)
    return move(event, Step.TO_MEASURES, by=by, kind=EntryKind.STATE, text=_("Det er satt i gang tiltak."))


@transaction.atomic
def close(event: Deviation, *, closing_text: str, by: Person, effect_due: date | None = None) -> Deviation:
    """Close the case with an answer to the reporter, when everything on the check list is in place."""
    event = history.lock(event, as_read=True)
    text = needed(Step.CLOSE, closing_text)
    if effect_due is not None and effect_due <= timezone.localdate():
        raise Refused(_("Effekten kan først sjekkes etter at saken er lukket. Velg en senere dato."))
    return move(event, Step.CLOSE, by=by, kind=EntryKind.CLOSING, text=text, closing_text=text, effect_due=effect_due)


@transaction.atomic
def reopen(event: Deviation, *, text: str, by: Person) -> Deviation:
    """Open a case that was ended, and say why; a new deadline is counted from today."""
    event = history.lock(event, as_read=True)
    return move(event, Step.REOPEN, by=by, kind=EntryKind.REOPENED, text=needed(Step.REOPEN, text))
