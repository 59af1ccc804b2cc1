"""Reminders: so many that come due at once, planned by one process and sent by two."""

import resource
import time
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from random import Random
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django_scopes import scopes_disabled

from goals.models import MeasureTask
from kvalitet.deadlines.actions import plan
from kvalitet.deadlines.models import Deadline
from kvalitet.notifications.actions import drain
from kvalitet.notifications.models import Notice
from reporting.demo.sizes.copying import Bar, Writer

MARK = "bench:"
LED = """
select task.id, task.municipality_id, task.unit_id, leadership.person_id, measure.title, measure.uuid
from goals_measuretask task
join goals_measure measure on measure.id = task.measure_id
join goals_plan plan on plan.id = measure.plan_id and plan.status = 'published'
join organisation_leadership leadership on leadership.unit_id = task.unit_id
join organisation_person person on person.id = leadership.person_id and person.is_active and person.email <> ''
where not task.is_shared and leadership.ends is null
order by task.id
limit %s
"""


@scopes_disabled()  # type: ignore[untyped-decorator]
def prepare(count: int) -> int:
    """Leave exactly `count` reminders that come due now, each to the leader of a unit with a task; returns how many."""
    now = timezone.now()
    Notice.objects.all().delete()
    Deadline.objects.filter(assignee__startswith=MARK).delete()
    Deadline.objects.filter(next_at__lte=now).update(next_at=now + timedelta(days=1))
    with connection.cursor() as cursor:
        cursor.execute(LED, [count])
        led = cursor.fetchall()
    moment = now - timedelta(hours=1)
    same = {"statutory": True, "due": timezone.localdate(), "steps": [-1], "next_at": moment}
    same |= {"reminder_times": [moment], "created_at": now - timedelta(days=30)}
    same["content_type_id"] = ContentType.objects.get_for_model(MeasureTask).pk
    names = ("object_id", "municipality_id", "unit_id", "responsible_id", "title", "url", "assignee")
    rows = _rows(led, count)
    made = Writer(Random(count), Bar(StringIO())).copy(Deadline, names, rows, total=count, **same)  # noqa: S311
    tidy()
    return made


def tidy() -> None:
    """Leave the tables as autovacuum would, before anything is timed."""
    with connection.cursor() as cursor:
        cursor.execute("vacuum analyze deadlines_deadline, notifications_notice")


def _rows(led: list[tuple[Any, ...]], count: int) -> Iterator[tuple[Any, ...]]:
    """Go round among those who lead when there are fewer tasks than reminders."""
    for number in range(count):
        task, municipality, unit, person, title, key = led[number % len(led)]
        url = reverse("goals:measure-detail", args=[key])
        yield task, municipality, unit, person, title, url, f"{MARK}{number}"


def plan_all() -> dict[str, float]:
    """Plan what has come due, and say how fast and with how much memory."""
    began = time.perf_counter()
    planned = plan(timezone.now())
    seconds = time.perf_counter() - began
    rate = planned.deadlines / seconds
    return {"rows": planned.deadlines, "notices": planned.notices, "seconds": seconds, "rate": rate, **_memory()}


def send(seconds: float) -> dict[str, float]:
    """Send for so long, or until nothing is left; quiet hours are not heeded, whatever the time of day is."""
    began = time.perf_counter()
    sent = drain(budget=seconds, by_hand=True)
    return {"sent": sent.sent, "cancelled": sent.cancelled, "seconds": time.perf_counter() - began, **_memory()}


def _memory() -> dict[str, float]:
    return {"megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}
