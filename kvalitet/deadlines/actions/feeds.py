"""The secret address of a person's own deadlines: made, renewed, taken away, and followed. [P6]"""

from datetime import datetime, timedelta
from hashlib import sha256
from secrets import compare_digest, token_urlsafe

from django.db import transaction
from django.utils import timezone

from kvalitet.deadlines.models import CalendarFeed
from kvalitet.organisation.models import Person

SECRET_BYTES = 32
NOTED_EVERY = timedelta(hours=1)


@transaction.atomic
def renew_feed(person: Person) -> str:
    """Make a new address and return its secret part, which is never kept; the old one stops at once."""
    secret = token_urlsafe(SECRET_BYTES)
    fields = {"token_hash": _mark(secret), "created_at": timezone.now(), "read_at": None}
    CalendarFeed.objects.update_or_create(person=person, defaults=fields)
    return secret


def revoke_feed(person: Person) -> bool:
    """Take the address away; says whether there was one."""
    count, _by_model = CalendarFeed.objects.filter(person=person).delete()
    return count > 0


def follow_feed(secret: str, *, now: datetime) -> CalendarFeed | None:
    """Return whose deadlines the address shows, or None; notes, at most once an hour, that it was read.

    What is looked up is the hash of what was sent, so how long it takes tells nothing of the secret.
    """
    mark = _mark(secret)
    feed = CalendarFeed.objects.select_related("person").filter(token_hash=mark).first()
    if feed is None or not compare_digest(feed.token_hash, mark) or not feed.person.is_active:
        return None
    if feed.read_at is None or now - feed.read_at > NOTED_EVERY:
        CalendarFeed.objects.filter(pk=feed.pk).update(read_at=now)
    return feed


def _mark(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
