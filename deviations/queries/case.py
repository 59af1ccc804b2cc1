"""What one case shows to one person: the whole of it, or what is meant for the one who reported. [D2, D9]"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from deviations.choices import EntryKind
from deviations.models import Deviation, Entry
from deviations.queries.representatives import cleaned
from kvalitet.access.decisions import Viewer, Viewers

REPORTERS_OWN = frozenset({EntryKind.MESSAGE_FROM_REPORTER, EntryKind.RECEIPT})
MESSAGES = frozenset(
    {
        *(EntryKind.MESSAGE_TO_REPORTER, EntryKind.MESSAGE_FROM_REPORTER, EntryKind.RETURNED),
        *(EntryKind.CLOSING, EntryKind.REJECTED, EntryKind.REOPENED, EntryKind.NOTE, EntryKind.REPRESENTATIVE),
    }
)
"""What people have said, beside what they have done."""


@dataclass(frozen=True)
class Line:
    """A line of the timeline ready to show."""

    label: str
    who: str
    text: str
    at: datetime
    is_for_reporter: bool
    is_said: bool
    is_question: bool = False


@dataclass(frozen=True)
class Seen:
    """Who looks at a case, and how much of it is theirs to see."""

    user: Any
    is_reporter: bool
    sees_all: bool
    can_handle: bool
    hides_reporter: bool
    """Whether the name of the one who reported is kept from the person who looks."""

    is_representative: bool = False
    """Whether only the task of representing others shows them the case: names, files and versions are left out."""

    @property
    def reporter_words(self) -> str:
        """What the one who reported is called where the name isn't said."""
        return _("Melderen")


def lines_of(event: Deviation, seen: Seen) -> list[Line]:
    """Return the timeline, newest first, in one query; the reporter's is what is meant for them."""
    rows = Entry.objects.visible_to(seen.user).filter(deviation=event)
    if not seen.sees_all:
        rows = rows.filter(is_for_reporter=True)
    found = list(rows.select_related("by").order_by("-at", "-id"))
    cleaned([event], seen.user, entries=found)
    return [
        Line(
            label=row.get_kind_display(),
            who=_who(row, event, seen),
            text=row.text,
            at=row.at,
            is_for_reporter=row.is_for_reporter,
            is_said=row.kind in MESSAGES,
            is_question=row.kind == EntryKind.RETURNED,
        )
        for row in found
    ]


def _who(row: Entry, event: Deviation, seen: Seen) -> str:
    if row.by is None:
        return seen.reporter_words if row.kind == EntryKind.MESSAGE_FROM_REPORTER else _("Systemet")
    if row.by_id == event.reporter_id:
        if seen.is_reporter:
            return _("Du")
        if seen.hides_reporter:
            return seen.reporter_words
    return str(row.by)


def shown_reporter(event: Deviation, seen: Seen) -> str:
    """Say who reported, as far as the person may know."""
    if event.reporter_id is None:
        return _("Meldt uten navn")
    if seen.is_reporter:
        return _("Du")
    if seen.is_representative:
        return _("En ansatt")
    return _("Navnet er skjult for enheten") if seen.hides_reporter else str(event.reporter)


def shown_viewers(found: Viewers, event: Deviation, seen: Seen) -> list[Any]:
    """Return those who have access, with no name for a reporter who has chosen that."""
    if not seen.hides_reporter:
        return found.people
    named = [viewer for viewer in found.people if viewer.person.pk != event.reporter_id]
    unnamed = Viewer(_Nameless(seen.reporter_words), "", "", _("meldte saken"))  # type: ignore[arg-type]  # only shown
    return [unnamed, *named]


@dataclass(frozen=True)
class _Nameless:
    """Stands where a person would be named."""

    words: str

    def __str__(self) -> str:
        return self.words


def without_reporter(entries: Sequence[Any], event: Deviation, seen: Seen) -> list[Any]:
    """Return versions of the case as shown, with the reporter's name taken away where it is hidden."""
    if not seen.hides_reporter or event.reporter is None:
        return list(entries)
    name = str(event.reporter)
    return [_renamed(entry, name, seen.reporter_words) for entry in entries]


def _renamed(entry: Any, name: str, words: str) -> Any:
    if entry.who != name:
        return entry
    return type(entry)(**{**vars(entry), "who": words})
