"""Histories in the form HR and an auditor can check: from JSON, to JSON, and told in Norwegian. [S2]"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from sickleave.choices import Requirement, Step
from sickleave.rules.dues import Due, long_day
from sickleave.rules.employer_period import EmployerPeriod, employer_periods
from sickleave.rules.law import law_on
from sickleave.rules.maxdato import max_date, nav_days
from sickleave.rules.milestones import milestones, upcoming
from sickleave.rules.periods import Kind, Period
from sickleave.rules.spells import Spell, spells

GROSS_STEPS = (
    Step.PLAN,
    Step.DM1,
    Step.ACTIVITY,
    Step.NAV_NEED,
    Step.NAV_CANDIDATE,
    Step.PLAN_NAV,
    Step.DM2,
    Step.W39,
    Step.W52,
)
NET_STEPS = (Step.PLAN, Step.DM1, Step.ACTIVITY)
NOT_REACHED = "not_reached"
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
YEARS = range(1900, 2201)
FULL = 100


class Unreadable(ValueError):
    """A history that can't be read; the message names the place and says what is wrong, in Norwegian."""


def histories(content: Any) -> list[Mapping[str, Any]]:
    """Return the histories of a document: a list of them, or one alone."""
    found = content if isinstance(content, list) else [content]
    for number, history in enumerate(found, start=1):
        if not isinstance(history, dict):
            raise Unreadable(_("Historie %(number)s er ikke et objekt med «periods».") % {"number": number})
    return found


def from_json(history: Mapping[str, Any], number: int = 1) -> tuple[Period, ...]:
    """Read the periods of a history; unknown keys are passed over."""
    name = _("Historie %(name)s") % {"name": history.get("id") or number}
    rows = history.get("periods")
    if not isinstance(rows, list):
        raise Unreadable(_("%(place)s: «periods» mangler eller er ikke en liste.") % {"place": name})
    return tuple(
        _period(row, _("%(name)s, periode %(number)s") % {"name": name, "number": index})
        for index, row in enumerate(rows, start=1)
    )


def _period(row: Any, place: str) -> Period:
    if not isinstance(row, dict):
        raise Unreadable(_("%(place)s er ikke et objekt med «kind», «from» og «to».") % {"place": place})
    if not isinstance(row.get("kind"), str) or row["kind"] not in set(Kind):
        text = _("%(place)s: «kind» er %(value)r. Bruk «S» for syk, «F» for ferie eller permisjon, «W» for arbeid.")
        raise Unreadable(text % {"place": place, "value": row.get("kind")})
    kind = Kind(row["kind"])
    starts, ends = _day(row, "from", place), _day(row, "to", place)
    if ends < starts:
        text = _("%(place)s slutter %(ends)s, før den begynner %(starts)s.")
        raise Unreadable(text % {"place": place, "starts": starts, "ends": ends})
    return Period(kind, starts, ends, _grade(row, kind, place))


def _day(row: Mapping[str, Any], key: str, place: str) -> date:
    value = row.get(key)
    try:
        day = date.fromisoformat(value) if isinstance(value, str) and ISO_DAY.fullmatch(value) else None
    except ValueError:
        day = None
    if day is None or day.year not in YEARS:
        text = _("%(place)s: «%(key)s» er %(value)r. Skriv en dato som finnes, slik: 2026-01-31.")
        raise Unreadable(text % {"place": place, "key": key, "value": value})
    return day


def _grade(row: Mapping[str, Any], kind: Kind, place: str) -> int:
    value = row.get("grade")
    if value is None:
        return FULL if kind is Kind.SICK else 0
    lowest = 1 if kind is Kind.SICK else 0
    if isinstance(value, bool) or not isinstance(value, int | float) or value not in range(lowest, FULL + 1):
        text = _("%(place)s: «grade» er %(value)r. Skriv et helt tall fra %(lowest)s til 100.")
        raise Unreadable(text % {"place": place, "value": value, "lowest": lowest})
    return int(value)


def answer(history: Mapping[str, Any], number: int = 1) -> dict[str, Any]:
    """Reckon one history, and answer in the form it came in (domain.md I1)."""
    periods = from_json(history, number)
    last = max_date(periods)
    return {
        **{key: history[key] for key in ("id", "title") if key in history},
        "periods": history["periods"],
        "spells": [_spell(spell) for spell in spells(periods)],
        "agp": [_agp(own) for own in employer_periods(periods)],
        "nav_days": nav_days(periods),
        "maxdato_if_sick_continues": last.isoformat() if last else None,
    }


def _spell(spell: Spell) -> dict[str, Any]:
    law = law_on(spell.starts)
    by_calendar = {due.step: due for due in milestones(spell, law=law, clock="gross")}
    by_absence = {due.step: due for due in milestones(spell, law=law)}
    meeting = by_absence.get(Step.DM1)
    return {
        "start": spell.starts.isoformat(),
        "end": spell.ends.isoformat(),
        "counted_days": spell.counted_days,
        "gross_due": _days(by_calendar, GROSS_STEPS),
        "net": _days(by_absence, NET_STEPS),
        "dm1": str(meeting.requirement) if meeting else NOT_REACHED,
    }


def _days(dues: Mapping[str, Due], steps: Iterable[Step]) -> dict[str, str]:
    return {str(step): dues[step].due.isoformat() for step in steps if step in dues}


def _agp(own: EmployerPeriod) -> dict[str, Any]:
    return {"first": own.first.isoformat(), "last": own.last.isoformat(), "days": own.days}


def tell(history: Mapping[str, Any], number: int = 1) -> list[str]:
    """Say in Norwegian what a history comes to, and why each day is what it is."""
    periods = from_json(history, number)
    found = spells(periods)
    head = _("Historie %(name)s") % {"name": history.get("id") or number}
    lines = [f"{head}: {history['title']}" if history.get("title") else head]
    if not found:
        return [*lines, _("Ingen sykedager, så det er ingen sak og ingen frister.")]
    for spell in found:
        lines += _told_spell(spell, is_last=spell is found[-1])
    for own in employer_periods(periods):
        text = _("Arbeidsgiverperiode fra %(first)s til %(last)s: %(days)s av 16 dager brukt.")
        lines.append(text % {"first": long_day(own.first), "last": long_day(own.last), "days": own.days})
    text = _("Sykepengedager fra NAV brukt: %(used)s av 248. Varer sykdommen ved, er siste sykepengedag %(day)s.")
    last = max_date(periods)
    lines.append(text % {"used": nav_days(periods), "day": long_day(last) if last else "–"})
    return [*lines, _("Arbeidsgiverperiode og siste sykepengedag er estimat – lønn og NAV avgjør.")]


def _told_spell(spell: Spell, *, is_last: bool) -> list[str]:
    law = law_on(spell.starts)
    text = _("Tilfelle fra %(starts)s til %(ends)s, %(days)s dager med fravær. Regler som gjaldt fra %(law)s.")
    words = {"starts": long_day(spell.starts), "ends": long_day(spell.ends), "days": spell.counted_days}
    lines = [text % {**words, "law": long_day(law.valid_from)}]
    if len(spell.counted) > 1:
        gaps = _("Fraværene er slått sammen fordi det aldri var 16 dager på rad uten fravær mellom dem.")
        lines.append(gaps)
    lines += [f"- {_title(due)}: {due.why}" for due in milestones(spell, law=law)]
    ahead = [due for due in upcoming(spell, law=law) if due.requirement is not Requirement.INFORMATION]
    if is_last and ahead:
        lines.append(_("Hvis fraværet fortsetter:"))
        lines += [f"- {_title(due)}: {due.why}" for due in ahead]
    return lines


def _title(due: Due) -> str:
    return due.title or str(Step(due.step).label)
