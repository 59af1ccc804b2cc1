"""How a case stands today: its spell, its steps as the flow draws them, and the days around it. [S2]"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sickleave.choices import MilestoneState, Requirement, Step
from sickleave.models import Absence, Case, Milestone, SickLeaveSettings
from sickleave.queries.settings import settings_for
from sickleave.queries.spells import periods_of, spell_of
from sickleave.rules.employer_period import EmployerPeriod, employer_periods
from sickleave.rules.flow import Flow, StepFact, flow_of
from sickleave.rules.law import Law, law_on
from sickleave.rules.milestones import Due, milestones, upcoming
from sickleave.rules.spells import Spell

NEVER_DRAWN = frozenset({Step.REMIND_PLAN})
"""The system's own reminder is no step of anybody."""
HR_ONLY = frozenset({Step.DISMISSAL})
"""Shown to HR alone (domain.md A1)."""


@dataclass(frozen=True)
class Standing:
    """What the page of a case tells above everything else."""

    flow: Flow
    spell: Spell | None
    absences: list[Absence]
    employer_period: EmployerPeriod | None
    rules: SickLeaveSettings
    today: date

    @property
    def is_over(self) -> bool:
        """Whether the last day registered has passed."""
        return self.spell is None or self.spell.ends < self.today

    @property
    def days(self) -> int:
        """Days of absence so far."""
        ranges = self.spell.counted if self.spell else ()
        return sum((min(ends, self.today) - starts).days + 1 for starts, ends in ranges if starts <= self.today)

    @property
    def week(self) -> int:
        """The week of the absence, the first being 1."""
        return max(self.days - 1, 0) // 7 + 1

    @property
    def may_reopen_until(self) -> date | None:
        """The last day on which a new absence goes on in the same case; told once the absence is over."""
        return self.spell.may_reopen_until if self.spell and self.is_over else None


def standing_of(case: Case, today: date, *, is_hr: bool = False) -> Standing:
    """Reckon how a case stands, in four queries."""
    rules = settings_for(case.municipality_id)
    everything = list(Absence.objects.filter(person=case.person_id).order_by("starts", "id"))
    spell = spell_of(case, everything, rules)
    stored = {row.step: row for row in case.milestones.select_related("done_by")}
    hidden = NEVER_DRAWN if is_hr else NEVER_DRAWN | HR_ONLY
    facts = [fact for fact in _facts(case, spell, rules, stored, today) if fact.step not in hidden]
    return Standing(
        flow=flow_of(facts, today),
        spell=spell,
        absences=_of_spell(everything, spell),
        employer_period=_employer_period(everything, spell, rules),
        rules=rules,
        today=today,
    )


def _of_spell(rows: Sequence[Absence], spell: Spell | None) -> list[Absence]:
    found = [row for row in rows if spell and row.starts <= spell.ends and row.ends >= spell.starts]
    return [row for row in reversed(found) if row.kind != "child"]


def _employer_period(rows: Sequence[Absence], spell: Spell | None, rules: SickLeaveSettings) -> EmployerPeriod | None:
    found = employer_periods(periods_of(rows), gap=rules.joining_gap)
    return next((one for one in found if spell and spell.starts <= one.first <= spell.ends), None)


def _facts(
    case: Case, spell: Spell | None, rules: SickLeaveSettings, stored: dict[str, Milestone], today: date
) -> list[StepFact]:
    """Hold what is stored against what the law says of the spell; what is stored has the last word on the days."""
    reached, ahead = _dues(case, spell, rules)
    law = law_on(case.law_version)
    goes_on = spell is not None and spell.ends >= today - timedelta(days=1)
    facts = [_stored(row, reached.get(row.step) or ahead.get(row.step), law) for row in stored.values()]
    facts += [_nobodys(due) for step, due in reached.items() if step not in stored]
    if goes_on and case.is_open:
        facts += [_told(due, None) for step, due in ahead.items() if step not in stored]
    return facts


def _dues(case: Case, spell: Spell | None, rules: SickLeaveSettings) -> tuple[dict[str, Due], dict[str, Due]]:
    if spell is None:
        return {}, {}
    chosen: dict[str, Any] = {"clock": rules.deadline_clock, "dm1_clock": rules.dm1_clock}
    chosen |= {"dm2_called": case.dm2_called, "talk_day": rules.talk_day}
    chosen |= {"maxdato": case.maxdato_from_nav or case.maxdato, "law": law_on(case.law_version)}
    reached = {due.step: due for due in milestones(spell, **chosen) if due.step in Step.values}
    ahead = {due.step: due for due in upcoming(spell, **chosen) if due.step in Step.values}
    return reached, ahead


def _told(due: Due, state: MilestoneState | None) -> StepFact:
    return StepFact(
        step=Step(due.step),
        due=due.due,
        state=state,
        act_by=due.act_by,
        gross_due=due.gross,
        requirement=Requirement(due.requirement),
        why=due.why,
        legal_basis=str(due.legal_basis),
    )


def _nobodys(due: Due) -> StepFact:
    """Tell of a day that is nobody's task: what isn't stored, like a meeting before NAV has called it."""
    return replace(_told(due, MilestoneState.WAITING), requirement=Requirement.INFORMATION)


def _stored(row: Milestone, due: Due | None, law: Law) -> StepFact:
    """Tell of a stored step; the sentence about the day is left out where the day itself was reckoned otherwise."""
    told = _told(due, None) if due and due.due == row.due else None
    basis = law.steps[Step(row.step)].legal_basis if Step(row.step) in law.steps else ""
    fact = told or StepFact(step=Step(row.step), due=row.due, legal_basis=str(basis))
    return replace(
        fact,
        due=row.due,
        state=MilestoneState(row.state),
        act_by=row.act_by,
        gross_due=row.gross_due,
        requirement=Requirement(row.requirement),
        done_on=row.done_on,
        done_by=str(row.done_by or ""),
        exception=row.get_exception_reason_display() if row.exception_reason else "",
        review_on=row.review_on,
    )
