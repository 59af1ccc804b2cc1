"""The register of breaches, injuries and other tracks as a workbook. [D4]"""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from deviations.choices import Breach
from deviations.queries.tracks import NoticeRow, TrackCard
from kvalitet.output import xlsx

NARROW, MIDDLE, WIDE = 14, 24, 50


def register_workbook(cards: Iterable[TrackCard]) -> bytes:
    """Write one line for each track, and one for each receiver on a sheet of its own."""
    cards = list(cards)
    return xlsx.workbook(
        [
            xlsx.Sheet(_("Register"), _columns(), [_line(card) for card in cards]),
            xlsx.Sheet(_("Varsler"), _notice_columns(), [_notice(card, row) for card in cards for row in card.rows]),
        ],
        title=_("Varsling etter lov"),
    )


def _columns() -> list[xlsx.Column]:
    return [
        xlsx.Column(_("Sak"), NARROW),
        xlsx.Column(_("Gjelder"), MIDDLE),
        xlsx.Column(_("Enhet"), MIDDLE),
        xlsx.Column(_("Skjedde"), NARROW),
        xlsx.Column(_("Kjent fra"), MIDDLE),
        xlsx.Column(_("Hva skjedde"), WIDE),
        xlsx.Column(_("Rettslig grunnlag"), MIDDLE),
        xlsx.Column(_("Status"), MIDDLE),
        xlsx.Column(_("Type brudd"), MIDDLE),
        xlsx.Column(_("Omtrent antall personer"), NARROW),
        xlsx.Column(_("Opplysninger"), WIDE),
        xlsx.Column(_("Virkninger"), WIDE),
        xlsx.Column(_("Hva er gjort"), WIDE),
        xlsx.Column(_("Fjernet, fordi"), WIDE),
    ]


def _line(card: TrackCard) -> list[xlsx.Value]:
    track, event = card.track, card.track.deviation
    return [
        event.number,
        track.get_kind_display(),
        event.unit.name,
        event.happened_on,
        timezone.localtime(track.aware_at).replace(tzinfo=None),
        event.description,
        card.law.basis,
        status_words(card),
        ", ".join(str(Breach(kind).label) for kind in track.breach_kinds),
        track.people_count,
        track.data_kinds,
        track.effects,
        track.remedies,
        track.removed_reason,
    ]


def status_words(card: TrackCard) -> str:
    """Say how far a track has come."""
    if card.track.removed_at is not None:
        return _("Fjernet fra saken")
    if card.waiting:
        return _("Ikke avklart")
    if card.lacks_documentation:
        return _("Dokumentasjon mangler")
    return _("Avklart") if card.rows else _("Følges opp internt")


def _notice_columns() -> list[xlsx.Column]:
    return [
        xlsx.Column(_("Sak"), NARROW),
        xlsx.Column(_("Gjelder"), MIDDLE),
        xlsx.Column(_("Hvem skal varsles"), MIDDLE),
        xlsx.Column(_("Rettslig grunnlag"), MIDDLE),
        xlsx.Column(_("Frist"), MIDDLE),
        xlsx.Column(_("Avgjørelse"), MIDDLE),
        xlsx.Column(_("Varslet"), MIDDLE),
        xlsx.Column(_("Hvem tok imot"), MIDDLE),
        xlsx.Column(_("Referanse"), MIDDLE),
        xlsx.Column(_("Ikke meldepliktig, fordi"), WIDE),
        xlsx.Column(_("For sent, fordi"), WIDE),
        xlsx.Column(_("Avgjort av"), MIDDLE),
    ]


def _notice(card: TrackCard, row: NoticeRow) -> list[xlsx.Value]:
    notice = row.notice
    told = timezone.localtime(notice.notified_at).replace(tzinfo=None) if notice.notified_at else None
    by = str(notice.by) if notice.by else _("Kvalitet, etter alvorsgraden") if row.by_system else ""
    return [
        card.track.deviation.number,
        card.track.get_kind_display(),
        row.duty.receiver,
        row.duty.basis,
        timezone.localtime(notice.due_at).replace(tzinfo=None),
        notice.get_decision_display(),
        told,
        notice.receiver,
        notice.reference,
        notice.reason,
        notice.late_reason,
        by,
    ]
