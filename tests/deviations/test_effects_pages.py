"""The question that comes back 30 and 90 days after closing. [D10]"""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from django_scopes import scopes_disabled

from deviations.actions import flow
from deviations.actions.effects import omit_checks, plan_checks
from deviations.actions.reporting import Report, report
from deviations.choices import CheckState, Circle, Effect, EntryKind, State
from deviations.models import EffectCheck
from deviations.queries.effects import recurrence
from kvalitet.access.actions import appoint_deputy
from kvalitet.deadlines.models import Deadline
from kvalitet.history import actions as history
from kvalitet.web.errors import Refused
from tests.deviations.cases import FALL, category, closed, fresh, reported, secret

START = "2026-03-02T12:00:00+01:00"
FIRST, SECOND = "2026-04-01T12:00:00+02:00", "2026-05-31T12:00:00+02:00"


@pytest.fixture(autouse=True)
def _every_municipality():
    with scopes_disabled():
        yield


@pytest.fixture
def event(world, time_machine):
    """A fall at school, closed on 2 March 2026."""
    time_machine.move_to(START, tick=False)
    return closed(world, category=category(world))


def checks(event):
    return list(EffectCheck._base_manager.filter(deviation=event).order_by("pk"))


def url(check):
    return reverse("deviations:effect-answer", args=[check.uuid])


def send(day):
    out = StringIO()
    call_command("send_reminders", "--as-of", day, stdout=out)
    return out.getvalue().strip()


def test_closing_dates_the_question_and_the_leader_is_asked_that_day(world, event, mailoutbox):
    """[D10]"""
    assert [(check.step, f"{check.due}") for check in checks(event)] == [(30, "2026-04-01"), (90, "2026-05-31")]
    assert fresh(event).effect_due == checks(event)[0].due
    Deadline._base_manager.exclude(url__startswith="/avvik/effekt/").update(next_at=None)
    assert "Planlagt: 0" in send("2026-03-30")
    mailoutbox.clear()
    assert "Planlagt: 1 påminnelse" in send("2026-04-01")
    assert [mail.to for mail in mailoutbox] == [["kari@fjordvik.example"]]
    assert "Planlagt: 0" in send("2026-04-01")


def test_the_one_question_is_answered_once_beside_the_count(world, event, sign_in, time_machine):
    """[D10]"""
    check = checks(event)[0]
    client = sign_in(world.kari)
    assert "Effekten skal vurderes 01.04.2026." in client.get(url(check)).text
    assert client.post(url(check), {"effect": "yes", "version": 1}).status_code == 422
    time_machine.move_to("2026-03-20T12:00:00+01:00", tick=False)
    again = reported(world, "Elev falt på glatt gulv igjen", category=category(world))
    time_machine.move_to(FIRST, tick=False)
    client = sign_in(world.kari)
    page = client.get(url(check)).text
    assert "1 lignende hendelse på 30 dager etter lukkingen, mot ingen på like mange dager før." in page
    assert again.title in page
    assert client.post(url(check), {"version": 1}).status_code == 422
    assert client.post(url(check), {"effect": "yes", "text": "Bedre", "version": 1}).status_code == 303
    check.refresh_from_db()
    assert (check.effect, check.events_since, check.events_before, check.by) == (Effect.YES, 1, 0, world.kari)
    assert not Deadline.objects.of(check).open().exists()
    assert fresh(event).effect_due == checks(event)[1].due
    assert event.entries.filter(kind=EntryKind.EFFECT).count() == 1
    assert client.post(url(check), {"effect": "no", "version": 2}).status_code == 422


def test_only_those_who_handle_the_case_answer(world, event, sign_in, time_machine):
    time_machine.move_to(FIRST, tick=False)
    check = checks(event)[0]
    codes = {
        name: sign_in(getattr(world, name)).get(url(check)).status_code
        for name in ("kari", "ola", "rolf", "per", "nils")
    }
    assert codes == {"kari": 200, "ola": 403, "rolf": 403, "per": 404, "nils": 404}


def test_without_effect_the_case_says_so_and_offers_a_way_on(world, event, sign_in, time_machine):
    time_machine.move_to(FIRST, tick=False)
    check, client = checks(event)[0], sign_in(world.kari)
    page = client.post(url(check), {"effect": "no", "text": "Skjer fortsatt", "version": 1}, follow=True).text
    assert fresh(event).state == State.CLOSED_NO_EFFECT
    assert reverse("deviations:measure-create", args=[event.uuid]) in page
    assert reverse("deviations:deviation-reopen", args=[event.uuid]) in page
    time_machine.move_to(SECOND, tick=False)
    sign_in(world.kari).post(url(checks(event)[1]), {"effect": "yes", "version": 1})
    assert fresh(event).state == State.CLOSED


def test_a_reopened_case_is_not_asked_about_and_gets_new_questions(world, event, time_machine):
    time_machine.move_to(FIRST, tick=False)
    flow.reopen(fresh(event), text="Det skjedde igjen", by=world.kari)
    assert {check.state for check in checks(event)} == {CheckState.CANCELLED}
    assert not Deadline._base_manager.filter(url__startswith="/avvik/effekt/", cancelled_at=None).exists()
    closed_again = flow.close(
        fresh(event), closing_text="Nye matter.", by=world.kari, effect_due=timezone.localdate() + timedelta(days=30)
    )
    planned = [check for check in checks(closed_again) if check.state == CheckState.PLANNED]
    assert [check.step for check in planned] == [30, 90]
    assert plan_checks(fresh(event), by=world.kari) == planned


def test_a_high_risk_must_be_checked_and_a_low_one_may_be_left_out(world, event, sign_in):
    """[D10]"""
    high = closed(world, score=12)
    with pytest.raises(Refused, match="må sjekkes"):
        omit_checks(high, reason="Engangshendelse", by=world.kari)
    page = reverse("deviations:effect-omit", args=[high.uuid])
    assert "Risikoen var høy" in sign_in(world.kari).get(page).text
    omit = reverse("deviations:effect-omit", args=[event.uuid])
    assert sign_in(world.ola).post(omit, {"reason": "x"}).status_code == 403
    assert sign_in(world.per).post(omit, {"reason": "x"}).status_code == 404
    assert sign_in(world.kari).post(omit, {"reason": ""}).status_code == 422
    assert sign_in(world.kari).post(omit, {"reason": "Engangshendelse"}).status_code == 303
    assert {check.state for check in checks(event)} == {CheckState.OMITTED}
    assert fresh(event).effect_due is None


def test_the_count_knows_only_what_the_person_sees(world, event, time_machine):
    """A confidential event of the same kind isn't told to the one who may not see it. [P4]"""
    time_machine.move_to("2026-03-20T12:00:00+01:00", tick=False)
    secret(reported(world, category=category(world)), Circle.RESTRICTED)
    reported(world, category=category(world))
    reported(world, unit=world.barnehage, by=world.per, category=category(world))
    reported(world, category=category(world, "Brann"))
    time_machine.move_to(FIRST, tick=False)
    found = recurrence(world.kari, checks(event)[0], timezone.localdate())
    assert (found.since, found.before, len(found.rows)) == (1, 0, 1)


def test_the_list_holds_what_waits_for_those_who_handle(world, event, sign_in, time_machine):
    page = reverse("deviations:effect-list")
    assert "Ingen saker venter" in sign_in(world.kari).get(page).text
    assert event.title in sign_in(world.kari).get(page, {"vis": "senere"}).text
    time_machine.move_to(FIRST, tick=False)
    texts = {
        name: sign_in(getattr(world, name)).get(page).text
        for name in ("kari", "kim", "eli", "ola", "per", "rolf", "nils")
    }
    assert {name for name, text in texts.items() if event.title in text} == {"kari", "kim", "eli"}


def test_what_is_restricted_is_asked_of_the_handler_alone(world, time_machine, sign_in):
    time_machine.move_to(START, tick=False)
    event = report(Report(unit=world.skole, description=FALL, seriousness=2, is_about_leader=True), by=world.ola)
    event = history.apply(
        fresh(event), {"handler": world.eli, "state": State.CLOSED, "closed_at": timezone.now()}, by=None
    )
    plan_checks(event, by=world.eli)
    rows = Deadline.objects.of(checks(event)[0])
    assert [(row.responsible, row.title) for row in rows] == [(world.eli, "Sjekk effekten i en fortrolig sak")]
    time_machine.move_to(FIRST, tick=False)
    appoint_deputy(world.eli, deputy=world.per, starts=timezone.localdate(), ends=None, reason="Ferie", by=None)
    page = reverse("deviations:effect-list")
    seen = {
        name for name in ("eli", "per", "kari", "kim") if event.title in sign_in(getattr(world, name)).get(page).text
    }
    assert seen == {"eli"}  # who stands in may be the leader it is about


def test_two_who_answer_at_once(world, event, sign_in, time_machine):
    time_machine.move_to(FIRST, tick=False)
    check = checks(event)[0]
    assert sign_in(world.kari).post(url(check), {"effect": "yes", "version": 1}).status_code == 303
    answer = sign_in(world.kim).post(url(check), {"effect": "no", "version": 1})
    assert answer.status_code == 422
    assert fresh(event).state == State.CLOSED
