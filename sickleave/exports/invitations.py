"""A meeting as a calendar file that tells nobody what it is about. [S3, S5]"""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from sickleave.choices import MeetingState
from sickleave.models import Meeting

LASTS = timedelta(hours=1)
FILE_NAME = "mote.ics"
TYPE = "text/calendar; charset=utf-8"


def calendar_file(meeting: Meeting, *, now: datetime) -> bytes:
    """Write the meeting; calendars are shared, so it is called what any meeting is, and has no address to the case."""
    calendar = Calendar()
    calendar.add("prodid", "-//Kvalitet//Kalender//NO")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if meeting.state == MeetingState.CANCELLED else "PUBLISH")
    calendar.add_component(_event(meeting, now))
    return bytes(calendar.to_ical())


def _event(meeting: Meeting, now: datetime) -> Event:
    if meeting.at is None:
        raise ValueError("A meeting without a time has no place in a calendar.")
    event = Event()
    event.add("uid", f"{meeting.uuid}@kvalitet")
    event.add("dtstamp", now)
    event.add("sequence", meeting.version - 1)
    event.add("dtstart", meeting.at)
    event.add("dtend", meeting.at + LASTS)
    event.add("summary", _("Møte"))
    if where := ", ".join(one for one in (meeting.place, meeting.link) if one):
        event.add("location", where)
    event.add("status", "CANCELLED" if meeting.state == MeetingState.CANCELLED else "CONFIRMED")
    event.add("class", "PRIVATE")
    return event
