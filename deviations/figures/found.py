"""What has been counted of a unit in a period, and what follows from it by arithmetic. [D7, D12]"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from deviations.figures.places import Part
from deviations.queries.statistics import Counts, Posts
from deviations.rules.figure_periods import OWN_MONTHS, Window
from deviations.rules.rates import Against, Point, against_own, expected_of, rate_of
from deviations.rules.silence import Silence, silences
from kvalitet.calendar.periods import Period, add_months

ONE_DAY = timedelta(days=1)
SENSITIVE_BELOW = 50
"""Where fewer people work, a count under five could tell who it was."""


@dataclass(frozen=True)
class UnitFigures:
    """A part of the unit, held against its own history and never against the others."""

    part: Part
    count: int
    late: int
    fte: float
    people: int
    rate: float | None
    usual: float | None
    against: Against


@dataclass
class Found:
    """Everything the page shows, ready to be kept for a minute."""

    counted_at: datetime
    today: date
    unit_name: str
    unit_uuid: UUID
    is_root: bool
    period: Period
    window: Window
    parts: Sequence[Part]
    counts: Counts
    posts: Posts
    units: Mapping[int, tuple[UUID, str]]
    """Units in the order of the tree."""
    answer_days: int
    repeated: int
    """How many belong to a pattern the person may see."""

    def url(self, **filters: object) -> str:
        """Return the address of the list with the rows reported in the period that the filters keep."""
        wanted = {"enhet": str(self.unit_uuid), "vis": "alle", "fra": self.period.starts, "til": self.period.ends}
        return rows_url(**{**wanted, **filters})

    @property
    def reported(self) -> int:
        """How many were reported in the period."""
        return int(self.counts.totals["reported"])

    @cached_property
    def people(self) -> int:
        """How many hold a post today."""
        return sum(self.posts.people.values())

    @cached_property
    def months(self) -> list[date]:
        """The whole months there is a history of: those after the month of the first report, which began somewhere."""
        known = {month for month, _part in self.counts.months}
        return [month for month in self.window.months if known and month > min(known)]

    def points(self, part: str | None = None) -> list[Point]:
        """Return reports and posts month by month, of everything or of one part."""
        parts = [part] if part is not None else [one.path for one in self.parts]
        return [
            Point(
                month,
                sum(self.counts.months.get((month, one), 0) for one in parts),
                sum(self.posts.fte.get((month, one), 0.0) for one in parts),
            )
            for month in self.months
        ]

    def fte_months(self, part: str | None = None) -> float:
        """Return the posts of the period times its months; a month that has begun counts by its days."""
        parts = [part] if part is not None else [one.path for one in self.parts]
        ends = min(self.period.ends, self.today)
        total, month = 0.0, self.period.starts.replace(day=1)
        while month <= ends:
            after = add_months(month, 1)
            days = (min(after - ONE_DAY, ends) - max(month, self.period.starts)).days + 1
            known = min(max(month, self.window.months[0]), self.window.months[-1])
            fte = sum(self.posts.fte.get((known, one), 0.0) for one in parts)
            total += fte * days / (after - month).days
            month = after
        return total

    @cached_property
    def rate(self) -> float | None:
        """Reports per 100 full-time posts a month, in the period."""
        return rate_of(self.reported, self.fte_months())

    def own_history(self, part: str | None = None) -> list[Point]:
        """Return the months before the period that the period is held against."""
        before = [one for one in self.points(part) if add_months(one.starts, 1) <= self.period.starts]
        return before[-OWN_MONTHS:]

    def against(self, count: int, part: str | None = None) -> tuple[float | None, Against]:
        """Return the usual rate, and how a count stands against it."""
        history, size = self.own_history(part), self.fte_months(part)
        expected = expected_of(history, size)
        if expected is None:
            return None, Against.TOO_FEW
        return rate_of(expected, size), against_own(count, expected)

    @cached_property
    def silent(self) -> list[tuple[UUID, str, Silence]]:
        """Units that have not reported for long, in the order of the tree."""
        found = silences(self.counts.rhythms, self.today)
        return [(uuid, name, found[pk]) for pk, (uuid, name) in self.units.items() if pk in found]

    @cached_property
    def unit_rows(self) -> list[UnitFigures]:
        """Return each part in the order of the tree; the unit itself only when something lies on it."""
        rows = [self._unit_row(part) for part in self.parts]
        return [row for row in rows if not row.part.is_self or row.count or row.people]

    def _unit_row(self, part: Part) -> UnitFigures:
        count, size = self.counts.groups["part"].get(part.path, 0), self.fte_months(part.path)
        usual, against = self.against(count, part.path)
        return UnitFigures(
            part=part,
            count=count,
            late=self.counts.late["part"].get(part.path, 0),
            fte=self.posts.fte.get((self.window.months[-1], part.path), 0.0),
            people=self.posts.people.get(part.path, 0),
            rate=rate_of(count, size),
            usual=usual,
            against=against,
        )


def rows_url(**filters: object) -> str:
    """Return the address of the list of events with what it shall keep."""
    return (
        f"{reverse('deviations:deviation-list')}?{urlencode({k: v for k, v in filters.items() if v not in ('', None)})}"
    )
