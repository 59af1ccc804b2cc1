"""A municipality that takes part in another's unit sees the unit and what is shared; nothing else leaks. [P2]"""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_scopes import scope, scopes_disabled

from goals.actions.plans import publish_plan, share_plan
from goals.models import Goal, Measure, MeasureTask, Plan, Responsible, SubGoal
from kvalitet.access.decisions import who
from kvalitet.access.scopes import scope_of
from kvalitet.deadlines.models import Deadline
from kvalitet.organisation.actions import add_member, close_unit, end_member, move_unit, set_active
from kvalitet.organisation.models import Person, ServiceArea, Unit
from kvalitet.web.errors import Refused
from tests.access.test_visible_equals_who import assert_equal

TODAY = timezone.localdate()
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def nils() -> Person:
    """A fresh sign-in: the scope is resolved anew."""
    return Person.objects.get(username="nils")


@pytest.fixture
def shared(world):
    """The school is shared with Åsheim, and its plan too."""
    add_member(world.skole, municipality=world.neighbour, starts=TODAY, by=world.siri)
    with scopes_disabled():
        publish_plan(world.draft, by=world.kari)
        share_plan(world.draft, is_shared=True, today=TODAY, by=world.kari)
    return world


def sees(model) -> set[str]:
    with scope(municipality=[nils().municipality_id], guest_units=sorted(scope_of(nils()).guest_units)):
        return {str(row) for row in model.objects.visible_to(nils())}


def test_member_sees_the_unit_and_the_shared_plan_and_nothing_else(shared):
    assert sees(Unit) == {"Åsheim kommune", "Solbakken skole"}
    assert sees(Plan) == {"Virksomhetsplan for skolen"}
    for model in (Goal, SubGoal, Measure, MeasureTask, Responsible, ServiceArea):
        assert sees(model) == set(), model
    assert sees(Person) == {"Nils Nordli"}


def test_municipality_scope_lets_through_only_what_is_shared(shared):
    """Also a query that has forgotten `visible_to` finds nothing else."""
    units = sorted(scope_of(nils()).guest_units)
    with scope(municipality=[shared.neighbour.pk], guest_units=units):
        assert {plan.name for plan in Plan.objects.all()} == {"Virksomhetsplan for skolen"}
        for model in (Goal, Measure, MeasureTask, Responsible, Deadline):
            assert not model.objects.exists()


def test_who_and_visible_to_are_one_answer(shared):
    everyone = [nils(), shared.ola, shared.kari, shared.siri, shared.rolf]
    for model in (Unit, Person):
        assert_equal(model, everyone)
    with scopes_disabled():
        for model in (Plan, MeasureTask):
            assert_equal(model, everyone)
        assert "Åsheim kommune" in who(Plan.objects.get(pk=shared.draft.pk)).everyone
    set_active(nils(), is_active=False, by=shared.siri)
    assert_equal(Unit, [nils()])


@pytest.mark.parametrize(
    ("starts", "ends", "is_seen"), [(TODAY, TODAY, True), (TOMORROW, None, False), (YESTERDAY, YESTERDAY, False)]
)
def test_membership_holds_from_day_to_day(world, starts, ends, is_seen):
    add_member(world.skole, municipality=world.neighbour, starts=starts, ends=ends, by=world.siri)
    assert (world.skole.pk in scope_of(nils()).guest_units) is is_seen


def test_what_lies_below_or_above_a_shared_unit_is_not_shared(shared):
    with scopes_disabled():
        for unit in (shared.mellomtrinnet, shared.oppvekst):
            assert not Unit.objects.visible_to(nils()).filter(pk=unit.pk).exists()


def test_sharing_ends_with_the_flag_the_membership_or_the_unit(shared):
    with scopes_disabled():
        share_plan(shared.draft, is_shared=False, today=TODAY, by=shared.kari)
        assert sees(Plan) == set()
        share_plan(shared.draft, is_shared=True, today=TODAY, by=shared.kari)
        end_member(shared.skole.memberships.get(), ends=YESTERDAY, by=shared.siri)
    assert sees(Plan) == set()
    add_member(shared.sfo, municipality=shared.neighbour, starts=YESTERDAY, by=shared.siri)
    close_unit(shared.sfo, closed=TODAY, successor=None, today=TODAY, reason="", by=shared.siri)
    assert sees(Unit) == {"Åsheim kommune"}


def test_draft_is_not_shared_and_neither_is_a_plan_of_a_unit_without_members(world):
    with scopes_disabled():
        with pytest.raises(Refused, match="utkast"):
            share_plan(world.draft, is_shared=True, today=TODAY, by=world.kari)
        with pytest.raises(Refused, match="ingen medlemskommuner"):
            share_plan(world.plan, is_shared=True, today=TODAY, by=world.kim)


def test_host_whole_municipality_and_closed_units_take_no_members(world):
    def refused(unit: Unit, municipality, match: str) -> None:
        with pytest.raises(Refused, match=match):
            add_member(unit, municipality=municipality, starts=TODAY, by=world.siri)

    refused(world.skole, world.municipality, "vertskommune")
    refused(world.fjordvik, world.neighbour, "Kommunen selv")
    close_unit(world.sfo, closed=TODAY, successor=None, today=TODAY, reason="", by=world.siri)
    refused(Unit.objects.get(pk=world.sfo.pk), world.neighbour, "lagt ned")


def test_shared_unit_still_never_moves_to_the_member(shared):
    """A unit that changes municipality would take its cases along: it is opened anew there instead."""
    with pytest.raises(Refused, match="egen kommune"):
        move_unit(shared.skole, parent=shared.asheim, starts=TODAY, today=TODAY, reason="", by=shared.siri)


def test_members_pages_show_the_shared_and_every_other_page_of_ours_is_closed(shared, sign_in):
    client = sign_in(nils())
    unit = client.get(shared.skole.get_absolute_url()).content.decode()
    assert "Virksomhetsplan for skolen" in unit
    for hidden in ("Kari Kvam", "Ola Olsen", "Vera Viken", "Oppvekst", "Mellomtrinnet"):
        assert hidden not in unit
    plan = client.get(shared.draft.get_absolute_url()).content.decode()
    assert "Lesing i alle fag" in plan
    assert "Kjøpe bøker" in plan
    assert "Kari Kvam" not in plan
    assert "Solbakken skole" in client.get(reverse("setup:unit-tree")).content.decode()
    assert "delt av Fjordvik kommune" in client.get(reverse("goals:plan-list")).content.decode()
    for name in ("goals:plan-pdf", "goals:plan-xlsx", "goals:plan-print"):
        assert client.get(reverse(name, args=[shared.draft.uuid])).status_code == 404
    for name in ("goals:unit-plan", "goals:unit-plan-pdf"):
        assert client.get(reverse(name, args=[shared.skole.uuid])).status_code == 404
    found = client.get(reverse("search:results"), {"q": "bøker"}).content.decode()
    assert "Kjøpe bøker" not in found
    for obj in (shared.draft_goal, shared.draft_measure, shared.plan, shared.kari, shared.oppvekst):
        assert client.get(obj.get_absolute_url()).status_code == 404
    for name in ("goals:plan-edit", "goals:plan-access"):
        assert client.get(reverse(name, args=[shared.draft.uuid])).status_code == 403
    share = client.post(reverse("goals:plan-share", args=[shared.draft.uuid]), {"del": "nei"})
    assert share.status_code == 403
    assert client.get(reverse("setup:unit-edit", args=[shared.skole.uuid])).status_code == 403


def test_members_lists_and_choices_hold_nothing_of_ours(shared, sign_in):
    client = sign_in(nils())
    for name in ("goals:measure-list", "goals:task-list", "goals:measure-xlsx", "deadlines:tasks", "home:start"):
        page = client.get(reverse(name), {"vis": "alle"}).content
        for hidden in ("Kjøpe bøker", "Lesing i alle fag", "Solbakken skole", "Virksomhetsplan for skolen"):
            assert hidden.encode() not in page, (name, hidden)
    filtered = client.get(reverse("goals:measure-list"), {"enhet": shared.skole.uuid, "plan": shared.draft.uuid})
    assert "Kjøpe bøker" not in filtered.content.decode()


def test_scope_of_a_guest_costs_one_more_query_however_many_units(shared):
    with CaptureQueriesContext(connection) as few:
        scope_of(nils())
    add_member(shared.barnehage, municipality=shared.neighbour, starts=TODAY, by=shared.siri)
    with CaptureQueriesContext(connection) as many:
        assert len(scope_of(nils()).guest_units) == 2
    assert len(few) == len(many)


def test_host_shares_a_plan_from_its_page_and_takes_it_back(world, sign_in):
    add_member(world.skole, municipality=world.neighbour, starts=TODAY, by=world.siri)
    kari, url = sign_in(world.kari), reverse("goals:plan-share", args=[world.draft.uuid])
    refused = kari.post(url, {"del": "ja"}, follow=True).content.decode()
    assert "Publiser den før du deler den" in refused
    with scopes_disabled():
        publish_plan(world.draft, by=world.kari)
    assert "Del med medlemskommunene" in kari.get(reverse("goals:plan-access", args=[world.draft.uuid])).text
    assert sign_in(world.ola).post(url, {"del": "ja"}).status_code == 403
    assert sign_in(nils()).post(url, {"del": "ja"}).status_code == 404
    assert "Planen er delt." in kari.post(url, {"del": "ja"}, follow=True).text
    assert sees(Plan) == {"Virksomhetsplan for skolen"}
    assert kari.post(url, {"del": "nei"}).status_code == 303
    assert sees(Plan) == set()


def test_administrator_adds_and_ends_a_member_from_the_unit_page(world, sign_in):
    add = reverse("setup:member-add", args=[world.skole.uuid])
    typed = {"municipality": world.neighbour.pk, "starts": str(TODAY), "ends": ""}
    assert sign_in(world.kari).post(add, typed).status_code == 403
    assert sign_in(nils()).post(add, typed).status_code == 404
    siri = sign_in(world.siri)
    assert siri.post(add, typed | {"municipality": world.municipality.pk}).status_code == 422
    assert siri.post(add, typed).status_code == 303
    again = siri.post(add, typed)
    assert again.status_code == 422
    assert "Kommunen er allerede medlem i denne perioden." in again.text
    assert "Åsheim kommune" in siri.get(world.skole.get_absolute_url()).text
    end = reverse("setup:member-end", args=[world.skole.uuid, world.skole.memberships.get().uuid])
    assert siri.post(end, {"ends": str(YESTERDAY)}).status_code == 303
    assert not world.skole.memberships.exists()
