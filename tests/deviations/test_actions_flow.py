"""A case is moved on through actions: everything needed is asked for, and everybody concerned is told. [D2, D13]"""

import copy
from datetime import date, timedelta

import pytest
from django.utils import timezone
from django_scopes import scopes_disabled

from deviations.actions import facts, flow, people
from deviations.actions.causes import set_cause
from deviations.actions.measures import explain_no_measure
from deviations.actions.reporting import Report, report
from deviations.choices import Cause, Circle, EntryKind, Seriousness, Source, State
from deviations.models import Deviation
from kvalitet.deadlines.models import Deadline
from kvalitet.history import actions as history
from kvalitet.notifications.models import Notice
from kvalitet.web.errors import Refused


@pytest.fixture(autouse=True)
def _every_municipality():
    with scopes_disabled():
        yield


@pytest.fixture
def event(world):
    """A fall at school, reported by Ola; Kari leads the school."""
    return report(Report(unit=world.skole, description="Glatt gulv i gangen. Noen falt.", seriousness=2), by=world.ola)


def assessed(event, by):
    """Set what the assessment copies to the event."""
    risk = {"likelihood": 3, "consequence": 2, "risk_score": 6, "risk_band": "yellow"}
    return history.apply(fresh(event), risk, by=by)


def fresh(event):
    return Deviation.objects.select_related("unit", "municipality", "handler", "reporter").get(pk=event.pk)


def deadline_of(event):
    return Deadline.objects.of(event).open().get()


def told(person, since=0):
    return list(Notice.objects.filter(recipient=person).order_by("pk").values_list("title", flat=True))[since:]


def closed(event, by):
    """Take the shortest way to closed."""
    event = flow.begin_work(assessed(event, by), by=by)
    event = set_cause(event, causes=[Cause.EQUIPMENT], whys=[], cause_text="", by=by)
    event = explain_no_measure(event, reason="Gulvet er byttet alt.", by=by)
    return flow.close(fresh(event), closing_text="Vi har byttet gulvet. Takk for at du sa fra.", by=by)


def test_a_report_gets_a_deadline_and_the_leader_is_told(world, event):
    row = deadline_of(event)
    assert (row.role, row.unit, row.url) == ("leader", world.skole, event.get_absolute_url())
    assert row.title.startswith("Ta imot meldingen – Avvik ")
    assert told(world.kari)[-1].startswith("Ny melding: Avvik ")


def test_the_whole_way_to_closed_tells_the_reporter_at_each_step(world, event):
    event = flow.receive(event, by=world.kari)
    assert event.state == State.RECEIVED
    assert event.received_at is not None
    closed_event = closed(event, world.kari)
    assert closed_event.state == State.CLOSED
    assert closed_event.closed_at is not None
    assert closed_event.answered_at is not None
    news = [title.partition(":")[0] for title in told(world.ola)]
    assert news == ["Saken er mottatt", "Saken er under behandling", "Saken er lukket, og du har fått svar"]
    assert not Deadline.objects.of(event).open().exists()
    kinds = list(event.entries.values_list("kind", flat=True))
    assert kinds[0] == EntryKind.RECEIPT
    assert kinds[-1] == EntryKind.CLOSING


def test_work_cannot_begin_before_the_assessment(world, event):
    with pytest.raises(Refused, match="Vurder hvor sannsynlig"):
        flow.begin_work(event, by=world.kari)
    assert flow.begin_work(assessed(event, world.kari), by=world.kari).state == State.IN_PROGRESS


def test_closing_says_everything_that_is_missing_and_changes_nothing(world, event):
    event = flow.begin_work(assessed(event, world.kari), by=world.kari)
    with pytest.raises(Refused) as refused:
        flow.close(event, closing_text="Ferdig.", by=world.kari)
    assert "årsak" in str(refused.value)
    assert "tiltak" in str(refused.value)
    assert fresh(event).state == State.IN_PROGRESS
    with pytest.raises(Refused, match="svarer melderen"):
        flow.close(fresh(event), closing_text="  ", by=world.kari)


def test_the_second_of_two_handlers_is_told(world, event):
    mine, theirs = fresh(event), copy.copy(fresh(event))
    flow.receive(mine, by=world.kari)
    with pytest.raises(Refused, match="Noen andre endret"):
        flow.reject(theirs, text="Gjelder ikke oss.", by=world.kim)
    assert fresh(event).state == State.RECEIVED


def test_a_question_waits_for_the_answer_and_goes_on_where_it_was(world, event):
    event = flow.receive(event, by=world.kari)
    event = flow.ask_reporter(event, text="Hvilken gang var det?", by=world.kari)
    assert event.state == State.RETURNED
    assert event.answered_at is not None
    assert told(world.ola)[-1].startswith("Du har fått et spørsmål: ")
    before = len(told(world.kari))
    event = flow.answer(event, text="Den ved gymsalen.", by=world.ola)
    assert event.state == State.RECEIVED
    assert told(world.kari, before) == [f"Melderen har skrevet: Avvik {event.number}: Glatt gulv i gangen"]
    again = flow.resume(flow.ask_reporter(fresh(event), text="Når?", by=world.kari), by=world.kari)
    assert again.state == State.RECEIVED


def test_only_the_reporter_answers_and_no_one_for_a_report_without_a_name(world, event):
    with pytest.raises(Refused, match="Bare den som meldte"):
        flow.answer(event, text="Hei", by=world.kari)
    with pytest.raises(Refused, match="Bare den som meldte"):
        flow.answer(event, text="Hei", by=None)
    nameless = Report(unit=world.skole, description="Uten navn.", seriousness=1, source=Source.ANONYMOUS)
    event = flow.receive(report(nameless, by=None), by=world.kari)
    before = Notice.objects.count()
    event = flow.ask_reporter(event, text="Hvor?", by=world.kari)
    assert Notice.objects.count() == before  # nobody to tell
    event = flow.answer(event, text="Ute.", by=None)
    assert event.state == State.RECEIVED
    assert event.entries.order_by("-pk")[0].by is None


def test_the_first_words_to_the_reporter_keep_the_promise_once(world, event):
    event = flow.write_to_reporter(event, text="Takk, vi ser på det.", by=world.kari)
    first = event.answered_at
    assert first is not None
    assert flow.write_to_reporter(event, text="Vi er i gang.", by=world.kari).answered_at == first
    flow.add_note(event, text="Husk å ringe vaktmester.", by=world.kari)
    shown = event.entries.filter(is_for_reporter=True).values_list("text", flat=True)
    assert "Husk å ringe vaktmester." not in shown


def test_a_case_is_sent_on_and_keeps_its_clock(world, event):
    reported = event.created_at
    event = history.apply(fresh(event), {"created_at": reported - timedelta(days=10)}, by=None)
    event = flow.receive(event, by=world.kari)
    event = people.send_on(fresh(event), unit=world.barnehage, text="Gangen er deres.", by=world.kari)
    assert (event.unit, event.state) == (world.barnehage, State.REPORTED)
    row = deadline_of(event)
    assert row.unit == world.barnehage
    assert row.due < timezone.localdate()
    assert told(world.per)[-1].startswith("Du har fått en sak: ")
    with pytest.raises(Refused, match="allerede hos"):
        people.send_on(event, unit=world.barnehage, text="Igjen.", by=world.per)
    with pytest.raises(Refused, match="samme kommune"):
        people.send_on(event, unit=world.asheim, text="Deres.", by=world.per)


def test_a_rejected_and_a_closed_case_are_opened_again_with_a_new_deadline(world, event):
    event = flow.reject(event, text="Meldt to ganger.", by=world.kari)
    assert event.state == State.REJECTED
    assert not Deadline.objects.of(event).open().exists()
    event = flow.reopen(event, text="Det var ikke det samme.", by=world.kari)
    assert (event.state, event.reopened_count, event.closed_at) == (State.RECEIVED, 1, None)
    assert deadline_of(event).due >= timezone.localdate()
    event = flow.reopen(closed(event, world.kari), text="Det skjedde igjen.", by=world.kari)
    assert (event.state, event.reopened_count) == (State.IN_PROGRESS, 2)


def test_another_handles_the_case_and_it_goes_back_to_the_leader(world, event):
    event = people.set_handler(event, handler=world.dag, by=world.kari, reason="Dag kjenner saken.")
    assert deadline_of(event).responsible == world.dag
    assert told(world.dag)[-1].startswith("Du har fått en sak: ")
    event = people.set_handler(event, handler=None, by=world.dag)
    assert deadline_of(event).role == "leader"
    with pytest.raises(Refused, match="arbeider i kommunen"):
        people.set_handler(event, handler=world.nils, by=world.kari)


def test_a_case_made_confidential_is_called_by_no_title_in_tasks_and_notices(world, event):
    event = people.set_circle(event, circle=Circle.CONFIDENTIAL, reason="Gjelder en elev.", by=world.kari)
    assert "Glatt" not in deadline_of(event).title
    before = len(told(world.ola))
    flow.receive(event, by=world.kari)
    assert "Glatt" not in " ".join(told(world.ola, before))
    with pytest.raises(Refused, match="gjelder lederen"):
        people.set_circle(fresh(event), circle=Circle.RESTRICTED, reason="Nei.", by=world.kari)


def test_facts_are_put_right_with_history_and_a_new_deadline(world, event):
    event = flow.receive(event, by=world.kari)
    before = deadline_of(event).due
    event = facts.edit_facts(
        event, title="Fall i gangen", seriousness=Seriousness.CRITICAL, reason="Hun brakk armen.", by=world.kari
    )
    assert deadline_of(event).due < before
    version = event.history.first()
    assert (version.history_user, version.history_change_reason) == (world.kari, "Hun brakk armen.")
    assert event.history.order_by("history_id")[0].title == "Glatt gulv i gangen"


def test_a_high_risk_needs_a_day_for_the_effect_check(world, event):
    event = flow.begin_work(assessed(event, world.kari), by=world.kari)
    event = history.apply(event, {"risk_score": 15, "risk_band": "red"}, by=world.kari)
    event = set_cause(event, causes=[Cause.EQUIPMENT], whys=[], cause_text="", by=world.kari)
    event = fresh(explain_no_measure(event, reason="Byttet.", by=world.kari))
    with pytest.raises(Refused, match="effekten skal sjekkes"):
        flow.close(event, closing_text="Ferdig.", by=world.kari)
    with pytest.raises(Refused, match="senere dato"):
        flow.close(event, closing_text="Ferdig.", effect_due=date(2020, 1, 1), by=world.kari)
    day = timezone.localdate() + timedelta(days=30)
    event = flow.close(fresh(event), closing_text="Ferdig.", effect_due=day, by=world.kari)
    assert event.effect_due == day
