"""What has been kept for its time and may go. [S5]"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from kvalitet.organisation.models import Municipality
from sickleave.choices import CaseState, MeetingKind
from sickleave.models import Absence, Case, Contact, Deletion, Hold, Meeting
from sickleave.queries.settings import settings_for
from sickleave.rules.retention import KeepRule, Paper, kept_for, last_day_that_goes, rules_on


@dataclass(frozen=True)
class Times:
    """How long each kind is kept in a municipality, and the last day that goes by it."""

    as_of: date
    months: dict[Paper, int]

    def rule(self, paper: Paper) -> KeepRule:
        """Return the rule that holds."""
        return rules_on(self.as_of).of(paper)

    def last(self, paper: Paper) -> date:
        """Return the last day something can have been closed on, for it to go."""
        return last_day_that_goes(self.rule(paper), self.months[paper], self.as_of)


def times_of(municipality: Municipality | int, today: date) -> Times:
    """Return the times that hold in a municipality today."""
    own = settings_for(municipality)
    chosen = {Paper.NOTES: own.note_months, Paper.CASES: own.paper_months, Paper.ABSENCES: own.absence_months}
    return Times(today, kept_for(rules_on(today), chosen))


def confirmed_times(deletion: Deletion) -> Times:
    """Return the times somebody confirmed; what has been changed in the settings since doesn't count."""
    months: Mapping[str, int] = deletion.months
    return Times(deletion.as_of, {Paper(paper): number for paper, number in months.items()})


def due_cases(municipality: Municipality | int, times: Times) -> QuerySet[Case]:
    """Return closed cases whose time is over, but for those held back; oldest first."""
    rows: QuerySet[Case] = Case._base_manager.filter(
        municipality=municipality, state=CaseState.CLOSED, closed_on__lte=times.last(Paper.CASES), is_held=False
    )
    return rows.order_by("closed_on", "id")


def due_notes(municipality: Municipality | int, times: Times) -> list[tuple[QuerySet[Any], str]]:
    """Return rows with notes of talks, and the field: in cases closed long enough ago and not held back.

    The talk itself, when and how, stays with the case.
    """
    closed = Q(case__state=CaseState.CLOSED, case__closed_on__lte=times.last(Paper.NOTES), case__is_held=False)
    talks = Meeting._base_manager.filter(kind=MeetingKind.TALK)
    return [
        (Contact._base_manager.filter(closed, municipality=municipality).exclude(note="").order_by("id"), "note"),
        (talks.filter(closed, municipality=municipality).exclude(minutes="").order_by("id"), "minutes"),
    ]


def due_absences(municipality: Municipality | int, times: Times) -> QuerySet[Absence]:
    """Return absences whose time is over and which no case needs any more."""
    needed = Case._base_manager.filter(
        person=OuterRef("person"), starts__lte=OuterRef("ends"), ends__gte=OuterRef("starts")
    )
    rows: QuerySet[Absence] = Absence._base_manager.filter(
        Q(case=None) | Q(case__in=due_cases(municipality, times).order_by()),
        municipality=municipality,
        ends__lte=times.last(Paper.ABSENCES),
    )
    due = due_cases(municipality, times).order_by().values("pk")
    return rows.filter(~Exists(needed.exclude(pk__in=due))).order_by("id")


def counts(municipality: Municipality, times: Times) -> dict[str, int]:
    """Count what is due, by kind: four questions."""
    return {
        Paper.NOTES: sum(rows.count() for rows, _field in due_notes(municipality, times)),
        Paper.CASES: due_cases(municipality, times).count(),
        Paper.ABSENCES: due_absences(municipality, times).count(),
    }


def case_rows(municipality: Municipality, times: Times, user: Any) -> QuerySet[Case]:
    """Return the cases that will go, for those who may see them."""
    shown: QuerySet[Case] = Case.objects.visible_to(user).filter(pk__in=due_cases(municipality, times).order_by())
    return shown.select_related("person", "unit").order_by("closed_on", "id")


def standing_holds(municipality: Municipality, user: Any) -> QuerySet[Hold]:
    """Return what is held back, soonest to be asked about again first."""
    rows: QuerySet[Hold] = Hold.objects.visible_to(user).filter(municipality=municipality, ended_on=None)
    return rows.select_related("case__person", "case__unit", "by").order_by(F("review_on"), "id")


def one_of(ids: frozenset[int], own: int | None) -> Municipality:
    """Return the person's own municipality when it is among these, otherwise the first of them."""
    return Municipality.objects.get(pk=own if own in ids else min(ids))
