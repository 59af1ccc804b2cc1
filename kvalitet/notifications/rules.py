"""When and how a notice leaves the house. Pure."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.utils.translation import gettext as _

from kvalitet.calendar.workdays import is_working_day, next_working_day
from kvalitet.notifications.choices import State
from kvalitet.organisation.choices import EmailMode

MOST_ATTEMPTS = 10
UNCERTAIN_AFTER = timedelta(minutes=10)
LATE_AFTER = timedelta(minutes=15)
LONGEST_QUIET = 16
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Hours:
    """When one person's e-mail stays in the house: whole hours, local time; the same hour twice is never."""

    quiet_from: int = 20
    quiet_to: int = 7
    working_days_only: bool = True
    digest_hour: int = 7

    @property
    def quiet_length(self) -> int:
        """How many hours of the day are quiet."""
        return (self.quiet_to - self.quiet_from) % 24

    def quiet_at(self, hour: int) -> bool:
        """Whether an hour of the day is quiet."""
        return (hour - self.quiet_from) % 24 < self.quiet_length


DEFAULT_HOURS = Hours()


def first_state(mode: str, *, has_address: bool, is_statutory: bool) -> State:
    """Say where a new notice begins; a statutory one is always mailed on its own and can't be muted. [P6]"""
    if not has_address:
        return State.APP_ONLY
    if is_statutory or mode == EmailMode.EACH:
        return State.QUEUED
    return State.IN_DIGEST if mode == EmailMode.DIGEST else State.APP_ONLY


def hours_problem(hours: Hours) -> str | None:
    """Say what is wrong with chosen hours, or None: there must be time left for the mail to come."""
    if hours.quiet_length > LONGEST_QUIET:
        return _("Stille tid kan vare høyst 16 timer i døgnet. Gjør den kortere.")
    if hours.quiet_at(hours.digest_hour):
        return _("Samle-e-posten kan ikke komme i den stille tiden. Velg et annet klokkeslett.")
    return None


def is_quiet(now: datetime, hours: Hours) -> bool:
    """Whether ordinary e-mail stays in the house at this local time."""
    return hours.quiet_at(now.hour) or (hours.working_days_only and not is_working_day(now.date()))


def next_open(now: datetime, hours: Hours) -> datetime:
    """Return the first moment, now or later, when ordinary e-mail may leave. `now` must be in local time."""
    if not is_quiet(now, hours):
        return now
    day = now.date()
    while True:
        if hours.working_days_only:
            day = next_working_day(day)
        for hour in sorted({0, hours.quiet_to}):
            moment = _real(datetime.combine(day, time(hour), tzinfo=now.tzinfo))
            if moment.astimezone(UTC) >= now.astimezone(UTC) and not is_quiet(moment, hours):
                return moment
        day += ONE_DAY


def leaves_at(now: datetime, hours: Hours, *, is_statutory: bool, due: date | None) -> datetime:
    """Return when a notice may leave: a statutory one doesn't wait past its own deadline. [P6, P13]"""
    moment = next_open(now, hours)
    is_urgent = is_statutory and due is not None and due < moment.date()
    return now if is_urgent else moment


def digest_moment(now: datetime, hours: Hours = DEFAULT_HOURS) -> datetime:
    """Say when what waits now is gathered: at the chosen hour, or at once later in the same open day. [P13]

    `now` must be in local time.
    """
    chosen = _real(datetime.combine(now.date(), time(hours.digest_hour), tzinfo=now.tzinfo))
    if now.hour < chosen.hour:
        return next_open(chosen, hours)
    if not is_quiet(now, hours):
        return now
    tomorrow = now.date() + ONE_DAY
    return next_open(_real(datetime.combine(tomorrow, time(hours.digest_hour), tzinfo=now.tzinfo)), hours)


def _real(moment: datetime) -> datetime:
    """Move a clock time that is skipped in spring to the one it becomes."""
    return moment.astimezone(UTC).astimezone(moment.tzinfo)


def digest_key(recipient_id: int, day: date) -> str:
    """Name the one digest a person gets on a day."""
    return f"digest/{recipient_id}/{day.isoformat()}"


def retry_after(attempts: int) -> timedelta | None:
    """Say how long to wait after a temporary refusal, or None when it has been tried enough."""
    return timedelta(minutes=2**attempts) if attempts < MOST_ATTEMPTS else None


def state_after_reply(code: int) -> State:
    """Read an SMTP reply that refuses: 4xx may pass later, all else never."""
    return State.QUEUED if 400 <= code < 500 else State.FAILED
