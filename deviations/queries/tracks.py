"""What the law wants told in a case, as pages show it, and what is still open. [D4]"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deviations.choices import NoticeDecision, TrackKind
from deviations.models import Deviation, Track, TrackNotice
from deviations.rules.flow import Need
from deviations.rules.notices import URGENT, Countdown, Duty, Law, countdown, moment_words
from kvalitet.organisation.models import Person

COLORS = {NoticeDecision.NOTIFIED: "success", NoticeDecision.NOT_REQUIRED: "neutral"}


@dataclass(frozen=True)
class NoticeRow:
    """One receiver: what the law says, what was decided, or how long is left."""

    notice: TrackNotice
    duty: Duty
    left: Countdown | None
    outcome: str
    color: str

    @property
    def by_system(self) -> bool:
        """Whether the seriousness alone decided."""
        return self.notice.decision == NoticeDecision.NOT_REQUIRED and self.notice.by_id is None


@dataclass(frozen=True)
class TrackCard:
    """A law the case follows, with everybody it wants told."""

    track: Track
    law: Law
    rows: list[NoticeRow]

    @property
    def waiting(self) -> list[NoticeRow]:
        """Those nobody has decided about, the most urgent first."""
        return [row for row in self.rows if row.notice.is_undecided]

    @property
    def tone(self) -> str:
        """The colour of the card's edge: that of the most urgent."""
        colors = {row.left.color for row in self.waiting if row.left}
        return next((color for color in ("danger", "warning", "info") if color in colors), "")

    @property
    def lacks_documentation(self) -> bool:
        """Whether what must be written of a breach is missing."""
        return not self.track.is_documented


def cards_of(event: Deviation, user: Person, now: datetime) -> list[TrackCard]:
    """Return the laws a case follows, those taken away last, in two queries."""
    tracks = list(Track.objects.visible_to(user).filter(deviation=event))
    rows = list(TrackNotice.objects.visible_to(user).filter(deviation=event).select_related("by")) if tracks else []
    for track in tracks:
        track.deviation = event
    by_track = {track.pk: track for track in tracks}
    for notice in rows:
        notice.track, notice.deviation = by_track[notice.track_id], event
    cards = [card_of(track, [row for row in rows if row.track_id == track.pk], now) for track in tracks]
    return sorted(cards, key=_urgency)


def card_of(track: Track, notices: list[TrackNotice], now: datetime) -> TrackCard:
    """Make a card of a track and its notices, in the order of the law."""
    law, by_key = track.law, {notice.duty: notice for notice in notices}
    return TrackCard(track, law, [_row(by_key[duty.key], duty, now) for duty in law.duties if duty.key in by_key])


def _row(notice: TrackNotice, duty: Duty, now: datetime) -> NoticeRow:
    left = countdown(duty.pace, notice.due_at, now) if notice.is_undecided else None
    outcome = notice.get_decision_display()
    if notice.notified_at is not None:
        outcome = _("Varslet %(moment)s") % {"moment": moment_words(notice.notified_at, now)}
    return NoticeRow(notice, duty, left, outcome, COLORS.get(NoticeDecision(notice.decision), "warning"))


def _urgency(card: TrackCard) -> tuple[bool, bool, datetime, int]:
    first = min((row.notice.due_at for row in card.waiting), default=card.track.created_at)
    return (card.track.removed_at is not None, not card.waiting, first, card.track.pk)


def urgent(event: Deviation, now: datetime) -> NoticeRow | None:
    """Return what the law wants told at once or within hours and nobody has decided about, the first due; one query."""
    if not event.track_kinds:
        return None
    for notice in undecided(event).select_related("track", "by").order_by("due_at", "pk"):
        notice.deviation = notice.track.deviation = event
        if notice.rule is not None and notice.rule.pace in URGENT:
            return _row(notice, notice.rule, now)
    return None


def undecided(event: Deviation) -> QuerySet[TrackNotice]:
    """Return what nobody has decided about in a case."""
    rows = TrackNotice._base_manager.filter(deviation=event, decision=NoticeDecision.UNDECIDED)
    return rows.filter(track__removed_at=None)


def undocumented(event: Deviation) -> bool:
    """Whether a breach of privacy lacks what the law wants written of it."""
    rows = Track._base_manager.filter(deviation=event, kind=TrackKind.PRIVACY, removed_at=None)
    return any(not track.is_documented for track in rows)


def closing_needs(event: Deviation) -> list[Need]:
    """Say on the check list that nothing the law asks may be left open."""
    if not event.track_kinds:
        return []
    count = undecided(event).count()
    text = ngettext(
        "Avklar det ene lovpålagte varselet som gjenstår.", "Avklar de %(n)d lovpålagte varslene som gjenstår.", count
    )
    decided = _("Alle lovpålagte varsler er avklart.")
    found = [Need("notices", text % {"n": count} if count else decided, is_met=not count)]
    if TrackKind.PRIVACY in event.track_kinds:
        text = _("Dokumenter bruddet på personvernet, også når det ikke meldes.")
        found.append(Need("documentation", text, is_met=not undocumented(event)))
    return found
