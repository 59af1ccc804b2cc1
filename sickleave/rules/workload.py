"""How much lies ahead, and how much was done in time: what HR plans by. Pure. [S8]"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kvalitet.calendar.periods import add_months

WEEKS = 8
MANY_LATE = 2
"""A leader with so many steps past their day is offered help."""
LONG_DAYS = 8 * 7
"""A case is long from the day the activity requirement is judged."""
REPEAT_MONTHS, REPEAT_DAYS = 36, 16
OFTEN = (5, 100)
LONG = (2, 300)


@dataclass(frozen=True)
class Week:
    """A calendar week, Monday to Sunday; the first one is what is left of this week."""

    starts: date
    ends: date

    @property
    def number(self) -> int:
        """The week's number in the Norwegian calendar."""
        return self.starts.isocalendar().week

    @property
    def monday(self) -> date:
        """The day the calendar week begins."""
        return self.starts - timedelta(days=self.starts.weekday())


def weeks_ahead(today: date, count: int = WEEKS) -> list[Week]:
    """Return what is left of this week, and the weeks after it."""
    monday = today - timedelta(days=today.weekday())
    mondays = [monday + timedelta(weeks=place) for place in range(count)]
    return [Week(max(one, today), one + timedelta(days=6)) for one in mondays]


def load(weeks: Sequence[Week], found: Iterable[tuple[str, date, int]]) -> dict[str, list[int]]:
    """Count steps by kind and week; days outside the weeks are left out, and so are kinds that have none."""
    counts: dict[str, list[int]] = {}
    first, last = weeks[0], weeks[-1]
    for step, due, count in found:
        if first.starts <= due <= last.ends:
            place = (due - first.monday).days // 7
            counts.setdefault(step, [0] * len(weeks))[place] += count
    return counts


def heaviest(weeks: Sequence[Week], counts: Mapping[str, Sequence[int]]) -> tuple[Week, int] | None:
    """Return the week with most to do, the first of several, and how much; None when there is nothing."""
    sums = [sum(row[place] for row in counts.values()) for place in range(len(weeks))]
    most = max(sums, default=0)
    return (weeks[sums.index(most)], most) if most else None


@dataclass(frozen=True)
class Rate:
    """Steps whose day has come: how many were done by then, late, or not at all.

    What was found obviously unnecessary is neither kept nor broken, and stands beside.
    """

    in_time: int = 0
    late: int = 0
    undone: int = 0
    excepted: int = 0
    people: int = 0

    @property
    def of(self) -> int:
        """How many had a day to keep."""
        return self.in_time + self.late + self.undone

    @property
    def share(self) -> float | None:
        """The part done in time; None where nothing was due."""
        return self.in_time / self.of if self.of else None

    def __add__(self, other: "Rate") -> "Rate":
        return Rate(
            self.in_time + other.in_time,
            self.late + other.late,
            self.undone + other.undone,
            self.excepted + other.excepted,
            self.people + other.people,
        )


def rolled_up(found: Iterable[tuple[str, Rate]], tops: Iterable[str]) -> dict[str, Rate]:
    """Sum the rates of units, by path, under the paths they lie at or below; what lies under none is left out."""
    sums = {top: Rate() for top in tops}
    lengths = sorted({len(top) for top in sums}, reverse=True)
    for path, rate in found:
        top = next((path[:length] for length in lengths if path[:length] in sums), None)
        if top is not None:
            sums[top] += rate
    return sums


def hidden_rows(people: Sequence[int], least: int) -> frozenset[int]:
    """Return the places of rows so few people stand behind that they are hidden, and one more if that gives one away.

    The total is shown, so a single hidden row could be reckoned from the others.
    """
    small = {place for place, count in enumerate(people) if 0 < count < least}
    with_some = [place for place, count in enumerate(people) if count and place not in small]
    if small and with_some and sum(people[place] for place in small) < least:
        small.add(min(with_some, key=lambda place: people[place]))
    if len(small) == 1 and (rest := [place for place in with_some if place not in small]):
        small.add(min(rest, key=lambda place: people[place]))
    return frozenset(small)


def is_repeated(spells: Iterable[tuple[date, int]], today: date) -> bool:
    """Whether NAV would call it repeated absence: `spells` are (last day, counted days). domain.md A3."""
    since = add_months(today, -REPEAT_MONTHS)
    counted = [days for ends, days in spells if ends >= since and days >= REPEAT_DAYS]
    return any(len(counted) >= times and sum(counted) >= days for times, days in (OFTEN, LONG))
