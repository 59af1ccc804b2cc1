"""What the overview counts, for whom, kept for a minute; and which units and plans a person may choose between."""

import hashlib
import logging
from datetime import date

from django.core.cache import cache
from django.db.models import Q
from redis.exceptions import RedisError

from goals.choices import PlanKind, PlanStatus
from goals.figures import PlanFigures, Sight, plan_figures
from goals.models import Goal, Measure, MeasureTask, Plan, Responsible
from kvalitet.access.scopes import scope_of
from kvalitet.organisation.models import Person, Unit
from kvalitet.organisation.rules import prefixes

KEPT_SECONDS = 60
VERB = "reporting.view"
logger = logging.getLogger(__name__)


def top_units(user: Person) -> list[Unit]:
    """Return the units whose figures the person may see, outermost only, those of the own municipality first."""
    scope = scope_of(user)
    roots, paths = scope.municipalities(VERB), scope.paths(VERB)
    if not roots and not paths:
        return []
    wanted = Q(municipality__in=sorted(roots), parent=None) | Q(path__in=paths)
    found = Unit.objects.visible_to(user).filter(wanted).select_related("municipality")
    return sorted(found, key=lambda unit: (unit.municipality_id != user.municipality_id, unit.path))


def plans_for(user: Person, unit: Unit) -> list[Plan]:
    """Return the plans that concern a unit: its own, those above it and those below it; newest first, drafts never."""
    near = Q(unit__path__in=prefixes(unit.path)) | Q(unit__path__startswith=unit.path)
    rows = Plan.objects.visible_to(user).filter(near, municipality=unit.municipality_id)
    return list(rows.exclude(status=PlanStatus.DRAFT).select_related("unit").order_by("-starts_year", "name", "pk"))


def default_plan(plans: list[Plan], year: int) -> Plan | None:
    """Choose the published action plan of the year, otherwise what is published for it, otherwise the newest."""

    def rank(plan: Plan) -> tuple[bool, bool, int]:
        is_current = plan.status == PlanStatus.PUBLISHED and plan.starts_year <= year <= plan.ends_year
        return (not is_current, plan.kind != PlanKind.ACTION_PLAN, len(plan.unit.path))

    return min(plans, key=rank, default=None)


def kept_figures(user: Person, sight: Sight, today: date) -> PlanFigures:
    """Count, or take what was counted within the last minute for the same sight, unless something has changed since."""
    key = _key(user, sight, today)
    try:
        kept: PlanFigures | None = cache.get(key)
    except RedisError:
        logger.warning("The cache is away; figures are counted anew.")
        return plan_figures(user, sight, today)
    if kept is None:
        kept = plan_figures(user, sight, today)
        cache.set(key, kept, KEPT_SECONDS)
    return kept


def _key(user: Person, sight: Sight, today: date) -> str:
    """Name the sight: it depends on plan, unit, day, where the person follows up, and the last change."""
    scope = scope_of(user)
    seen = (
        *(sight.plan.pk, sight.unit.pk, today),
        *(sorted(scope.municipalities("goals.view_tasks")), scope.paths("goals.view_tasks")),
        *(_last_change(model, sight.plan.municipality_id) for model in (Goal, Measure, MeasureTask, Responsible)),
    )
    return f"plan-figures:{hashlib.sha256(repr(seen).encode()).hexdigest()}"


def _last_change(model: type[Goal | Measure | MeasureTask | Responsible], municipality_id: int) -> int:
    """Return the newest version in the municipality: a walk backwards along the primary key."""
    rows = model.history.filter(municipality_id=municipality_id).order_by("-history_id")
    return rows.values_list("history_id", flat=True).first() or 0
