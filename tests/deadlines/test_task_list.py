"""«Mine oppgaver»: everything, soonest first, two clicks. [P7]"""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_scopes import scope, scopes_disabled

from kvalitet.access import actions as access
from kvalitet.deadlines import actions, queries, registry
from kvalitet.deadlines.actions import Assignee
from kvalitet.organisation.models import ServiceArea
from kvalitet.web.errors import Refused

TODAY = date(2026, 3, 18)


@pytest.fixture
def done_by(monkeypatch):
    """Let areas be finished by one button, and return who finished which."""
    finished = []

    def finish(area, by):
        finished.append((area.name.split()[0], by.username))
        actions.complete(area, by=by)

    monkeypatch.setattr(registry, "_sources", {})
    registry.register_source(ServiceArea, label="Område", done=finish)
    return finished


@pytest.fixture
def on(set_due, world, time_machine):
    """Return a function that gives Ola tasks with these due dates, and makes it the 18th of March."""

    def setter(*dues, assignee=None):
        rows = []
        for due in dues:
            area = ServiceArea.objects.create(
                municipality=world.municipality, name=f"Område {ServiceArea.objects.count()}"
            )
            rows += set_due(assignee or Assignee(person=world.ola), obj=area, due=due)
        time_machine.move_to(f"{TODAY}T12:00:00+01:00", tick=False)
        return rows

    return setter


def test_soonest_first_and_undated_last(on, world):
    on(None, TODAY + timedelta(days=30), TODAY, TODAY - timedelta(days=2), TODAY + timedelta(days=3))
    with scopes_disabled():
        mine = queries.tasks_for(world.ola, TODAY)
        rows = queries.task_rows(mine, TODAY)
        assert queries.task_counts(mine, TODAY) == queries.TaskCounts(late=1, today=1, week=1, open=5)
    assert [row.group.value for row in rows] == ["late", "today", "week", "later", "undated"]
    assert [row.label for row in rows][:2] == ["2 dager over frist", "Frist i dag"]


def test_the_page_shows_headings_and_says_the_conclusion(on, world, sign_in):
    on(TODAY - timedelta(days=2), TODAY)
    html = sign_in(world.ola).get("/oppgaver/").content.decode()
    assert "2 oppgaver venter på deg. 1 er over fristen." in html
    assert html.index("Over fristen</h2>") < html.index("I dag</h2>")
    assert "Uten frist</h2>" not in html


def test_without_tasks_the_page_says_what_comes_here(world, sign_in):
    assert "Ingenting venter på deg." in sign_in(world.ola).get("/oppgaver/").content.decode()


def test_two_clicks_and_it_is_gone(on, world, sign_in, done_by):
    (row,) = on(TODAY)
    client = sign_in(world.ola)
    assert f"/oppgaver/{row.uuid}/fullfor/" in client.get("/oppgaver/").content.decode()
    page = client.get(f"/oppgaver/{row.uuid}/fullfor/")
    assert "Er oppgaven fullført?" in page.content.decode()
    answer = client.post(f"/oppgaver/{row.uuid}/fullfor/", follow=True)
    assert "er fullført" in answer.content.decode()
    assert done_by == [("Område", "ola")]
    assert "Ingenting venter på deg." in client.get("/oppgaver/").content.decode()


def test_a_refusal_is_shown_on_the_page(on, world, sign_in, monkeypatch):
    def refuse(area, by):
        raise Refused("Planen er avsluttet.")

    monkeypatch.setattr(registry, "_sources", {})
    registry.register_source(ServiceArea, label="Område", done=refuse)
    (row,) = on(TODAY)
    answer = sign_in(world.ola).post(f"/oppgaver/{row.uuid}/fullfor/")
    assert answer.status_code == 422
    assert "Planen er avsluttet." in answer.content.decode()


def test_an_owner_with_a_page_of_its_own_gets_the_first_click(on, world, sign_in, monkeypatch):
    monkeypatch.setattr(registry, "_sources", {})
    registry.register_source(
        ServiceArea, label="Område", action_label="Meld status", action_url=lambda area: f"/omrade/{area.uuid}/"
    )
    (row,) = on(TODAY)
    client = sign_in(world.ola)
    html = client.get("/oppgaver/").content.decode()
    assert "Meld status" in html
    assert f"/omrade/{row.target.uuid}/" in html
    assert client.get(f"/oppgaver/{row.uuid}/fullfor/").status_code == 404


def test_others_can_neither_see_nor_finish_it(on, world, sign_in, done_by):
    (row,) = on(TODAY)
    for person in (world.per, world.kari, world.nils):
        client = sign_in(person)
        assert "Ingenting venter på deg." in client.get("/oppgaver/").content.decode()
        assert client.post(f"/oppgaver/{row.uuid}/fullfor/").status_code == 404
    assert done_by == []


@pytest.mark.parametrize(
    ("assignee", "mine", "not_mine"),
    [
        (lambda world: Assignee(role="leader", unit=world.skole), ["kari"], ["ola", "eli", "anne"]),
        (lambda world: Assignee(role="leader", unit=world.sykehjem), ["hilde"], ["jon", "anne"]),
        (lambda world: Assignee(role="leader", unit=world.sfo), ["kari"], ["eli", "dag"]),
        (
            lambda world: Assignee(role="position", position_title="lærer", unit=world.oppvekst),
            ["ola", "vera"],
            ["kari"],
        ),
        (lambda world: Assignee(role="position", position_title="Lærer", unit=world.helse), [], ["ola", "vera"]),
    ],
)
def test_roles_are_tasks_of_those_who_hold_them_today(on, world, assignee, mine, not_mine):
    on(TODAY, assignee=assignee(world))
    with scope(municipality=world.municipality.pk):
        for name in mine:
            assert queries.tasks_for(getattr(world, name), TODAY).count() == 1
        for name in not_mine:
            assert queries.tasks_for(getattr(world, name), TODAY).count() == 0


def test_the_stand_in_has_the_tasks_too_while_it_lasts(on, world):
    on(TODAY)
    access.appoint_deputy(
        world.ola, deputy=world.vera, starts=TODAY, ends=TODAY + timedelta(days=1), by=world.kari, reason="Ferie"
    )
    with scopes_disabled():
        assert queries.tasks_for(world.vera, TODAY).count() == 1
        assert queries.tasks_for(world.vera, TODAY + timedelta(days=2)).count() == 0


def test_as_many_queries_for_thirty_tasks_as_for_three(on, world, sign_in, done_by):
    counts = []
    for number in (3, 27):
        on(*[TODAY] * number)
        client = sign_in(world.ola)
        with CaptureQueriesContext(connection) as queries_made:
            assert client.get("/oppgaver/").status_code == 200
        counts.append(len(queries_made))
    assert counts[0] == counts[1]
