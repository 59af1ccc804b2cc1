"""The sizes hold together: every pointer points, everybody signs in, and the reminders are set."""

import io

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django_scopes import scopes_disabled

from goals.choices import OPEN_STATUSES, PlanStatus
from goals.models import Measure, MeasureTask
from kvalitet.access.models import RoleAssignment
from kvalitet.deadlines import rules
from kvalitet.deadlines.actions import plan
from kvalitet.deadlines.models import Deadline
from kvalitet.organisation.models import Leadership, Municipality, Person, Placement, Unit
from reporting.demo.sizes.load import NotEmptyError, load_size
from reporting.demo.sizes.organisation import NATIONAL, STAFF_ROLES
from reporting.demo.sizes.shape import SIZES, places, units_of
from reporting.demo.users import DEMO_PASSWORD

pytestmark = pytest.mark.django_db
SHARE = 0.012


@pytest.fixture
def small():
    """Load a country of four municipalities instead of the world; the transaction of the test takes it away."""
    with connection.cursor() as cursor:
        cursor.execute("truncate organisation_municipality, organisation_person cascade")
    said = io.StringIO()
    load_size(SIZES["national"].scaled(SHARE), timezone.localdate(), said)
    return said.getvalue()


def orphans(model):
    """Find pointers of a model that point at nothing: the load doesn't let the database check each."""
    for field in model._meta.concrete_fields:
        if field.many_to_one and field.related_model:
            rows = model._base_manager.exclude(**{f"{field.attname}": None})
            there = field.related_model._base_manager.values("pk")
            if rows.exclude(**{f"{field.attname}__in": there}).exists():
                yield f"{model.__name__}.{field.name}"


def test_every_row_points_at_rows_that_are_there(small):
    with scopes_disabled():
        models = [model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy]
        assert [name for model in models for name in orphans(model)] == []
    assert "100%" in small


def test_trees_are_as_the_actions_would_make_them(small):
    """[P1] A unit's path begins with its parent's, the next step is free, and each has a place and a leader."""
    units = list(Unit.objects.select_related("parent"))
    assert all(unit.parent is None or unit.path[:-4] == unit.parent.path for unit in units)
    assert all(unit.municipality_id == unit.parent.municipality_id for unit in units if unit.parent)
    children = {unit.pk: [one for one in units if one.parent_id == unit.pk] for unit in units}
    assert all(unit.next_step == len(children[unit.pk]) for unit in units)
    assert Placement.objects.count() == len(units) - Municipality.objects.count()
    assert Leadership.objects.count() == len(units)


def test_named_people_sign_in_and_the_rest_can_not(small, client):
    """[P11] Each of the roles opens the start page; nobody else has a password."""
    for name in ("direktor", "leder", "avdelingsleder", "ansatt", NATIONAL, *STAFF_ROLES):
        assert client.login(username=name, password=DEMO_PASSWORD), name
        assert client.get(reverse("home:start")).status_code == 200
    named = Person.objects.filter(is_demo=True)
    assert named.count() == 11
    assert not any(person.has_usable_password() for person in Person.objects.exclude(pk__in=named))
    roots = RoleAssignment.objects.filter(person__username=NATIONAL).values("unit").distinct()
    assert roots.count() == Municipality.objects.count()
    client.force_login(Person.objects.exclude(pk__in=named).order_by("?").first())
    assert client.get(reverse("home:start")).status_code == 200


def test_open_tasks_of_published_plans_have_a_deadline_that_is_planned(small):
    """[P6] The clock finds the reminders of the load as it finds those of the pages."""
    with scopes_disabled():
        open_tasks = MeasureTask.objects.filter(status__in=OPEN_STATUSES, measure__plan__status=PlanStatus.PUBLISHED)
        rows = Deadline.objects.filter(object_id__in=open_tasks.values("pk"))
        assert rows.count() == open_tasks.count() == Deadline.objects.count()
        now = timezone.now()
        for row in rows[:50]:
            assert row.reminder_times == rules.reminder_times(row.due, row.steps)
            assert row.next_at == rules.next_time(row.reminder_times, row.created_at) or row.next_at > now
        coming = rows.exclude(next_at=None).order_by("next_at").first()
        assert plan(coming.next_at).notices > 0


def test_rows_are_found_by_parts_of_their_words(small):
    """[P9] The parts are made as the actions make them."""
    with scopes_disabled():
        measure = Measure.objects.filter(title__contains="medisindispenser").first()
        loaded = measure.parts
        measure.save()
        assert loaded == measure.parts != ""


def test_new_rows_get_numbers_after_the_loaded(small):
    with connection.cursor() as cursor:
        cursor.execute("select nextval(pg_get_serial_sequence('organisation_person', 'id'))")
        assert cursor.fetchone()[0] > Person.objects.order_by("-pk").values_list("pk", flat=True).first()


def test_totals_are_those_promised():
    large, national = SIZES["large"], SIZES["national"]
    assert (large.units, large.people) == (300, 3_000)
    assert large.years * large.group_measures * (large.units - 1) > 50_000
    found = places(national)
    assert len({place.name for place in found}) == len({place.slug for place in found}) == 357
    assert sum(place.units for place in found) == 60_000
    assert sum(place.people for place in found) == 450_000
    assert all(len(list(units_of(place))) == place.units for place in found[::50])


def test_only_an_empty_database_outside_production_is_filled(world, settings):
    with pytest.raises(NotEmptyError):
        load_size(SIZES["large"], timezone.localdate(), io.StringIO())
    with pytest.raises(CommandError, match="ikke tom"):
        call_command("load_demo", size="large")
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="produksjon"):
        call_command("load_demo", size="large")
