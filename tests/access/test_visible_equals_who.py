"""`obj in visible_to(p)` ⇔ `p in who(obj)`, over random trees, roles, dates and deputies. [P4]"""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from django_scopes import scopes_disabled
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from goals.actions.goals import create_goal
from goals.actions.measures import ResponsibleChoice, create_measure
from goals.actions.plans import create_plan, grant_plan, publish_plan
from goals.choices import PlanKind
from goals.models import MeasureTask, Plan
from kvalitet.access.actions import appoint_deputy, give_role
from kvalitet.access.choices import Role
from kvalitet.access.decisions import who
from kvalitet.access.models import Deputy, RoleAssignment
from kvalitet.organisation.actions import set_active, set_leader
from kvalitet.organisation.models import Person, Unit
from kvalitet.web.errors import Refused
from tests.factories import PersonFactory, PositionFactory, UnitFactory

PEOPLE = 4
UNITS = 4
GIVEN = [role for role in Role.values if role not in (Role.EMPLOYEE, Role.AUDITOR)]

days = st.integers(-3, 3)
people = st.integers(0, PEOPLE - 1)
units = st.integers(0, UNITS - 1)


@st.composite
def periods(draw):
    """From–to around today; half of them without an end."""
    starts = draw(days)
    return starts, draw(st.none() | st.integers(starts, starts + 4))


@dataclass
class Case:
    parents: list[int]
    posts: list[tuple[int, int, tuple[int, int | None]]]
    roles: list[tuple[int, str, int, tuple[int, int | None]]]
    leaders: list[tuple[int, int]]
    deputies: list[tuple[int, int, tuple[int, int | None]]]
    grant: tuple[int, tuple[int, int | None]] | None
    plan_unit: int
    is_published: bool
    responsible: int
    gone: int | None


cases = st.builds(
    Case,
    parents=st.tuples(*[st.integers(0, max(0, n - 1)) for n in range(1, UNITS)]).map(list),
    posts=st.lists(st.tuples(people, units, periods()), max_size=3),
    roles=st.lists(st.tuples(people, st.sampled_from(GIVEN), units, periods()), max_size=4),
    leaders=st.lists(st.tuples(units, people), max_size=3, unique_by=lambda pair: pair[0]),
    deputies=st.lists(st.tuples(people, people, periods()).filter(lambda row: row[0] != row[1]), max_size=2),
    grant=st.none() | st.tuples(people, periods()),
    plan_unit=units,
    is_published=st.booleans(),
    responsible=people,
    gone=st.none() | people,
)


def period(pair):
    """Turn days from today into dates."""
    starts, ends = pair
    today = timezone.localdate()
    return {"starts": today + timedelta(days=starts), "ends": None if ends is None else today + timedelta(days=ends)}


def build(case: Case, world) -> list[Person]:
    """Make the case below Helse og omsorg of Fjordvik; returns the people."""
    made = [PersonFactory(municipality=world.municipality) for _number in range(PEOPLE)]
    tree = [UnitFactory(parent=world.helse)]
    for parent in case.parents:
        tree.append(UnitFactory(parent=tree[parent]))
    give_access(case, made, tree)
    make_plan(case, made, tree, world)
    if case.gone is not None:
        set_active(made[case.gone], is_active=False, by=world.siri)
    return made


def give_access(case: Case, made: list[Person], tree: list[Unit]) -> None:
    """Posts, roles, leaders and deputies."""
    for person, unit, when in case.posts:
        PositionFactory(person=made[person], unit=tree[unit], **period(when))
    for person, role, unit, when in case.roles:
        if not RoleAssignment.objects.filter(person=made[person], role=role, unit=tree[unit]).exists():
            give_role(made[person], role=role, unit=tree[unit], by=None, **period(when))
    for unit, person in case.leaders:
        set_leader(tree[unit], person=made[person], starts=timezone.localdate(), by=None)
    for principal, deputy, when in case.deputies:
        appoint_deputy(made[principal], deputy=made[deputy], reason="", by=None, **period(when))


def make_plan(case: Case, made: list[Person], tree: list[Unit], world) -> None:
    """A plan with one measure, perhaps published, perhaps shown to one more."""
    plan = create_plan(
        unit=tree[case.plan_unit], kind=PlanKind.UNIT_PLAN, name="Plan", starts_year=2026, ends_year=2027, by=None
    )
    goal = create_goal(plan, title="Mål", perspective="services", by=None)
    responsible = ResponsibleChoice(person=made[case.responsible])
    create_measure(goal, title="Tiltak", responsible=[responsible], by=None, due_kind="none")
    if case.grant is not None:
        person, when = case.grant
        grant_plan(plan, person=made[person], reason="Bistår", by=world.kim, **period(when))
    if case.is_published:
        publish_plan(plan, by=None)


def assert_equal(model, everyone: list[Person]) -> None:
    """Both answers agree for every row and every person."""
    for obj in model._base_manager.all():
        viewers = who(obj)
        named = viewers.person_ids()
        for person in everyone:
            sees = model.objects.visible_to(person).filter(pk=obj.pk).exists()
            is_told = person.pk in named or (bool(viewers.everyone) and _belongs(person, viewers.municipalities))
            assert sees == is_told, f"{person.username} {'sees' if sees else 'does not see'} {model.__name__} «{obj}»"


def _belongs(person: Person, municipalities: frozenset[int]) -> bool:
    return person.is_active and person.municipality_id in municipalities


@pytest.mark.django_db
@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
    phases=[Phase.explicit, Phase.generate],
)
@given(case=cases)
@example(case=Case([0, 0, 0], [], [], [], [(1, 0, (0, None))], None, 0, False, 1, None))
@example(case=Case([0, 1, 2], [], [], [(0, 1)], [(1, 0, (0, None))], (1, (0, None)), 3, False, 2, None))
def test_who_sees_is_who_is_told(case, world):
    """A draft, a published plan, its tasks, roles, deputies, units and people: the two answers are one. [P4]"""
    with transaction.atomic(), scopes_disabled():
        made = [person.pk for person in build(case, world)]
        others = [world.nils.pk, world.kim.pk, world.siri.pk, world.hilde.pk, world.ola.pk]
        everyone = list(Person.objects.filter(pk__in=[*made, *others]))
        for model in (Plan, MeasureTask, RoleAssignment, Deputy):
            assert_equal(model, everyone)
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_units_and_people_are_open_to_members_only(world):
    """«Alle som hører til» means just those, and never the neighbour. [P2]"""
    everyone = [world.ola, world.siri, world.rolf, world.nils]
    for model in (Unit, Person):
        assert_equal(model, everyone)


def test_deputy_must_work_in_the_same_municipality(world):
    today = timezone.localdate()
    with pytest.raises(Refused, match="samme kommune"):
        appoint_deputy(world.kari, deputy=world.nils, starts=today, ends=None, reason="", by=None)
    assert appoint_deputy(world.kari, deputy=world.per, starts=today, ends=None, reason="", by=None).pk
