"""Did it help? When the question comes back, and which days are compared. [D10]"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deviations.choices import Seriousness

CHECK_DAYS = (30, 90)
"""Days after closing when the question is asked."""
REMINDER_STEPS = (0, 3, 10, 24)
"""Nobody can answer before the day, so nobody is reminded before it."""
DEMANDING_SCORE = 10
"""From here on a risk is orange or red in the bands proposed for five by five. (domain D)"""
MILD_BANDS, SEVERE_BANDS = frozenset({"green", "yellow"}), frozenset({"orange", "red"})


@dataclass(frozen=True)
class Windows:
    """The days since closing, and as many before it; first and last day of each."""

    since: tuple[date, date]
    before: tuple[date, date]

    @property
    def days(self) -> int:
        """How many days each of them has."""
        return (self.since[1] - self.since[0]).days + 1


def check_dates(closed_on: date, first: date | None = None) -> list[tuple[int, date]]:
    """Return each step and the day it falls on; `first` is the day that was agreed on, if it is still to come."""
    begins = first if first is not None and first > closed_on else closed_on + timedelta(days=CHECK_DAYS[0])
    return [(days, begins + timedelta(days=days - CHECK_DAYS[0])) for days in CHECK_DAYS]


def windows(closed_on: date, on: date) -> Windows:
    """Compare the days after the closing, to and including `on`, with as many days up to the closing."""
    first = closed_on + timedelta(days=1)
    last = max(on, first)
    length = last - first
    return Windows((first, last), (closed_on - length, closed_on))


def is_demanded(seriousness: int, risk_score: int | None, risk_band: str = "") -> bool:
    """Whether the check can't be left out: the risk is orange or red; where nobody has assessed it, it is serious."""
    if risk_band in SEVERE_BANDS or risk_score is None:
        return risk_band in SEVERE_BANDS or seriousness >= Seriousness.SERIOUS
    return risk_score >= DEMANDING_SCORE and risk_band not in MILD_BANDS


def answer_problem(due: date, today: date, *, is_answered: bool, is_live: bool) -> str | None:
    """Say why the question can't be answered now, or None."""
    if is_answered:
        return _("Effekten er allerede vurdert.")
    if not is_live:
        return _("Effekten skal ikke sjekkes lenger.")
    if today < due:
        return _("Effekten skal vurderes %(day)s. Før det vet vi for lite til å svare.") % {"day": f"{due:%d.%m.%Y}"}
    return None


def omit_problem(reason: str, *, is_demanded: bool) -> str | None:
    """Say why the check can't be left out, or None."""
    if is_demanded:
        return _("Risikoen var høy, så effekten må sjekkes.")
    return None if reason.strip() else _("Skriv hvorfor effekten ikke skal sjekkes.")


def compared(since: int, before: int, days: int) -> str:
    """«2 lignende hendelser de siste 30 dagene, mot 5 i de 30 dagene før lukkingen.»"""
    first = ngettext(
        "%(since)s lignende hendelse på %(days)s dager etter lukkingen",
        "%(since)s lignende hendelser på %(days)s dager etter lukkingen",
        since,
    )
    words = {"since": since or _("Ingen"), "days": days, "before": before or _("ingen")}
    return (first + _(", mot %(before)s på like mange dager før.")) % words


def tone_of(since: int, before: int) -> str:
    """Return the colour of the comparison: fewer is good, as many or more is not."""
    if since == 0:
        return "success"
    return "info" if since < before else "warning"


def next_due(dues: Iterable[date]) -> date | None:
    """Return the first day the question is asked, of the checks left."""
    return min(dues, default=None)
