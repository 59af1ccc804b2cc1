"""The yearly look at a unit's absence: planned for every unit, held, and ended in measures. [S7]"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_scopes import scopes_disabled

from goals.actions.improvements import improvement_goal
from goals.actions.measures import ResponsibleChoice, create_measure
from goals.choices import DueKind, Perspective
from goals.models import Measure
from kvalitet.deadlines import actions as deadlines
from kvalitet.deadlines.choices import Role
from kvalitet.history import actions as history
from kvalitet.organisation.models import Leadership, Person, Position, Unit
from sickleave.models import Analysis, AnalysisMeasure, RoutineAnswer
from sickleave.rules.analysis_topics import due_of

TITLE = gettext_lazy("Årlig gjennomgang av nærvær og arbeidsmiljø")
GOAL = "Nærvær og arbeidsmiljø"
"""Name of the goal the measures belong to; it is stored, so it isn't translated."""
AT_ONCE = 1000


@scopes_disabled()  # type: ignore[untyped-decorator]
def plan_year(today: date) -> int:
    """Give every unit with people and a leader the year's meeting, with its deadline; twice changes nothing."""
    due = due_of(today.year)
    if today > due:
        return 0
    posts = Position.objects.valid_on(today).filter(unit=OuterRef("pk"))
    led = Leadership.objects.valid_on(today).filter(unit=OuterRef("pk"))
    known = Analysis.objects.filter(unit=OuterRef("pk"), year=today.year)
    wanted = (
        Unit.objects.open_on(today).filter(Exists(posts), Exists(led), ~Exists(known)).select_related("municipality")
    )
    units, made = list(wanted.order_by("pk")), 0
    for start in range(0, len(units), AT_ONCE):
        made += _plan(units[start : start + AT_ONCE], today.year, due)
    return made


@transaction.atomic
def _plan(units: list[Unit], year: int, due: date) -> int:
    rows = [Analysis(unit=unit, municipality=unit.municipality, year=year, due=due) for unit in units]
    made = history.create_many(Analysis, rows, by=None, reason=_("Planlagt for året"))
    deadlines.set_new(_deadline(row) for row in made)
    return len(made)


def _deadline(row: Analysis) -> deadlines.NewDeadline:
    return deadlines.NewDeadline(
        obj=row,
        due=row.due,
        assignees=[deadlines.Assignee(role=Role.LEADER, unit=row.unit)],
        title=str(TITLE),
        url=row.get_absolute_url(),
        municipality=row.municipality,
        unit=row.unit,
    )


@transaction.atomic
def save_analysis(analysis: Analysis, *, fields: Mapping[str, Any], by: Person) -> Analysis:
    """Store what the meeting came to; with a day it is held, and the leader's task is done."""
    was_held = analysis.is_held
    analysis = history.apply(history.lock(analysis, as_read=True), fields, by=by)
    if analysis.is_held and not was_held:
        deadlines.complete(analysis, by=by)
    elif was_held and not analysis.is_held:
        deadlines.reopen(analysis, by=by)
    return analysis


@dataclass(frozen=True)
class NewMeasure:
    """What is said of a measure."""

    title: str
    responsible: Person
    due: date
    description: str = ""


@transaction.atomic
def add_measure(analysis: Analysis, *, told: NewMeasure, by: Person) -> Measure:
    """Register a measure in the unit's plan, and say that it comes from this meeting."""
    goal = improvement_goal(analysis.unit, year=told.due.year, by=by, name=GOAL, perspective=Perspective.EMPLOYEES)
    measure = create_measure(
        goal,
        title=told.title,
        description=told.description,
        responsible=[ResponsibleChoice(person=told.responsible)],
        by=by,
        unit=analysis.unit,
        due_kind=DueKind.DATE,
        due=told.due,
    )
    history.create(
        AnalysisMeasure,
        by=by,
        analysis=analysis,
        measure=measure,
        municipality_id=analysis.municipality_id,
        by_id=by.pk,
    )
    return measure


@transaction.atomic
def answer_routine(person: Person, *, year: int, fields: Mapping[str, Any]) -> RoutineAnswer:
    """Store or change one's own answer for the year."""
    own = RoutineAnswer._base_manager.filter(municipality=person.municipality, year=year, person=person).first()
    if own is None:
        return history.create(
            RoutineAnswer, by=person, municipality_id=person.municipality_id, year=year, person=person, **fields
        )
    return history.apply(history.lock(own), fields, by=person)
