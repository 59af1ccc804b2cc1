"""Putting off a reminder: the deadline stands, the leader can see it, and the reminder comes back. [P13]"""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from kvalitet.deadlines import rules
from kvalitet.deadlines.actions.setting import SOURCE
from kvalitet.deadlines.models import Deadline, Snooze
from kvalitet.notifications.choices import Kind, State
from kvalitet.notifications.models import Notice
from kvalitet.notifications.rules import first_state
from kvalitet.organisation.models import Person
from kvalitet.web.errors import Refused

BATCH = 500
MORNING = timedelta(hours=rules.REMINDER_TIME.hour)
UNSENT = (State.QUEUED, State.IN_DIGEST)


@transaction.atomic
def snooze(deadline: Deadline, *, until: date, reason: str, by: Person) -> Snooze:
    """Hold back one person's reminders of one deadline until a day. Raises Refused when it can't be put off."""
    now, today = timezone.now(), timezone.localdate()
    deadline = Deadline.objects.select_for_update().get(pk=deadline.pk)
    problem = rules.why_not_snoozed(deadline.due, deadline.steps, today, is_statutory=deadline.statutory)
    if problem is None and deadline.due is not None:
        problem = rules.snooze_problem(until, deadline.due, deadline.steps, today)
    if problem or deadline.done_at or deadline.cancelled_at:
        raise Refused(problem or _("Oppgaven er avsluttet, så det kommer ingen flere varsler om den."))
    Snooze.objects.filter(deadline=deadline, person=by, ended_at=None).update(ended_at=now)
    mine = Notice.objects.filter(source=SOURCE, source_id=deadline.pk, recipient=by)
    put_off = _("Utsatt til %(until)s.") % {"until": date_format(until, "d.m.Y")}
    ordinary = mine.exclude(kind=Kind.ESCALATION)
    ordinary.filter(state__in=UNSENT).update(state=State.APP_ONLY, state_reason=put_off, read_at=now)
    ordinary.filter(read_at=None).update(read_at=now)
    return Snooze.objects.create(
        municipality_id=deadline.municipality_id,
        deadline=deadline,
        person=by,
        until=until,
        reason=reason,
        cycle=deadline.cycle,
        created_at=now,
    )


@transaction.atomic
def end_snooze(deadline: Deadline, *, by: Person) -> bool:
    """Let the reminders come again from now on; says whether there was anything to end."""
    active = Snooze.objects.filter(deadline=deadline, person=by, ended_at=None)
    return active.update(ended_at=timezone.now()) > 0


@scopes_disabled()  # type: ignore[untyped-decorator]
def wake(now: datetime) -> int:
    """Remind of what was put off until today, each once, and say how many it was."""
    woken = 0
    while True:
        with transaction.atomic():
            due = Snooze.objects.filter(ended_at=None, until__lte=timezone.localdate(now - MORNING))
            rows = list(
                due.select_for_update(of=("self",), skip_locked=True)
                .select_related("deadline", "person")
                .order_by("until", "id")[:BATCH]
            )
            told = [notice for row in rows if (notice := _reminder(row, now)) is not None]
            Notice.objects.bulk_create(told, ignore_conflicts=True)
            Snooze.objects.filter(pk__in=[row.pk for row in rows]).update(ended_at=now)
        woken += len(told)
        if len(rows) < BATCH:
            return woken


def _reminder(row: Snooze, now: datetime) -> Notice | None:
    """Write the reminder again, unless the task is over, has a new date, or was reminded of this morning."""
    deadline, person = row.deadline, row.person
    is_open = deadline.done_at is None and deadline.cancelled_at is None and deadline.cycle == row.cycle
    if not is_open or deadline.due is None or not person.is_active or _reminded_today(row, now):
        return None
    past = [step for step, at in zip(deadline.steps, deadline.reminder_times, strict=True) if at <= now]
    due = date_format(deadline.due, "d.m.Y")
    return Notice(
        municipality_id=deadline.municipality_id,
        recipient=person,
        kind=Kind.SNOOZED,
        key=f"snooze/{row.pk}",
        title=_("Frist %(due)s: %(title)s") % {"due": due, "title": deadline.title},
        text=_("Du utsatte varselet til i dag. Fristen er fortsatt %(due)s.") % {"due": due},
        url=deadline.url,
        why=_("Du utsatte varselet %(day)s, og skrev: «%(reason)s».")
        % {"day": date_format(timezone.localdate(row.created_at), "d.m.Y"), "reason": row.reason},
        statutory=deadline.statutory,
        due=deadline.due,
        source=SOURCE,
        source_id=deadline.pk,
        source_cycle=deadline.cycle,
        source_step=max(past, default=min(deadline.steps, default=0)),
        state=first_state(person.email_mode, has_address=bool(person.email), is_statutory=deadline.statutory),
        next_try=now,
        created_at=timezone.now(),
    )


def _reminded_today(row: Snooze, now: datetime) -> bool:
    given = Notice.objects.filter(source=SOURCE, source_id=row.deadline_id, recipient=row.person_id)
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return given.filter(kind=Kind.REMINDER, next_try__gte=midnight).exclude(state=State.CANCELLED).exists()
