"""What apps above hang up with the organisation: the work a unit still has."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kvalitet.organisation.models import Unit

OpenWork = Callable[["Unit"], str]

_open_work: list[OpenWork] = []


def register_open_work(tell: OpenWork) -> None:
    """Hang up a counter: `tell(unit)` says what the unit has left, such as «12 åpne oppgaver», or an empty text."""
    if tell not in _open_work:
        _open_work.append(tell)


def open_work_of(unit: "Unit") -> list[str]:
    """Return what the unit itself has left, each in a few words."""
    return [told for tell in _open_work if (told := tell(unit))]
