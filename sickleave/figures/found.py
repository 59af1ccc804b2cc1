"""What is published of a place, and what follows from it by arithmetic: nothing here knows a hidden number. [S6]"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from kvalitet.calendar.periods import add_months
from kvalitet.organisation.models import Person, Unit
from sickleave.figures.places import Places
from sickleave.models import SickLeaveSettings
from sickleave.queries.figures import MonthlySums, monthly_sums
from sickleave.queries.settings import settings_for
from sickleave.rules.masks import Split, is_shown, merged, parts_of, shown_below, splits_shown, whole_of
from sickleave.rules.percent import Sums, added, nav_percent, percent_of, points_between
from sickleave.rules.season import factors

HISTORY_MONTHS = 36
YEAR = 12
TERTIALS = 4


@dataclass(frozen=True)
class Month:
    """One month of the place; no sums where they are hidden."""

    first: date
    sums: Sums | None

    @property
    def percent(self) -> Decimal | None:
        """Lost of agreed, rounded as NAV does."""
        return None if self.sums is None else nav_percent(self.sums.lost, self.sums.agreed)

    @property
    def exact(self) -> float:
        """Lost of agreed, to reckon on with."""
        return float(percent_of(self.sums.lost, self.sums.agreed) or 0) if self.sums else 0.0


@dataclass(frozen=True)
class Stretch:
    """Months added up: those that may be shown, and how many they are of how many."""

    sums: Sums
    shown: int
    wanted: int

    @property
    def percent(self) -> Decimal | None:
        """Lost of agreed, sum over sum, rounded as NAV does; None when no month is shown."""
        return nav_percent(self.sums.lost, self.sums.agreed) if self.shown else None


@dataclass(frozen=True)
class Tertial:
    """Four whole months, and how their total may be split."""

    first: date
    sums: Sums | None
    splits: frozenset[Split]

    @property
    def name(self) -> str:
        """Number and year."""
        return f"{(self.first.month - 1) // 4 + 1}. tertial {self.first.year}"


@dataclass(frozen=True)
class Part:
    """A unit right below, held against itself a year before."""

    name: str
    uuid: UUID | None
    """None for what isn't a unit: all that is not shown by itself, together."""
    now: Stretch
    before: Stretch

    @property
    def change(self) -> Decimal | None:
        """The change in percentage points."""
        return points_between(self.now.percent, self.before.percent)


@dataclass
class Found:
    """Everything the page shows of a place, with the newest whole month last."""

    unit: Unit
    rules: SickLeaveSettings
    months: Sequence[Month]
    tertials: Sequence[Tertial]
    parts: Sequence[Part]
    season: Sequence[float] | None
    """What is usual for each of `months`, against the mean of a year."""
    has_parts: bool
    is_hidden_here: bool = field(default=False)

    @property
    def newest(self) -> Month:
        """The month that was asked for."""
        return self.months[-1]

    def at(self, first: date) -> Month | None:
        """Return one of the months."""
        return next((one for one in self.months if one.first == first), None)

    def year_before(self, month: Month) -> Month | None:
        """Return the same month a year before."""
        return self.at(add_months(month.first, -YEAR))

    def change(self, month: Month) -> Decimal | None:
        """The change since the same month a year before, in percentage points."""
        before = self.year_before(month)
        return None if before is None else points_between(month.percent, before.percent)

    def stretch(self, last: int = 0) -> Stretch:
        """Add up the twelve months that end so many months before the newest."""
        end = len(self.months) - last
        rows = self.months[max(end - YEAR, 0) : max(end, 0)]
        shown = [one.sums for one in rows if one.sums is not None]
        return Stretch(added(shown), len(shown), YEAR)


def newest_whole_month(today: date) -> date:
    """Return the last month that is over: a running one would tell from day to day who fell ill."""
    return add_months(today.replace(day=1), -1)


def figures_of(user: Person, places: Places, unit: Unit, last: date) -> Found | None:
    """Reckon; two queries whatever the size. None when nothing is registered in the months asked for."""
    rules, way = settings_for(unit.municipality_id), places.way(unit)
    found = monthly_sums(unit, way, add_months(last, 1 - HISTORY_MONTHS), last)
    months = _known(found)
    if not months or last not in months:
        return None
    least = rules.masking_threshold
    shown = {
        first: whole_of(found.cells.get(first, {}), unit.path)
        for first in months
        if is_shown(found.cells.get(first, {}), way, least)
    }
    used = {path for cells in found.cells.values() for path in parts_of(cells, unit.path)}
    below = [one for one in places.below(unit) if one.path in used]
    return Found(
        unit=unit,
        rules=rules,
        months=[Month(first, _worked(shown.get(first))) for first in months],
        tertials=_tertials(found, way, months, shown, least),
        parts=_parts(found, unit, below, [first for first in months if first in shown], last, least),
        season=factors([_rate(found.everybody[first]) for first in months]),
        has_parts=bool(below),
        is_hidden_here=not shown,
    )


def _known(found: MonthlySums) -> list[date]:
    """Return the whole months there is a history of: those after the first with absence, which began somewhere."""
    first = min((month for month, sums in found.everybody.items() if sums.lost), default=None)
    return sorted(month for month in found.everybody if first is not None and month > first)


def _rate(sums: Sums) -> float | None:
    percent = percent_of(sums.lost, sums.agreed)
    return None if percent is None else float(percent)


def _worked(sums: Sums | None) -> Sums | None:
    """A month where nobody had agreed to work has no figures."""
    return sums if sums is not None and sums.agreed else None


def _tertials(
    found: MonthlySums, way: Sequence[str], months: Sequence[date], shown: dict[date, Sums], least: int
) -> list[Tertial]:
    """Return the whole tertials among the months, the newest first, each with the splits that may be shown."""
    made = []
    for first in months:
        four = [add_months(first, number) for number in range(4)]
        if first.month % 4 != 1 or four[-1] > months[-1]:
            continue
        cells = [found.cells.get(one, {}) for one in four]
        total = whole_of(merged(cells), way[-1]) if all(one in shown for one in four) else None
        made.append(Tertial(first, _worked(total), splits_shown(cells, way, least)))
    return made[::-1][:TERTIALS]


def _parts(
    found: MonthlySums, unit: Unit, below: Sequence[Unit], shown: Sequence[date], last: date, least: int
) -> list[Part]:
    """Return each unit right below, with the months that may be shown of it; then all the rest, together."""
    seen: dict[str, dict[date, Sums]] = {one.path: {} for one in below}
    rest: dict[date, Sums] = {}
    for month in shown:
        parts = parts_of(found.cells.get(month, {}), unit.path)
        here = shown_below(found.cells.get(month, {}), unit.path, least) & seen.keys()
        rest[month] = added(sums for path, sums in parts.items() if path not in here)
        for path in here:
            seen[path][month] = parts[path]
    now = [add_months(last, -number) for number in range(YEAR)]
    before = [add_months(one, -YEAR) for one in now]
    made = [Part(one.name, one.uuid, _stretch(seen[one.path], now), _stretch(seen[one.path], before)) for one in below]
    together = Part(_rest_name(made), None, _stretch(rest, now), _stretch(rest, before))
    return [*made, together] if made and together.now.shown else made


def _rest_name(parts: Sequence[Part]) -> str:
    if any(one.now.shown < YEAR for one in parts):
        return _("Skjulte enheter og ansatte uten underenhet, samlet")
    return _("Ansatte uten underenhet")


def _stretch(seen: dict[date, Sums], wanted: Sequence[date]) -> Stretch:
    rows = [seen[one] for one in wanted if one in seen and seen[one].agreed]
    return Stretch(added(rows), len(rows), len(wanted))
