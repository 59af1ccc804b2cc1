"""How long each kind of paper is kept, and from which day it may go. Pure, and dated like the law. [S5]

No law sets a time for papers of follow-up. These are proposals, which a municipality may change; what matters for
pension, injury or a dispute is held back by a person, with a reason.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext


class Paper(StrEnum):
    """What has a time of its own."""

    NOTES = "notes"
    CASES = "cases"
    ABSENCES = "absences"


class Since(StrEnum):
    """The day the time is counted from."""

    CLOSED = "closed"
    YEAR_END = "year_end"


@dataclass(frozen=True)
class KeepRule:
    """Keep for `months` counted from a day; `covers` and `basis` are told to those who confirm."""

    paper: Paper
    months: int
    since: Since
    covers: Promise | str
    basis: Promise | str


@dataclass(frozen=True)
class KeepRules:
    """What holds from a day, until newer rules do."""

    valid_from: date
    rules: tuple[KeepRule, ...]

    def of(self, paper: Paper) -> KeepRule:
        """Return the rule of a kind."""
        return next(rule for rule in self.rules if rule.paper == paper)


RULES: tuple[KeepRules, ...] = (
    KeepRules(
        date(2020, 1, 1),
        (
            KeepRule(
                Paper.NOTES,
                12,
                Since.CLOSED,
                _("Notater fra samtaler"),
                _("Notatene trengs ikke når saken er avsluttet (personvernforordningen artikkel 5)."),
            ),
            KeepRule(
                Paper.CASES,
                36,
                Since.CLOSED,
                _("Saken med steg, oppfølgingsplaner, møter, tilrettelegging og innsynslogg"),
                _("Arbeidsgiver må kunne vise hvordan § 4-6 i arbeidsmiljøloven er fulgt. Etter det trengs de ikke."),
            ),
            KeepRule(
                Paper.ABSENCES,
                60,
                Since.YEAR_END,
                _("Fraværsdatoer"),
                _("De følger lønnsbilagene: fem år etter regnskapsåret (bokføringsloven § 13)."),
            ),
        ),
    ),
)


def rules_on(day: date, versions: tuple[KeepRules, ...] = RULES) -> KeepRules:
    """Return the rules that hold on a day; the oldest ones for days before them all."""
    held = [one for one in versions if one.valid_from <= day]
    return max(held, key=lambda one: one.valid_from) if held else versions[0]


def add_months(day: date, months: int) -> date:
    """Return the same day some months later (or earlier); the last day of the month when there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def goes_on(rule: KeepRule, day: date, months: int) -> date:
    """Return the first day a paper may be deleted, when it was closed (or ended) on `day` and is kept `months`."""
    start = date(day.year, 12, 31) if rule.since == Since.YEAR_END else day
    return add_months(start, months)


def last_day_that_goes(rule: KeepRule, months: int, today: date) -> date:
    """Return the last day a paper can have been closed (or ended) on, for it to go today.

    The opposite of `goes_on`: for every day, `goes_on(day) <= today` exactly when `day` is not after this one.
    """
    if rule.since == Since.YEAR_END:
        year = today.year
        while add_months(date(year, 12, 31), months) > today:
            year -= 1
        return date(year, 12, 31)
    latest = add_months(today, -months)
    while add_months(latest, months) > today:
        latest = date.fromordinal(latest.toordinal() - 1)
    while add_months(date.fromordinal(latest.toordinal() + 1), months) <= today:
        latest = date.fromordinal(latest.toordinal() + 1)
    return latest


def kept_for(rules: KeepRules, chosen: Mapping[Paper, int]) -> dict[Paper, int]:
    """Return the months each kind is kept: as the municipality has chosen, or as the rules say."""
    return {rule.paper: chosen.get(rule.paper, rule.months) for rule in rules.rules}


def months_in_words(months: int) -> str:
    """Say «3 år», «18 måneder», «1 måned»."""
    if months % 12 == 0:
        return ngettext("%(n)d år", "%(n)d år", months // 12) % {"n": months // 12}
    return ngettext("%(n)d måned", "%(n)d måneder", months) % {"n": months}
