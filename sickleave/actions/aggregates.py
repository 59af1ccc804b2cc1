"""The monthly sums: reckoned from posts and absences until these are deleted, and then kept as they are. [S5, S6]"""

from datetime import date, datetime, timedelta
from importlib.resources import files
from itertools import accumulate
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django_scopes import scopes_disabled

from kvalitet.calendar.periods import add_months, month_period, tertial_of, tertial_period
from kvalitet.calendar.workdays import is_working_day
from kvalitet.organisation.models import Municipality
from sickleave.models import Absence, MonthlyAbsence
from sickleave.rules.percent import SHORT_DAYS

MONTH_SQL = files("sickleave").joinpath("sql/monthly_absence.sql").read_text(encoding="utf-8")
TOUCHED_SQL = files("sickleave").joinpath("sql/touched_months.sql").read_text(encoding="utf-8")
NIGHTLY_MONTHS = 13
"""Reckoned anew each night, so that posts changed afterwards count too, and the year before stands beside this one."""
LOOKED_BACK = timedelta(days=7)
"""How long after a correction it is still seen, so that a night without the task loses nothing."""
ONE_DAY = timedelta(days=1)


def first_of(day: date) -> date:
    """Return the first day of the month a day lies in: the name of the month everywhere here."""
    return day.replace(day=1)


@transaction.atomic
@scopes_disabled()  # type: ignore[untyped-decorator]
def recompute(month: date, municipality: Municipality | None = None, *, today: date | None = None) -> int:
    """Reckon one month in one statement and return how many rows changed; a running month is reckoned up to today.

    A month that is frozen in a municipality is left alone: the rows it came from may be gone.
    """
    first, now = first_of(month), today or timezone.localdate()
    last = min(month_period(first.year, first.month).ends, now)
    wanted = _municipalities(first, municipality)
    if first > now or not wanted:
        return 0
    tertial = tertial_period(*tertial_of(first)).starts
    told: dict[str, Any] = {"first": first, "last": last, "tertial": tertial, "days": _counted_days(tertial, last)}
    told |= {"short": SHORT_DAYS, "municipalities": wanted, "now": timezone.now()}
    with connection.cursor() as cursor:
        cursor.execute("set local work_mem = '64MB'")  # the whole country would otherwise be sorted on disk
        cursor.execute("select pg_advisory_xact_lock(hashtext('sickleave.figures'))")  # two at once would meet
        cursor.execute(MONTH_SQL, told)
        return int(cursor.rowcount)


def recompute_months(starts: date, ends: date, municipality: Municipality | None = None) -> int:
    """Reckon every month from one to another, both included; each in a transaction of its own."""
    changed, month = 0, first_of(starts)
    while month <= ends:
        changed += recompute(month, municipality)
        month = add_months(month, 1)
    return changed


def recompute_nightly(today: date) -> int:
    """Reckon the last thirteen months, and older ones that absences or cases corrected this week reach back into."""
    oldest = add_months(first_of(today), 1 - NIGHTLY_MONTHS)
    changed = recompute_months(oldest, today)
    for pk, starts, ends in _touched(timezone.now() - LOOKED_BACK, before=oldest):
        where = Municipality.objects.get(pk=pk)
        changed += recompute_months(starts, min(ends, oldest - ONE_DAY), where)
    return changed


@transaction.atomic
@scopes_disabled()  # type: ignore[untyped-decorator]
def freeze(municipality: Municipality, starts: date, ends: date) -> int:
    """Reckon the months a last time and keep them, and those before, for ever; called before their rows are deleted.

    Freezing twice changes nothing: a frozen month isn't reckoned again. A month that isn't over can't be frozen.
    """
    over = first_of(timezone.localdate()) - ONE_DAY
    recompute_months(starts, min(ends, over), municipality)
    rows = MonthlyAbsence.objects.filter(municipality=municipality, month__lte=min(ends, over), is_frozen=False)
    return rows.update(is_frozen=True)


def first_month(municipality: Municipality | None = None) -> date | None:
    """Return the month of the first absence that is registered."""
    rows = Absence._base_manager.all()
    if municipality is not None:
        rows = rows.filter(municipality=municipality)
    found = rows.order_by("starts").values_list("starts", flat=True).first()
    return first_of(found) if found else None


def _municipalities(first: date, municipality: Municipality | None) -> list[int]:
    """Return those that register absences, and whose month isn't frozen."""
    frozen = MonthlyAbsence._base_manager.filter(municipality=OuterRef("pk"), month=first, is_frozen=True)
    used = Absence._base_manager.filter(municipality=OuterRef("pk"))
    rows = Municipality.objects.filter(Exists(used), ~Exists(frozen))
    if municipality is not None:
        rows = rows.filter(pk=municipality.pk)
    return list(rows.values_list("pk", flat=True))


def _counted_days(starts: date, ends: date) -> list[int]:
    """Return how many of the first n days are working days, for every n from 0."""
    days = ((starts + timedelta(days=n)) for n in range((ends - starts).days + 1))
    return [0, *accumulate(int(is_working_day(day)) for day in days)]


def _touched(since: datetime, *, before: date) -> list[tuple[int, date, date]]:
    """Return the stretch of days in each municipality that changes since then reach over, where it begins earlier."""
    with connection.cursor() as cursor:
        cursor.execute(TOUCHED_SQL, {"since": since, "before": before})
        rows: list[tuple[int, date, date]] = cursor.fetchall()
        return rows
