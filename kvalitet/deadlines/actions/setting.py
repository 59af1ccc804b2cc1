"""Setting deadlines: the owner of the object says everything each time, the rows follow."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from kvalitet.deadlines import rules
from kvalitet.deadlines.choices import Role
from kvalitet.deadlines.models import Deadline
from kvalitet.notifications import actions as notifications
from kvalitet.organisation.models import Municipality, Person, Unit

SOURCE = "deadlines.deadline"


@dataclass(frozen=True)
class NewDeadline:
    """What `set_deadlines` takes, for one of many objects that have just been made."""

    obj: models.Model
    due: date | None
    assignees: Sequence["Assignee"]
    title: str
    url: str
    municipality: Municipality
    unit: Unit
    statutory: bool = False
    steps: Sequence[int] = rules.DEFAULT_STEPS
    may_be_lent: bool = True


@dataclass(frozen=True)
class Assignee:
    """Who must do it: a person, the leader of a unit, or those who hold a post in a unit or below it."""

    person: Person | None = None
    role: str = ""
    unit: Unit | None = None
    position_title: str = ""

    def key(self, unit: Unit) -> str:
        """Name the assignee among the others of the same object."""
        if self.role == Role.LEADER:
            return f"leader:{unit.pk}"
        if self.role == Role.POSITION:
            return f"position:{unit.pk}:{self.position_title.strip().lower()}"
        if self.person is None:
            raise ValueError("An assignee is a person, a leader or a position.")
        return f"person:{self.person.pk}"


@transaction.atomic
@scopes_disabled()  # type: ignore[untyped-decorator]
def set_deadlines(
    obj: models.Model,
    *,
    due: date | None,
    assignees: Sequence[Assignee],
    title: str,
    url: str,
    municipality: Municipality,
    unit: Unit,
    by: Person | None,
    statutory: bool = False,
    steps: Sequence[int] | None = None,
    may_be_lent: bool = True,
) -> None:
    """Make one deadline for each assignee; a moved date begins a new cycle, who is no longer named is let go.

    What may not be lent is never told to those who stand in for the assignee, nor shown among their tasks.
    """
    now = timezone.now()
    known = {row.assignee: row for row in Deadline.objects.of(obj).select_for_update()}
    wanted = {assignee.key(assignee.unit or unit): assignee for assignee in assignees}
    common: dict[str, Any] = {
        "due": due,
        "title": title[:300],
        "url": url,
        "municipality_id": municipality.pk,
        "statutory": statutory,
        "may_be_lent": may_be_lent,
        "steps": rules.tidy_steps(rules.DEFAULT_STEPS if steps is None else steps),
    }
    fresh = []
    for key, assignee in wanted.items():
        fields = {**common, "unit_id": (assignee.unit or unit).pk}
        row = known.get(key)
        if row is None:
            fresh.append(_new(obj, key, assignee, fields, now))
        else:
            _change(row, fields, now)
    Deadline.objects.bulk_create(fresh)
    gone = [row for key, row in known.items() if key not in wanted and row.cancelled_at is None]
    _close(gone, {"cancelled_at": now}, _("Du er ikke lenger ansvarlig for dette."), now)


@transaction.atomic
@scopes_disabled()  # type: ignore[untyped-decorator]
def set_new(wanted: Iterable[NewDeadline]) -> None:
    """Make the deadlines of many objects that have none, in a few statements."""
    now = timezone.now()
    rows = []
    for one in wanted:
        common: dict[str, Any] = {"due": one.due, "title": one.title[:300], "url": one.url}
        common |= {"municipality_id": one.municipality.pk, "statutory": one.statutory}
        common |= {"steps": rules.tidy_steps(one.steps), "may_be_lent": one.may_be_lent}
        for key, assignee in {found.key(found.unit or one.unit): found for found in one.assignees}.items():
            fields = {**common, "unit_id": (assignee.unit or one.unit).pk}
            rows.append(_new(one.obj, key, assignee, fields, now))
    Deadline.objects.bulk_create(rows, batch_size=1000)


def complete(obj: models.Model, *, by: Person | None) -> None:
    """Close the object's deadlines as done; reminders that haven't left are taken back."""
    now = timezone.now()
    _close(_open_rows(obj), {"done_at": now}, _("Oppgaven er gjort."), now)


def cancel(obj: models.Model, *, by: Person | None) -> None:
    """Close the object's deadlines without their being done."""
    now = timezone.now()
    _close(_open_rows(obj), {"cancelled_at": now}, _("Oppgaven er avbrutt."), now)


@transaction.atomic
@scopes_disabled()  # type: ignore[untyped-decorator]
def reopen(obj: models.Model, *, by: Person | None) -> None:
    """Open the object's done deadlines again, with a new cycle of reminders from now on."""
    now = timezone.now()
    for row in Deadline.objects.of(obj).select_for_update().filter(done_at__isnull=False):
        row.done_at = None
        row.cycle += 1
        _schedule(row, now)
        row.save()


def _new(obj: models.Model, key: str, assignee: Assignee, fields: dict[str, Any], now: datetime) -> Deadline:
    row = Deadline(
        content_type=ContentType.objects.get_for_model(obj),
        object_id=obj.pk,
        assignee=key,
        responsible=assignee.person if assignee.role == Role.PERSON else None,
        role=assignee.role,
        position_title=assignee.position_title.strip() if assignee.role == Role.POSITION else "",
        **fields,
    )
    _schedule(row, now)
    return row


def _change(row: Deadline, fields: dict[str, Any], now: datetime) -> None:
    changed = [name for name, value in fields.items() if getattr(row, name) != value]
    returns = row.cancelled_at is not None
    if not changed and not returns:
        return
    for name in changed:
        setattr(row, name, fields[name])
    if returns or "due" in changed:
        row.cancelled_at = None
        row.cycle += 1
        notifications.withdraw(source=SOURCE, source_ids=[row.pk], reason=_("Fristen er flyttet."), now=now)
    if returns or "due" in changed or "steps" in changed:
        _schedule(row, now)
    row.save()


def _schedule(row: Deadline, now: datetime) -> None:
    row.reminder_times = rules.reminder_times(row.due, row.steps)
    row.escalation_step = rules.escalation_step(row.steps)
    row.next_at = rules.next_time(row.reminder_times, now)


def _open_rows(obj: models.Model) -> list[Deadline]:
    with scopes_disabled():
        return list(Deadline.objects.of(obj).open())


@transaction.atomic
@scopes_disabled()  # type: ignore[untyped-decorator]
def _close(rows: list[Deadline], fields: dict[str, Any], reason: str, now: datetime) -> None:
    if rows:
        ids = [row.pk for row in rows]
        Deadline.objects.filter(pk__in=ids).update(**fields)
        notifications.withdraw(source=SOURCE, source_ids=ids, reason=reason, now=now)
