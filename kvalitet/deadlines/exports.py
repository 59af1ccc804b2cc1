"""Deadlines as a calendar, as RFC 5545 has it. [P6]"""

from collections.abc import Iterable
from datetime import date, timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from kvalitet.deadlines import registry
from kvalitet.deadlines.models import Deadline

ONE_DAY = timedelta(days=1)
READ_AGAIN = timedelta(hours=6)


def calendar_of(deadlines: Iterable[Deadline], *, name: str) -> bytes:
    """Write the deadlines as whole-day events that take no time; the same deadline has the same UID for ever."""
    calendar = Calendar()
    calendar.add("prodid", "-//Kvalitet//Frister//NO")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", READ_AGAIN, parameters={"value": "DURATION"})
    for deadline in deadlines:
        if deadline.due is not None:
            calendar.add_component(_event(deadline, deadline.due))
    return bytes(calendar.to_ical())


def _event(deadline: Deadline, due: date) -> Event:
    url = f"{settings.SITE_URL}{deadline.url}"
    title = registry.shown_title(deadline)
    about = [_("Enhet: %(unit)s.") % {"unit": deadline.unit.name}]
    if deadline.statutory:
        about.append(_("Fristen er lovpålagt."))
    about.append(_("Åpne i Kvalitet: %(url)s") % {"url": url})
    event = Event()
    event.add("uid", f"{deadline.uuid}@kvalitet")
    event.add("dtstamp", deadline.created_at)
    event.add("sequence", deadline.cycle - 1)
    event.add("dtstart", due)
    event.add("dtend", due + ONE_DAY)
    event.add("summary", _("Frist: %(title)s") % {"title": title})
    event.add("description", " ".join(about))
    event.add("url", url)
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    return event
