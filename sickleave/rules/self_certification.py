"""How many days an employee may still certify alone (egenmelding), by the municipality's scheme (domain.md A7). [S1]"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kvalitet.calendar.periods import add_months
from sickleave.choices import Scheme
from sickleave.rules.employer_period import LENGTH, employer_period, paid_ranges, working_days
from sickleave.rules.periods import ONE_DAY, Kind, Period, Stretch
from sickleave.rules.spells import JOINING_GAP, Spell, spells

WINDOW_MONTHS = 12

Range = tuple[date, date]


@dataclass(frozen=True)
class SchemeRules:
    """So many days in twelve months, so many in one absence, and so many times where the scheme counts them."""

    days: int
    per_absence: int
    times: int | None = None


SCHEMES: Mapping[Scheme, SchemeRules] = {
    Scheme.MUNICIPAL: SchemeRules(days=24, per_absence=8),
    Scheme.STATUTORY: SchemeRules(days=12, per_absence=3, times=4),
}
"""The former IA scheme, which most municipalities have kept; and ftrl. §§ 8-24 and 8-27."""


@dataclass(frozen=True)
class Quota:
    """What is used in the twelve months up to and with a day, what is left, and what may be taken now."""

    used: int
    left: int
    may_take_now: int
    occurrences: int
    why: str


def quota(
    used: Iterable[Period],
    on: date,
    scheme: Scheme | SchemeRules = Scheme.MUNICIPAL,
    *,
    gap: int = JOINING_GAP,
    is_own: bool = False,
) -> Quota:
    """Reckon the quota on a day from all of a person's periods up to then; certified ones decide the employer period.

    Only sick periods with `is_self_certified` use of the quota. `may_take_now` counts from the day itself when it isn't
    registered, and from the day after when it is. `is_own` when it is said to the person.
    """
    rules = scheme if isinstance(scheme, SchemeRules) else SCHEMES[Scheme(scheme)]
    given = [period for period in used if period.starts <= on]
    known = _Reckoned.of(given, on, gap)
    asked = known
    if not known.is_sick_on_the_day:
        asked = _Reckoned.of([*given, Period(Kind.SICK, on, on, is_self_certified=True)], on, gap)
    extra = 0 if known.is_sick_on_the_day else 1
    open_days = rules.days - (asked.used - extra)
    here = rules.per_absence - (asked.in_absence - extra)
    employer = LENGTH - (asked.employer_days - extra)
    has_times = rules.times is None or asked.times <= rules.times
    now = max(0, min(open_days, here, employer)) if has_times else 0
    left = max(0, rules.days - known.used)
    why = _why(rules, open_days=open_days, here=here, employer=employer, has_times=has_times, now=now)
    if is_own:
        why = why.replace(_("Den ansatte"), _("Du")).replace(_("den ansatte"), _("du"))
    return Quota(known.used, left, now, known.times, why)


def _why(rules: SchemeRules, *, open_days: int, here: int, employer: int, has_times: bool, now: int) -> str:
    """Say what sets the limit."""
    if not has_times:
        text = _("Egenmelding er brukt %(times)s ganger de siste 12 månedene, så arbeidsgiveren kan kreve sykmelding.")
        return text % {"times": rules.times}
    if employer <= 0:
        return _(
            "Arbeidsgiverperioden er brukt opp, så det kreves sykmelding til den ansatte har vært 16 dager på jobb."
        )
    if here <= 0:
        text = _("Alle %(days)s egenmeldingsdagene i dette fraværet er brukt, så neste dag krever sykmelding.")
        return text % {"days": rules.per_absence}
    if open_days <= 0:
        text = _("Alle %(days)s egenmeldingsdagene de siste 12 månedene er brukt, så det kreves sykmelding.")
        return text % {"days": rules.days}
    can = ngettext("Den ansatte kan bruke %(now)s dag nå", "Den ansatte kan bruke %(now)s dager nå", now) % {"now": now}
    if now == here:
        why = _("det er høyst %(days)s dager i ett fravær") % {"days": rules.per_absence}
    elif now == open_days:
        why = _("så mye er igjen av %(days)s dager på 12 måneder") % {"days": rules.days}
    else:
        why = _("så mye er igjen av arbeidsgiverperioden")
    return f"{can}: {why}."


@dataclass(frozen=True)
class _Reckoned:
    """The days and times of egenmelding that count on a day."""

    used: int
    times: int
    in_absence: int
    employer_days: int
    is_sick_on_the_day: bool

    @classmethod
    def of(cls, given: list[Period], on: date, gap: int) -> "_Reckoned":
        """Count from the periods up to a day."""
        worked = working_days(given)
        after = add_months(on, -WINDOW_MONTHS)
        own = _self_certified(given, worked, on)
        found = spells(given, gap=gap, until=on)
        now = found[-1] if found and _still_joins(found[-1], on, gap) else None
        period = employer_period(now, worked=worked, length=LENGTH + 1) if now else None  # one more shows it is over
        part = now.stretch_on(on) if now else None
        return cls(
            used=sum(_days(range_, after + ONE_DAY, on) for range_ in own),
            times=sum(1 for _starts, ends in own if ends > after),
            in_absence=sum(_days(range_, now.starts, on) for range_ in own) if now else 0,
            employer_days=period.days if period else 0,
            is_sick_on_the_day=part is not None and part.kind is Kind.SICK,
        )


def _still_joins(spell: Spell, on: date, gap: int) -> bool:
    return (on - spell.ends).days - 1 < gap


def _days(range_: Range, first: date, last: date) -> int:
    return max(0, (min(range_[1], last) - max(range_[0], first)).days + 1)


def _self_certified(given: list[Period], worked: tuple[Stretch, ...], on: date) -> list[Range]:
    """Return the times egenmelding was used, each with its days; a weekend nobody registered between two counts."""
    own = [period for period in given if period.kind is Kind.SICK and period.is_self_certified]
    times: list[Range] = []
    for spell in spells(own, gap=JOINING_GAP, until=on):
        times += paid_ranges(spell, worked)
    return times


def first_day_that_needs_a_certificate(taken: Quota, on: date) -> date:
    """Return the day from which sickness that goes on must be certified, when the days from `on` are all taken."""
    return on + timedelta(days=taken.may_take_now)
