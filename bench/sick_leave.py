"""The pass of a night: every open case reckoned anew, held against the bare SQL that reads what it is reckoned from."""

import resource
import time
from datetime import timedelta
from typing import Any

from django.db import connection
from django.utils import timezone
from django_scopes import scopes_disabled

from bench.clocks import listening
from sickleave.actions.nightly import recompute
from sickleave.actions.syncing import sync_people
from sickleave.models import Case

WANTED = 20_000
BARE = (
    "select * from sickleave_absence where person_id = any(%s) order by starts, id",
    "select * from sickleave_case where person_id = any(%s) order by starts, id",
    "select step.* from sickleave_milestone step join sickleave_case kept on kept.id = step.case_id "
    "where kept.person_id = any(%s)",
)
FILL = """
insert into sickleave_absence
    (uuid, version, municipality_id, person_id, unit_id, kind, starts, ends, grade, source, external_id)
select gen_random_uuid(), 1, unit.municipality_id, post.person_id, post.unit_id, 'certified',
       %(today)s::date - (post.person_id %% 150)::int - 1, %(today)s::date + (post.person_id %% 40)::int,
       case when post.person_id %% 3 = 0 then 50 else 100 end, 'import', ''
from organisation_position post
join organisation_unit unit on unit.id = post.unit_id
where post.starts <= %(today)s and post.ends is null
  and not exists (select 1 from sickleave_absence away where away.person_id = post.person_id
                  and away.ends >= %(today)s::date - 180)
order by post.person_id
limit %(more)s
returning person_id
"""


@scopes_disabled()  # type: ignore[untyped-decorator]
def measure() -> dict[str, Any]:
    """Let there be enough open cases, settle them, then time a pass that finds nothing new and one on the next day."""
    today = timezone.localdate()
    _fill(WANTED - Case.objects.open().count())
    recompute(today)
    people = list(Case.objects.open().order_by("person_id").values_list("person_id", flat=True))
    with connection.cursor() as cursor:
        cursor.execute("vacuum analyze sickleave_absence, sickleave_case, sickleave_milestone")
    bare = min(_read(people) for _turn in range(3))
    same = _pass(today)
    return {
        "cases": len(people),
        "bare_seconds": bare,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "same_day": same,
        "next_day": _pass(today + timedelta(days=1)),
        "rate": len(people) / same["seconds"],
        "ratio": same["seconds"] / bare,
    }


def _fill(more: int) -> None:
    if more > 0:
        with connection.cursor() as cursor:
            cursor.execute(FILL, {"today": timezone.localdate(), "more": more})
            people = [row[0] for row in cursor.fetchall()]
        sync_people(people, timezone.localdate())


def _read(people: list[int]) -> float:
    """Read the same rows with nothing around it."""
    began = time.perf_counter()
    with connection.cursor() as cursor:
        for statement in BARE:
            cursor.execute(statement, [people])
            cursor.fetchall()
    return time.perf_counter() - began


def _pass(day: Any) -> dict[str, Any]:
    began = time.perf_counter()
    with listening() as asked:
        done = recompute(day)
    seconds = time.perf_counter() - began
    return {"seconds": seconds, "queries": len(asked.statements), "changed": done.synced.changed, "told": done.told}
