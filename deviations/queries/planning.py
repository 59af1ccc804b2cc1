"""Where a measure can go, and who can be asked to do it. [D3]"""

from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from goals.actions.improvements import IMPROVEMENTS, plan_for_improvements
from goals.choices import PlanStatus, TaskStatus
from goals.models import Goal, Measure, MeasureTask
from kvalitet.access.scopes import scope_of
from kvalitet.organisation.models import Person, Unit
from kvalitet.organisation.people import leader_above
from kvalitet.organisation.rules import prefixes

MOST_NAMES, MOST_FOUND = 200, 25


def goals_for(user: Person, unit: Unit) -> Any:
    """Return goals the person may put a measure under: of plans in force, of the unit or above it."""
    year = timezone.localdate().year
    edited = scope_of(user).q("goals.edit", unit="plan__unit_id", municipality="plan__municipality_id")
    rows = Goal.objects.visible_to(user).filter(
        edited, plan__status=PlanStatus.PUBLISHED, plan__starts_year__lte=year, plan__ends_year__gte=year
    )
    near = rows.filter(plan__unit__path__in=prefixes(unit.path)).exclude(title=IMPROVEMENTS)
    return near.select_related("plan").order_by("-plan__unit__path", "plan", "position", "pk")


def default_place(unit: Unit) -> str:
    """Say where a measure goes when no goal is chosen."""
    plan = plan_for_improvements(unit, year=timezone.localdate().year)
    if plan is None or plan.name == IMPROVEMENTS:
        return _("«%(goal)s» – egen plan for %(unit)s") % {"goal": IMPROVEMENTS, "unit": unit.name}
    return _("«%(goal)s» i %(plan)s") % {"goal": IMPROVEMENTS, "plan": plan.name}


def people_near(user: Person, unit: Unit) -> list[str]:
    """Return names to suggest: those who work in the unit or below it, then their leaders."""
    today = timezone.localdate()
    people = Person.objects.visible_to(user).active().filter(municipality=unit.municipality_id)
    here = Q(positions__unit__path__gte=unit.path, positions__unit__path__lt=f"{unit.path}~")
    held = Q(positions__starts__lte=today) & (Q(positions__ends__isnull=True) | Q(positions__ends__gte=today))
    found = people.filter(here & held).distinct().order_by("last_name", "first_name", "pk")[:MOST_NAMES]
    return list(dict.fromkeys([str(user), *(str(person) for person in found)]))


def usual_responsible(user: Person, unit: Unit) -> str:
    """Return the name to begin with: the leader of the unit."""
    return str(leader_above(unit, timezone.localdate()) or user)


def measures_to_link(user: Person, unit: Unit, text: str, besides: list[int]) -> Any:
    """Return open measures the person may see, those of the unit first, whose words fit."""
    left = MeasureTask._base_manager.exclude(status__in=[TaskStatus.DONE, TaskStatus.CANCELLED])
    rows = Measure.objects.visible_to(user).filter(municipality=unit.municipality_id, pk__in=left.values("measure"))
    words = [word for word in text.replace("\x00", "").split() if word][:6]
    for word in words:
        rows = rows.filter(title__icontains=word)
    if not words:
        rows = rows.filter(unit__path__in=[*prefixes(unit.path)])
    found = rows.exclude(pk__in=besides).order_by("-unit__path", "title", "pk").values_list("pk", flat=True)
    chosen = list(found[:MOST_FOUND])
    return Measure.objects.visible_to(user).filter(pk__in=chosen).select_related("unit").order_by("title", "pk")
