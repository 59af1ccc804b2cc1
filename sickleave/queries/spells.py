"""The spell a case is of, and its steps by law and by what the municipality has chosen. [S2]"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sickleave.choices import JOINED_KINDS, LEADER_STEPS, AbsenceKind, Step
from sickleave.models import Absence, Case, SickLeaveSettings
from sickleave.rules.dues import Due
from sickleave.rules.law import law_on
from sickleave.rules.milestones import Choices, all_steps, milestones, upcoming
from sickleave.rules.periods import Kind, Period
from sickleave.rules.spells import Spell, spells

STEPS = LEADER_STEPS | {Step.W39}
"""Steps that are stored; the others are told on the page, reckoned anew each time."""
CALLED_BY_NAV = frozenset({Step.PLAN_NAV, Step.DM2})


def periods_of(absences: Iterable[Absence]) -> list[Period]:
    """Turn absences into what the rules reckon with; a child's illness is left out."""
    kinds = {AbsenceKind.HOLIDAY: Kind.HOLIDAY, AbsenceKind.LEAVE: Kind.HOLIDAY}
    return [
        Period(
            kinds.get(AbsenceKind(row.kind), Kind.SICK),
            row.starts,
            row.ends,
            row.grade if row.is_own_illness else 0,
            is_self_certified=row.kind == AbsenceKind.SELF_CERTIFIED,
        )
        for row in absences
        if row.kind in JOINED_KINDS
    ]


def dues_of(spell: Spell, case: Case, rules: SickLeaveSettings) -> list[Due]:
    """Return the steps to be stored that the spell has reached within what is registered.

    By the law the case began under. What NAV calls is nobody's task until NAV has called.
    """
    return [due for due in milestones(spell, **choices_of(case, rules)) if _is_stored(due, case)]


def both_of(spell: Spell, case: Case, rules: SickLeaveSettings, today: date) -> tuple[list[Due], Due | None]:
    """Return what `dues_of` and `next_of` do, reckoned once; for a pass over many cases."""
    chosen = choices_of(case, rules)
    law = chosen.pop("law")
    every = [due for due in all_steps(spell, law, Choices(**chosen)) if _is_stored(due, case)]
    ahead = [due for due in every if due.due > spell.ends and due.step in LEADER_STEPS and spell.ends >= today]
    return [due for due in every if due.due <= spell.ends], min(ahead, key=lambda due: due.due, default=None)


def next_of(spell: Spell, case: Case, rules: SickLeaveSettings, today: date) -> Due | None:
    """Return the leader's first step ahead if the absence goes on; None for one who is back."""
    if spell.ends < today:
        return None
    ahead = (due for due in upcoming(spell, **choices_of(case, rules)) if due.step in LEADER_STEPS)
    return min((due for due in ahead if _is_stored(due, case)), key=lambda due: due.due, default=None)


def choices_of(case: Case, rules: SickLeaveSettings) -> dict[str, Any]:
    """Return what the rules ask of a case: its law, what the municipality has chosen, and what NAV has said."""
    return {
        "law": law_on(case.law_version),
        "clock": rules.deadline_clock,
        "dm1_clock": rules.dm1_clock,
        "dm2_called": case.dm2_called,
        "talk_day": rules.talk_day,
    }


def _is_stored(due: Due, case: Case) -> bool:
    return due.step in STEPS and (due.step not in CALLED_BY_NAV or case.dm2_called is not None)


def spell_of(case: Case, absences: Sequence[Absence], rules: SickLeaveSettings) -> Spell | None:
    """Return the joined spell of a case, out of all of the person's absences; None when they are gone."""
    found = spells(periods_of(absences), gap=rules.joining_gap)
    return next((one for one in found if one.starts <= case.ends and one.ends >= case.starts), None)
