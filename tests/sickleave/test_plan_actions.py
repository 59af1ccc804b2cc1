"""[S3] Versions, signatures that fall when the plan changes, and the step of the law that is done by them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from django_scopes import scopes_disabled

from kvalitet.deadlines.models import Deadline
from kvalitet.notifications.models import Notice
from kvalitet.organisation import actions as organisation
from kvalitet.web.errors import Refused
from sickleave.actions import plan_sending, plans
from sickleave.actions.syncing import sync_people
from sickleave.choices import AbsenceKind, ExceptionReason, MilestoneState, PlanState, SendChannel, Step, Unsigned
from sickleave.models import FollowUpPlan, Milestone, PlanSending
from tests.sickleave.planned import FULL, drafted, evaluation_day, ill_today, shared, signed

SECRET = "Narhval"
STORED = (
    "select row_to_json(t)::text from sickleave_followupplan t",
    "select row_to_json(t)::text from sickleave_historicalfollowupplan t",
)


@pytest.fixture(autouse=True)
def _everywhere(world):
    with scopes_disabled():
        yield


def step(plan, name=Step.PLAN) -> Milestone:
    return Milestone.objects.get(case=plan.case, step=name)


def test_a_plan_is_done_when_both_have_signed_and_the_step_with_it(world):
    plan = signed(world)
    assert plan.state == PlanState.SIGNED
    assert plan.finished_at == plan.leader_signed_at
    assert (step(plan).state, step(plan).done_on) == (MilestoneState.DONE, timezone.localdate())


def test_the_order_of_the_two_does_not_matter(world):
    plan = plans.sign_as_leader(shared(world), by=world.kari)
    assert plan.state == PlanState.SHARED
    assert plans.sign_as_employee(plan, by=world.ola).state == PlanState.SIGNED


def test_a_change_takes_the_signatures_away(world):
    plan = plans.sign_as_leader(shared(world), by=world.kari)
    plan = plans.write_own_part(plan, text="Jeg vil ha tirsdagene fri.", by=world.ola)
    assert (plan.leader_signed_at, plan.leader_signed_by, plan.employee_signed_at) == (None, None, None)
    plan = plans.sign_as_employee(plan, by=world.ola)
    plan = plans.write(plan, {"can_do": "Bare planlegging."}, by=world.kari)
    assert plan.employee_signed_at is None
    assert plan.state == PlanState.SHARED


def test_what_is_written_again_unchanged_leaves_the_signatures(world):
    plan = plans.sign_as_employee(shared(world), by=world.ola)
    assert plans.write(plan, FULL, by=world.kari).employee_signed_at is not None


def test_a_signed_version_is_never_changed(world):
    plan = signed(world)
    for act in (
        lambda: plans.write(plan, {"can_do": "Alt."}, by=world.kari),
        lambda: plans.write_own_part(plan, text="Alt.", by=world.ola),
        lambda: plans.object_to(plan, text="Alt.", by=world.ola),
        lambda: plans.share(plan, by=world.kari),
    ):
        with pytest.raises(Refused):
            act()


def test_the_next_version_begins_as_a_copy_and_the_old_one_stays(world):
    old = signed(world)
    new = plans.begin(old.case, by=world.kari)
    assert (new.number, new.state, new.can_do, new.evaluation_on) == (2, PlanState.DRAFT, FULL["can_do"], None)
    plans.write(new, {"can_do": "Alt."}, by=world.kari)
    assert FollowUpPlan.objects.get(pk=old.pk).can_do == FULL["can_do"]
    with pytest.raises(Refused):
        plans.begin(old.case, by=world.kari)


def test_a_later_version_does_not_move_the_day_of_the_step(world):
    plan = signed(world)
    done_on = timezone.localdate() - timedelta(days=3)
    Milestone.objects.filter(case=plan.case, step=Step.PLAN).update(done_on=done_on)
    new = plans.write(plans.begin(plan.case, by=world.kari), {"evaluation_on": evaluation_day()}, by=world.kari)
    new = plans.sign_as_employee(plans.share(new, by=world.kari), by=world.ola)
    assert plans.sign_as_leader(new, by=world.kari).is_signed
    assert step(plan).done_on == done_on


@pytest.mark.parametrize("gone", ["adaptation_ahead", "follow_up", "evaluation_on", "employee_took_part"])
def test_the_leader_signs_only_what_holds_what_the_law_asks_for(world, gone):
    plan = shared(world, **{gone: None if gone in {"evaluation_on", "employee_took_part"} else ""})
    with pytest.raises(Refused, match="Fyll ut dette"):
        plans.sign_as_leader(plan, by=world.kari)


def test_an_empty_plan_is_not_shared(world):
    plan = plans.begin(ill_today(world.ola), by=world.kari)
    with pytest.raises(Refused, match="tom"):
        plans.share(plan, by=world.kari)


def test_a_draft_is_not_signed(world):
    with pytest.raises(Refused, match="deles"):
        plans.sign_as_leader(drafted(world), by=world.kari)


def test_the_leader_finishes_alone_only_for_a_reason_that_is_so(world):
    plan = shared(world)
    for because in (Unsigned.OBJECTED, Unsigned.NO_PART):
        with pytest.raises(Refused):
            plans.finish_alone(plan, because=because, by=world.kari)
    plan = plans.object_to(plan, text="Gymtimene går fint.", by=world.ola)
    plan = plans.finish_alone(plan, because=Unsigned.OBJECTED, by=world.kari)
    assert (plan.state, plan.unsigned_because, plan.objection) == ("signed", "objected", "Gymtimene går fint.")
    assert step(plan).state == MilestoneState.DONE


def test_agreeing_takes_the_objection_back(world):
    plan = plans.object_to(shared(world), text="Gymtimene går fint.", by=world.ola)
    plan = plans.sign_as_employee(plan, by=world.ola)
    assert (plan.objection, plan.objected_at) == ("", None)


def test_two_at_once_are_told(world):
    plan = shared(world)
    stale = FollowUpPlan.objects.get(pk=plan.pk)
    plans.write(plan, {"can_do": "Noe annet."}, by=world.kari)
    with pytest.raises(Refused, match="Noen andre"):
        plans.sign_as_employee(stale, by=world.ola)


def test_the_day_of_evaluation_is_the_leaders_task_alone_and_says_nothing(world):
    plan = signed(world)
    (deadline,) = Deadline.objects.of(plan)
    assert (deadline.due, deadline.assignee) == (evaluation_day(), f"person:{world.kari.pk}")
    assert (deadline.title, deadline.may_be_lent) == ("Du har en oppgave i en oppfølgingssak", False)
    organisation.set_leader(world.skole, person=world.vera, starts=timezone.localdate(), by=None)
    sync_people([world.ola.pk], timezone.localdate())
    open_rows = Deadline.objects.of(plan).filter(cancelled_at=None)
    assert [row.assignee for row in open_rows] == [f"person:{world.vera.pk}"]


def test_a_new_version_takes_over_the_evaluation(world):
    old = signed(world)
    new = plans.write(plans.begin(old.case, by=world.kari), {"evaluation_on": evaluation_day()}, by=world.kari)
    plans.sign_as_leader(plans.sign_as_employee(plans.share(new, by=world.kari), by=world.ola), by=world.kari)
    assert Deadline.objects.of(old).get().done_at is not None
    assert Deadline.objects.of(new).get().done_at is None


def test_notices_say_nothing(world):
    shared(world, can_do=SECRET)
    (notice,) = Notice.objects.filter(recipient=world.ola)
    assert notice.title == "Det er noe nytt i en oppfølgingssak"
    assert SECRET not in notice.text
    assert "Ola" not in notice.title + notice.text


def test_the_database_shows_nothing_of_what_is_written(world):
    plan = shared(world, can_do=SECRET, employee_took_part=False, not_taking_part_reason=SECRET)
    plan = plans.write_own_part(plan, text=SECRET, by=world.ola)
    plans.object_to(plan, text=SECRET, by=world.ola)
    with connection.cursor() as cursor:
        for query in STORED:
            cursor.execute(query)
            found = [row[0] for row in cursor.fetchall()]
            assert found
            assert not any(SECRET in row for row in found)


def test_sending_is_written_down_and_settles_the_step_once(world):
    plan = signed(world)
    today = timezone.localdate()
    sent = {"to": "certifier", "channel": SendChannel.LETTER, "by": world.kari}
    for wrong in (today - timedelta(days=1), today + timedelta(days=1)):
        with pytest.raises(Refused):
            plan_sending.record_sending(plan, sent_on=wrong, **sent)
    assert not PlanSending.objects.filter(plan=plan).exists()
    plan_sending.record_sending(plan, sent_on=today, **sent)
    assert (step(plan, Step.PLAN_DOCTOR).state, step(plan, Step.PLAN_DOCTOR).done_on) == ("done", today)
    plan_sending.record_sending(plan, sent_on=today, **{**sent, "to": "nav"})
    assert step(plan, Step.PLAN_NAV).state == MilestoneState.DONE


def test_a_plan_that_is_not_done_is_not_sent(world):
    with pytest.raises(Refused, match="ferdig"):
        plan_sending.record_sending(
            shared(world), to="nav", sent_on=timezone.localdate(), channel=SendChannel.LETTER, by=world.kari
        )


def test_nobody_to_send_to_is_an_exception_only_when_nobody_certified(world):
    certified = ill_today(world.ola)
    with pytest.raises(Refused, match="sykmelding"):
        plan_sending.record_no_certifier(certified, by=world.kari)
    own = ill_today(world.vera, days=3, ahead=0, kind=AbsenceKind.SELF_CERTIFIED)
    row = plan_sending.record_no_certifier(own, by=world.kari)
    assert (row.state, row.exception_reason) == (MilestoneState.EXCEPTED, ExceptionReason.NO_CERTIFIER)
