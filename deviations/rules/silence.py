"""Silence is a signal as well: how long since a unit reported, against how often it used to. Pure. [D12]"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

FEWEST_DAYS = 5
LONG = 4.6  # e⁻⁴·⁶ = 0.01: one in a hundred gaps is so long when nothing has changed
LEAST_DAYS = 30


@dataclass(frozen=True)
class Rhythm:
    """On how many days a unit has reported, from the first to the last of them."""

    key: int
    first: date
    last: date
    days: int

    @property
    def usual(self) -> int | None:
        """Days between two reports, as it has been; None where there are too few to say."""
        if self.days < FEWEST_DAYS:
            return None
        return max(round((self.last - self.first).days / (self.days - 1)), 1)


@dataclass(frozen=True)
class Silence:
    """A unit that has been silent for `days`, where it used to report every `usual`."""

    key: int
    days: int
    usual: int


def silence_of(rhythm: Rhythm, today: date) -> Silence | None:
    """Return the silence of a unit, or None when it is no longer than its gaps can be."""
    usual, days = rhythm.usual, (today - rhythm.last).days
    if usual is None or days < LEAST_DAYS or days <= LONG * usual:
        return None
    return Silence(rhythm.key, days, usual)


def silences(rhythms: Iterable[Rhythm], today: date) -> dict[int, Silence]:
    """Return the silent units by key; whoever lists them does so in the order of the tree, never by count."""
    return {one.key: found for one in rhythms if (found := silence_of(one, today)) is not None}
