"""Whose absences a person may register, and what an absence would lead to. [S1]"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q

from kvalitet.access.scopes import scope_of
from kvalitet.organisation.models import Person, Position
from kvalitet.organisation.querysets import PersonQuerySet
from sickleave.choices import JOINED_KINDS, AbsenceKind, Scheme
from sickleave.models import Absence, SickLeaveSettings
from sickleave.policies.cases import led_by
from sickleave.queries.settings import settings_for
from sickleave.queries.spells import periods_of
from sickleave.rules.outcomes import House, Outcome, as_period, child_days, outcome_of, outcome_of_child
from sickleave.rules.self_certification import SCHEMES, Quota, quota

VERB = "sickleave.follow_up"


def staff_of(user: Any, today: date) -> PersonQuerySet:
    """Return those whose absences the person registers: own staff, and for HR whoever has a post in the sub-tree."""
    scope = scope_of(user)
    found = Q(pk__in=sorted(led_by(scope)))
    if scope.has(VERB):
        posts = Position.objects.valid_on(today).filter(
            scope.q(VERB, unit="unit_id", municipality="unit__municipality_id")
        )
        found |= Q(pk__in=posts.values("person_id"))
    people: PersonQuerySet = Person.objects.filter(found, is_active=True)
    return people.exclude(pk=user.pk)


def has_staff(user: Any) -> bool:
    """Whether the person registers absences for others at all."""
    scope = scope_of(user)
    return scope.has(VERB) or bool(led_by(scope))


def house_of(rules: SickLeaveSettings) -> House:
    """Return the municipality's own choices as the rules take them."""
    return House(
        gap=rules.joining_gap,
        scheme=rules.scheme,
        clock=rules.deadline_clock,
        dm1_clock=rules.dm1_clock,
        talk_day=rules.talk_day,
    )


def others_of(person: Person, *, besides: Absence | None = None) -> list[Absence]:
    """Return everything registered for a person but the absence that is being changed."""
    rows = Absence.objects.filter(person=person).order_by("starts", "id")
    return list(rows.exclude(pk=besides.pk) if besides is not None else rows)


def overlapping(others: Iterable[Absence], kind: str, starts: date, ends: date) -> Absence | None:
    """Return what stands in the way: own illness, holiday and leave are one at a time, a child's illness by itself."""
    is_joined = kind in JOINED_KINDS
    return next(
        (
            one
            for one in others
            if (one.kind in JOINED_KINDS) == is_joined and one.starts <= ends and one.ends >= starts
        ),
        None,
    )


def outcome_for(
    others: Iterable[Absence],
    municipality: int,
    *,
    kind: str,
    starts: date,
    ends: date,
    grade: int,
    today: date,
    is_own: bool = False,
) -> Outcome:
    """Say what an absence leads to beside the person's others; one query."""
    added = as_period(kind, starts, ends, grade)
    if added is None:
        children = [(one.starts, one.ends) for one in others if one.kind == AbsenceKind.CHILD]
        return outcome_of_child(children, starts, ends)
    house = house_of(settings_for(municipality))
    return outcome_of(periods_of(others), added, house=house, today=today, is_own=is_own)


def quota_of(person: Person, today: date, *, is_own: bool = False) -> tuple[Quota, int]:
    """Return what a person may certify alone today, and how many days there are in all."""
    rules = settings_for(person.municipality_id or 0)
    scheme = SCHEMES[Scheme(rules.scheme)]
    found = quota(periods_of(others_of(person)), today, scheme, gap=rules.joining_gap, is_own=is_own)
    return found, scheme.days


def child_days_of(person: Person, year: int) -> int:
    """Return the days of a child's illness a person has used in a calendar year."""
    rows = Absence.objects.filter(person=person, kind=AbsenceKind.CHILD)
    return child_days(list(rows.touching(date(year, 1, 1), date(year, 12, 31)).values_list("starts", "ends")), year)
