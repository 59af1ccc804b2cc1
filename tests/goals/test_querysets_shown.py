"""A figure and its rows come of one condition; the database and the pure rules say the same."""

import pytest
from django_scopes import scopes_disabled

from goals.choices import Shown, TaskStatus
from goals.models import Measure, MeasureTask
from goals.rules.lateness import is_late, is_stale, status_of_measure
from tests import busy

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(world):
    busy.make(world)
    with scopes_disabled():
        yield world.plan


def titles(plan, shown):
    return set(Measure.objects.filter(plan=plan).showing(shown, busy.today()).values_list("title", flat=True))


def test_the_database_gives_a_measure_the_status_the_rule_says(plan):
    for measure in Measure.objects.filter(plan=plan).with_status().prefetch_related("tasks"):
        assert measure.status == status_of_measure([task.status for task in measure.tasks.all()]), measure.title


def test_the_database_finds_late_and_stale_tasks_as_the_rules_do(plan):
    today, tasks = busy.today(), MeasureTask.objects.filter(measure__plan=plan)
    late = {task.pk for task in tasks if is_late(task.due, today, task.status)}
    stale = {task.pk for task in tasks if is_stale(task.status_at, today, 90, status=task.status)}
    assert late
    assert stale
    assert late == set(tasks.showing(Shown.LATE, today).values_list("pk", flat=True))
    assert stale == set(tasks.showing(Shown.STALE, today).values_list("pk", flat=True))


@pytest.mark.parametrize(
    ("shown", "inside", "outside"),
    [
        (Shown.LATE, "I gang og forsinket", "Ferdig for sent"),
        (Shown.ON_TRACK, "Utsatt", "I gang og forsinket"),
        (Shown.OPEN, "Utsatt", "Avbrutt"),
        (Shown.IN_TIME, "Ferdig i tide", "Ferdig for sent"),
        (Shown.NO_DUE, "Uten frist", "Flyttet"),
        (Shown.NO_RESPONSIBLE, "Uten ansvarlig", "Uten frist"),
        (Shown.MOVED, "Flyttet", "Utsatt"),
        (Shown.STALE, "Uten frist", "I gang og forsinket"),
    ],
)
def test_each_word_keeps_what_it_says(plan, shown, inside, outside):
    found = titles(plan, shown)
    assert inside in found
    assert outside not in found


def test_a_status_grows_stale_when_it_is_older_than_the_municipality_allows(plan):
    task = MeasureTask.objects.get(measure__title="I gang og forsinket")
    for days, expected in ((90, False), (91, True)):
        MeasureTask.objects.filter(pk=task.pk).update(status_at=task.status_at - busy.timedelta(days=days))
        rows = MeasureTask.objects.filter(pk=task.pk).showing(Shown.STALE, busy.today())
        assert rows.exists() is expected


def test_an_unknown_word_keeps_all(plan):
    assert titles(plan, "tull") == titles(plan, Shown.ALL)
    assert TaskStatus.CANCELLED in set(Measure.objects.filter(plan=plan).with_status().values_list("status", flat=True))
