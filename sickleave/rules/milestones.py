"""Every step of a case with its day, and why that day. [S2]"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypedDict, Unpack

from django.utils.translation import gettext_lazy as _

from kvalitet.calendar.periods import add_months
from kvalitet.calendar.workdays import NO_DAYS, previous_working_day
from sickleave.choices import Clock, MeetingClock, Requirement, Step
from sickleave.rules.dues import Due, Told
from sickleave.rules.employer_period import LENGTH, employer_period, working_days
from sickleave.rules.law import Actor, Basis, Law, LawStep
from sickleave.rules.periods import ONE_DAY, Kind, Stretch
from sickleave.rules.spells import Spell

__all__ = ["Choices", "Due", "LocalStep", "all_steps", "milestones", "upcoming"]
FULL = 100
ORDER: dict[str, int] = {step: number for number, step in enumerate(Step)}
TOGETHER = frozenset({Step.PLAN, Step.DM1})
"""What leader and employee do together, which can't be done in a holiday."""
LOCAL_BASIS = _("kommunens egen rutine")
LOCAL_REASON = _("kommunen har lagt steget til i sin egen rutine")


@dataclass(frozen=True)
class LocalStep:
    """A step the municipality has added to its own routine; `day` counts from 1."""

    code: str
    title: str
    day: int


@dataclass(frozen=True)
class Choices:
    """What the municipality has chosen, and what NAV has told; `closed` are the municipality's own days off."""

    clock: str = Clock.NET
    dm1_clock: str = MeetingClock.SPELL
    dm2_called: date | None = None
    talk_day: int = 5
    local: tuple[LocalStep, ...] = ()
    maxdato: date | None = None
    closed: AbstractSet[date] = NO_DAYS


class Chosen(TypedDict, total=False):
    """The same as `Choices`, as keywords that may be left out."""

    clock: str
    dm1_clock: str
    dm2_called: date | None
    talk_day: int
    local: tuple[LocalStep, ...]
    maxdato: date | None
    closed: AbstractSet[date]


def milestones(spell: Spell, *, law: Law, **chosen: Unpack[Chosen]) -> tuple[Due, ...]:
    """Return the steps the spell reaches: those that fall on its last counted day or before it."""
    return tuple(step for step in all_steps(spell, law, Choices(**chosen)) if step.due <= spell.ends)


def upcoming(spell: Spell, *, law: Law, **chosen: Unpack[Chosen]) -> tuple[Due, ...]:
    """Return the steps that come if the absence goes on unbroken after the spell's last counted day."""
    return tuple(step for step in all_steps(spell, law, Choices(**chosen)) if step.due > spell.ends)


def all_steps(spell: Spell, law: Law, chosen: Choices) -> tuple[Due, ...]:
    """Return every step that has a day, in order of day and then of the routine."""
    found = [due for asked in law.steps.values() if (due := _lawful(spell, asked, law, chosen))]
    found += [_local(spell, own) for own in chosen.local]
    ready = (_with_working_day(spell, due, chosen.closed) for due in found)
    return tuple(sorted(ready, key=lambda due: (due.due, ORDER.get(due.step, len(ORDER)), due.step)))


def _lawful(spell: Spell, asked: LawStep, law: Law, chosen: Choices) -> Due | None:
    """Find the day of one step by the clock it is counted by; None where it has no fixed day."""
    offset = chosen.talk_day - 1 if asked.step is Step.TALK else asked.offset
    match asked.clock:
        case Basis.NET if offset is not None:
            return _counted(spell, asked, offset, chosen)
        case Basis.GROSS if offset is not None:
            return _plain(asked, spell.starts + timedelta(days=offset), day=offset + 1)
        case Basis.NAV_MEETING if offset is not None:
            return _before_nav_meeting(spell, asked, offset, law, chosen.dm2_called)
        case Basis.EMPLOYER_PERIOD:
            return _end_of_employer_period(spell, asked)
        case Basis.YEARS if offset is not None:
            return _plain(asked, add_months(spell.starts, 12 * offset))
        case Basis.SICK_PAY if chosen.maxdato:
            return _plain(asked, chosen.maxdato)
    return None


def _plain(asked: LawStep, due: date, *, day: int | None = None) -> Due:
    return Due(
        step=asked.step,
        due=due,
        gross=due,
        net=None,
        act_by=due,
        actor=asked.actor,
        legal_basis=asked.legal_basis,
        requirement=asked.requirement,
        because=asked.because,
        day=day,
    )


def _counted(spell: Spell, asked: LawStep, offset: int, chosen: Choices) -> Due:
    """A step counted in days of absence, or in calendar days where the municipality wants it so."""
    gross = spell.starts + timedelta(days=offset)
    net = spell.nth_day_if_it_goes_on(offset + 1)
    due = replace(_plain(asked, net if chosen.clock == Clock.NET else gross, day=offset + 1), gross=gross, net=net)
    if net != gross:
        other = (Told.NET, gross) if chosen.clock == Clock.NET else (Told.GROSS, net)
        due = _telling(due, *other)
    if asked.step is Step.DM1:
        return _first_meeting(spell, due, offset, chosen)
    if asked.step is Step.ACTIVITY and spell.grade_on(due.due) < FULL:
        return _telling(replace(due, requirement=Requirement.INFORMATION), Told.ACTIVE)
    return due


def _first_meeting(spell: Spell, due: Due, offset: int, chosen: Choices) -> Due:
    """The meeting is held when the person is fully absent that day, otherwise where one of the parties wants it.

    The act counts from full absence (aml. § 4-6 fourth paragraph). With that clock, the meeting of somebody who was
    partly at work first falls so many days after full absence began, and is mandatory then.
    """
    if chosen.dm1_clock == MeetingClock.FULL_ABSENCE:
        full = full_absence_day(spell, offset + 1)
        if full and full[0] > spell.starts and full[1] >= due.due:
            moved = replace(due, due=full[1], net=full[1], requirement=Requirement.MANDATORY)
            return _telling(moved, Told.FULL_SINCE, full[0])
    if spell.grade_on(due.due) >= FULL:
        return _telling(replace(due, requirement=Requirement.MANDATORY), Told.FULLY_ABSENT)
    return _telling(replace(due, requirement=Requirement.CONDITIONAL), Told.PARTLY_ABSENT)


def full_absence_day(spell: Spell, number: int) -> tuple[date, date] | None:
    """Return the first day of the first full absence that lasts so many days, and its last of them.

    Counted days alone are counted; a graded day breaks it. The absence the spell ends with is taken to go on.
    """
    since, count = None, 0
    for part in spell.stretches:
        if spell.grade_on(part.starts) < FULL:
            since, count = None, 0
            continue
        since = since or part.starts
        if count + part.days >= number:
            return since, part.starts + timedelta(days=number - count - 1)
        count += part.days
    return (since, spell.ends + timedelta(days=number - count)) if since else None


def _before_nav_meeting(spell: Spell, asked: LawStep, offset: int, law: Law, called: date | None) -> Due:
    """The plan goes to NAV a week before the meeting NAV has called; without a call there is no duty."""
    gross = spell.starts + timedelta(days=offset)
    if called is None:
        return _telling(
            replace(_plain(asked, gross, day=offset + 1), requirement=Requirement.CONDITIONAL), Told.NO_CALL
        )
    due = max(spell.starts, called - timedelta(days=law.days_before_nav_meeting))
    return _telling(replace(_plain(asked, due), gross=gross), Told.CALLED, called)


def _end_of_employer_period(spell: Spell, asked: LawStep) -> Due:
    """The last of the sixteen days the employer pays, as if the sickness went on where they aren't used up."""
    worked = working_days(spell.periods)
    own = employer_period(spell, worked=worked)
    if own and own.is_full:
        due = own.last
    else:
        rest = Stretch(Kind.SICK, spell.ends + ONE_DAY, spell.ends + timedelta(days=LENGTH), FULL)
        own = employer_period(replace(spell, stretches=(*spell.stretches, rest)), worked=worked)
        due = max(own.last if own else spell.ends, spell.ends + ONE_DAY)  # a holiday counts only once sickness follows
    return replace(_plain(asked, due, day=LENGTH), gross=spell.starts + timedelta(days=LENGTH - 1))


def _local(spell: Spell, own: LocalStep) -> Due:
    due = spell.starts + timedelta(days=own.day - 1)
    return Due(
        step=own.code,
        due=due,
        gross=due,
        net=None,
        act_by=due,
        actor=Actor.LEADER,
        legal_basis=LOCAL_BASIS,
        requirement=Requirement.CONDITIONAL,
        because=LOCAL_REASON,
        day=own.day,
        title=own.title,
    )


def _with_working_day(spell: Spell, due: Due, closed: AbstractSet[date]) -> Due:
    """Say by which working day to act: the law gives no longer time when its day falls on a day off.

    What leader and employee do together is done before a holiday the day falls in. The case's first day is the
    earliest there is.
    """
    part = spell.stretch_on(due.due)
    if due.step in TOGETHER and part and part.kind is Kind.HOLIDAY:
        before = previous_working_day(part.starts - ONE_DAY, closed=closed)
        return _telling(replace(due, act_by=max(spell.starts, before)), Told.HOLIDAY, max(spell.starts, before))
    act_by = max(spell.starts, previous_working_day(due.due, closed=closed))
    return replace(due, act_by=act_by)


def _telling(due: Due, told: Told, day: date | None = None) -> Due:
    return replace(due, told=(*due.told, (told, day)))
