"""The pass of a night, and the deadlines of steps: the nearest leader's alone, named on the own page only. [S2, S5]"""

from datetime import date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_scopes import scope, scopes_disabled

from kvalitet.deadlines.models import Deadline
from kvalitet.deadlines.queries import calendar_deadlines, task_rows, tasks_for
from kvalitet.history import actions as history
from kvalitet.notifications.models import Notice
from kvalitet.organisation import actions as organisation
from sickleave.actions.nightly import flag_repeated, follow_leaders, recompute, tell_late
from sickleave.choices import CaseState
from sickleave.models import Case, Milestone
from sickleave.rules.words import TASK_TITLE
from tests.sickleave.hr_cases import ill

MONDAY = date(2026, 3, 2)
PLAN_DUE = date(2026, 3, 29)
"""The last day of the fourth week, a Sunday."""


@pytest.fixture
def on(time_machine):
    """Return a function that sets the clock to the morning of a day."""

    def move(day: date) -> date:
        time_machine.move_to(datetime(day.year, day.month, day.day, 8, tzinfo=timezone.get_default_timezone()))
        return day

    return move


@pytest.fixture
def case(world, on):
    """Ola has been ill since a Monday, for twelve weeks."""
    ill(world.ola, MONDAY, 84, today=on(MONDAY))
    with scopes_disabled():
        return Case.objects.get(person=world.ola)


def told(person, **narrowed) -> list[Notice]:
    return list(Notice._base_manager.filter(recipient=person, **narrowed).order_by("id"))


def test_the_leader_is_reminded_of_the_plan_on_the_right_days(world, case, on, mailoutbox):
    """[S2] Ill from a Monday: a week and two days before, on the day and the first miss; by command."""
    plan = Milestone._base_manager.get(case=case, step="plan")
    assert plan.due == PLAN_DUE
    sent = []
    for day in (PLAN_DUE + timedelta(days=n) for n in range(-10, 9)):
        on(day)
        before = len(mailoutbox)
        call_command("send_reminders", "--as-of", day.isoformat())
        if any(one.due == PLAN_DUE for one in told(world.kari, created_at__date=day)):
            sent.append(day)
        assert all("Ola" not in mail.subject + mail.body for mail in mailoutbox[before:])
    assert sent == [date(2026, 3, 20), date(2026, 3, 27), date(2026, 3, 30)]
    assert not told(world.eli)  # no leader above hears of it, whatever is late


def test_what_is_told_and_stored_never_says_who_or_which_step(world, case, on):
    on(PLAN_DUE)
    call_command("send_reminders", "--as-of", PLAN_DUE.isoformat())
    rows = list(Deadline._base_manager.filter(responsible=world.kari, title=str(TASK_TITLE)))
    assert rows
    texts = [f"{row.title} {row.url}" for row in rows]
    texts += [f"{one.title} {one.text} {one.url} {one.why} {one.key}" for one in told(world.kari)]
    with scope(municipality=[world.municipality.pk]):
        texts += [row.title for row in calendar_deadlines(world.kari, PLAN_DUE)]
    assert not [text for text in texts if any(word in text for word in ("Ola", "Olsen", "plan", "syk-", "møte"))]


def test_the_own_page_says_for_whom_and_which_step(world, case, on, sign_in):
    """[S5] Only to the leader of today, and made when the page is drawn."""
    today = on(MONDAY + timedelta(days=20))
    page = sign_in(world.kari).get("/oppgaver/").content.decode()
    assert "Oppfølgingsplan for Ola Olsen" in page
    assert f"/sykefravaer/saker/{case.uuid}/plan/" in page
    with scope(municipality=[world.municipality.pk]):
        mine = tasks_for(world.kari, today).filter(title=str(TASK_TITLE))
        assert {row.title for row in task_rows(mine, today, owner=world.eli)} == {str(TASK_TITLE)}
    for name in ("eli", "anne", "heidi", "siri", "ola"):
        assert "for Ola Olsen" not in sign_in(getattr(world, name)).get("/oppgaver/").content.decode(), name


def test_a_new_leader_has_the_tasks_within_minutes_and_the_old_one_none(world, case, on, sign_in):
    today = on(MONDAY + timedelta(days=20))
    with scopes_disabled():
        organisation.set_leader(world.skole, person=world.per, starts=today, by=None)
    assert "Ola Olsen" not in sign_in(world.kari).get("/oppgaver/").content.decode()
    assert follow_leaders(today).changed == 1
    assert follow_leaders(today).people == 0  # nothing more to move
    assert "Oppfølgingsplan for Ola Olsen" in sign_in(world.per).get("/oppgaver/").content.decode()
    with scopes_disabled():
        assert not tasks_for(world.kari, today).filter(title=str(TASK_TITLE)).exists()


def test_hr_hears_of_a_late_step_once_and_neutrally(world, case, on):
    today = on(PLAN_DUE + timedelta(days=1))
    first = recompute(today)
    assert first.told == 3  # the first talk, the plan, and the plan to the one who certified
    (notice,) = told(world.heidi)
    assert "3 steg" in notice.text
    assert not any(word in notice.title + notice.text for word in ("Ola", "plan", "Solbakken"))
    on(today + timedelta(days=1))
    assert recompute(today + timedelta(days=1)).told == 0
    assert len(told(world.heidi)) == 1
    assert not any(told(getattr(world, name)) for name in ("anne", "eli", "siri", "kim", "nils"))


def test_hr_of_another_sub_tree_and_the_one_who_is_ill_hear_nothing(world, on):
    today = on(MONDAY + timedelta(days=40))
    ill(world.heidi, MONDAY, 84, today=today)
    assert tell_late(today) == 3
    assert told(world.heidi) == []


def test_a_pass_counts_what_is_late_and_a_second_changes_nothing(world, case, on):
    today = on(PLAN_DUE + timedelta(days=1))
    assert recompute(today).synced.changed == 1
    with scopes_disabled():
        found = Case.objects.get(pk=case.pk)
        versions = Case.history.filter(id=case.pk).count()
    assert (found.next_step, found.late_count) == ("talk", 3)
    again = recompute(today).synced
    assert (again.people, again.changed, again.steps) == (1, 0, 0)
    with scopes_disabled():
        assert Case.history.filter(id=case.pk).count() == versions


def test_a_case_is_closed_when_sixteen_days_have_passed(world, case, on):
    """domain.md A3: the spell may be joined until 15 days after its last day."""
    last = case.ends
    on(last + timedelta(days=15))
    call_command("recompute_sick_leave", "--as-of", (last + timedelta(days=15)).isoformat())
    assert _state(case) == CaseState.OPEN
    on(last + timedelta(days=16))
    call_command("recompute_sick_leave")
    assert _state(case) == CaseState.CLOSED
    with scopes_disabled():
        assert not tasks_for(world.kari, last).filter(title=str(TASK_TITLE)).exists()


def _state(case: Case) -> str:
    with scopes_disabled():
        return Case.objects.get(pk=case.pk).state


def test_repeated_absence_is_flagged_and_taken_back(world, on):
    """domain.md A3: two spells and 300 days within 36 months."""
    today = on(date(2026, 3, 1))
    ill(world.ola, date(2024, 1, 1), 200, today=date(2024, 1, 1))
    ill(world.ola, date(2025, 11, 1), 140, today=today)
    assert flag_repeated(today) == 1
    assert flag_repeated(today) == 0
    assert flag_repeated(date(2028, 1, 1)) == 1
    with scopes_disabled():
        assert not Case.objects.filter(is_repeated=True).exists()


def test_an_inactive_leader_is_replaced_by_the_one_above(world, case, on):
    today = on(MONDAY + timedelta(days=20))
    with scopes_disabled():
        history.apply(world.kari, {"is_active": False}, by=None)
    follow_leaders(today)
    with scopes_disabled():
        assert Case.objects.get(pk=case.pk).last_leader == world.eli
