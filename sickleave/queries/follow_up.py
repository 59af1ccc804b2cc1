"""What HR sees of all open cases: the list, what lies ahead, and who is behind. [S8]"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Min, Q, Sum

from kvalitet.access.scopes import scope_of
from kvalitet.organisation.models import Person, Unit
from kvalitet.organisation.querysets import UnitQuerySet, below_paths
from sickleave.choices import LEADER_STEPS
from sickleave.models import Case, Milestone
from sickleave.querysets import CaseQuerySet, MilestoneQuerySet

VERB = "sickleave.follow_up"
NOBODY = [0]
MOST_LEADERS = 50
STEPS = sorted(LEADER_STEPS)


def follows_up(user: Any) -> bool:
    """Whether the person is HR somewhere."""
    return scope_of(user).has(VERB)


def followed_cases(user: Person) -> CaseQuerySet[Case]:
    """Return the open cases the person follows as HR, never the person's own."""
    rows: CaseQuerySet[Case] = Case.objects.visible_to(user).open()
    return rows.filter(scope_of(user).q(VERB)).exclude(person=user.pk).order_by()


def followed_steps(user: Person) -> MilestoneQuerySet:
    """Return the steps of leaders in the cases the person follows as HR."""
    mine = scope_of(user).q(VERB, unit="case__unit_id", municipality="municipality_id")
    rows: MilestoneQuerySet = Milestone.objects.visible_to(user).filter(mine, step__in=STEPS)
    return rows.exclude(case__person=user.pk).order_by()


def followed_units(user: Person) -> UnitQuerySet:
    """Return the units the person is HR for."""
    scope = scope_of(user)
    roots = sorted(scope.municipalities(VERB))
    rows: UnitQuerySet = Unit.objects.visible_to(user).filter(closed=None)
    return rows.filter(Q(municipality__in=roots) | below_paths(scope.paths(VERB)))


def steps_ahead(cases: Collection[int]) -> dict[int, list[tuple[str, date]]]:
    """Return the steps that wait in each case, soonest first, by the case's id; one query."""
    rows = Milestone._base_manager.filter(case__in=list(cases) or NOBODY, state="waiting", step__in=STEPS)
    found: dict[int, list[tuple[str, date]]] = defaultdict(list)
    for case, step, due in rows.order_by("due", "id").values_list("case_id", "step", "due"):
        found[case].append((step, due))
    return found


def due_between(user: Person, first: date, last: date) -> list[tuple[str, date, int]]:
    """Return how many steps of open cases fall due each day, by kind; one query."""
    rows = followed_steps(user).waiting().filter(due__range=(first, last), case__state="open")
    return list(rows.values_list("step", "due").annotate(Count("pk")))


@dataclass(frozen=True)
class Behind:
    """A leader with steps past their day."""

    pk: int
    uuid: Any
    name: str
    cases: int
    steps: int
    since: date


def leaders_behind(user: Person, today: date) -> list[Behind]:
    """Return the leaders with late steps, most first; one query."""
    rows = followed_cases(user).filter(order_due__lt=today, late_count__gt=0, last_leader__isnull=False)
    names = ("last_leader_id", "last_leader__uuid", "last_leader__first_name", "last_leader__last_name")
    found = rows.values_list(*names).annotate(Count("pk"), steps=Sum("late_count"), since=Min("next_due"))
    return [
        Behind(pk, uuid, f"{first} {last}".strip(), cases, steps, since)
        for pk, uuid, first, last, cases, steps, since in found.order_by("-steps", "since")[:MOST_LEADERS]
    ]


def without_leader(user: Person, today: date) -> int:
    """Return how many open cases have late steps and no leader at all."""
    return followed_cases(user).filter(order_due__lt=today, late_count__gt=0, last_leader__isnull=True).count()
