"""What apps above hang up for the preview of a reorganisation: what it does to their things. [P1]"""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from kvalitet.setup.rules import Change

MOST_ROWS = 100


@dataclass(frozen=True)
class Cell:
    """A text, and where it leads when the reader may go there."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Effect:
    """A conclusion in words, and the rows behind it."""

    title: str
    lead: str
    columns: tuple[str, ...] = ()
    rows: list[list[Cell]] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """Make it something to keep and to show: each cell knows its column, and very long tables are cut."""
        numbers = [all(row[at].text.isdecimal() for row in self.rows) for at in range(len(self.columns))]
        columns = [{"label": str(name), "numeric": is_one} for name, is_one in zip(self.columns, numbers, strict=True)]
        rows = [
            [{**asdict(cell), **column} for column, cell in zip(columns, row, strict=True)]
            for row in self.rows[:MOST_ROWS]
        ]
        told = {"title": str(self.title), "lead": str(self.lead), "columns": columns}
        return {**told, "rows": rows, "more": max(0, len(self.rows) - MOST_ROWS)}


Tell = Callable[[Change, Any], list[Effect]]

_effects: list[Tell] = []


def register_reorganisation_effect(tell: Tell) -> None:
    """Hang up what a reorganisation does to the app's things: `tell(change, user)` after it was tried."""
    if tell not in _effects:
        _effects.append(tell)


def effects_of(change: Change, user: Any) -> list[Effect]:
    """Return what every app has to say."""
    return [effect for tell in _effects for effect in tell(change, user)]


@dataclass(frozen=True)
class SetupStep:
    """A step of the first set-up that an app above adds; `state` tells whether it is done, and how far. [P15]"""

    key: str
    order: int
    title: Any
    text: Any
    url_name: str
    action: Any
    state: Callable[[Any, Any], tuple[bool, str]]
    is_open: Callable[[Any], bool] = lambda request: True
    closed_text: Any = ""
    """Why the person can't do it, when it isn't open."""


_steps: dict[str, SetupStep] = {}


def register_step(step: SetupStep) -> None:
    """Hang up a step of the first set-up; the same key again replaces it."""
    _steps[step.key] = step


def setup_steps() -> list[SetupStep]:
    """Return the steps hung up, in order."""
    return sorted(_steps.values(), key=lambda step: step.order)
