"""When the form was opened, written so that nobody can make it up; and until when an answer is promised. Pure. [D13]"""

from datetime import UTC, date, datetime, timedelta

LONGEST = timedelta(hours=12)
"""A form left open overnight says nothing of how long a report takes."""

EARLIEST = 50
"""So many years back an event may have happened."""


def opening(text: str, now: datetime) -> datetime | None:
    """Read the seconds a form was opened at; None for what can't be true, and for a form left lying."""
    if not text.isascii() or not text.isdigit() or len(text) > 11:
        return None
    opened = datetime.fromtimestamp(int(text), tz=UTC)
    return opened if now - LONGEST <= opened <= now else None


def answer_by(reported: date, days: int) -> date:
    """Return the last day of the promise to the reporter; the day of the report is day 0."""
    return reported + timedelta(days=days)
