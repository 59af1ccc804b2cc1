"""What a law asks to be told to whom, and by when. Pure."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deviations.choices import TrackKind
from kvalitet.calendar.workdays import add_working_days

Text = str | Promise

NORWAY = ZoneInfo("Europe/Oslo")
SOON_WORKING_DAYS = 3
"""When those who shall tell «as soon as possible» are reminded; the laws give no number."""
END_OF_DAY = time(23, 59)


class Pace(StrEnum):
    """How the time to tell somebody is counted."""

    AT_ONCE = "at_once"
    HOURS = "hours"
    """Real hours, nights and holidays included."""
    DAYS = "days"
    """Whole days of the calendar."""
    SOON = "soon"


URGENT = frozenset({Pace.AT_ONCE, Pace.HOURS})
"""What can't wait for the morning."""


@dataclass(frozen=True)
class Duty:
    """One receiver who shall be told, or one thing that shall be decided, and what the law says of it."""

    key: str
    receiver: Text
    """Who is told, as it stands in a sentence: «Datatilsynet»."""
    question: Text
    """What is decided."""
    how: Text
    """Telephone, form or address."""
    basis: Text
    pace: Pace
    length: int = 0
    """How many hours or days."""
    from_seriousness: int = 0
    """How serious an event must be before anybody has to decide; milder ones are decided by the system, and say so."""
    is_told_by_reading: bool = False
    """Whether the receiver is the unit's own leader, who knows when the report has been received."""
    exceptions: tuple[Text, ...] = ()
    """Reasons that can make it unnecessary, to choose from and write more about."""


@dataclass(frozen=True)
class Law:
    """What follows from a kind of event, from a day on."""

    kind: TrackKind
    valid_from: date
    source: str
    """Where in the facts of the domain it stands, and how sure that is; not shown to anybody."""
    basis: Text
    summary: Text
    steps: tuple[Text, ...]
    """What to do now, in order."""
    records: tuple[Text, ...]
    """What must be possible to show afterwards."""
    duties: tuple[Duty, ...] = ()

    @property
    def version(self) -> str:
        """Name the version, to be kept with the case."""
        return self.valid_from.isoformat()


@dataclass(frozen=True)
class Countdown:
    """The time left in words, and the colour that goes with them."""

    text: str
    color: str
    is_late: bool = False


def due_of(duty: Duty, aware_at: datetime) -> datetime:
    """Return the moment the duty must be done by, counted from when one became aware; hours are counted in UTC."""
    if duty.pace == Pace.AT_ONCE:
        return aware_at.astimezone(UTC)
    if duty.pace == Pace.HOURS:
        return aware_at.astimezone(UTC) + timedelta(hours=duty.length)
    day = aware_at.astimezone(NORWAY).date()
    whole_days = duty.pace == Pace.DAYS
    last = day + timedelta(days=duty.length) if whole_days else add_working_days(day, SOON_WORKING_DAYS)
    return datetime.combine(last, END_OF_DAY, tzinfo=NORWAY).astimezone(UTC)


def day_start(moment: datetime) -> datetime:
    """Return midnight in Norway before a moment."""
    return datetime.combine(moment.astimezone(NORWAY).date(), time(), tzinfo=NORWAY)


def countdown(pace: Pace, due_at: datetime, now: datetime) -> Countdown:
    """Say how long is left: «41 timer igjen, til mandag 6. april kl. 15.30»."""
    left = due_at.astimezone(UTC) - now.astimezone(UTC)
    if pace == Pace.AT_ONCE:
        return Countdown(
            _("Varsle straks. Dere ble kjent med det for %(ago)s siden.") % {"ago": _long(-left)}, "danger"
        )
    if pace == Pace.HOURS:
        return _hours(left, moment_words(due_at, now))
    day = moment_words(due_at, now, has_time=False)
    if left < timedelta():
        return Countdown(_("Skulle vært avklart innen %(day)s.") % {"day": day}, "danger", is_late=True)
    if pace == Pace.SOON:
        return Countdown(_("Så snart som mulig, og senest %(day)s.") % {"day": day}, "warning")
    days = (due_at.astimezone(NORWAY).date() - now.astimezone(NORWAY).date()).days
    if days == 0:
        return Countdown(_("Siste dag er i dag, %(day)s.") % {"day": day}, "warning")
    text = ngettext("%(days)s dag igjen, til %(day)s.", "%(days)s dager igjen, til %(day)s.", days)
    return Countdown(text % {"days": days, "day": day}, "warning" if days <= 2 else "info")


def _hours(left: timedelta, until: str) -> Countdown:
    if left < timedelta():
        text = _("Fristen gikk ut %(moment)s, for %(ago)s siden.") % {"moment": until, "ago": _long(-left)}
        return Countdown(text, "danger", is_late=True)
    color = "info" if left > timedelta(hours=24) else "warning" if left > timedelta(hours=6) else "danger"
    return Countdown(_("%(left)s igjen, til %(moment)s.") % {"left": _long(left), "moment": until}, color)


def moment_words(moment: datetime, now: datetime, *, has_time: bool = True) -> str:
    """Say a moment: «mandag 6. april kl. 15.30»; the year is left out when it is this year's."""
    local, today = moment.astimezone(NORWAY), now.astimezone(NORWAY).date()
    day = date_format(local.date(), "l j. F" if local.year == today.year else "l j. F Y").lower()
    return _("%(day)s kl. %(time)s") % {"day": day, "time": f"{local:%H.%M}"} if has_time else day


def _long(length: timedelta) -> str:
    """Say a length in its largest whole unit, never more than it is."""
    minutes = max(0, int(length.total_seconds() // 60))
    if minutes < 60:
        return ngettext("%(n)s minutt", "%(n)s minutter", minutes) % {"n": minutes}
    hours = minutes // 60
    if hours < 96:
        return ngettext("%(n)s time", "%(n)s timer", hours) % {"n": hours}
    return ngettext("%(n)s døgn", "%(n)s døgn", hours // 24) % {"n": hours // 24}
