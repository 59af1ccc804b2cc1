"""The counts behind the figures: two statements, whatever the size. Everything starts with `visible_to`. [D7, D12]"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from deviations.choices import OPEN_STATES, Seriousness
from deviations.models import Deviation, DeviationSettings
from deviations.rules.figure_periods import Window
from deviations.rules.flow import LIGHT_KINDS
from deviations.rules.silence import Rhythm
from kvalitet.calendar.periods import Period, add_months
from kvalitet.organisation.models import Person, Unit
from kvalitet.organisation.rules import STEP_LENGTH

EVENTS_SQL = files("deviations").joinpath("sql/statistics.sql").read_text(encoding="utf-8")
POSTS_SQL = files("deviations").joinpath("sql/posts.sql").read_text(encoding="utf-8")
COLUMNS = (
    *("id", "unit_id", "category_id", "kind", "seriousness", "state", "causes", "risk_score", "source"),
    *("reopened_count", "opened_at", "created_at", "answered_at", "closed_at"),
)
RHYTHM_MONTHS = 24


@dataclass(frozen=True)
class Asked:
    """What is counted: the events a person sees in a unit and below it, reported in a period."""

    unit: Unit
    unit_ids: tuple[int, ...]
    period: Period
    window: Window
    today: date


@dataclass
class Counts:
    """What the database answered; parts are paths of the units right below the one asked about, or its own."""

    totals: dict[str, Any]
    now: dict[str, Any]
    groups: dict[str, dict[Any, int]] = field(default_factory=dict)
    late: dict[str, dict[Any, int]] = field(default_factory=dict)
    part_kinds: dict[tuple[str, str], int] = field(default_factory=dict)
    categories: dict[int, tuple[UUID, str]] = field(default_factory=dict)
    causes: dict[str, int] = field(default_factory=dict)
    months: dict[tuple[date, str], int] = field(default_factory=dict)
    answers: dict[date, tuple[int, int]] = field(default_factory=dict)
    closings: dict[date, tuple[int, int]] = field(default_factory=dict)
    rhythms: list[Rhythm] = field(default_factory=list)


@dataclass
class Posts:
    """Full-time posts of each month and part, and how many people there are now."""

    fte: dict[tuple[date, str], float]
    people: dict[str, int]


def seen_events(user: Person, asked: Asked) -> QuerySet[Deviation]:
    """Return the events a person may see in a unit and below it; for a municipality by its id alone."""
    rows: QuerySet[Deviation] = Deviation.objects.visible_to(user)
    if asked.unit.parent_id is None:
        return rows.filter(municipality_id=asked.unit.municipality_id)
    return rows.filter(unit_id__in=asked.unit_ids)


def count_events(user: Person, asked: Asked, rules: DeviationSettings) -> Counts | None:
    """Count in one statement; None when there is nothing the person could see."""
    first = min(asked.window.history, asked.period.starts)
    known = Q(created_at__gte=midnight(first), created_at__lt=midnight(asked.today + timedelta(days=1)))
    rows = seen_events(user, asked).filter(known | Q(state__in=sorted(OPEN_STATES))).order_by()
    try:
        sql, values = rows.values(*COLUMNS).query.sql_with_params()
    except EmptyResultSet:
        return None
    chosen, named = _named(sql, values)
    with connection.cursor() as cursor:
        told: Any = named | _parameters(asked, rules)
        cursor.execute(EVENTS_SQL.format(chosen=chosen), told)
        (found,) = cursor.fetchone()
    return _read(found)


def count_posts(unit: Unit, window: Window, today: date) -> Posts:
    """Add up the posts of each month as they were on its last day, in units as they lie today."""
    last = window.months[-1]
    place: dict[str, Any] = {"path": unit.path, "end": f"{unit.path}~", "length": len(unit.path) + STEP_LENGTH}
    months: dict[str, Any] = {"first": window.months[0], "last": last, "today": today}
    with connection.cursor() as cursor:
        cursor.execute(POSTS_SQL, {**place, **months})
        rows = cursor.fetchall()
    fte = {(month, part): float(size) for month, part, size, _people in rows if month is not None}
    return Posts(fte, {part: people for month, part, _size, people in rows if month is None})


def midnight(day: date) -> datetime:
    """Return the first moment of a day in Norway."""
    return timezone.make_aware(datetime.combine(day, time()))


def _named(sql: str, values: Any) -> tuple[str, dict[str, Any]]:
    """Give the values of a query names, so that it can stand inside another."""
    parts = sql.split("%s")
    text = parts[0] + "".join(f"%(q{number})s{part}" for number, part in enumerate(parts[1:]))
    return text, {f"q{number}": value for number, value in enumerate(values)}


def _parameters(asked: Asked, rules: DeviationSettings) -> dict[str, Any]:
    return {
        "type": ContentType.objects.get_for_model(Deviation).pk,
        "zone": str(timezone.get_default_timezone()),
        "length": len(asked.unit.path) + STEP_LENGTH,
        "starts": asked.period.starts,
        "ends": asked.period.ends,
        "today": asked.today,
        "history": asked.window.history,
        "until": asked.window.until,
        "rhythm": add_months(asked.today, -RHYTHM_MONTHS),
        "answer_days": rules.answer_days,
        "close_days": [rules.days_to_close(level) for level in Seriousness.values],
        "open": sorted(OPEN_STATES),
        "light": sorted(LIGHT_KINDS),
    }


def _read(found: Mapping[str, Any]) -> Counts:
    """Turn the answer into what Python counts with."""
    counts = Counts(found["totals"], found["now"], causes=found["causes"])
    for name in ("part", "category", "seriousness", "kind"):
        counts.groups[name], counts.late[name] = {}, {}
    for dimension, part, category, seriousness, kind, count, late, named in found["groups"]:
        if named is not None:
            counts.categories[category] = (UUID(named[0]), named[1])
        if dimension == "part_kind":
            counts.part_kinds[part, kind] = count
            continue
        key = {"part": part, "category": category, "seriousness": seriousness, "kind": kind}[dimension]
        counts.groups[dimension][key], counts.late[dimension][key] = count, late
    counts.months = {(date.fromisoformat(month), part): count for month, part, count in found["months"]}
    counts.answers = {date.fromisoformat(month): (kept, count) for month, kept, count in found["answers"]}
    counts.closings = {date.fromisoformat(month): (kept, count) for month, kept, count in found["closings"]}
    counts.rhythms = [
        Rhythm(unit, date.fromisoformat(first), date.fromisoformat(last), days)
        for unit, first, last, days in found["rhythms"]
    ]
    return counts
