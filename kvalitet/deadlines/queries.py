"""Whose deadlines they are, and what «Mine oppgaver» shows. [P7]"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from kvalitet.deadlines import registry, rules
from kvalitet.deadlines.choices import Group
from kvalitet.deadlines.duties import duties_of
from kvalitet.deadlines.models import CLOCK, Deadline, Tick
from kvalitet.deadlines.querysets import DeadlineQuerySet
from kvalitet.notifications.choices import State
from kvalitet.notifications.models import Notice
from kvalitet.notifications.rules import LATE_AFTER
from kvalitet.organisation.models import Person
from kvalitet.web.words import deadline_words

TICK_IS_LATE = timedelta(minutes=5)


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
    model = deadline.content_type.model_class()
    if model is None:
        return False
    rows = model._default_manager.filter(pk=deadline.object_id)
    visible_to = getattr(rows, "visible_to", None)
    return bool((visible_to(person) if visible_to else rows).exists())


def task_rows(deadlines: Iterable[Deadline], today: date) -> list[TaskRow]:
    """Make lines of the deadlines, with one query for each kind of object."""
    deadlines = list(deadlines)
    targets = _targets(deadlines)
    return [_row(row, targets.get((row.content_type_id, row.object_id)), today) for row in deadlines]


def _row(deadline: Deadline, target: object, today: date) -> TaskRow:
    words = deadline_words(deadline.due, today)
    source = registry.source_of(deadline.content_type_id)
    acts = source if target is not None else None
    return TaskRow(
        deadline=deadline,
        title=deadline.title,
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
    )


def _targets(deadlines: Iterable[Deadline]) -> dict[tuple[int, int], object]:
    wanted: dict[int, set[int]] = defaultdict(set)
    for deadline in deadlines:
        wanted[deadline.content_type_id].add(deadline.object_id)
    found: dict[tuple[int, int], object] = {}
    for type_id, pks in wanted.items():
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
