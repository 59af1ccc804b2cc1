"""When and how a notice leaves the house. Pure."""

from datetime import date, datetime, time, timedelta

from kvalitet.notifications.choices import State
from kvalitet.organisation.choices import EmailMode

MOST_ATTEMPTS = 10
UNCERTAIN_AFTER = timedelta(minutes=10)
LATE_AFTER = timedelta(minutes=15)
DIGEST_HOUR = 7
EVENING_HOUR = 17


def first_state(mode: str, *, has_address: bool, is_statutory: bool) -> State:
    """Say where a new notice begins; a statutory one is always mailed on its own and can't be muted. [P6]"""
    if not has_address:
        return State.APP_ONLY
    if is_statutory or mode == EmailMode.EACH:
        return State.QUEUED
    return State.IN_DIGEST if mode == EmailMode.DIGEST else State.APP_ONLY


def digest_moment(now: datetime) -> datetime:
    """Say when what waits now is gathered: at seven, at once in the daytime, tomorrow in the evening. [P13]

    `now` must be in local time.
    """
    if DIGEST_HOUR <= now.hour < EVENING_HOUR:
        return now
    day = now.date() if now.hour < DIGEST_HOUR else now.date() + timedelta(days=1)
    return datetime.combine(day, time(DIGEST_HOUR), tzinfo=now.tzinfo)


def digest_key(recipient_id: int, day: date) -> str:
    """Name the one digest a person gets on a day."""
    return f"digest/{recipient_id}/{day.isoformat()}"


def retry_after(attempts: int) -> timedelta | None:
    """Say how long to wait after a temporary refusal, or None when it has been tried enough."""
    return timedelta(minutes=2**attempts) if attempts < MOST_ATTEMPTS else None


def state_after_reply(code: int) -> State:
    """Read an SMTP reply that refuses: 4xx may pass later, all else never."""
    return State.QUEUED if 400 <= code < 500 else State.FAILED
