"""Which units have a plan for a year, and which lack one. [G9]"""

from collections.abc import Mapping
from typing import Any

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, Subquery, Value, When

from goals.choices import PlanKind, PlanStatus
from goals.models import Plan
from kvalitet.access.scopes import scope_of
from kvalitet.organisation.choices import UnitKind
from kvalitet.organisation.models import Person, Unit
from kvalitet.organisation.querysets import UnitQuerySet

NONE, DRAFT, PUBLISHED = 0, 1, 2
WORDS = {"mangler": NONE, "utkast": DRAFT, "publisert": PUBLISHED}


def units_with_state(user: Person, year: int) -> UnitQuerySet:
    """Return the units (virksomheter) the person leads or follows up, those without a plan first."""
    own = scope_of(user).q("goals.edit", unit="pk")
    units = Unit.objects.visible_to(user).filter(own, kind=UnitKind.UNIT, closed=None)
    plans = Plan.objects.visible_to(user).filter(
        unit=OuterRef("pk"), kind=PlanKind.UNIT_PLAN, starts_year__lte=year, ends_year__gte=year
    )
    is_out = Exists(plans.filter(status__in=[PlanStatus.PUBLISHED, PlanStatus.CLOSED]))
    state = Case(
        When(Q(is_out), then=Value(PUBLISHED)),
        When(Q(Exists(plans.filter(status=PlanStatus.DRAFT))), then=Value(DRAFT)),
        default=Value(NONE),
        output_field=IntegerField(),
    )
    return units.annotate(plan_state=state).order_by("plan_state", "path")


def with_plan(units: UnitQuerySet, user: Person, year: int) -> UnitQuerySet:
    """Give each unit the address key and the status of the plan that counts."""
    rank = Case(When(status=PlanStatus.PUBLISHED, then=0), When(status=PlanStatus.CLOSED, then=1), default=2)
    plans = Plan.objects.visible_to(user).filter(
        unit=OuterRef("pk"), kind=PlanKind.UNIT_PLAN, starts_year__lte=year, ends_year__gte=year
    )
    best = plans.order_by(rank, "-pk")
    return units.annotate(
        plan_status=Subquery(best.values("status")[:1]),
        goal_count=Subquery(best.annotate(number=Count("goals")).values("number")[:1]),
    )


def state_counts(units: UnitQuerySet) -> Mapping[str, Any]:
    """Count the units of each state, in one query."""
    rows = units.order_by()
    parts = {word: Count("pk", filter=Q(plan_state=state)) for word, state in WORDS.items()}
    return rows.aggregate(alle=Count("pk"), **parts)
