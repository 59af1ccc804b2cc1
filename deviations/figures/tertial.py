"""A tertial of events in a few numbers and sentences, for reports. [D7]"""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from deviations.figures.found import Found
from deviations.figures.kept import kept_figures
from deviations.figures.places import Places, coverage
from deviations.figures.words import against_words, conclusion, low_words, share, silence_words
from deviations.rules.figure_periods import same_before, year_before
from kvalitet.calendar.periods import Period
from kvalitet.figures.charts import written
from kvalitet.organisation.models import Person, Unit


@dataclass(frozen=True)
class Tertial:
    """What was reported in a tertial, and what became of it."""

    period: Period
    reported: int
    rate: float | None
    closed: int
    answers_kept: float | None
    closed_in_time: float | None
    reopened: int
    no_effect: int


@dataclass(frozen=True)
class TertialSummary:
    """A tertial beside the one before and the same a year earlier, and what to say of it."""

    now: Tertial
    before: Tertial
    year_ago: Tertial
    open_late: int
    sentences: tuple[str, ...]
    coverage: str


def tertial_summary(unit: Unit, period: Period, user: Person, *, today: date | None = None) -> TertialSummary | None:
    """Count three tertials as the person sees them; None where the person sees no figures of the unit."""
    day = today or timezone.localdate()
    places = Places.of(user)
    known = places.find(unit.uuid)
    if known is None:
        return None
    found = kept_figures(user, places, known, period, day)
    others = [kept_figures(user, places, known, one, day) for one in (same_before(period), year_before(period))]
    now, before, ago = (_tertial(one) for one in (found, *others))
    return TertialSummary(
        now=now,
        before=before,
        year_ago=ago,
        open_late=int(found.counts.now["late"]),
        sentences=tuple(_sentences(found, before, ago)),
        coverage=coverage(user, known),
    )


def _tertial(found: Found) -> Tertial:
    totals = found.counts.totals

    def of(name: str) -> int:
        return int(totals.get(name) or 0)

    return Tertial(
        period=found.period,
        reported=found.reported,
        rate=found.rate,
        closed=of("closed"),
        answers_kept=share(of("answer_kept"), of("answer_decided")),
        closed_in_time=share(of("close_kept"), of("close_decided")),
        reopened=of("reopened"),
        no_effect=of("no_effect"),
    )


def _sentences(found: Found, before: Tertial, ago: Tertial) -> list[str]:
    """Say how the tertial stands against the others, then what to notice."""
    words = {"now": written(found.reported), "before": written(before.reported), "ago": written(ago.reported)}
    compared = _("%(now)s saker er meldt, mot %(before)s i tertialet før og %(ago)s i samme tertial året før.") % words
    quiet = [f"{name} {silence_words(silence)}." for _key, name, silence in found.silent]
    usual, against = found.against(found.reported)
    told = conclusion(found) if found.reported else against_words(against, usual)
    return [told, compared, *low_words(found), *quiet]
