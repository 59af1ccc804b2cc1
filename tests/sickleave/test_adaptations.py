"""Adaptations and the activity requirement: who may, what a wrong form does, and what follows. [S3, S4]"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django_scopes import scopes_disabled

from kvalitet.deadlines.models import Deadline
from sickleave.actions.adaptations import add_adaptation
from sickleave.actions.plans import begin
from sickleave.actions.syncing import sync_people
from sickleave.choices import AdaptationKind, MilestoneState, Step
from sickleave.models import ActivityStatement, Adaptation
from sickleave.queries.activity import statement_with
from tests.sickleave.meeting_cases import asked, change_leader, give_reason, ill, others


@pytest.fixture(autouse=True)
def _every_municipality():
    with scopes_disabled():
        yield


@pytest.fixture
def case(world):
    return ill(world.ola)


def url(name, case, *extra):
    return reverse(f"sickleave:{name}", args=[case.uuid, *extra])


def day(offset: int) -> str:
    return f"{timezone.localdate() + timedelta(days=offset):%Y-%m-%d}"


def adapted(case, by, **fields) -> Adaptation:
    today = timezone.localdate()
    given = {"kind": AdaptationKind.HOURS, "what": "Bare dagvakter", "starts": today - timedelta(days=20), "ends": None}
    return add_adaptation(case, **{**given, "evaluate_on": today + timedelta(days=8), **fields}, by=by)


def typed(**fields):
    given = {"kind": "hours", "what": "Bare dagvakter", "starts": day(0), "ends": "", "evaluate_on": day(28)}
    return {**given, **fields}


def evaluation(adaptation, **fields):
    given = {"evaluated_on": day(0), "effect": "partly", "evaluation": "Går bedre", "next": "keep"}
    version = Adaptation.objects.get(pk=adaptation.pk).version
    return {**given, "evaluate_on": day(14), "version": version, **fields}


def test_leader_writes_down_an_adaptation_and_is_reminded_of_it_alone(world, sign_in, case):
    """[S4] The deadline is the leader's own, and its words tell nothing."""
    address = url("adaptation-new", case)
    assert sign_in(world.kari).post(address, typed()).status_code == 303
    made = Adaptation.objects.get(case=case)
    assert (made.what, made.kind) == ("Bare dagvakter", "hours")
    tasks = sign_in(world.kari).get(reverse("deadlines:tasks")).text
    assert "Vurder tilretteleggingen for Ola Olsen" in tasks
    deadline = Deadline.objects.of(made).get()
    assert (deadline.responsible, deadline.may_be_lent, deadline.statutory) == (world.kari, False, False)
    assert deadline.due == timezone.localdate() + timedelta(days=28)
    assert "dag" not in deadline.title.lower()
    assert [sign_in(person).post(address, typed()).status_code for person in (world.ola, world.heidi)] == [403, 403]
    assert {client.post(address, typed()).status_code for client in others(world, sign_in).values()} == {404}


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"what": ""}, "Skriv litt om dette."),
        ({"kind": "noe"}, "Velg fra listen."),
        ({"starts": "i morgen"}, "Skriv datoen slik"),
        ({"starts": day(-400)}, "før første fraværsdag"),
        ({"ends": day(-1)}, "kan ikke være før fra-datoen"),
        ({"evaluate_on": day(-1)}, "før den begynner"),
        ({"evaluate_on": ""}, "Velg en dato."),
        ({"evaluate_on": "9999-12-31"}, "i løpet av det neste året"),
        ({"what": "x" * 2001}, "for lang"),
        ({"what": "Har fått diagnosen migrene"}, "Se over teksten"),
    ],
)
def test_a_wrong_adaptation_is_refused_with_what_to_do(world, sign_in, case, fields, told):
    answer = sign_in(world.kari).post(url("adaptation-new", case), typed(**fields))
    assert answer.status_code == 422
    assert told in answer.text
    assert not Adaptation.objects.exists()


def test_the_list_is_read_by_the_employee_and_by_hr_with_a_reason(world, sign_in, case):
    adapted(case, world.kari)
    address = url("adaptations", case)
    ola = sign_in(world.ola).get(address).text
    assert "Bare dagvakter" in ola
    assert "Diagnosen er din egen sak" in ola
    assert url("adaptation-new", case) not in ola
    heidi = sign_in(world.heidi)
    assert "Bare dagvakter" not in heidi.get(address).text
    assert "Bare dagvakter" not in heidi.get(url("case-detail", case)).text
    assert give_reason(heidi, case, address).status_code == 303
    assert "Bare dagvakter" in heidi.get(address).text
    assert {client.get(address).status_code for client in others(world, sign_in).values()} == {404}


def test_it_is_changed_by_one_at_a_time(world, sign_in, case):
    made = adapted(case, world.kari)
    address = url("adaptation-edit", case, made.uuid)
    data = typed(what="Bare kveldsvakter", starts=f"{made.starts:%Y-%m-%d}", version=made.version)
    assert sign_in(world.kari).post(address, data).status_code == 303
    answer = sign_in(world.kari).post(address, data | {"what": "Ingen helger"})
    assert answer.status_code == 422
    assert "har endret dette mens du skrev" in answer.text
    assert Adaptation.objects.get().what == "Bare kveldsvakter"
    assert sign_in(world.ola).post(address, data).status_code == 403


def test_it_is_evaluated_and_looked_at_again(world, sign_in, case):
    """[S4] With its effect and what comes next."""
    made = adapted(case, world.kari)
    address = url("adaptation-evaluate", case, made.uuid)
    kari = sign_in(world.kari)
    assert "Velg når dere ser på det igjen" in kari.post(address, evaluation(made, evaluate_on="")).text
    assert "kan ikke være fram i tid" in kari.post(address, evaluation(made, evaluated_on=day(2))).text
    assert kari.post(address, evaluation(made)).status_code == 303
    made = Adaptation.objects.get()
    assert (made.effect, made.next, made.evaluation) == ("partly", "keep", "Går bedre")
    assert Deadline.objects.of(made).get().due == timezone.localdate() + timedelta(days=14)
    assert sign_in(world.ola).get(address).status_code == 403


def test_one_that_ends_is_over_and_no_longer_reminded_of(world, sign_in, case):
    made = adapted(case, world.kari)
    answer = sign_in(world.kari).post(
        url("adaptation-evaluate", case, made.uuid), evaluation(made, next="end", effect="helped")
    )
    assert answer.status_code == 303
    made = Adaptation.objects.get()
    assert (made.ends, made.evaluate_on) == (timezone.localdate(), None)
    assert Deadline.objects.of(made).get().done_at is not None


def test_the_reminder_follows_the_case_to_a_new_leader(world, case):
    made = adapted(case, world.kari)
    change_leader(world)
    sync_people([world.ola.pk], timezone.localdate())
    assert Deadline.objects.of(made).open().get().responsible == world.per


def test_the_former_leader_loses_sight(world, sign_in, case):
    made = adapted(case, world.kari)
    change_leader(world)
    for page in (url("adaptations", case), url("adaptation-edit", case, made.uuid), url("activity", case)):
        assert sign_in(world.kari).get(page).status_code == 404
        assert sign_in(world.per).get(page).status_code == 200


def test_the_list_asks_the_same_with_many(world, sign_in, case):
    kari = sign_in(world.kari)
    adapted(case, world.kari)
    pages = [url("adaptations", case), url("case-detail", case)]
    few = [[asked(kari, page) for page in pages] for _twice in range(2)][1]
    for _number in range(12):
        adapted(case, world.kari)
    assert [asked(kari, page) for page in pages] == few


def test_grading_fulfils_the_activity_requirement(world, sign_in):
    """[domain A1, activity] Graded leave fulfils it; the form suggests so."""
    case = ill(world.ola, grade=50)
    kari = sign_in(world.kari)
    assert "Da er aktivitetskravet oppfylt" in kari.get(url("activity", case)).text
    data = {"outcome": "graded", "text": "", "sent_on": "", "version": 0}
    assert kari.post(url("activity", case), data).status_code == 303
    assert case.milestones.get(step=Step.ACTIVITY).state == MilestoneState.DONE


def test_the_statement_is_written_sent_and_read_by_the_employee(world, sign_in, case):
    """[S3] Why adaptation isn't possible, and the day it was sent; nobody who is fully absent is graded."""
    address, kari = url("activity", case), sign_in(world.kari)
    told = {"outcome": "statement", "text": "Alt arbeid skjer på båten.", "sent_on": day(0), "version": 0}
    assert "Skriv hvorfor" in kari.post(address, told | {"text": ""}).text
    assert "Skriv når erklæringen ble sendt" in kari.post(address, told | {"sent_on": ""}).text
    assert "helt borte nå" in kari.post(address, told | {"outcome": "graded"}).text
    assert kari.post(address, told).status_code == 303
    assert case.milestones.get(step=Step.ACTIVITY).state == MilestoneState.DONE
    assert "Alt arbeid skjer på båten." in sign_in(world.ola).get(address).text
    assert sign_in(world.ola).post(address, told).status_code == 403
    assert "båten" not in sign_in(world.heidi).get(address).text
    assert {client.get(address).status_code for client in others(world, sign_in).values()} == {404}
    second = kari.post(address, told | {"text": "Noe annet."})
    assert second.status_code == 422
    assert ActivityStatement.objects.get().text == "Alt arbeid skjer på båten."


def test_the_statement_goes_with_the_newest_plan(world, sign_in, case):
    """[NAV-AKT] Put it in the plan; a version that is signed and followed by another stays as it was."""
    told = {"outcome": "statement", "text": "Alt arbeid skjer på båten.", "sent_on": day(0), "version": 0}
    kari = sign_in(world.kari)
    kari.post(url("activity", case), told)
    plan = begin(case, by=world.kari)
    assert "Alt arbeid skjer på båten." in kari.get(url("plan", case)).text
    assert statement_with(plan).text == "Alt arbeid skjer på båten."
    assert kari.get(url("plan-pdf", case, plan.number)).status_code == 200


def test_waiting_for_nav_leaves_the_step_open(world, sign_in, case):
    told = {"outcome": "waiting", "text": "", "sent_on": "", "version": 0}
    assert sign_in(world.kari).post(url("activity", case), told).status_code == 303
    assert case.milestones.get(step=Step.ACTIVITY).state == MilestoneState.WAITING
