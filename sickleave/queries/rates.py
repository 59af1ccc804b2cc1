"""How many of the steps with a day to keep were done in time, by unit and by month. [S8]"""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.core.cache import cache
from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import TruncMonth

from kvalitet.access.scopes import scope_of
from kvalitet.calendar.periods import add_months
from kvalitet.organisation.models import Person
from sickleave.choices import MilestoneState, Requirement
from sickleave.queries.follow_up import VERB, followed_steps
from sickleave.rules.workload import Rate

KEPT_SECONDS = 60
MONTHS = 24
IN_TIME = Q(state=MilestoneState.DONE, done_on__lte=F("due"))
LATE = Q(state=MilestoneState.DONE, done_on__gt=F("due"))
UNDONE = Q(state__in=[MilestoneState.WAITING, MilestoneState.MISSED])
EXCEPTED = Q(state=MilestoneState.EXCEPTED)
COUNTS = {
    "in_time": Count("pk", filter=IN_TIME),
    "late": Count("pk", filter=LATE),
    "undone": Count("pk", filter=UNDONE),
    "excepted": Count("pk", filter=EXCEPTED),
    "people": Count("case__person_id", distinct=True),
}


@dataclass(frozen=True)
class Rates:
    """What the page of rates is made of; counts alone, and no person."""

    by_unit: list[tuple[str, Rate]]
    by_step: list[tuple[str, Rate]]
    by_month: list[tuple[date, Rate]]


def kept_rates(user: Person, since: date, today: date, path: str) -> Rates:
    """Return the rates at and below a place, counted at most once a minute for those with the same sight."""
    scope = scope_of(user)
    sight = f"{user.pk}/{sorted(scope.municipalities(VERB))}/{scope.paths(VERB)}"
    key = f"sickleave-rates/{sha256(sight.encode()).hexdigest()}/{path}/{today:%Y%m%d}"
    found: Rates | None = cache.get(key)
    if found is None:
        months = add_months(today.replace(day=1), -MONTHS)
        found = Rates(
            rates_by_unit(user, since, today, path),
            rates_by_step(user, since, today, path),
            rates_by_month(user, months, today, path),
        )
        cache.set(key, found, KEPT_SECONDS)
    return found


def rates_by_unit(user: Person, since: date, today: date, path: str) -> list[tuple[str, Rate]]:
    """Return the rate of each unit with steps due in the period, by its path."""
    return [(path, Rate(*counts)) for path, *counts in _counted(user, since, today, "case__unit__path", path)]


def rates_by_step(user: Person, since: date, today: date, path: str) -> list[tuple[str, Rate]]:
    """Return the rate of each kind of step at and below a place in the tree."""
    return [(step, Rate(*counts)) for step, *counts in _counted(user, since, today, "step", path)]


def rates_by_month(user: Person, since: date, today: date, path: str) -> list[tuple[date, Rate]]:
    """Return the rate of each month at and below a place in the tree, the oldest first."""
    rows = _due(user, since, today, path).annotate(month=TruncMonth("due"))
    found = rows.values_list("month").annotate(**COUNTS).order_by("month")
    return [(month, Rate(*counts)) for month, *counts in found]


def _counted(user: Person, since: date, today: date, by: str, path: str) -> QuerySet[Any, Any]:
    found: QuerySet[Any, Any] = _due(user, since, today, path).values_list(by).annotate(**COUNTS).order_by(by)
    return found


def _due(user: Person, since: date, today: date, path: str) -> QuerySet[Any]:
    """Steps that had to be taken and whose day has passed; what only some of the parties may want is left out."""
    rows: QuerySet[Any] = followed_steps(user).filter(due__gte=since, due__lt=today, requirement=Requirement.MANDATORY)
    rows = rows.exclude(state=MilestoneState.LAPSED)
    return rows.filter(case__unit__path__gte=path, case__unit__path__lt=f"{path}~") if path else rows
