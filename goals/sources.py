"""What the search finds of goals. [P9]"""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goals.choices import PlanStatus
from goals.models import Goal, Measure, Plan, SubGoal
from kvalitet.organisation.models import Unit
from kvalitet.search.registry import Hit, SearchSource
from kvalitet.web.templatetags.ds import dato, tall


def _state(plan: Plan) -> str:
    """Say what one must know before opening; a published plan is the ordinary case."""
    return "" if plan.status == PlanStatus.PUBLISHED else str(plan.get_status_display())


def _in_unit(unit: Unit) -> Q:
    return Q(unit__path__gte=unit.path, unit__path__lt=f"{unit.path}~")


def _plan_year(year: int) -> Q:
    return Q(starts_year__lte=year, ends_year__gte=year)


def _year(year: int) -> Q:
    return Q(plan__starts_year__lte=year, plan__ends_year__gte=year)


def _named(plan: Plan) -> str:
    return plan.name if str(plan.starts_year) in plan.name else f"{plan.name} {plan.years}"


def plan_hit(plan: Plan) -> Hit:
    """Show a plan."""
    facts = (str(plan.get_kind_display()), plan.unit.name, plan.years)
    return Hit(plan.name, plan.get_absolute_url(), facts, tag=_state(plan))


def goal_hit(goal: Goal) -> Hit:
    """Show a goal."""
    texts = (goal.description, goal.measured_by, goal.evaluated)
    facts = (_named(goal.plan), goal.unit.name)
    return Hit(goal.title, goal.get_absolute_url(), facts, texts, _state(goal.plan))


def subgoal_hit(subgoal: SubGoal) -> Hit:
    """Show a sub-goal."""
    facts = (_("Under målet «%(goal)s»") % {"goal": subgoal.goal.title}, _named(subgoal.plan))
    return Hit(subgoal.title, subgoal.get_absolute_url(), facts, (subgoal.note,), _state(subgoal.plan))


def measure_hit(measure: Measure) -> Hit:
    """Show a measure."""
    due = (_("Frist %(date)s") % {"date": dato(measure.due)},) if measure.due else ()
    facts = (_named(measure.plan), measure.unit.name, *due)
    return Hit(measure.title, measure.get_absolute_url(), facts, (measure.description,), _state(measure.plan))


def _joined(*names: str) -> Any:
    return lambda rows: rows.select_related(*names)


SOURCES = (
    SearchSource(
        key="planer",
        model=Plan,
        label=gettext_lazy("Planer"),
        counted=lambda n: ngettext("%(n)s plan", "%(n)s planer", n) % {"n": tall(n)},
        icon="Layers",
        order=10,
        hit=plan_hit,
        rows=_joined("unit"),
        titles=("name",),
        sort=("-starts_year", "name"),
        in_unit=_in_unit,
        in_year=_plan_year,
    ),
    SearchSource(
        key="maal",
        model=Goal,
        label=gettext_lazy("Mål"),
        counted=lambda n: ngettext("%(n)s mål", "%(n)s mål", n) % {"n": tall(n)},
        icon="Star",
        order=20,
        hit=goal_hit,
        rows=_joined("plan", "unit"),
        in_unit=_in_unit,
        in_year=_year,
    ),
    SearchSource(
        key="delmaal",
        model=SubGoal,
        label=gettext_lazy("Delmål"),
        counted=lambda n: ngettext("%(n)s delmål", "%(n)s delmål", n) % {"n": tall(n)},
        icon="Branching",
        order=30,
        hit=subgoal_hit,
        rows=_joined("plan", "goal"),
        in_unit=_in_unit,
        in_year=_year,
    ),
    SearchSource(
        key="tiltak",
        model=Measure,
        label=gettext_lazy("Tiltak"),
        counted=lambda n: ngettext("%(n)s tiltak", "%(n)s tiltak", n) % {"n": tall(n)},
        icon="ClipboardCheckmark",
        order=40,
        hit=measure_hit,
        rows=_joined("plan", "unit"),
        in_unit=_in_unit,
        in_year=_year,
    ),
)
WORDS = {
    "goals:plan-list": gettext_lazy("handlingsplan virksomhetsplan økonomiplan årsplan målkart"),
    "goals:measure-list": gettext_lazy("oppgaver aktiviteter frister"),
    "goals:group-list": gettext_lazy("ansvarlige virksomhetsledere grupper"),
}
"""Other words people use for the entries of the menu."""
