"""How sick leave is counted: lost working days of agreed ones (domain.md B1, B2). Pure; nothing is rounded on the way.

A working day is Monday to Friday without public holidays, whatever the shift. Holiday, leave and children's illness are
not lost days; they are not taken from the agreed ones either, as SSB does it. Over time and over units it is always sum
over sum, never the mean of percents.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from kvalitet.calendar.workdays import count_working_days

SHORT_DAYS = 16
"""A case of so many calendar days is still a short one: the employer's period."""
HUNDRED = Decimal(100)
ZERO = Decimal(0)


@dataclass(frozen=True)
class Sums:
    """Full-time working days of a place in a period, and how many people stand behind each of them."""

    agreed: Decimal = ZERO
    lost_self: Decimal = ZERO
    lost_certified: Decimal = ZERO
    lost_short: Decimal = ZERO
    lost_long: Decimal = ZERO
    lost_graded: Decimal = ZERO
    headcount: int = 0
    absent_count: int = 0
    new_self: int = 0
    new_certified: int = 0
    new_whole: int = 0
    new_graded: int = 0
    new_short: int = 0
    new_long: int = 0

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(**{name: getattr(self, name) + getattr(other, name) for name in SUM_NAMES})

    def __sub__(self, other: "Sums") -> "Sums":
        return Sums(**{name: getattr(self, name) - getattr(other, name) for name in SUM_NAMES})

    @property
    def lost(self) -> Decimal:
        """All that is lost by own illness."""
        return self.lost_self + self.lost_certified

    @property
    def lost_whole(self) -> Decimal:
        """What is certified, and not graded."""
        return self.lost_certified - self.lost_graded


SUM_NAMES = tuple(one.name for one in fields(Sums))


def added(parts: Iterable[Sums]) -> Sums:
    """Add up: the only way from units to a unit above, or from months to a year."""
    return sum(parts, Sums())


def agreed_days(starts: date, ends: date, *, post_percent: Decimal) -> Decimal:
    """Return agreed working days of a post: weekdays without public holidays, times its share."""
    return count_working_days(starts, ends) * post_percent / HUNDRED


def lost_days(working_days: Decimal | int, *, post_percent: Decimal | int, grade: Decimal | int = 100) -> Decimal:
    """Return lost working days: sick working days, times the share of the post, times the grade."""
    return Decimal(working_days) * Decimal(post_percent) / HUNDRED * Decimal(grade) / HUNDRED


def percent_of(lost: Decimal, agreed: Decimal) -> Decimal | None:
    """Return lost of agreed in percent, unrounded; None where nobody had agreed to work."""
    return HUNDRED * lost / agreed if agreed > 0 else None


def presence_of(lost: Decimal, agreed: Decimal) -> Decimal | None:
    """Return how much of what was agreed wasn't lost to illness."""
    absence = percent_of(lost, agreed)
    return None if absence is None else HUNDRED - absence


def nav_percent(lost: Decimal, agreed: Decimal) -> Decimal | None:
    """Round as NAV does: the share to three decimals half up, shown as percent with one."""
    if agreed <= 0:
        return None
    return (lost / agreed).quantize(Decimal("0.001"), ROUND_HALF_UP) * HUNDRED


def points_between(now: Decimal | None, then: Decimal | None) -> Decimal | None:
    """Return the change in percentage points, where both are known."""
    return None if now is None or then is None else now - then


def is_short(case_days: int) -> bool:
    """Whether all days of a case are short-term: decided by how long the whole of it is so far."""
    return case_days <= SHORT_DAYS
