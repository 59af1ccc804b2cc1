"""Taking the season out of a series of months, so that a winter isn't taken for a change (domain.md B3). Pure.

The factor of a month says how much more or less than its year's mean is usual. It is learnt from the whole municipality
and from the *other* years, never from the month itself: otherwise a real change would take itself out of the picture.
"""

from collections.abc import Sequence

YEAR = 12
LEAST_YEARS = 2
LOWEST, HIGHEST = 0.25, 4.0


def factors(rates: Sequence[float | None]) -> list[float] | None:
    """Return one factor for each month, oldest first; None when there are under two whole years to learn from."""
    years = _years(rates)
    shapes = [_shape(year) for year in years]
    if sum(1 for shape in shapes if shape) < LEAST_YEARS:
        return None
    first = len(rates) - YEAR * len(years)
    found = []
    for index in range(len(rates)):
        own, place = divmod(index - first, YEAR)
        others = [shape[place] for number, shape in enumerate(shapes) if shape and number != own]
        found.append(min(max(sum(others) / len(others), LOWEST), HIGHEST))
    return found


def adjusted(values: Sequence[float], by: Sequence[float]) -> list[float]:
    """Divide each month by what is usual for it."""
    return [value / factor for value, factor in zip(values, by, strict=True)]


def _years(rates: Sequence[float | None]) -> list[Sequence[float | None]]:
    """Cut into whole years that end with the last month, oldest first."""
    count = len(rates) // YEAR
    start = len(rates) - count * YEAR
    return [rates[start + number * YEAR : start + (number + 1) * YEAR] for number in range(count)]


def _shape(year: Sequence[float | None]) -> list[float]:
    """Say each month of a year as a share of the year's mean; nothing when a month is unknown, or all are 0."""
    known = [rate for rate in year if rate is not None]
    mean = sum(known) / YEAR if len(known) == YEAR else 0.0
    return [rate / mean for rate in known] if mean > 0 else []
