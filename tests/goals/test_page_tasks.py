"""Status: one task in two clicks, many in one table."""

from django.urls import reverse
from django.utils import timezone
from django_scopes import scopes_disabled

from goals.actions.goals import create_goal
from goals.actions.measures import ResponsibleChoice, create_measure
from goals.actions.plans import create_plan
from goals.actions.tasks import report_status
from goals.choices import TaskStatus
from goals.models import MeasureTask
from kvalitet.deadlines.queries import tasks_for


def fresh(task):
    return MeasureTask._base_manager.get(pk=task.pk)


def test_responsible_reports_in_two_clicks_and_others_are_refused(world, sign_in):
    """[G6, P7]"""
    url = reverse("goals:task-status", args=[world.task.uuid])
    assert sign_in(world.ola).get(url).status_code == 404
    assert sign_in(world.nils).get(url).status_code == 404
    assert sign_in(world.heidi).get(url).status_code == 403
    kari = sign_in(world.kari)
    opened = kari.get(f"{url}?fra=oppgaver")
    assert "Meld fullført" in opened.text
    answer = kari.post(f"{url}?fra=oppgaver", {"status": "in_progress", "version": world.task.version, "finish": "1"})
    assert answer.status_code == 303
    assert answer["Location"] == reverse("deadlines:tasks")
    task = fresh(world.task)
    assert (task.status, task.progress) == (TaskStatus.DONE, 100)
    assert task.status_at is not None


def test_status_is_checked_and_what_was_typed_is_kept(world, sign_in):
    kari = sign_in(world.kari)
    url = reverse("goals:task-status", args=[world.task.uuid])
    version = world.task.version
    wrong = [
        {"status": "", "progress": "10"},
        {"status": "x", "progress": "10"},
        {"status": "in_progress", "progress": "101"},
        {"status": "in_progress", "progress": "9" * 40},
        {"status": "postponed", "comment": " "},
        {"status": "in_progress", "comment": "x" * 2001},
        {"status": "in_progress", "comment": "null\x00tegn"},
    ]
    for fields in wrong:
        answer = kari.post(url, {"version": version, "comment": "Står her", **fields})
        assert answer.status_code == 422, fields
        assert "Feil:" in answer.text
    assert "Står her" in kari.post(url, {"version": version, "status": "", "comment": "Står her"}).text
    right = {"version": version, "status": "postponed", "comment": "Venter på midler", "progress": "40"}
    assert kari.post(url, right).status_code == 303
    assert fresh(world.task).comment == "Venter på midler"


def test_the_second_to_report_is_told_what_the_first_said(world, sign_in):
    """[P5]"""
    url = reverse("goals:task-status", args=[world.unit_task.uuid])
    version = world.unit_task.version
    first = {"version": version, "status": "in_progress", "comment": "Karis ord", "progress": "20"}
    assert sign_in(world.kari).post(url, first).status_code == 303
    late = sign_in(world.eli).post(url, {"version": version, "status": "done", "comment": "Elis ord"})
    assert late.status_code == 422
    assert "Kari Kvam" in late.text
    assert "Elis ord" in late.text
    assert fresh(world.unit_task).comment == "Karis ord"


def ten(world):
    with scopes_disabled():
        kari = [ResponsibleChoice(person=world.kari)]
        for number in range(10):
            create_measure(world.goal, title=f"Tiltak {number}", responsible=kari, by=None)
        return list(MeasureTask.objects.filter(measure__title__startswith="Tiltak ").order_by("pk"))


def rows_for(tasks, **changed):
    data = {}
    for task in tasks:
        data[f"{task.uuid}-version"] = task.version
        data[f"{task.uuid}-status"] = task.status
        data[f"{task.uuid}-progress"] = task.progress
        data[f"{task.uuid}-comment"] = task.comment
    return data | changed


def test_leader_reports_ten_measures_at_once_all_or_none(world, sign_in):
    """Issue 2, point 10."""
    tasks = ten(world)
    kari = sign_in(world.kari)
    url = reverse("goals:task-status-many")
    assert kari.get(url).text.count('data-label="Prosent"') == 12
    done = {f"{task.uuid}-status": "done" for task in tasks}
    half = kari.post(url, rows_for(tasks, **done, **{f"{tasks[3].uuid}-progress": "tusen"}))
    assert half.status_code == 422
    assert "Ingenting er lagret, fordi 1 rad må rettes." in half.text
    assert "Skriv et helt tall fra 0 til 100." in half.text
    assert {fresh(task).status for task in tasks} == {TaskStatus.NOT_STARTED}
    assert kari.post(url, rows_for(tasks)).status_code == 422
    assert kari.post(url, rows_for(tasks, **done)).status_code == 303
    assert {fresh(task).status for task in tasks} == {TaskStatus.DONE}


def test_untouched_rows_are_left_alone_and_changed_ones_are_checked_for_version(world, sign_in):
    tasks = ten(world)
    kari = sign_in(world.kari)
    url = reverse("goals:task-status-many")
    with scopes_disabled():
        report_status(tasks[0], status="in_progress", progress=5, comment="Eli", evidence="", by=world.eli)
    late = kari.post(url, rows_for(tasks, **{f"{tasks[0].uuid}-status": "done", f"{tasks[1].uuid}-status": "done"}))
    assert late.status_code == 422
    assert fresh(tasks[1]).status == TaskStatus.NOT_STARTED
    one = kari.post(url, rows_for(tasks[1:3], **{f"{tasks[1].uuid}-status": "done"}))
    assert one.status_code == 303
    assert fresh(tasks[1]).status == TaskStatus.DONE
    assert fresh(tasks[2]).status_at is None


def test_rows_of_others_are_not_taken_from_a_forged_form(world, sign_in):
    with scopes_disabled():
        theirs = MeasureTask.objects.get(measure=world.shared_measure, unit=world.barnehage)
    kari = sign_in(world.kari)
    forged = rows_for([theirs], **{f"{theirs.uuid}-status": "done"})
    assert kari.post(reverse("goals:task-status-many"), forged).status_code == 422
    assert fresh(theirs).status == TaskStatus.NOT_STARTED


def test_finished_task_leaves_my_tasks_and_comes_back_when_reopened(world, sign_in):
    """[P6]"""
    kari = sign_in(world.kari)
    url = reverse("goals:task-status", args=[world.task.uuid])
    with scopes_disabled():
        before = tasks_for(world.kari, timezone.localdate()).count()
        kari.post(url, {"version": world.task.version, "status": "done"})
        assert tasks_for(world.kari, timezone.localdate()).count() == before - 1
        kari.post(url, {"version": fresh(world.task).version, "status": "in_progress", "progress": "50"})
        assert tasks_for(world.kari, timezone.localdate()).count() == before


def test_task_list_follows_the_filters_of_the_figures(world, sign_in):
    client = sign_in(world.anne)
    url = reverse("goals:task-list")
    wanted = {"tiltak": world.shared_measure.uuid, "vis": "ubesvart"}
    text = client.get(url, wanted).text
    assert "Viser 1–3 av 3 oppgaver" in text
    assert "Ikke besvart" in text
    assert "Viser 1–1 av 1 oppgaver" in client.get(url, {**wanted, "enhet": world.helse.uuid}).text
    assert "Ingen oppgaver passer" in client.get(url, {**wanted, "enhet": world.helse.uuid, "kun": "ja"}).text


def test_tasks_of_a_draft_are_hidden_from_those_who_cannot_see_the_draft(world, sign_in):
    """[P4]"""
    with scopes_disabled():
        draft = create_plan(
            **{"unit": world.fjordvik, "kind": "action_plan", "name": "Neste plan", "by": None},
            **{"starts_year": 2031, "ends_year": 2034},
        )
        goal = create_goal(draft, title="Hemmelig mål", perspective="economy", by=None)
        everyone = [ResponsibleChoice(group=world.group)]
        create_measure(goal, title="Hemmelig tiltak", responsible=everyone, by=None)
        task = MeasureTask.objects.get(measure__title="Hemmelig tiltak", unit=world.skole)
    kari, kim = sign_in(world.kari), sign_in(world.kim)
    url = reverse("goals:task-list")
    assert "Hemmelig tiltak" in kim.get(url).text
    assert "Hemmelig tiltak" not in kari.get(url).text
    assert kim.get(reverse("goals:task-status", args=[task.uuid])).status_code == 200
    assert kari.get(reverse("goals:task-status", args=[task.uuid])).status_code == 404
