"""Whose deadlines they are, and what «Mine oppgaver» shows. [P7]"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from kvalitet.deadlines import registry, rules
from kvalitet.deadlines.choices import Group
from kvalitet.deadlines.duties import duties_of
from kvalitet.deadlines.models import CLOCK, CalendarFeed, Deadline, Snooze, Tick
from kvalitet.deadlines.querysets import DeadlineQuerySet
from kvalitet.notifications.choices import State
from kvalitet.notifications.models import Notice
from kvalitet.notifications.rules import LATE_AFTER
from kvalitet.organisation.models import Person
from kvalitet.web.words import deadline_words

TICK_IS_LATE = timedelta(minutes=5)
MONTH, YEAR = timedelta(days=30), timedelta(days=365)
MOST_EVENTS = 2000


@dataclass(frozen=True)
class TaskRow:
    """A line of «Mine oppgaver», ready to show."""

    deadline: Deadline
    title: str
    url: str
    unit: str
    due: date | None
    group: Group
    label: str
    color: str
    source_label: str
    action_url: str
    action_label: str
    finish_url: str
    snooze_url: str
    """Empty where a reminder can't be put off."""
    snoozed_until: date | None = None


@dataclass(frozen=True)
class TaskCounts:
    """The numbers above the list."""

    late: int
    today: int
    week: int
    open: int


def tasks_for(person: Person, today: date) -> DeadlineQuerySet:
    """Return what the person must do, from every app: soonest first, those without a date last. [P7]"""
    return Deadline.objects.open().filter(duties_of(person, today)).for_list()


def task_counts(tasks: DeadlineQuerySet, today: date) -> TaskCounts:
    """Count a person's tasks in one query."""
    counts = tasks.order_by().aggregate(
        late=Count("pk", filter=Q(due__lt=today)),
        today=Count("pk", filter=Q(due=today)),
        week=Count("pk", filter=Q(due__gt=today, due__lte=today + timedelta(days=7))),
        open=Count("pk"),
    )
    return TaskCounts(**counts)


def target_is_visible(deadline: Deadline, person: Person) -> bool:
    """Whether the person may still see what the deadline is about."""
    model = ContentType.objects.get_for_id(deadline.content_type_id).model_class()
    if model is None:
        return False
    rows = model._default_manager.filter(pk=deadline.object_id)
    visible_to = getattr(rows, "visible_to", None)
    return bool((visible_to(person) if visible_to else rows).exists())


def only_visible(deadlines: Iterable[Deadline], person: Person) -> list[Deadline]:
    """Keep those about something the person may see now, with one query for each kind of object."""
    deadlines = list(deadlines)
    seen: set[tuple[int, int]] = set()
    for type_id, pks in _by_type(deadlines).items():
        model = ContentType.objects.get_for_id(type_id).model_class()
        if model is not None:
            rows = model._default_manager.filter(pk__in=pks)
            visible_to = getattr(rows, "visible_to", None)
            visible = visible_to(person) if visible_to else rows
            seen |= {(type_id, pk) for pk in visible.values_list("pk", flat=True)}
    return [row for row in deadlines if (row.content_type_id, row.object_id) in seen]


def calendar_deadlines(person: Person, today: date) -> list[Deadline]:
    """Return a person's open deadlines of the last month and the year to come, as access stands today."""
    near = tasks_for(person, today).filter(due__gte=today - MONTH, due__lte=today + YEAR)
    return only_visible(near[:MOST_EVENTS], person)


def feed_of(person: Person) -> CalendarFeed | None:
    """Return the person's calendar address, without the secret."""
    return CalendarFeed.objects.filter(person=person).first()


def deadline_of(notice: Notice) -> Deadline | None:
    """Return the deadline a notice is about."""
    return Deadline.objects.filter(pk=notice.source_id or 0).first()


def task_rows(
    deadlines: Iterable[Deadline], today: date, *, owner: Person | None = None, snoozer: Person | None = None
) -> list[TaskRow]:
    """Make lines of the deadlines, with one query for each kind of object, and one for what `snoozer` has put off.

    Where a title is only for the one whose page it is, `owner` gets it; without an owner the lines stay neutral.
    """
    deadlines = list(deadlines)
    targets, titles = _targets(deadlines), _own_titles(deadlines, owner)
    put_off = snoozed_until(deadlines, snoozer, today) if snoozer and deadlines else {}
    return [_row(row, targets.get(key := _key(row)), today, put_off.get(row.pk), titles.get(key)) for row in deadlines]


def snoozed_until(deadlines: Iterable[Deadline], person: Person, today: date) -> dict[int, date]:
    """Return until when the person has put off the reminders of each deadline, by its id."""
    rows = Snooze.objects.active(today).filter(person=person, deadline__in=[row.pk for row in deadlines])
    return dict(rows.filter(cycle=F("deadline__cycle")).values_list("deadline_id", "until"))


def _key(deadline: Deadline) -> tuple[int, int]:
    return deadline.content_type_id, deadline.object_id


def _row(deadline: Deadline, target: object, today: date, put_off: date | None, own_title: str | None) -> TaskRow:
    words = deadline_words(deadline.due, today)
    source = registry.source_of(deadline.content_type_id)
    acts = source if target is not None else None
    fixed = rules.why_not_snoozed(deadline.due, deadline.steps, today, is_statutory=deadline.statutory)
    return TaskRow(
        deadline=deadline,
        title=own_title or deadline.title,
        url=deadline.url,
        unit=deadline.unit.name,
        due=deadline.due,
        group=rules.group_of(deadline.due, today),
        label=words.text,
        color=words.color,
        source_label=str(source.label) if source else _("Oppgave"),
        action_url=acts.action_url(target) if acts and acts.action_url else "",
        action_label=str(source.action_label) if source else "",
        finish_url=acts.finish_url(deadline) if acts else "",
        snooze_url="" if fixed else reverse("deadlines:snooze", args=[deadline.uuid]),
        snoozed_until=put_off,
    )


def _own_titles(deadlines: Iterable[Deadline], owner: Person | None) -> dict[tuple[int, int], str]:
    found: dict[tuple[int, int], str] = {}
    for type_id, pks in _by_type(deadlines).items() if owner else ():
        source = registry.source_of(type_id)
        if owner and source and source.own_titles:
            found |= {(type_id, pk): title for pk, title in source.own_titles(pks, owner).items()}
    return found


def _by_type(deadlines: Iterable[Deadline]) -> dict[int, set[int]]:
    wanted: dict[int, set[int]] = defaultdict(set)
    for deadline in deadlines:
        wanted[deadline.content_type_id].add(deadline.object_id)
    return wanted


def _targets(deadlines: Iterable[Deadline]) -> dict[tuple[int, int], object]:
    found: dict[tuple[int, int], object] = {}
    for type_id, pks in _by_type(deadlines).items():
        model = ContentType.objects.get_for_id(type_id).model_class()
        source = registry.source_of(type_id)
        if model is None or source is None:
            continue
        rows = source.load(list(pks)) if source.load else model._base_manager.in_bulk(list(pks))
        found |= {(type_id, pk): row for pk, row in rows.items()}
    return found


@dataclass(frozen=True)
class Health:
    """Whether the clock goes and the mail leaves; numbers only."""

    tick_at: datetime | None
    tick_is_late: bool
    queued_late: int
    uncertain: int
    failed: int

    @property
    def is_well(self) -> bool:
        """Red when the clock stands or mail piles up; what went wrong with a single mail is only told."""
        return not self.tick_is_late and not self.queued_late

    def sentences(self) -> list[str]:
        """Say it the way a person reads it."""
        clock = _("Klokken har stanset.") if self.tick_is_late else _("Klokken går.")
        return [
            _("Alt er i orden.") if self.is_well else _("Noe er galt."),
            clock,
            _("Varsler som har ventet for lenge: %(count)s") % {"count": self.queued_late},
            _("E-poster det er usikkert om kom fram: %(count)s") % {"count": self.uncertain},
            _("E-poster som ikke kom fram: %(count)s") % {"count": self.failed},
        ]

    def as_dict(self) -> dict[str, Any]:
        """Say it the way a machine reads it."""
        tick = self.tick_at.isoformat() if self.tick_at else None
        return {
            "ok": self.is_well,
            "clock": {"ok": not self.tick_is_late, "tick": tick},
            "queue": {"ok": not self.queued_late, "late": self.queued_late},
            "uncertain": self.uncertain,
            "failed": self.failed,
        }


def health(now: datetime) -> Health:
    """Look at the clock and the queue."""
    tick_at = Tick.objects.filter(name=CLOCK).values_list("at", flat=True).first()
    with scopes_disabled():
        count = Notice.objects.aggregate(
            late=Count("pk", filter=Q(state=State.QUEUED, next_try__lt=now - LATE_AFTER)),
            uncertain=Count("pk", filter=Q(state=State.UNCERTAIN)),
            failed=Count("pk", filter=Q(state=State.FAILED)),
        )
    is_late = tick_at is None or now - tick_at > TICK_IS_LATE
    return Health(tick_at, is_late, count["late"], count["uncertain"], count["failed"])
