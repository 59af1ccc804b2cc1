"""The monthly sums of sick leave: one month of every unit, against the same rows read with nothing around it."""

import time
from typing import Any

from django.db import connection
from django.utils import timezone

from kvalitet.calendar.periods import add_months, month_period, tertial_of, tertial_period
from sickleave.actions.aggregates import recompute

BARE = (
    "select count(*), sum(post.percentage) from organisation_position post "
    "join organisation_unit unit on unit.id = post.unit_id "
    "where post.starts <= %(last)s and (post.ends is null or post.ends >= %(first)s)",
    "select count(*), sum(away.grade) from sickleave_absence away left join sickleave_case kept "
    "on kept.id = away.case_id "
    "where away.starts <= %(last)s and away.ends >= %(tertial)s",
)


def measure() -> dict[str, Any]:
    """Reckon the newest whole month twice: as new, and when nothing has changed."""
    first = add_months(timezone.localdate().replace(day=1), -1)
    days = {"first": first, "last": month_period(first.year, first.month).ends}
    bare, counts = min(_read({**days, "tertial": tertial_period(*tertial_of(first)).starts}) for _turn in range(3))
    changed, seconds = _timed(first)
    _same, again = _timed(first)
    return {
        **{"posts": counts[0], "absences": counts[1], "rows": changed},
        **{"seconds": seconds, "again": again, "bare_seconds": bare, "ratio": seconds / bare},
    }


def _timed(first: Any) -> tuple[int, float]:
    began = time.perf_counter()
    changed = recompute(first)
    return changed, time.perf_counter() - began


def _read(days: dict[str, Any]) -> tuple[float, list[int]]:
    began, counts = time.perf_counter(), []
    with connection.cursor() as cursor:
        for statement in BARE:
            cursor.execute(statement, days)
            counts.append(cursor.fetchone()[0])
    return time.perf_counter() - began, counts
