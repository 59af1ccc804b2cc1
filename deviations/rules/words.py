"""What may be said of an event, and where."""

from typing import Any

from django.utils.translation import gettext as _

from deviations.choices import Circle

TITLE_LENGTH = 90


def title_of(description: str) -> str:
    """Make a title of the first sentence of what happened, cut between words."""
    text = " ".join(description.split())
    first = text
    for end in (". ", "! ", "? "):
        first = first.split(end, 1)[0]
    first = first.rstrip(".! ")
    if len(first) <= TITLE_LENGTH:
        return first or text[:TITLE_LENGTH]
    cut = first[: TITLE_LENGTH - 1].rsplit(" ", 1)[0] if " " in first[: TITLE_LENGTH - 1] else first[: TITLE_LENGTH - 1]
    return f"{cut.rstrip(',;:– ')}…"


def shown_title(deviation: Any) -> str:
    """Return what may stand in e-mail, calendars and lists of tasks: only a normal event is called by its title."""
    number = deviation.number
    if deviation.circle == Circle.NORMAL:
        return _("Avvik %(number)s: %(title)s") % {"number": number, "title": deviation.title}
    return _("En fortrolig sak (nr. %(number)s)") % {"number": number}
