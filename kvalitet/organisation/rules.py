"""Paths of the tree, and what may not be done with it. Pure."""

from datetime import date

from django.utils.translation import gettext as _

STEP_LENGTH = 4
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
HIGHEST_STEP = len(DIGITS) ** STEP_LENGTH - 1


def step(number: int) -> str:
    """Write a step of a path: four characters of base 36. Raises ValueError outside 0–1,679,615."""
    if not 0 <= number <= HIGHEST_STEP:
        raise ValueError(number)
    text = ""
    for _place in range(STEP_LENGTH):
        number, digit = divmod(number, len(DIGITS))
        text = DIGITS[digit] + text
    return text


def prefixes(path: str) -> list[str]:
    """Return the paths from the root down to and including this one."""
    return [path[:end] for end in range(STEP_LENGTH, len(path) + 1, STEP_LENGTH)]


def outermost(paths: list[str]) -> list[str]:
    """Drop every path that lies below another in the list."""
    kept: list[str] = []
    for path in sorted(set(paths)):
        if not kept or not path.startswith(kept[-1]):
            kept.append(path)
    return kept


def move_problem(path: str, new_parent_path: str) -> str | None:
    """Say why a unit can't be put below another, or None."""
    if new_parent_path.startswith(path):
        return _("En enhet kan ikke flyttes inn under seg selv.")
    return None


def period_problem(starts: date, ends: date | None) -> str | None:
    """Say what is wrong with a from–to pair (both inclusive), or None."""
    if ends is not None and ends < starts:
        return _("Til-datoen kan ikke være før fra-datoen.")
    return None
