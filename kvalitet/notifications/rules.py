"""When and how a notice leaves the house. Pure."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

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


def hours_words(hours: Hours) -> str:
    """Say when it is quiet: «kl. 20–07, i helger og på helligdager»."""
    parts = []
    if hours.quiet_length:
        parts.append(_("kl. %(start)02d–%(end)02d") % {"start": hours.quiet_from, "end": hours.quiet_to})
    if hours.working_days_only:
        parts.append(_("i helger og på helligdager"))
    return ", ".join(parts) or _("aldri")


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
    """Return when a notice may leave: one that can't be muted waits only as long as its deadline lets it. [P6, P13]"""
    moment = next_open(now, hours)
    is_urgent = is_statutory and (due is None or due < moment.date())
    return now if is_urgent else moment


def digest_moment(now: datetime, hours: Hours = DEFAULT_HOURS) -> datetime:
    """Say when what waits now is gathered: at the chosen hour, or at once later in the same open day. [P13]

    `now` must be in local time.
    """
    moment = next_open(_not_before(now, now.date(), hours), hours)
    if moment.date() == now.date():
        return moment
    return next_open(_not_before(moment, moment.date(), hours), hours)


def _not_before(now: datetime, day: date, hours: Hours) -> datetime:
    """Return the chosen hour of a day, or now when that is later."""
    chosen = _real(datetime.combine(day, time(hours.digest_hour), tzinfo=now.tzinfo))
    return max(now, chosen, key=lambda moment: moment.astimezone(UTC))


def _real(moment: datetime) -> datetime:
    """Move a clock time that is skipped in spring to the one it becomes."""
    return moment.astimezone(UTC).astimezone(moment.tzinfo)


def step_words(step: int) -> str:
    """Say which reminder it is: «3 dager før fristen»."""
    if step == 0:
        return _("På dagen for fristen")
    if step < 0:
        text = ngettext("%(days)s dag før fristen", "%(days)s dager før fristen", -step)
    else:
        text = ngettext("%(days)s dag etter fristen", "%(days)s dager etter fristen", step)
    return text % {"days": abs(step)}


def digest_key(recipient_id: int, day: date) -> str:
    """Name the one digest a person gets on a day."""
    return f"digest/{recipient_id}/{day.isoformat()}"


def retry_after(attempts: int) -> timedelta | None:
    """Say how long to wait after a temporary refusal, or None when it has been tried enough."""
    return timedelta(minutes=2**attempts) if attempts < MOST_ATTEMPTS else None


def state_after_reply(code: int) -> State:
    """Read an SMTP reply that refuses: 4xx may pass later, all else never."""
    return State.QUEUED if 400 <= code < 500 else State.FAILED
