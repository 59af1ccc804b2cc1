"""Measures: registered with names and deadlines as people write them, changed, moved, removed."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django_scopes import scopes_disabled

from goals.actions.tasks import report_status
from goals.choices import DueKind, ResponsibleKind, ResponsibleRole, TaskStatus
from goals.models import Measure
from tests.factories import PersonFactory


def register(client, goal, **fields):
    data = {"title": "Kartlegge uteområdet", "unit": goal.unit.uuid, "due_text": "i løpet av 2030", **fields}
    return client.post(reverse("goals:measure-create", args=[goal.uuid]), data)


def found(title="Kartlegge uteområdet"):
    return Measure._base_manager.get(title=title)


def test_editor_registers_a_measure_with_names_and_a_written_deadline(world, sign_in):
    """[G4, G5]"""
    with scopes_disabled():
        goal = world.goal
        answer = register(
            sign_in(world.kim),
            goal,
            responsible=["Kari Kvam", "Rektor", "virksomhetslederne", ""],
            involved=["Tore Tangen"],
        )
        assert answer.status_code == 303
        measure = found()
        assert (measure.due_kind, measure.due) == (DueKind.WITHIN_PERIOD, date(2030, 12, 31))
        kinds = {(row.kind, row.role) for row in measure.responsibles.all()}
        assert kinds == {
            (ResponsibleKind.PERSON, ResponsibleRole.LEAD),
            (ResponsibleKind.POSITION, ResponsibleRole.LEAD),
            (ResponsibleKind.GROUP, ResponsibleRole.LEAD),
            (ResponsibleKind.PERSON, ResponsibleRole.INVOLVED),
        }
        assert measure.tasks.filter(is_shared=True).count() == 1
        assert measure.tasks.filter(is_shared=False).count() == 3
        assert register(sign_in(world.ola), goal).status_code == 403


def test_the_page_says_how_the_deadline_was_read(world, sign_in):
    """[G5]"""
    client = sign_in(world.kim)
    answer = register(client, world.goal)
    assert "31. desember 2030" in client.get(answer["Location"]).text
    url = reverse("goals:measure-due-reading", args=[world.plan.uuid])
    part = client.get(url, {"due_text": "innen 1. juni 2029"}, headers={"HX-Request": "true"})
    assert "1. juni 2029" in part.text
    assert sign_in(world.nils).get(url, {"due_text": "1. juni"}).status_code == 404


def test_an_unreadable_deadline_or_an_unknown_name_keeps_what_was_typed(world, sign_in):
    answer = register(sign_in(world.kim), world.goal, due_text="en gang", responsible=["Kari Kvamm", "Nils Nordli"])
    assert answer.status_code == 422
    assert "kan ikke leses som en frist" in answer.text
    assert "Mente du «Kari Kvam»?" in answer.text
    assert "Vi finner ingen som heter «Nils Nordli»" in answer.text
    assert 'value="en gang"' in answer.text
    assert 'value="Kari Kvamm"' in answer.text
    assert "Feil:" in answer.text


def test_a_name_two_people_share_must_be_told_apart(world, sign_in):
    for username in ("anders1", "anders2"):
        PersonFactory(
            municipality=world.municipality,
            username=username,
            first_name="Anders",
            last_name="And",
            email=f"{username}@x.example",
        )
    client = sign_in(world.kim)
    answer = register(client, world.goal, responsible=["Anders And"])
    assert answer.status_code == 422
    assert "«Anders And (anders1)» eller «Anders And (anders2)»" in answer.text
    assert register(client, world.goal, responsible=["Anders And (anders2)"]).status_code == 303
    with scopes_disabled():
        assert found().responsibles.get().person.username == "anders2"


def test_unknown_names_are_kept_as_text_when_the_person_says_so(world, sign_in):
    answer = register(sign_in(world.kim), world.goal, responsible=["Ny rådgiver"], keep_unknown="on")
    assert answer.status_code == 303
    with scopes_disabled():
        assert found().responsibles.get().kind == ResponsibleKind.TEXT


def edit_fields(measure, **fields):
    return {"title": measure.title, "unit": measure.unit.uuid, "version": measure.version, **fields}


def test_editing_keeps_responsibles_and_refuses_the_second_of_two(world, sign_in):
    """[P5]"""
    url = reverse("goals:measure-edit", args=[world.measure.uuid])
    with scopes_disabled():
        measure = world.measure
        first = edit_fields(measure, title="Ansette to miljøterapeuter", responsible=["Kari Kvam"])
        second = edit_fields(measure, title="Ansette ingen", responsible=["Kari Kvam"])
    kim, anne = sign_in(world.kim), sign_in(world.anne)
    assert "Kari Kvam" in kim.get(url).text
    assert kim.post(url, first).status_code == 303
    late = anne.post(url, second)
    assert late.status_code == 422
    assert "Ansette to miljøterapeuter" in late.text
    assert "Ansette ingen" in late.text
    with scopes_disabled():
        measure = Measure.objects.get(pk=measure.pk)
        assert measure.title == "Ansette to miljøterapeuter"
        assert [str(row) for row in measure.responsibles.all()] == ["Kari Kvam"]
        assert measure.due == date(2030, 6, 28)


def test_move_deadline_keeps_the_old_one_and_the_reason(world, sign_in):
    """[G5]"""
    kim = sign_in(world.kim)
    measure = world.measure
    url = reverse("goals:measure-move-deadline", args=[measure.uuid])
    fields = {"to": "2031-01-15", "reason": "Venter på midler", "version": measure.version}
    assert sign_in(world.ola).post(url, fields).status_code == 403
    assert kim.post(url, {**fields, "reason": " "}).status_code == 422
    assert kim.post(url, {**fields, "to": "2020-01-01"}).status_code == 422
    assert kim.post(url, {**fields, "to": "9999-12-31"}).status_code == 422
    assert kim.post(url, fields).status_code == 303
    text = kim.get(measure.get_absolute_url()).text
    assert "28.06.2030" in text
    assert "15.01.2031" in text
    assert "«Venter på midler»" in text
    assert kim.post(url, fields).status_code == 422


def test_recurring_measure_keeps_the_reported_review_when_it_is_edited(world, sign_in):
    """[G5]"""
    client = sign_in(world.kim)
    register(client, world.goal, due_text="løpende", responsible=["Kari Kvam"])
    with scopes_disabled():
        measure = found()
        task = measure.tasks.get()
        assert measure.due is None
        assert task.due > timezone.localdate()
        task.due = timezone.localdate() - timedelta(days=1)
        task.save()
        moved = report_status(
            task, status=TaskStatus.IN_PROGRESS, progress=10, comment="", evidence="", by=world.kari, as_read=False
        )
        assert moved.due > timezone.localdate()
        fields = edit_fields(
            measure, title=measure.title, responsible=["Kari Kvam"], due_text="løpende", description="Mer"
        )
    assert client.post(reverse("goals:measure-edit", args=[measure.uuid]), fields).status_code == 303
    with scopes_disabled():
        assert measure.tasks.get().due == moved.due


def test_a_measure_somebody_has_reported_on_is_not_removed(world, sign_in):
    kim = sign_in(world.kim)
    with scopes_disabled():
        report_status(world.task, status=TaskStatus.DONE, progress=100, comment="", evidence="", by=world.kari)
    url = reverse("goals:measure-remove", args=[world.measure.uuid])
    refused = kim.post(url, {"reason": "Feil mål"})
    assert refused.status_code == 422
    assert "Sett statusen til «Avbrutt» i stedet." in refused.text
    other = reverse("goals:measure-remove", args=[world.shared_measure.uuid])
    assert kim.post(other, {"reason": ""}).status_code == 422
    assert kim.post(other, {"reason": "Feil mål"}).status_code == 303
    assert kim.get(world.shared_measure.get_absolute_url()).status_code == 404


def test_the_page_shows_who_lacks_and_hides_comments_from_those_outside(world, sign_in):
    """[G4]"""
    with scopes_disabled():
        report_status(
            world.unit_task, status=TaskStatus.DONE, progress=100, comment="Øvd to ganger", evidence="", by=world.kari
        )
    url = world.shared_measure.get_absolute_url()
    boss, employee = sign_in(world.anne).get(url).text, sign_in(world.ola).get(url).text
    assert "1 av 3 enheter ferdig" in boss
    assert "1 av 3 enheter ferdig" in employee
    assert "Mangler svar fra 2 enheter: Elvebakken barnehage, Hjemmetjenesten." in boss
    assert "Øvd to ganger" in boss
    assert "Øvd to ganger" not in employee


def test_the_list_shows_open_measures_first_and_answers_strange_addresses_with_nothing(world, sign_in):
    client = sign_in(world.kim)
    url = reverse("goals:measure-list")
    assert "Lage beredskapsplan" in client.get(url).text
    strange = [
        "enhet=x",
        f"enhet={world.asheim.uuid}",
        "status=x",
        "vis=x",
        "plan=%00",
        "q=%00",
        "ansvarlig=1",
        f"q={'x' * 900}",
    ]
    for query in strange:
        answer = client.get(f"{url}?{query}")
        assert answer.status_code == 200, query
        assert "Lage beredskapsplan" not in answer.text, query
    for query in ("sorter=x", "side=x", "side=-1", "side=99999999999", "sorter=-frist", "q=beredskap%20LAGE"):
        assert "Lage beredskapsplan" in client.get(f"{url}?{query}").text, query
