"""The demo is whole, the same each time, and stays out of production."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from django_scopes import scopes_disabled

from goals.choices import TaskStatus
from goals.models import DeadlineMove, Goal, Measure, MeasureTask, Plan
from kvalitet.access.models import RoleAssignment
from kvalitet.deadlines.queries import tasks_for
from kvalitet.organisation import checks
from kvalitet.organisation.models import Municipality, Person, Position, Unit
from reporting.demo.users import DEMO_PASSWORD, DEMO_USERS, sign_ins

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """Load the demo once for the tests of this file, and take it away again."""
    from django.db import transaction  # noqa: PLC0415 — settings can't be read before the servers stand

    with django_db_blocker.unblock():
        transaction.set_autocommit(False)
        try:
            call_command("load_demo")
            yield Municipality.objects.get(slug="fjordvik")
        finally:
            transaction.rollback()
            transaction.set_autocommit(True)


def test_the_municipality_has_four_levels_and_600_employees(demo):
    units = Unit.objects.filter(municipality=demo)
    assert 23 <= units.count() <= 30
    assert {unit.depth for unit in units} == {0, 1, 2, 3}
    held = Position.objects.filter(unit__municipality=demo).values("person").distinct()
    assert held.count() == 600
    assert Person.objects.filter(municipality__slug="asheim").count() == 40


def test_three_years_of_plans_in_all_perspectives(demo):
    """[G1, G4–G6] Closed, published and draft; moved, late, without deadline and without responsible."""
    year, today = timezone.localdate().year, timezone.localdate()
    with scopes_disabled():
        mine = Plan.objects.filter(municipality=demo)
        states = {(plan.starts_year - year, plan.status) for plan in mine}
        assert states == {(-1, "closed"), (0, "published"), (1, "draft")}
        now = mine.filter(status="published")
        assert Goal.objects.filter(plan__in=now).values("perspective").distinct().count() == 4
        tasks = MeasureTask.objects.filter(measure__plan__in=now)
        assert set(tasks.values_list("status", flat=True)) == set(TaskStatus.values)
        assert tasks.late(today).count() > 10
        assert DeadlineMove.objects.filter(measure__plan__in=now).count() >= 3
        assert Measure.objects.filter(plan__in=now, due=None, review_months=None).exists()
        assert Measure.objects.filter(plan__in=now, responsibles=None).exists()
        months = {(task.status_at.year, task.status_at.month) for task in tasks if task.status_at}
        assert len(months) >= 4


def test_the_leader_has_work_to_do(demo):
    """[P7]"""
    leader, today = Person.objects.get(username="leder"), timezone.localdate()
    with scopes_disabled():
        tasks = list(tasks_for(leader, today))
    assert 8 <= len(tasks) <= 45
    assert any(task.due and task.due < today for task in tasks)


def test_everyone_can_sign_in_and_is_marked_as_demo(demo, client):
    found = {person.username: person for person in Person.objects.filter(is_demo=True)}
    assert set(found) == {user.username for user in DEMO_USERS}
    assert all(found[user.username].check_password(DEMO_PASSWORD) for user in DEMO_USERS[:2])
    assert DEMO_PASSWORD in sign_ins()
    auditor = RoleAssignment.objects.get(person=found["revisor"])
    assert auditor.ends is not None


def test_a_second_run_changes_nothing(demo, capsys):
    before = Person.objects.count()
    for arguments in ([], ["--if-empty"]):
        call_command("load_demo", *arguments)
    assert "Uendret" in capsys.readouterr().out
    assert Person.objects.count() == before


def test_production_refuses_the_demo(demo, settings):
    """The command refuses, and the check before deployment says so."""
    assert checks.demo_accounts(None) == []
    settings.PRODUCTION = True
    with pytest.raises(CommandError):
        call_command("load_demo")
    assert [found.id for found in checks.demo_accounts(None)] == ["kvalitet.E001"]
