"""What a goal, a sub-goal and a measure of the demo is made of.

A deadline is a number of days from today, or words as people write them, where {y} is the plan's first year.
"""

from dataclasses import dataclass, field

LEADERS, MANAGEMENT, STAFF = "Virksomhetslederne", "Lederteam", "Stab - personal"
SCHOOLS = "Rektorer og styrere"


@dataclass(frozen=True)
class M:
    """A measure. `who`: groups, titles of posts, «@key» of a user or a unit's leader; anything else is text."""

    title: str
    who: tuple[str, ...] = ()
    due: int | str = ""
    state: str = ""
    """not_started, in_progress, done, postponed or cancelled; for one given to units: the share that has answered."""
    moved: tuple[int, str] | None = None
    """Days from today of the deadline before, and why it was moved."""
    about: str = ""


@dataclass(frozen=True)
class S:
    """A sub-goal with its measures; the note says why it has none."""

    title: str
    measures: list[M] = field(default_factory=list)
    note: str = ""


@dataclass(frozen=True)
class G:
    """A goal in a perspective; measures may lie right under it."""

    perspective: str
    title: str
    parts: list[S | M]
    focus: str = ""
    area: str = ""
    measured_by: str = ""
    accepted_by: str = ""
    evaluated: str = ""
    about: str = ""
