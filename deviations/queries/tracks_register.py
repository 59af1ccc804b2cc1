"""The register of breaches and injuries a law asks for, and every other track, as the person may see them. [D4]"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, QuerySet

from deviations.choices import NoticeDecision, TrackKind
from deviations.models import Track, TrackNotice
from deviations.queries.tracks import TrackCard, card_of
from deviations.rules.tracks import ONLY_TOLD_OF
from kvalitet.organisation.models import Person

SHOWN = ("", "apne", "fjernet")


@dataclass(frozen=True)
class Chosen:
    """What the register is narrowed to."""

    kind: str = ""
    year: str = ""
    shown: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Chosen":
        """Read the address; what isn't known is left out."""
        kind, year, shown = query.get("type", ""), query.get("aar", ""), query.get("vis", "")
        is_year = len(year) == 4 and year.isascii() and year.isdigit() and 1900 < int(year) < 2200
        return cls(kind if kind in TrackKind.values else "", year if is_year else "", shown if shown in SHOWN else "")


def register_rows(user: Person, chosen: Chosen) -> QuerySet[Track]:
    """Return the tracks the person may see, newest first."""
    rows = Track.objects.visible_to(user)
    rows = rows.filter(kind=chosen.kind) if chosen.kind else rows.exclude(kind__in=sorted(ONLY_TOLD_OF))
    if chosen.year:
        rows = rows.filter(aware_at__year=int(chosen.year))
    rows = rows.filter(removed_at__isnull=chosen.shown != "fjernet")
    if chosen.shown == "apne":
        rows = rows.filter(pk__in=waiting_track_ids(user))
    return rows.order_by("-aware_at", "-pk")


def for_list(rows: QuerySet[Track]) -> QuerySet[Track]:
    """Fetch what a line of the register shows."""
    notices: Any = TrackNotice._base_manager.select_related("by").order_by("due_at", "pk")
    return rows.select_related("deviation__unit").prefetch_related(Prefetch("notices", notices))


def lines(tracks: list[Track], now: datetime) -> list[TrackCard]:
    """Make cards of the rows of a page."""
    cards = []
    for track in tracks:
        notices = list(track.notices.all())
        for notice in notices:
            notice.track, notice.deviation = track, track.deviation
        cards.append(card_of(track, notices, now))
    return cards


def waiting_track_ids(user: Person) -> list[int]:
    """Return ids of tracks somebody has to decide about; at most 5,000."""
    return sorted(set(_waiting(user).values_list("track_id", flat=True)[:5000]))


def waiting_cases(user: Person) -> int:
    """Count the cases with something left to decide."""
    return _waiting(user).order_by().values("deviation_id").distinct().count()


def _waiting(user: Person) -> QuerySet[TrackNotice]:
    rows = TrackNotice.objects.visible_to(user).filter(decision=NoticeDecision.UNDECIDED, track__removed_at=None)
    return rows.order_by("due_at", "pk")
