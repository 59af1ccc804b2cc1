"""The thread of plans, goals and measures: at most two queries a page. [G14]"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goals.choices import PlanKind, Shown
from goals.models import Goal, Measure, Plan
from goals.querysets import is_finished, measures_shown
from kvalitet.organisation.rules import prefixes
from kvalitet.web.shortcuts import Request
from kvalitet.web.thread import Direction, Strand, ThreadRow

MOST = 5


def measure_strands(request: Request, measure: Measure) -> Iterable[Strand]:
    """Up to goal and plan; beside it the other measures of the goal, late ones first."""
    up = [_plan_row(measure.plan), ThreadRow(measure.goal.title, measure.goal.get_absolute_url(), _("Mål"))]
    if measure.subgoal is not None:
        anchor = f"{measure.goal.get_absolute_url()}#delmal-{measure.subgoal.uuid}"
        up.append(ThreadRow(measure.subgoal.title, anchor, _("Delmål")))
    rows = _measures(request, Q(goal=measure.goal_id))
    others = [row for row in rows if row["uuid"] != measure.uuid]
    yield Strand(Direction.UP, up)
    yield Strand(Direction.BESIDE, [_measure_row(row) for row in others[:MOST]], *_goal_words(rows, is_itself=False))


def goal_strands(request: Request, goal: Goal) -> Iterable[Strand]:
    """Up to the plan, down to late measures, beside to goals of the same service or focus area."""
    rows = _measures(request, Q(goal=goal.pk))
    late = [_measure_row(row) for row in rows if row["is_late"]]
    yield Strand(Direction.UP, [_plan_row(goal.plan)])
    yield Strand(Direction.DOWN, late[:MOST], *_goal_words(rows, is_itself=True))
    shared = Q(pk__in=[])
    if goal.service_area_id:
        shared |= Q(service_area=goal.service_area_id)
    if goal.focus_area_id:
        shared |= Q(focus_area=goal.focus_area_id)
    near = Goal.objects.visible_to(request.user).filter(shared).exclude(pk=goal.pk)
    kin = near.select_related("plan__unit", "service_area").order_by("-plan__starts_year", "position", "pk")[:MOST]
    yield Strand(Direction.BESIDE, [_goal_row(one, goal) for one in kin])


def plan_strands(request: Request, plan: Plan) -> Iterable[Strand]:
    """Up to the plans it comes from, down to the goals that are red, beside to the unit plans of the same years."""
    today = timezone.localdate()
    goals = Goal.objects.visible_to(request.user).filter(plan=plan.pk)
    seen = Measure.objects.visible_to(request.user)
    late = Q(Exists(seen.filter(measures_shown(Shown.LATE, today), goal=OuterRef("pk"))))
    red = list(goals.annotate(is_late=late).order_by("-is_late", "position", "pk").values("title", "uuid", "is_late"))
    count = sum(row["is_late"] for row in red)
    rows = [
        ThreadRow(row["title"], reverse("goals:goal-detail", args=[row["uuid"]]), _("Mål"), _("Rødt"), "danger")
        for row in red[:MOST]
        if row["is_late"]
    ]
    words = {"count": count, "total": len(red)}
    sentence = (
        ngettext(
            "%(count)s av %(total)s mål er rødt: det har tiltak over fristen.",
            "%(count)s av %(total)s mål er røde: de har tiltak over fristen.",
            count,
        )
        if count
        else ""
    )
    yield Strand(Direction.DOWN, rows, sentence % words if sentence else "", "danger" if count else "")
    above, below, beside = _near_plans(request, plan)
    if plan.kind == PlanKind.UNIT_PLAN:
        url = f"{reverse('goals:unit-plan', args=[plan.unit.uuid])}?aar={plan.starts_year}"
        above.insert(0, ThreadRow(plan.unit.name, url, _("Alt enheten skal, med det som er gitt ovenfra")))
    yield Strand(Direction.UP, above)
    yield Strand(Direction.DOWN, below)
    yield Strand(Direction.BESIDE, beside)


def _measures(request: Request, kept: Q) -> list[dict[str, Any]]:
    """Return measures with whether they are late or finished, the late ones first."""
    today = timezone.localdate()
    rows = Measure.objects.visible_to(request.user).filter(kept)
    marked = rows.annotate(is_late=measures_shown(Shown.LATE, today), is_done=is_finished())
    ordered = marked.order_by("-is_late", "position", "pk")
    return [dict(row) for row in ordered.values("title", "uuid", "unit__name", "is_late", "is_done")]


def _goal_words(rows: list[dict[str, Any]], *, is_itself: bool) -> tuple[str, str]:
    """«Målet er rødt: 3 av 7 tiltak er over fristen.»"""
    total, late = len(rows), sum(row["is_late"] for row in rows)
    done = sum(row["is_done"] for row in rows)
    words = {"late": late, "total": total, "done": done}
    if not total:
        return (_("Målet er gult: det har ingen tiltak."), "warning") if is_itself else ("", "")
    if late:
        return _("Målet er rødt: %(late)s av %(total)s tiltak er over fristen.") % words, "danger"
    if done == total:
        return _("Målet er grønt: alle tiltakene er fullført."), "success"
    return _("Målet er grønt: %(done)s av %(total)s tiltak er fullført, og ingen er over fristen.") % words, "success"


def _measure_row(row: dict[str, Any]) -> ThreadRow:
    state, tone = ("", "neutral")
    if row["is_late"]:
        state, tone = _("Over fristen"), "danger"
    elif row["is_done"]:
        state, tone = _("Fullført"), "success"
    return ThreadRow(row["title"], reverse("goals:measure-detail", args=[row["uuid"]]), row["unit__name"], state, tone)


def _goal_row(goal: Goal, other: Goal) -> ThreadRow:
    is_same_service = goal.service_area_id is not None and goal.service_area_id == other.service_area_id
    why = _("Samme tjenesteområde") if is_same_service else _("Samme satsingsområde")
    return ThreadRow(goal.title, goal.get_absolute_url(), f"{why} · {goal.plan.name} {goal.plan.years}")


def _plan_row(plan: Plan) -> ThreadRow:
    return ThreadRow(plan.name, plan.get_absolute_url(), f"{plan.get_kind_display()} {plan.years}")


def _near_plans(request: Request, plan: Plan) -> tuple[list[ThreadRow], list[ThreadRow], list[ThreadRow]]:
    """Return the plans of the same years that it comes from, that come from it, and that stand beside it."""
    above = Q(unit__path__in=prefixes(plan.unit.path)) & ~Q(kind=PlanKind.UNIT_PLAN)
    below = Q(unit__path__startswith=plan.unit.path, kind=PlanKind.UNIT_PLAN)
    same_years = Q(starts_year__lte=plan.ends_year, ends_year__gte=plan.starts_year)
    rows = Plan.objects.visible_to(request.user).filter(above | below, same_years, municipality=plan.municipality_id)
    found = rows.exclude(pk=plan.pk).order_by("unit__path", "-starts_year", "pk")
    nearest = list(found[: 2 * MOST])
    higher = [_plan_row(one) for one in nearest if one.kind != PlanKind.UNIT_PLAN][:MOST]
    lower = [_plan_row(one) for one in nearest if one.kind == PlanKind.UNIT_PLAN][:MOST]
    return (higher, [], lower) if plan.kind == PlanKind.UNIT_PLAN else ([], lower, higher)
