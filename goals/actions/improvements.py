"""Where measures go that come from an event, a risk or an audit, when nobody has a goal ready for them. [D3]"""

from django.db import transaction
from django.utils.translation import gettext as _

from goals.actions.goals import create_goal
from goals.actions.plans import create_plan, publish_plan
from goals.choices import Perspective, PlanKind, PlanStatus
from goals.models import Goal, Plan
from kvalitet.history import actions as history
from kvalitet.organisation.models import Person, Unit

IMPROVEMENTS = "Forbedring etter avvik"
"""Name of the goal, and of the plan where the unit has none; it is stored, so it isn't translated."""


def plan_for_improvements(unit: Unit, *, year: int, name: str = IMPROVEMENTS) -> Plan | None:
    """Return the unit's published plan for the year, or the one made for its improvements; None when there is none."""
    rows = Plan._base_manager.filter(
        unit=unit, status=PlanStatus.PUBLISHED, starts_year__lte=year, ends_year__gte=year
    ).select_related("unit", "municipality")
    own = rows.filter(kind=PlanKind.UNIT_PLAN).order_by("-starts_year", "-pk").first()
    return own or rows.filter(kind=PlanKind.PROGRAMME, name=name).order_by("-pk").first()


@transaction.atomic
def improvement_goal(
    unit: Unit,
    *,
    year: int,
    by: Person | None,
    name: str = IMPROVEMENTS,
    perspective: Perspective = Perspective.SERVICES,
) -> Goal:
    """Find or make the goal that a unit's improvements belong to; `name` says where they come from.

    It stands in the unit's own plan for the year. A unit without a published plan gets a small published plan for its
    improvements alone: a draft would be seen and reminded of by nobody, and to publish the draft isn't ours to decide.
    """
    history.lock(unit)  # two at once would make two goals
    reason = _("Laget for tiltak uten et annet mål")
    plan = plan_for_improvements(unit, year=year, name=name)
    if plan is None:
        kind = PlanKind.PROGRAMME
        plan = create_plan(unit=unit, kind=kind, name=name, starts_year=year, ends_year=year, by=by, reason=reason)
    goal = plan.goals.filter(title=name).order_by("pk").first()
    if goal is None:
        goal = create_goal(plan, title=name, perspective=perspective, by=by, reason=reason)
    if plan.status == PlanStatus.DRAFT:
        goal.plan = publish_plan(plan, by=by)
    return goal
