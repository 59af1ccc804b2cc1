"""What registering an absence leads to, said before it is stored. Pure. [S1, S2]"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sickleave.choices import LEADER_STEPS, AbsenceKind, Clock, MeetingClock, Scheme, Step
from sickleave.rules.dues import long_day
from sickleave.rules.employer_period import employer_periods
from sickleave.rules.law import law_on
from sickleave.rules.milestones import Choices as Chosen
from sickleave.rules.milestones import Due, all_steps
from sickleave.rules.periods import Kind, Period, weekdays_between
from sickleave.rules.self_certification import SCHEMES, first_day_that_needs_a_certificate, quota
from sickleave.rules.spells import JOINING_GAP, Spell, spells

MOST_STEPS = 4
CHILD_DAYS = 10
"""For one or two children (ftrl. § 9-6); payroll knows who has more."""
BRIDGES = {AbsenceKind.HOLIDAY.value, AbsenceKind.LEAVE.value}


@dataclass(frozen=True)
class House:
    """What the municipality has chosen."""

    gap: int = JOINING_GAP
    scheme: str = Scheme.MUNICIPAL
    clock: str = Clock.NET
    dm1_clock: str = MeetingClock.SPELL
    talk_day: int = 5


@dataclass(frozen=True)
class StepAhead:
    """A step, its day, and whether the absence must go on for it to come."""

    label: str
    day: date
    is_certain: bool


@dataclass(frozen=True)
class Outcome:
    """What happens, in sentences; `warnings` are what somebody should see before it is stored."""

    headline: str
    lines: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    steps: tuple[StepAhead, ...] = ()


def as_period(kind: str, starts: date, ends: date, grade: int) -> Period | None:
    """Return what the rules reckon with; None for a child's illness, which they don't."""
    if kind == AbsenceKind.CHILD:
        return None
    if kind in BRIDGES:
        return Period(Kind.HOLIDAY, starts, ends, 0)
    return Period(Kind.SICK, starts, ends, grade, is_self_certified=kind == AbsenceKind.SELF_CERTIFIED)


def outcome_of(before: Sequence[Period], added: Period, *, house: House, today: date, is_own: bool = False) -> Outcome:
    """Say what an absence leads to, given the person's other ones. `is_own` when it is said to the person."""
    old = spells(before, gap=house.gap)
    spell = next((one for one in spells([*before, added], gap=house.gap) if _touches(one, added)), None)
    if spell is None:
        return Outcome(_("Ligger ikke inntil noe sykefravær, så ingen sak endres."))
    joined = [one for one in old if one.starts <= spell.ends and one.ends >= spell.starts]
    lines = _employer_lines(before, added, spell, house)
    warnings: tuple[str, ...] = ()
    if added.is_self_certified:
        own_lines, warnings = _quota_lines(before, added, house, is_own=is_own)
        lines = (*own_lines, *lines)
    if spell.may_reopen_until < today:
        return Outcome(_headline(spell, joined, added), (*lines, _("Fraværet er over, så det kommer ingen nye steg.")))
    return Outcome(_headline(spell, joined, added), lines, warnings, _steps(spell, house, today))


def _touches(spell: Spell, added: Period) -> bool:
    return spell.starts <= added.ends and spell.ends >= added.starts


def _headline(spell: Spell, joined: Sequence[Spell], added: Period) -> str:
    first = long_day(spell.starts)
    if len(joined) > 1:
        return _("Knytter sammen %(n)s fravær til én sak fra %(day)s.") % {"n": len(joined), "day": first}
    if joined and added.kind is Kind.HOLIDAY:
        return _("Ligger rett etter eller midt i fraværet fra %(day)s, så saken og fristene går videre.") % {
            "day": first
        }
    if joined and joined[0].starts > spell.starts:
        return _("Saken får en tidligere første dag: %(day)s. Fristene flyttes.") % {"day": first}
    if joined:
        return _("Slås sammen med saken fra %(day)s.") % {"day": first}
    return _("Starter en ny sak fra %(day)s.") % {"day": first}


def _employer_lines(before: Sequence[Period], added: Period, spell: Spell, house: House) -> tuple[str, ...]:
    found = employer_periods([*before, added], gap=house.gap)
    own = next((one for one in found if spell.starts <= one.first <= spell.ends), None)
    if own is None:
        return ()
    text = _(
        "Arbeidsgiverperioden: %(days)s av %(length)s dager brukt, fra %(first)s til %(last)s. Anslag – lønn avgjør."
    )
    told = {"days": own.days, "length": own.length, "first": long_day(own.first), "last": long_day(own.last)}
    return (text % told,)


def _quota_lines(
    before: Sequence[Period], added: Period, house: House, *, is_own: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Say what is left after it, and from when a certificate is needed; warn when it is more than may be taken."""
    rules = SCHEMES[Scheme(house.scheme)]
    now = quota(before, added.starts, rules, gap=house.gap, is_own=is_own)
    after = quota([*before, added], added.ends, rules, gap=house.gap, is_own=is_own)
    needs = long_day(first_day_that_needs_a_certificate(now, added.starts))
    days = (added.ends - added.starts).days + 1
    left = ngettext(
        "Etter dette er %(left)s av %(all)s egenmeldingsdag igjen.",
        "Etter dette er %(left)s av %(all)s egenmeldingsdager igjen.",
        after.left,
    ) % {"left": after.left, "all": rules.days}
    if days <= now.may_take_now:
        return (left, _("Varer fraværet lenger, trengs sykmelding fra %(day)s.") % {"day": needs}), ()
    text = _("%(days)s dager er mer enn det som kan egenmeldes nå. Sykmelding trengs fra %(day)s.")
    return (left,), (f"{text % {'days': days, 'day': needs}} {now.why}",)


def _steps(spell: Spell, house: House, today: date) -> tuple[StepAhead, ...]:
    chosen = Chosen(clock=house.clock, dm1_clock=house.dm1_clock, talk_day=house.talk_day)
    wanted = LEADER_STEPS | {Step.MAXDATO}
    found = [due for due in all_steps(spell, law_on(spell.starts), chosen) if due.step in wanted and due.due >= today]
    return tuple(_ahead(due, spell) for due in found[:MOST_STEPS])


def _ahead(due: Due, spell: Spell) -> StepAhead:
    return StepAhead(str(Step(due.step).label), due.act_by, due.due <= spell.ends)


def outcome_of_child(before: Sequence[tuple[date, date]], starts: date, ends: date) -> Outcome:
    """Say how many days of a child's illness are used in the calendar year; it is no case, and in no percent."""
    lines: list[str] = []
    warnings: list[str] = []
    for year in sorted({starts.year, ends.year}):
        used = child_days([*before, (starts, ends)], year)
        told = {"used": used, "all": CHILD_DAYS, "year": year}
        text = _("%(used)s av %(all)s dager er brukt i %(year)s når dette er med.") % told
        if used > CHILD_DAYS:
            text += " " + _("Den som har tre barn eller flere, eller er alene om omsorgen, har rett til flere dager.")
        (warnings if used > CHILD_DAYS else lines).append(text)
    if (ends - starts).days + 1 > 3:
        lines.append(_("Egenmelding gjelder de tre første dagene. Deretter trengs legeerklæring for barnet."))
    return Outcome(_("Barns sykdom er ikke med i oppfølging eller i sykefraværet."), tuple(lines), tuple(warnings))


def child_days(periods: Sequence[tuple[date, date]], year: int) -> int:
    """Count the weekdays of a calendar year that were used for a child's illness."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    return sum(weekdays_between(max(starts, first), min(ends, last)) for starts, ends in periods)
