"""One thread: what a thing hangs together with, told by every app that knows something. [G14]

register_thread("goal", strands)   an app says what it knows: `strands(request, goal)` gives strands, or nothing
hang_thread("goal")                the page of goals shows them all in one panel

A provider starts with `visible_to`: what the person may not see is neither named nor counted.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from kvalitet.web.registry import register_panel


class Direction(StrEnum):
    """Where a strand leads."""

    UP = "up"
    DOWN = "down"
    BESIDE = "beside"


HEADINGS = {
    Direction.UP: _("Dette bidrar til"),
    Direction.DOWN: _("Dette ligger under"),
    Direction.BESIDE: _("Ved siden av"),
}


@dataclass(frozen=True)
class ThreadRow:
    """One thing at the other end: its name, address, a few words, and a state with its colour."""

    label: str
    url: str
    meta: str = ""
    state: str = ""
    tone: str = "neutral"


@dataclass(frozen=True)
class Strand:
    """Things of one kind in one direction; `sentence` is what to know, `tone` how serious it is."""

    direction: Direction
    rows: Sequence[ThreadRow] = field(default=())
    sentence: str = ""
    tone: str = ""


Provider = Callable[[Any, Any], Iterable[Strand]]
_providers: dict[str, list[Provider]] = defaultdict(list)
SEVERITY = ("danger", "warning", "success", "")


def register_thread(place: str, provider: Provider) -> None:
    """Say what an app knows about the things of a page."""
    _providers[place].append(provider)


def hang_thread(place: str) -> None:
    """Show the panel on a page that shows panels of this name."""
    register_panel(place, lambda request, obj: thread_of(place, request, obj))


def thread_of(place: str, request: Any, obj: Any) -> dict[str, Any] | None:
    """Gather the strands of all apps; None when there is nothing to tell."""
    strands = [strand for provider in _providers[place] for strand in provider(request, obj)]
    parts = [
        {"heading": HEADINGS[way], "rows": [row for one in strands if one.direction == way for row in one.rows]}
        for way in Direction
    ]
    sentences = [one.sentence for one in strands if one.sentence]
    parts = [part for part in parts if part["rows"]]
    if not parts and not sentences:
        return None
    worst = min((one.tone for one in strands), key=SEVERITY.index, default="")
    return {"template": "components/thread.html", "parts": parts, "sentence": " ".join(sentences), "tone": worst}
