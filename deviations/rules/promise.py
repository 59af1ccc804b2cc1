"""The promise to the one who reports: a first answer within so many days. Pure. [D13]"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

NORWAY = ZoneInfo("Europe/Oslo")


@dataclass(frozen=True)
class Promise:
    """When the first answer was promised, and whether it came: `is_kept` is None while it may still come in time."""

    due: date
    answered: date | None
    is_kept: bool | None

    @property
    def words(self) -> str:
        """«Lovet svar innen 29.11.2026 – svart 24.11.2026.»"""
        due = f"{self.due:%d.%m.%Y}"
        if self.answered is None:
            if self.is_kept is False:
                return _("Lovet svar innen %(due)s – ikke svart ennå.") % {"due": due}
            return _("Lovet svar innen %(due)s.") % {"due": due}
        words = _("Lovet svar innen %(due)s – svart %(answered)s.")
        return words % {"due": due, "answered": f"{self.answered:%d.%m.%Y}"}

    @property
    def verdict(self) -> str:
        """Whether it was kept, in a word; empty while it isn't settled."""
        return {True: _("Holdt"), False: _("Ikke holdt"), None: ""}[self.is_kept]

    @property
    def color(self) -> str:
        """The tone the words are shown in."""
        return {True: "success", False: "danger", None: "info"}[self.is_kept]


def promise_of(reported: datetime, answered: datetime | None, *, days: int, today: date) -> Promise:
    """Tell how it stands: the day of the report is day 0, and the whole last day counts."""
    due = reported.astimezone(NORWAY).date() + timedelta(days=days)
    day = answered.astimezone(NORWAY).date() if answered else None
    if day is not None:
        return Promise(due, day, day <= due)
    return Promise(due, None, False if today > due else None)
