"""The yearly plan of a unit: what it inherits and adds, who lacks one, and what is carried on. [G9]"""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_scopes import scopes_disabled

from goals.actions.goals import create_goal, create_subgoal, edit_goal
from goals.actions.measures import ResponsibleChoice, create_measure
from goals.actions.plans import close_plan, create_plan, publish_plan
from goals.actions.tasks import report_status
from goals.actions.unit_plans import remind_of_unit_plan, roll_plan
from goals.choices import DueKind, PlanKind, PlanStatus, TaskStatus
from goals.models import Goal, Measure, Plan
from kvalitet.notifications.models import Notice
from tests.factories import UnitFactory

YEAR = timezone.localdate().year


def address(unit, name="unit-plan", year=YEAR):
    return f"{reverse(f'goals:{name}', args=[unit.uuid])}?aar={year}"


def start(client, unit, year=YEAR):
    return client.post(reverse("goals:unit-plan-start", args=[unit.uuid]), {"aar": year})


@pytest.fixture
def old_plan(world):
    """Return the closed plan of the kindergarten two years ago: one measure done, one not, one for always."""
    with scopes_disabled():
        plan = create_plan(
            unit=world.barnehage, kind=PlanKind.UNIT_PLAN, name="Plan i fjor", starts_year=2019, ends_year=2019, by=None
        )
        goal = create_goal(plan, title="Alle har en venn", perspective="services", measured_by="Observasjon", by=None)
        subgoal = create_subgoal(goal, title="Ingen leker alene", by=None)
        per = [ResponsibleChoice(person=world.per)]
        due = {"due_kind": DueKind.DATE, "due": date(2019, 5, 5)}
        done = create_measure(goal, title="Ferdig tiltak", responsible=per, by=None, **due)
        create_measure(goal, subgoal=subgoal, title="Uferdig tiltak", responsible=per, by=None, **due)
        create_measure(goal, title="Løpende tiltak", responsible=per, by=None, due_kind=DueKind.ONGOING)
        publish_plan(plan, by=None)
        report_status(
            done.tasks.get(), status=TaskStatus.DONE, progress=100, comment="", evidence="", by=world.per, as_read=False
        )
        plan.refresh_from_db()
        return close_plan(plan, by=world.eli)


def test_the_unit_sees_what_it_is_given_with_its_own_status(world, sign_in):
    """[G9] Read through, not copied: a change above is seen at once."""
    page = sign_in(world.per).get(address(world.barnehage)).text
    assert "Lage beredskapsplan" in page
    assert "1 tiltak er gitt til enheten" in page
    assert "Ikke startet" in page
    assert "Ansette miljøterapeut" not in page.split('id="egne"')[0].split('id="gitt"')[1]
    with scopes_disabled():
        edit_goal(world.goal, title="Trygge barnehager og skoler", by=world.kim)
        assert not Goal.objects.filter(plan__unit=world.barnehage).exists()
    assert "Trygge barnehager og skoler" in sign_in(world.per).get(address(world.barnehage)).text


def test_an_employee_reads_it_without_the_status_of_tasks_and_buttons(world, sign_in):
    own, page = sign_in(world.kari).get(address(world.skole)), sign_in(world.ola).get(address(world.skole))
    assert page.status_code == 200
    assert "Meld status" in own.text
    assert "Meld status" not in page.text
    assert "Ikke startet" not in page.text
    assert "Start på en tom plan" not in page.text


def test_a_draft_is_seen_by_those_who_may_edit_it_only(world, sign_in):
    """[P4] The school has a draft: teachers and the neighbouring municipality learn nothing of it."""
    assert "Kjøpe bøker" in sign_in(world.kari).get(address(world.skole)).text
    page = sign_in(world.ola).get(address(world.skole)).text
    assert "Kjøpe bøker" not in page
    assert "Utkast" not in page
    assert sign_in(world.nils).get(address(world.skole)).status_code == 404


def test_the_leader_begins_adds_and_publishes_and_another_leader_may_not(world, sign_in):
    """[G9]"""
    client = sign_in(world.per)
    assert start(sign_in(world.jon), world.barnehage).status_code == 403
    assert start(sign_in(world.nils), world.barnehage).status_code == 404
    answer = start(client, world.barnehage)
    assert answer.status_code == 303
    with scopes_disabled():
        plan = Plan.objects.get(unit=world.barnehage, kind=PlanKind.UNIT_PLAN)
        assert (plan.name, plan.status, plan.starts_year) == (
            "Virksomhetsplan Elvebakken barnehage",
            PlanStatus.DRAFT,
            YEAR,
        )
        create_goal(plan, title="Flere leker ute", perspective="services", by=world.per)
    page = client.get(address(world.barnehage)).text
    assert "1 mål mangler tiltak." in page
    publish = reverse("goals:plan-publish", args=[plan.uuid])
    assert "1 mål mangler tiltak." in client.get(publish).text
    assert client.post(publish).status_code == 303
    assert "Flere leker ute" in sign_in(world.ola).get(address(world.barnehage)).text


def test_a_second_plan_for_the_same_year_is_refused(world, sign_in):
    client = sign_in(world.per)
    assert start(client, world.barnehage).status_code == 303
    refused = client.post(reverse("goals:unit-plan-start", args=[world.barnehage.uuid]), {"aar": YEAR}, follow=True)
    assert "har allerede en virksomhetsplan" in refused.text
    with scopes_disabled():
        assert Plan.objects.filter(unit=world.barnehage).count() == 1


def test_the_list_shows_who_lacks_one_first_and_only_those_followed_up(world, sign_in):
    """[G9] The chief sees all, the head of a sector the own ones, an employee none."""
    page = sign_in(world.anne).get(reverse("goals:unit-plan-list")).text
    assert "0 av 4 virksomheter har publisert plan" in page
    assert page.index("Hjemmetjenesten") < page.index("Solbakken skole")
    sector = sign_in(world.eli).get(reverse("goals:unit-plan-list")).text
    assert "Elvebakken barnehage" in sector
    assert "Hjemmetjenesten" not in sector
    assert sign_in(world.ola).get(reverse("goals:unit-plan-list")).status_code == 403
    assert "Solbakken skole" not in sign_in(world.nils).get(reverse("goals:unit-plan-list")).text


def test_the_list_can_be_narrowed_and_odd_years_are_this_year(world, sign_in):
    client = sign_in(world.anne)
    url = reverse("goals:unit-plan-list")
    drafts = client.get(url, {"vis": "utkast"}).text
    assert "Solbakken skole" in drafts
    assert "Hjemmetjenesten" not in drafts
    for odd in ("x", "0", "99999", "²026", "-1", "1000"):
        assert f"Virksomhetsplaner {YEAR}" in client.get(url, {"aar": odd}).text
    assert client.get(url, {"vis": "tull", "side": "99"}).status_code == 200


def test_a_reminder_is_given_once_a_week(world, sign_in):
    client = sign_in(world.eli)
    url = reverse("goals:unit-plan-remind", args=[world.barnehage.uuid])
    first = client.post(url, {"aar": YEAR}, follow=True)
    assert "Per Pettersen får en påminnelse" in first.text
    assert "er alt minnet på" in client.post(url, {"aar": YEAR}, follow=True).text
    with scopes_disabled():
        notice = Notice.objects.get(recipient=world.per, title__startswith="Virksomhetsplanen")
        assert "Eli Engen" in notice.why
        later = timezone.localdate() + timedelta(days=7)
        assert remind_of_unit_plan(world.barnehage, year=YEAR, by=world.eli, today=later)[1]
    assert client.get(url).status_code == 405
    assert sign_in(world.jon).post(url, {"aar": YEAR}).status_code == 403
    assert sign_in(world.nils).post(url, {"aar": YEAR}).status_code == 404


def test_nobody_is_reminded_where_nobody_leads_or_the_plan_is_out(world, sign_in):
    client = sign_in(world.anne)
    url = reverse("goals:unit-plan-remind", args=[world.sykehjem.uuid])
    assert "har ingen leder å minne på" in client.post(url, {"aar": YEAR}, follow=True).text
    with scopes_disabled():
        publish_plan(world.draft, by=world.kari)
    url = reverse("goals:unit-plan-remind", args=[world.skole.uuid])
    assert "er allerede publisert" in client.post(url, {"aar": YEAR}, follow=True).text


def test_what_was_chosen_is_carried_on_without_last_years_dates(world, sign_in, old_plan):
    """[G9] The finished stays behind; what goes on for ever keeps its kind of deadline."""
    client = sign_in(world.per)
    page = client.get(address(world.barnehage, "unit-plan-roll"))
    assert "Uferdig tiltak" in page.text
    assert "Ferdig tiltak" not in page.text.replace("Uferdig tiltak", "")
    assert "Før videre fra 2019" in client.get(address(world.barnehage)).text
    with scopes_disabled():
        chosen = [str(one.uuid) for one in Measure.objects.filter(plan=old_plan).exclude(title="Ferdig tiltak")]
    answer = client.post(address(world.barnehage, "unit-plan-roll"), {"measures": chosen})
    assert answer.status_code == 303
    with scopes_disabled():
        plan = Plan.objects.get(unit=world.barnehage, starts_year=YEAR)
        copied = {one.title: one for one in Measure.objects.filter(plan=plan).select_related("subgoal", "goal")}
        assert copied.keys() == {"Uferdig tiltak", "Løpende tiltak"}
        assert (copied["Uferdig tiltak"].due, copied["Uferdig tiltak"].due_kind) == (None, DueKind.NONE)
        assert copied["Løpende tiltak"].due_kind == DueKind.ONGOING
        assert str(copied["Uferdig tiltak"].subgoal) == "Ingen leker alene"
        assert copied["Uferdig tiltak"].goal.measured_by == "Observasjon"
        assert copied["Uferdig tiltak"].responsibles.get().person == world.per
        assert Measure.objects.filter(plan=old_plan).count() == 3
    assert "1 tiltak mangler frist." in client.get(answer["Location"]).text


def test_choosing_nothing_or_what_is_not_offered_changes_nothing(world, sign_in, old_plan):
    client = sign_in(world.per)
    url = address(world.barnehage, "unit-plan-roll")
    empty = client.post(url, {})
    assert empty.status_code == 422
    assert "Velg minst ett mål eller tiltak å føre videre." in empty.text
    foreign = client.post(url, {"measures": [str(world.measure.uuid)]})
    assert foreign.status_code == 422
    assert "Velg tiltak fra listen." in foreign.text
    with scopes_disabled():
        assert not Plan.objects.filter(unit=world.barnehage, starts_year=YEAR).exists()
    assert sign_in(world.jon).get(url).status_code == 403
    assert sign_in(world.nils).get(url).status_code == 404
    assert sign_in(world.jon).get(address(world.hjemmetjenesten, "unit-plan-roll")).status_code == 404


def test_the_action_refuses_a_year_that_has_a_plan(world, old_plan, sign_in):
    start(sign_in(world.per), world.barnehage)
    with scopes_disabled():
        goal = Goal.objects.get(plan=old_plan)
    answer = sign_in(world.per).post(address(world.barnehage, "unit-plan-roll"), {"goals": [str(goal.uuid)]})
    assert answer.status_code == 422
    assert "har allerede en virksomhetsplan" in answer.text


def test_the_plan_comes_on_paper_for_those_who_may_read_it(world, sign_in):
    url = address(world.skole, "unit-plan-pdf")
    answer = sign_in(world.ola).get(url)
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert sign_in(world.nils).get(url).status_code == 404


def test_signed_out_people_are_sent_to_sign_in(client, world):
    for url in (reverse("goals:unit-plan-list"), address(world.skole), address(world.skole, "unit-plan-pdf")):
        assert "/konto/login/" in client.get(url)["Location"]


def test_who_lacks_one_costs_the_same_for_few_and_many_units(world, sign_in):
    """Three hundred units are as cheap as three."""
    client = sign_in(world.anne)
    asked = []
    for more in (3, 300):
        for number in range(more):
            UnitFactory(parent=world.oppvekst, name=f"Skole {more}-{number}")
        client.get(reverse("goals:unit-plan-list"))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("goals:unit-plan-list")).status_code == 200
        asked.append(len(captured))
    assert asked[0] == asked[1]


def test_copying_is_an_action_of_its_own(world, old_plan):
    with scopes_disabled():
        goals = [Goal.objects.get(plan=old_plan).uuid]
        plan = roll_plan(old_plan, year=2020, goals=goals, measures=[], by=world.per)
        assert (plan.starts_year, plan.status, plan.measures.count()) == (2020, PlanStatus.DRAFT, 0)
