"""The yearly plan of a unit: begun, carried on from the year before, asked for. [G9]"""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from goals.actions.goals import create_goal, create_subgoal
from goals.actions.measures import ResponsibleChoice, create_measure
from goals.actions.plans import create_plan
from goals.choices import DueKind, PlanKind, PlanStatus
from goals.models import Goal, Measure, Plan, SubGoal
from kvalitet.notifications.actions import notify
from kvalitet.organisation.models import Person, Unit
from kvalitet.organisation.people import leader_of
from kvalitet.web.errors import Refused

WITHOUT_DATE = frozenset({DueKind.ONGOING, DueKind.RECURRING})


@transaction.atomic
def start_unit_plan(unit: Unit, *, year: int, by: Person, reason: str = "") -> Plan:
    """Begin a draft for the year; a unit has one plan a year."""
    if _of_year(unit, year).exists():
        raise Refused(_("Enheten har allerede en virksomhetsplan for %(year)s.") % {"year": year})
    name = _("Virksomhetsplan %(unit)s") % {"unit": unit.name}
    return create_plan(
        unit=unit, kind=PlanKind.UNIT_PLAN, name=name[:200], starts_year=year, ends_year=year, by=by, reason=reason
    )


@transaction.atomic
def roll_plan(source: Plan, *, year: int, goals: Collection[UUID], measures: Collection[UUID], by: Person) -> Plan:
    """Begin the year's draft with what was chosen of an earlier plan. Dates are left out: they were last year's."""
    chosen = list(
        source.measures.filter(uuid__in=measures)
        .select_related("subgoal")
        .prefetch_related("responsibles__person", "responsibles__group")
    )
    wanted = source.goals.filter(uuid__in=goals) | source.goals.filter(pk__in=[one.goal_id for one in chosen])
    kept = list(wanted.distinct().order_by("position", "pk"))
    if not kept:
        raise Refused(_("Velg minst ett mål eller tiltak å føre videre."))
    reason = _("Ført videre fra %(plan)s") % {"plan": f"{source.name} {source.years}"}
    plan = start_unit_plan(source.unit, year=year, by=by, reason=reason)
    for goal in kept:
        copy = _copy_goal(goal, plan, by=by, reason=reason)
        subgoals: dict[int, SubGoal] = {}
        for measure in (one for one in chosen if one.goal_id == goal.pk):
            below = measure.subgoal
            if below is not None and below.pk not in subgoals:
                subgoals[below.pk] = create_subgoal(copy, title=below.title, note=below.note, by=by, reason=reason)
            _copy_measure(measure, copy, subgoals[below.pk] if below is not None else None, by=by, reason=reason)
    return plan


def remind_of_unit_plan(unit: Unit, *, year: int, by: Person, today: date) -> tuple[Person, bool]:
    """Ask the unit's leader for the plan, at most once a week. Returns whom, and whether it was told now."""
    leader = leader_of(unit, today)
    if leader is None:
        raise Refused(_("%(unit)s har ingen leder å minne på.") % {"unit": unit.name})
    if _of_year(unit, year).exclude(status=PlanStatus.DRAFT).exists():
        raise Refused(_("Virksomhetsplanen er allerede publisert."))
    week = today.isocalendar()
    is_new = notify(
        leader,
        key=f"goals/unit-plan/{unit.pk}/{year}/{week.year}-{week.week}/{leader.pk}",
        title=_("Virksomhetsplanen for %(year)s mangler for %(unit)s") % {"year": year, "unit": unit.name},
        text=_("Legg til enhetens egne mål og tiltak, og publiser planen. Det som er gitt ovenfra, står der allerede."),
        url=f"{reverse('goals:unit-plan', args=[unit.uuid])}?aar={year}",
        why=_("Du leder enheten, og %(name)s ber deg lage planen.") % {"name": by},
        municipality=unit.municipality,
        may_be_lent=True,
    )
    return leader, is_new


def _of_year(unit: Unit, year: int) -> QuerySet[Plan]:
    return Plan._base_manager.filter(unit=unit, kind=PlanKind.UNIT_PLAN, starts_year__lte=year, ends_year__gte=year)


def _copy_goal(goal: Goal, plan: Plan, *, by: Person, reason: str) -> Goal:
    names = "perspective title description focus_area service_area measured_by accepted_by evaluated"
    return create_goal(plan, by=by, reason=reason, **{name: getattr(goal, name) for name in names.split()})


def _copy_measure(measure: Measure, goal: Goal, subgoal: SubGoal | None, *, by: Person, reason: str) -> Measure:
    is_lasting = measure.due_kind in WITHOUT_DATE
    return create_measure(
        goal,
        title=measure.title,
        description=measure.description,
        subgoal=subgoal,
        due_kind=measure.due_kind if is_lasting else DueKind.NONE,
        due_text=measure.due_text if is_lasting else "",
        review_months=measure.review_months,
        responsible=[
            ResponsibleChoice(row.person, row.group, row.position_title, row.source_text, row.role)
            for row in measure.responsibles.all()
        ],
        by=by,
        reason=reason,
    )
