"""The minutes of a review on paper, and the meeting as a calendar file. [D6]"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from deviations.models import Review
from deviations.rules.reviews import title_of
from kvalitet.output import pdf

ONE_DAY, MEETING = timedelta(days=1), timedelta(hours=1)


def minutes_pdf(review: Review, participants: Sequence[Any], groups: Sequence[tuple[Any, Sequence[Any]]]) -> bytes:
    """Lay out who was there, and each thing with what was decided; `groups` hold only what the reader may see."""
    return pdf.pdf(
        pdf.Document(
            owner=f"{review.municipality} · {review.unit}",
            title=title_of(review.unit, review.month),
            facts=_facts(review),
            blocks=[*_people(participants), *_summary(review), *_things(groups)],
            upright=True,
        )
    )


def _facts(review: Review) -> list[str]:
    day = date_format(review.held_on, "j. F Y")
    at = _(" kl. %(time)s") % {"time": f"{review.held_time:%H.%M}"} if review.held_time else ""
    facts = [" · ".join(part for part in (f"{day}{at}", review.place, review.get_state_display()) if part)]
    if review.approved_at is not None:
        approved = timezone.localtime(review.approved_at)
        words = {"day": date_format(approved, "j. F Y"), "who": review.approved_by or ""}
        facts.append(_("Godkjent %(day)s av %(who)s") % words)
    return facts


def _people(participants: Sequence[Any]) -> list[pdf.Block]:
    if not participants:
        return []
    rows: list[list[str | pdf.Cell]] = [
        [one.name, str(one.get_seat_display()), _("Møtte") if one.is_present else _("Ikke til stede")]
        for one in participants
    ]
    return [pdf.Heading(_("Deltakere")), pdf.Grid([_("Navn"), _("Deltar som"), ""], [4, 3, 2], rows)]


def _summary(review: Review) -> list[pdf.Block]:
    if not review.summary.strip():
        return []
    return [pdf.Heading(_("Oppsummering")), pdf.Text(review.summary)]


def _things(groups: Sequence[tuple[Any, Sequence[Any]]]) -> list[pdf.Block]:
    blocks: list[pdf.Block] = []
    for label, found in groups:
        rows: list[list[str | pdf.Cell]] = [
            [
                pdf.Cell(row.title, small=row.facts),
                pdf.Cell(row.decision or "–", small=str(row.item.get_status_display())),
                row.measure or "–",
            ]
            for row in found
        ]
        blocks.append(pdf.Heading(str(label), 2))
        blocks.append(pdf.Grid([_("Sak"), _("Hva ble bestemt"), _("Tiltak")], [5, 4, 3], rows))
    return blocks or [pdf.Text(_("Ingen saker på sakslisten."), subtle=True)]


def meeting_ics(review: Review) -> bytes:
    """Write the meeting as one event; the same review has the same UID, so that a moved meeting moves. [P6]"""
    calendar = Calendar()
    calendar.add("prodid", "-//Kvalitet//Gjennomgang//NO")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    event = Event()
    event.add("uid", f"{review.uuid}@kvalitet")
    event.add("dtstamp", timezone.now())
    event.add("sequence", review.version)
    if review.held_time is None:
        event.add("dtstart", review.held_on)
        event.add("dtend", review.held_on + ONE_DAY)
    else:
        starts = timezone.make_aware(datetime.combine(review.held_on, review.held_time))
        event.add("dtstart", starts)
        event.add("dtend", starts + MEETING)
    url = f"{settings.SITE_URL}{review.get_absolute_url()}"
    event.add("summary", title_of(review.unit, review.month))
    event.add("description", _("Saklisten: %(url)s") % {"url": url})
    event.add("url", url)
    if review.place:
        event.add("location", review.place)
    event.add("class", "PRIVATE")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
