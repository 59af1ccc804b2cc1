"""Sending: the table is the truth, one row at a time, and a crash leaves a row that tells of itself. [P6]"""

import time as clock
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from kvalitet.notifications import mail, queries, registry, rules
from kvalitet.notifications.choices import Kind, State
from kvalitet.notifications.models import Notice
from kvalitet.organisation.choices import EmailMode

BUDGET_SECONDS = 50
BATCH = 500
COUNTED_AS = {
    State.SENT: "sent",
    State.QUEUED: "put_back",
    State.FAILED: "failed",
    State.UNCERTAIN: "uncertain",
}
CLAIM = """
update notifications_notice set state = 'sending', attempts = attempts + 1, claimed_at = %(mark)s
where id = (
    select id from notifications_notice
    where state = 'queued' and next_try <= %(now)s
    order by next_try, id limit 1 for update skip locked
)
returning id
"""
PAUSES = (0.2, 0.5, 1, 2, 4, 8, 16)


@dataclass
class Drained:
    """What one drain came to."""

    sent: int = 0
    cancelled: int = 0
    put_back: int = 0
    failed: int = 0
    uncertain: int = 0


@scopes_disabled()  # type: ignore[untyped-decorator]
def drain(
    *,
    now: datetime | None = None,
    digest_at: datetime | None = None,
    budget: float = BUDGET_SECONDS,
    by_hand: bool = False,
) -> Drained:
    """Send what is queued until there is no more or the time is up, so that drains never pile up.

    1. Take the oldest row: `sending` is committed before anything leaves.
    2. Check again that it holds: the source is open, the recipient is there and may see it.
    3. Send with no transaction open, and commit how it went.

    A sender that is killed leaves at most one row in `sending`: exactly the one nobody can know about.
    A pass by hand says in `digest_at` which day's digest it is about, and heeds no quiet hours.
    """
    until = clock.monotonic() + budget
    drained = Drained()
    queue_digests(now=digest_at or now or timezone.now(), by_hand=by_hand)
    with mail.Sender() as sender:
        while clock.monotonic() < until:
            notice = _take(now or timezone.now(), by_hand=by_hand)
            if notice is None:
                break
            if notice.state == State.QUEUED:  # it waits for the morning
                continue
            try:
                outcome = _send(notice, sender)
            except (mail.NoServer, OperationalError, InterfaceError) as error:
                _settle(notice, mail.Outcome(State.QUEUED, str(error)))
                drained.put_back += 1
                break
            if outcome.state == State.QUEUED:
                outcome = _later(notice, outcome.reason, now)
            _count(drained, _settle(notice, outcome))
    return drained


def queue_digests(*, now: datetime, by_hand: bool = False) -> None:
    """Queue one digest for everybody who has something waiting and none for the day yet. [P13]"""
    local = timezone.localtime(now)
    with scopes_disabled():
        waiting = Notice.objects.waiting_for_digest(_midnight(now)).exclude(recipient__email="")
        rows = waiting.values("recipient_id").annotate(place=Min("municipality_id")).order_by("recipient_id")
        places = {row["recipient_id"]: row["place"] for row in rows}
        hours = queries.hours_of(places)
        moments = {pk: local if by_hand else rules.digest_moment(local, hours[pk]) for pk in places}
        digests = [_digest(pk, places[pk], moment) for pk, moment in moments.items()]
        Notice.objects.bulk_create(digests, ignore_conflicts=True, batch_size=BATCH)


def _digest(recipient_id: int, municipality_id: int, moment: datetime) -> Notice:
    return Notice(
        municipality_id=municipality_id,
        recipient_id=recipient_id,
        kind=Kind.DIGEST,
        key=rules.digest_key(recipient_id, moment.date()),
        title=_("Dette venter på deg i Kvalitet"),
        why=_("Du får én samlet e-post om dagen når noe venter på deg."),
        state=State.QUEUED,
        next_try=moment,
    )


def sweep(*, now: datetime) -> int:
    """Give up on senders that disappeared ten minutes ago, and say how many rows it was.

    A statutory notice is sent again with the same Message-ID; an ordinary one stands in the app and comes in
    tomorrow's digest, since a mail twice is worse than a mail a day late.
    """
    with scopes_disabled(), transaction.atomic():
        stuck = Notice.objects.stuck(now - rules.UNCERTAIN_AFTER).select_for_update(skip_locked=True)
        ids = list(stuck.values_list("pk", flat=True))
        rows = Notice.objects.filter(pk__in=ids)
        rows.filter(statutory=True, attempts__lt=rules.MOST_ATTEMPTS).update(state=State.QUEUED, next_try=now)
        rows.filter(state=State.SENDING).update(
            state=State.UNCERTAIN, state_reason=_("Senderen stanset midt i sendingen.")
        )
        Notice.objects.filter(digest__in=ids, digest__state=State.UNCERTAIN).update(digest=None)
    return len(ids)


def _take(now: datetime, *, by_hand: bool) -> Notice | None:
    """Take the oldest row that may leave; whatever the database does, the row is ours or back in the queue.

    A row that must wait for the morning goes back in the same transaction as it was taken in.
    """
    mark = timezone.now()
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(CLAIM, {"mark": mark, "now": now})
                row = cursor.fetchone()
            if row is None:
                return None
            notice = Notice.objects.select_related(*queries.HOURS, "recipient").get(pk=row[0])
            if not by_hand and _must_wait(notice, now):
                return notice
            if notice.kind == Kind.DIGEST:
                waiting = Notice.objects.waiting_for_digest(_midnight(now)).filter(recipient=notice.recipient_id)
                waiting.update(digest=notice)
    except (OperationalError, InterfaceError):
        taken = Notice.objects.filter(state=State.SENDING, claimed_at=mark)
        _until_the_database_answers(lambda: taken.update(state=State.QUEUED))
        return None
    return notice


def _must_wait(notice: Notice, now: datetime) -> bool:
    """Put the row back when it is quiet for the recipient by what holds now, not when it was planned."""
    local = timezone.localtime(now)
    hours = queries.hours_for(notice)
    moment = rules.leaves_at(local, hours, is_statutory=notice.statutory, due=notice.due)
    if moment == local:
        return False
    notice.state = State.QUEUED
    back = {"state": State.QUEUED, "next_try": moment, "attempts": notice.attempts - 1, "claimed_at": None}
    Notice.objects.filter(pk=notice.pk).update(**back)
    return True


def _send(notice: Notice, sender: mail.Sender) -> mail.Outcome:
    """Check, then send as the very last step: an error of the database means that nothing left."""
    if problem := _problem(notice):
        return mail.Outcome(State.CANCELLED, problem)
    if not notice.recipient.email:
        return mail.Outcome(State.APP_ONLY, _("Personen har ingen e-postadresse."))
    if notice.recipient.email_mode == EmailMode.NONE and not notice.statutory:
        return mail.Outcome(State.APP_ONLY, _("Personen har valgt bort e-post."))
    items = _items_that_hold(notice)
    if notice.kind == Kind.DIGEST and not items:
        return mail.Outcome(State.CANCELLED, _("Ingenting ventet lenger da e-posten skulle sendes."))
    return sender.send(mail.build(notice, items))


def _problem(notice: Notice) -> str | None:
    if not notice.recipient.is_active:
        return _("Personen er ikke lenger aktiv.")
    return registry.problem(notice)


def _items_that_hold(notice: Notice) -> list[Notice]:
    if notice.kind != Kind.DIGEST:
        return []
    held = []
    for item in notice.items.select_related("recipient").order_by("statutory", "id"):
        if problem := _problem(item):
            Notice.objects.filter(pk=item.pk).update(state=State.CANCELLED, state_reason=problem, digest=None)
        else:
            held.append(item)
    return held


def _later(notice: Notice, reason: str, now: datetime | None) -> mail.Outcome:
    """Put the row back, or give up when it has been tried enough."""
    wait = rules.retry_after(notice.attempts)
    if wait is None:
        return mail.Outcome(State.FAILED, reason)
    notice.next_try = (now or timezone.now()) + wait
    return mail.Outcome(State.QUEUED, reason)


def _settle(notice: Notice, outcome: mail.Outcome) -> State:
    """Commit how it went; the mail may have left, so a database that is away for a moment is waited for."""
    _until_the_database_answers(lambda: _write(notice, outcome))
    return outcome.state


def _until_the_database_answers(work: Callable[[], object]) -> None:
    for pause in PAUSES:
        try:
            work()
        except (OperationalError, InterfaceError):
            connection.close()
            clock.sleep(pause)
        else:
            return
    work()


def _write(notice: Notice, outcome: mail.Outcome) -> None:
    if notice.kind == Kind.DIGEST:
        with transaction.atomic():
            _write_row(notice, outcome)
            _write_items(notice, outcome.state)
    else:
        _write_row(notice, outcome)


def _write_row(notice: Notice, outcome: mail.Outcome) -> None:
    state, now = outcome.state, timezone.now()
    sent_at = now if state == State.SENT else None
    Notice.objects.filter(pk=notice.pk, state=State.SENDING).update(
        state=state, state_reason=outcome.reason[:500], sent_at=sent_at, next_try=notice.next_try
    )


def _write_items(digest: Notice, state: State) -> None:
    """Let what a digest held share its fate; what didn't leave waits for the next one."""
    items = Notice.objects.filter(digest=digest.pk)
    if state == State.SENT:
        items.update(state=State.SENT, sent_at=timezone.now())
    elif state == State.APP_ONLY:
        items.update(state=State.APP_ONLY)
    elif state != State.QUEUED:
        items.update(digest=None)


def _count(drained: Drained, state: State) -> None:
    name = COUNTED_AS.get(state, "cancelled")
    setattr(drained, name, getattr(drained, name) + 1)


def _midnight(now: datetime) -> datetime:
    return timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
