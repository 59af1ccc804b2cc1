"""The monthly review: which month, by when, and in what order things are taken. Pure. [D6]"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deviations.choices import AgendaKind, ItemStatus
from kvalitet.calendar.periods import Period, add_months, month_period
from kvalitet.calendar.workdays import next_working_day

MOST_OF_A_KIND = 40
MONTHS_BACK = 12
ORDER = list(AgendaKind)
MONTHS = (
    *(gettext_lazy("januar"), gettext_lazy("februar"), gettext_lazy("mars"), gettext_lazy("april")),
    *(gettext_lazy("mai"), gettext_lazy("juni"), gettext_lazy("juli"), gettext_lazy("august")),
    *(gettext_lazy("september"), gettext_lazy("oktober"), gettext_lazy("november"), gettext_lazy("desember")),
)
SETTLED = frozenset({ItemStatus.DECIDED, ItemStatus.NOTED})


@dataclass
class Point:
    """One thing for the agenda, before it is written down; the first reason it is there for is the one it keeps."""

    kind: str
    title: str
    facts: str = ""
    deviation: Any = None
    pattern: Any = None
    risk: Any = None
    carried_from: Any = None
    measure: Any = None
    is_confidential: bool = False

    @property
    def key(self) -> tuple[str, int]:
        """What it is about; the same thing is taken once."""
        for name in ("deviation", "pattern", "risk", "carried_from"):
            if (thing := getattr(self, name)) is not None:
                return name, thing.pk
        return "", id(self)


def month_before(today: date) -> date:
    """Return the first day of the month that is over."""
    return add_months(today.replace(day=1), -1)


def span_of(month: date) -> Period:
    """Return all days of a month."""
    return month_period(month.year, month.month)


def due_day(month: date, review_day: int) -> date:
    """Return the day a month shall have been gone through: in the month after, or on the working day that follows."""
    return next_working_day(add_months(month, 1).replace(day=review_day))


def month_name(month: date) -> str:
    """«oktober 2026»."""
    return f"{MONTHS[month.month - 1]} {month.year}"


def title_of(unit: object, month: date) -> str:
    """Name a review."""
    return _("Månedsgjennomgang %(month)s, %(unit)s") % {"month": month_name(month), "unit": unit}


def months_to_review(today: date) -> list[date]:
    """Return the months that may be gone through, the one that is over first, then this one and those before."""
    this = today.replace(day=1)
    return [add_months(this, -1), this, *(add_months(this, -back) for back in range(2, MONTHS_BACK + 1))]


def month_problem(month: date, today: date) -> str | None:
    """Say why a month can't be gone through, or None."""
    if month > today:
        return _("Måneden har ikke begynt.")
    if month < add_months(today.replace(day=1), -MONTHS_BACK):
        return _("Måneden ligger mer enn ett år tilbake.")
    return None


def agenda(points: Iterable[Point]) -> list[Point]:
    """Put the points in the order they are taken, each thing once, and of a kind no more than a meeting can take."""
    once: dict[tuple[str, int], Point] = {}
    for point in sorted(points, key=lambda point: ORDER.index(AgendaKind(point.kind))):
        once.setdefault(point.key, point)
    taken: dict[str, int] = {}
    kept = []
    for point in once.values():
        taken[point.kind] = taken.get(point.kind, 0) + 1
        if taken[point.kind] <= MOST_OF_A_KIND:
            kept.append(point)
    return kept


def is_unfinished(status: str, *, has_measure: bool, is_measure_done: bool) -> bool:
    """Whether a thing from one review is taken up in the next."""
    if status == ItemStatus.CARRIED:
        return True
    return has_measure and not is_measure_done


def progress_words(statuses: Sequence[str]) -> str:
    """«7 av 12 saker er behandlet.»"""
    done = sum(status != ItemStatus.OPEN for status in statuses)
    return _("%(done)s av %(all)s saker er behandlet.") % {"done": done, "all": len(statuses)}


def measure_problem(title: str, responsible: object, due: date | None, today: date) -> dict[str, str]:
    """Say what a measure lacks, by field: what, who and when go together."""
    if not title:
        filled = responsible or due
        return {"measure": _("Skriv hva som skal gjøres, eller tøm ansvarlig og frist.")} if filled else {}
    found = {}
    if not responsible:
        found["responsible"] = _("Velg hvem som er ansvarlig for tiltaket.")
    if due is None:
        found["due"] = _("Velg en frist for tiltaket.")
    elif not today <= due <= today + timedelta(days=5 * 366):
        found["due"] = _("Fristen må være i dag eller senere, og innen fem år.")
    return found
