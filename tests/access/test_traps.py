"""The traps of sight, each with a test. [P2, P4]"""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_scopes import scope
from django_scopes.exceptions import ScopeError

from goals.actions.plans import grant_plan
from goals.models import Measure, MeasureTask, Plan
from kvalitet.access.actions import appoint_deputy, end_role, give_role, remove_expired_grants
from kvalitet.access.choices import Role
from kvalitet.access.decisions import may, who
from kvalitet.access.models import RoleAssignment
from kvalitet.access.scopes import resolve, scope_of
from kvalitet.organisation.actions import add_position, end_position, move_unit, set_active, set_leader
from kvalitet.organisation.models import Person, Unit
from kvalitet.web.errors import Refused
from tests.factories import UnitFactory

TODAY = timezone.localdate()
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


@pytest.fixture
def inside(world):
    """Stand in Fjordvik's scope, as a request does."""
    with scope(municipality=[world.municipality.pk]):
        yield world


def sees_draft(person: Person) -> bool:
    """A fresh sign-in: the scope is resolved anew."""
    return Plan.objects.visible_to(Person.objects.get(pk=person.pk)).filter(status="draft").exists()


def test_two_roles_on_one_unit_give_each_row_once(inside):
    give_role(inside.ola, role=Role.QUALITY, unit=inside.skole, starts=TODAY, by=None)
    give_role(inside.ola, role=Role.CHIEF, unit=inside.skole, starts=TODAY, by=None)
    give_role(inside.ola, role=Role.QUALITY, unit=inside.oppvekst, starts=TODAY, by=None)
    found = list(MeasureTask.objects.visible_to(inside.ola).values_list("pk", flat=True))
    assert len(found) == len(set(found)) > 0


def test_role_that_ended_yesterday_or_starts_tomorrow_gives_nothing(inside):
    ended = give_role(inside.ola, role=Role.QUALITY, unit=inside.skole, starts=YESTERDAY, ends=YESTERDAY, by=None)
    give_role(inside.ola, role=Role.QUALITY, unit=inside.skole, starts=TOMORROW, by=None)
    assert not sees_draft(inside.ola)
    RoleAssignment.objects.filter(person=inside.ola).exclude(pk=ended.pk).delete()
    give_role(inside.ola, role=Role.QUALITY, unit=inside.skole, starts=TODAY, ends=TODAY, by=None)
    assert sees_draft(inside.ola)


def test_deputy_sees_while_the_principal_works_here(inside):
    appoint_deputy(inside.kari, deputy=inside.ola, starts=TODAY, ends=None, reason="Ferie", by=inside.kari)
    assert sees_draft(inside.ola)
    set_active(inside.kari, is_active=False, by=inside.siri)
    assert not sees_draft(inside.ola)


def test_deputy_of_a_deputy_gets_nothing(inside):
    appoint_deputy(inside.kari, deputy=inside.per, starts=TODAY, ends=None, reason="", by=None)
    appoint_deputy(inside.per, deputy=inside.ola, starts=TODAY, ends=None, reason="", by=None)
    assert sees_draft(inside.per)
    assert not sees_draft(inside.ola)


def test_post_is_not_lent_to_a_deputy(inside):
    appoint_deputy(inside.ola, deputy=inside.per, starts=TODAY, ends=None, reason="", by=None)
    assert {held.role for held in scope_of(inside.per).held if "stedfortreder" in held.because} == set()


def test_person_who_changed_unit_sees_by_the_new_one(inside):
    set_leader(inside.skole, person=inside.vera, starts=TODAY, by=None)
    assert not sees_draft(inside.kari)
    assert sees_draft(inside.vera)
    end_position(inside.ola.positions.get(), ends=YESTERDAY, by=inside.siri)
    add_position(inside.ola, unit=inside.helse, title="Rådgiver", percentage=50, starts=TODAY, by=None)
    assert resolve(inside.ola, TODAY).post_units == {inside.helse.pk}


def test_moved_unit_is_seen_by_those_above_its_new_place(inside):
    assert may(inside.eli, "goals.edit", inside.skole)
    move_unit(inside.skole, parent=inside.helse, starts=TODAY, today=TODAY, reason="Omorganisering", by=inside.siri)
    school = Unit.objects.get(pk=inside.skole.pk)
    fresh = {name: Person.objects.get(username=name) for name in ("eli", "hilde", "dag")}
    assert not may(fresh["eli"], "goals.edit", school)
    assert may(fresh["hilde"], "goals.edit", school)
    assert may(fresh["dag"], "goals.edit", Unit.objects.get(pk=inside.mellomtrinnet.pk))


def test_unit_never_moves_to_another_municipality(inside):
    with pytest.raises(Refused, match="egen kommune"):
        move_unit(inside.skole, parent=inside.asheim, starts=TODAY, today=TODAY, reason="", by=inside.siri)


def test_explicit_grant_ends_by_itself(inside):
    grant_plan(inside.draft, person=inside.ola, starts=YESTERDAY, ends=TODAY, reason="Bistår", by=inside.kari)
    assert sees_draft(inside.ola)
    assert remove_expired_grants(TODAY) == 0
    assert remove_expired_grants(TOMORROW) == 1
    assert not sees_draft(inside.ola)


def test_auditor_must_have_a_last_day(inside):
    with pytest.raises(Refused, match="tidsbegrenset"):
        give_role(inside.ola, role=Role.AUDITOR, unit=inside.fjordvik, starts=TODAY, by=None)
    assert give_role(inside.ola, role=Role.AUDITOR, unit=inside.fjordvik, starts=TODAY, ends=TODAY, by=None).pk


def test_role_not_begun_is_taken_away_when_ended(inside):
    role = give_role(inside.ola, role=Role.HR, unit=inside.skole, starts=TOMORROW, by=None)
    end_role(role, ends=TODAY, by=inside.siri)
    assert not RoleAssignment.objects.filter(pk=role.pk).exists()
    assert RoleAssignment.history.filter(uuid=role.uuid, history_type="-").exists()


def test_protected_model_refuses_to_be_asked_outside_a_municipality(world):
    """Forgetting the scope is an error, not a leak. [P2]"""
    with pytest.raises(ScopeError):
        Measure.objects.count()
    with scope(municipality=[world.neighbour.pk]):
        assert Measure.objects.count() == 0
    with scope(municipality=[world.municipality.pk]):
        assert Measure.objects.count() == 3


def test_scope_takes_few_queries_and_is_kept(world):
    person = Person.objects.get(pk=world.kari.pk)
    with CaptureQueriesContext(connection) as queries:
        scope_of(person).units("goals.edit")
        scope_of(person).units("goals.edit")
    assert len(queries) <= 5


def test_who_takes_the_same_queries_for_many_units(inside):
    draft = Plan.objects.select_related("unit__municipality").get(pk=inside.draft.pk)
    with CaptureQueriesContext(connection) as few:
        who(draft)
    parent = inside.mellomtrinnet
    for _level in range(4):
        parent = UnitFactory(parent=parent)
    with CaptureQueriesContext(connection) as many:
        who(draft)
    assert len(few) == len(many) <= 8
    assert inside.kari.pk in who(draft).person_ids()
    assert inside.per.pk not in who(draft).person_ids()


def test_auditors_look_is_logged(world, sign_in):
    """Every page an auditor opens is written down; others' are not. [P4]"""
    sign_in(world.rolf).get("/oppsett/organisasjon/")
    sign_in(world.kari).get("/oppsett/organisasjon/")
    assert list(world.rolf.looks.values_list("path", flat=True)) == ["/oppsett/organisasjon/"]
    assert not world.kari.looks.exists()
    assert "/oppsett/organisasjon/" in sign_in(world.siri).get("/oppsett/oppslagslogg/").content.decode()


def test_task_of_a_draft_is_seen_only_by_those_who_see_the_draft(inside):
    """The title of a measure must not leak before the plan is published."""
    drafted = MeasureTask.objects.get(measure=inside.draft_measure)
    for name, sees in {"kari": True, "kim": True, "vera": False, "heidi": False, "rolf": False, "per": False}.items():
        person = getattr(inside, name)
        assert MeasureTask.objects.visible_to(person).filter(pk=drafted.pk).exists() == sees
        assert (person.pk in who(drafted).person_ids()) == sees
    assert MeasureTask.objects.visible_to(inside.heidi).filter(pk=inside.unit_task.pk).exists()
