"""The way of a case from reported to closed: from where each step goes, and what must be in place first. [D2]"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deviations.choices import CLOSED_STATES, OPEN_STATES, Kind, State

LIGHT_KINDS = frozenset({Kind.PROPOSAL, Kind.COMPLAINT})
"""Assessed by the seriousness alone: no risk is reported with an idea or a complaint, only how much it matters."""
KINDS_WITHOUT_CAUSE = frozenset({Kind.PROPOSAL})
"""Nothing has gone wrong that could have a cause."""
BEGUN = frozenset({State.IN_PROGRESS, State.MEASURES})


class Step(StrEnum):
    """What somebody does to a case. All but `ANSWER` are for the one who handles it; `RESUME` goes on without one."""

    RECEIVE = "receive"
    BEGIN = "begin"
    ASK = "ask"
    ANSWER = "answer"
    RESUME = "resume"
    SEND_ON = "send_on"
    REJECT = "reject"
    TO_MEASURES = "to_measures"
    CLOSE = "close"
    REOPEN = "reopen"
    NO_EFFECT = "no_effect"


FROM: dict[Step, frozenset[str]] = {
    Step.RECEIVE: frozenset({State.REPORTED}),
    Step.BEGIN: frozenset({State.REPORTED, State.RECEIVED}),
    Step.ASK: OPEN_STATES - {State.RETURNED},
    Step.ANSWER: frozenset({State.RETURNED}),
    Step.RESUME: frozenset({State.RETURNED}),
    Step.SEND_ON: OPEN_STATES,
    Step.REJECT: OPEN_STATES,
    Step.TO_MEASURES: frozenset({State.IN_PROGRESS}),
    Step.CLOSE: BEGUN,
    Step.REOPEN: CLOSED_STATES,
    Step.NO_EFFECT: frozenset({State.CLOSED}),
}
TO: dict[Step, str] = {
    Step.RECEIVE: State.RECEIVED,
    Step.BEGIN: State.IN_PROGRESS,
    Step.ASK: State.RETURNED,
    Step.SEND_ON: State.REPORTED,
    Step.REJECT: State.REJECTED,
    Step.TO_MEASURES: State.MEASURES,
    Step.CLOSE: State.CLOSED,
    Step.NO_EFFECT: State.CLOSED_NO_EFFECT,
}


@dataclass(frozen=True)
class Facts:
    """What is known of a case when somebody wants to move it on."""

    state: str
    kind: str = Kind.DEVIATION
    is_assessed: bool = False
    needs_effect_check: bool = False
    """The risk was orange or red, so the effect must be asked about after closing."""
    has_cause: bool = False
    measures: int = 0
    open_measures: int = 0
    has_no_measure_reason: bool = False
    has_effect_due: bool = False
    has_closing_text: bool = False


@dataclass(frozen=True)
class Need:
    """One line of a check list: what must be in place, and whether it is."""

    key: str
    text: str
    is_met: bool = False
    is_waiting: bool = False
    """It has been begun on, and only time or others are needed."""


def move_problem(step: Step, state: str) -> str | None:
    """Say why a step can't be taken from where the case is, or None."""
    if state in FROM[step]:
        return None
    if step == Step.REOPEN:
        return _("Saken er ikke lukket, så den kan ikke gjenåpnes.")
    if state in CLOSED_STATES:
        return _("Saken er lukket. Gjenåpne den hvis noe mer skal gjøres.")
    if state == State.RETURNED:
        return _("Saken venter på svar fra melderen. Fortsett uten svar, eller vent til svaret kommer.")
    problems = {
        Step.RECEIVE: _("Saken er allerede mottatt."),
        Step.BEGIN: _("Saken er allerede under behandling."),
        Step.ANSWER: _("Ingen har spurt melderen om noe nå."),
        Step.RESUME: _("Saken venter ikke på noe svar."),
        Step.TO_MEASURES: _("Start behandlingen før saken settes til tiltak."),
        Step.CLOSE: _("Start behandlingen før du lukker saken."),
        Step.NO_EFFECT: _("Bare en lukket sak kan bli lukket uten effekt."),
    }
    return problems[step]


def needs_to_begin(facts: Facts) -> list[Need]:
    """List what must be in place before work begins: an assessment, for those who know a light one from a full."""
    if facts.kind in LIGHT_KINDS:
        return []
    return [
        Need(
            "assessment",
            _("Vurder hvor sannsynlig det er at det skjer igjen, og hva som da kan skje."),
            facts.is_assessed,
        )
    ]


def needs_to_close(facts: Facts, others: Iterable[Need] = ()) -> list[Need]:
    """List what must be in place before a case is closed, met or not; `others` is what other parts ask for."""
    found = needs_to_begin(facts)
    if facts.kind not in KINDS_WITHOUT_CAUSE:
        found.append(Need("cause", _("Velg minst én årsak til det som skjedde."), facts.has_cause))
    found.append(_measures_need(facts))
    if facts.needs_effect_check:
        found.append(Need("effect", _("Sett en dato for når effekten skal sjekkes."), facts.has_effect_due))
    found += others
    found.append(
        Need(
            "closing", _("Skriv hva du svarer melderen: hva dere fant ut, og hva som er gjort."), facts.has_closing_text
        )
    )
    return found


def _measures_need(facts: Facts) -> Need:
    if not facts.measures:
        text = _("Lag et tiltak, eller forklar hvorfor det ikke trengs noe.")
        return Need("measures", text, facts.has_no_measure_reason)
    if not facts.open_measures:
        return Need("measures", _("Alle tiltakene er avsluttet."), is_met=True)
    text = ngettext(
        "Fullfør eller avbryt tiltaket som er åpent.",
        "Fullfør eller avbryt de %(n)d tiltakene som er åpne.",
        facts.open_measures,
    )
    return Need("measures", text % {"n": facts.open_measures}, is_waiting=True)


def unmet(needs: Iterable[Need]) -> list[Need]:
    """Return what is still missing."""
    return [need for need in needs if not need.is_met]


def problems(step: Step, facts: Facts, others: Iterable[Need] = ()) -> list[str]:
    """Say everything that stands in the way of a step, in whole sentences."""
    if problem := move_problem(step, facts.state):
        return [problem]
    if step == Step.BEGIN:
        return [need.text for need in unmet(needs_to_begin(facts))]
    if step == Step.CLOSE:
        return [need.text for need in unmet(needs_to_close(facts, others))]
    if step == Step.TO_MEASURES and not facts.measures:
        return [_("Lag et tiltak først.")]
    return []


def state_after(step: Step, facts: Facts, before_question: str = "") -> str:
    """Return where a step leads; a case that comes back goes on where it was, as far as the facts still carry it."""
    if step in TO:
        return TO[step]
    if step != Step.REOPEN and before_question in OPEN_STATES - {State.RETURNED}:
        return before_question
    if step != Step.REOPEN:
        return State.RECEIVED
    return State.RECEIVED if unmet(needs_to_begin(facts)) else State.IN_PROGRESS


def reason_problem(step: Step, text: str) -> str | None:
    """Say that a step which needs words lacks them, or None."""
    if text.strip():
        return None
    missing: dict[Step, Any] = {
        Step.ASK: _("Skriv hva du vil at melderen skal svare på."),
        Step.ANSWER: _("Skriv svaret ditt."),
        Step.SEND_ON: _("Skriv hvorfor saken sendes videre."),
        Step.REJECT: _("Skriv hvorfor saken avvises. Melderen får lese det."),
        Step.REOPEN: _("Skriv hvorfor saken åpnes igjen."),
        Step.CLOSE: _("Skriv hva du svarer melderen: hva dere fant ut, og hva som er gjort."),
    }
    return missing.get(step)
