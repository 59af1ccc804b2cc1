"""Deadlines by seriousness, and the promise to the reporter. [D2, D13]"""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deviations.choices import CLOSED_STATES, OPEN_STATES, Circle, Seriousness, State
from deviations.rules.clock import Clock, due_of, steps_for
from deviations.rules.promise import promise_of
from kvalitet.deadlines.rules import NORWAY, escalation_step

MONDAY = date(2026, 11, 23)
DAYS = st.dates(date(2020, 1, 1), date(2035, 1, 1))


def clock(starts=MONDAY, seriousness=Seriousness.MODERATE, **fields):
    return Clock(starts, seriousness, **{"receipt_working_days": 3, "days_to_close": 30, **fields})


def test_it_is_received_within_three_working_days_assessed_within_seven_and_closed_within_thirty():
    assert due_of(State.REPORTED, clock()).day == date(2026, 11, 26)
    assert due_of(State.REPORTED, clock(date(2026, 11, 20))).day == date(2026, 11, 25)  # over a week-end
    assert due_of(State.RECEIVED, clock()).day == date(2026, 11, 30)
    assert due_of(State.IN_PROGRESS, clock()).day == date(2026, 12, 23)
    assert due_of(State.IN_PROGRESS, clock(days_to_close=14)).day == date(2026, 12, 7)


def test_a_critical_case_is_received_and_assessed_within_a_day():
    critical = clock(date(2026, 11, 20), Seriousness.CRITICAL)
    assert due_of(State.REPORTED, critical).day == date(2026, 11, 21)
    assert due_of(State.RECEIVED, critical).day == date(2026, 11, 21)


def test_a_case_waits_for_its_measures():
    later, sooner = date(2027, 3, 1), date(2026, 12, 1)
    assert due_of(State.MEASURES, clock(measures_end=later)).day == later
    assert due_of(State.MEASURES, clock(measures_end=sooner)).day == date(2026, 12, 23)


@given(DAYS, st.sampled_from(State.values), st.sampled_from(Seriousness.values))
def test_every_open_case_has_one_deadline_and_no_closed_one_has_any(starts, state, seriousness):
    due = due_of(state, clock(starts, seriousness))
    assert (due is not None) == (state in OPEN_STATES)
    assert (due is None) == (state in CLOSED_STATES)
    if due is not None:
        assert due.day >= starts
        assert escalation_step(due.steps) is not None


@given(DAYS, st.sampled_from(sorted(OPEN_STATES)), st.sampled_from(Seriousness.values))
def test_no_leader_above_is_told_of_a_case_for_named_people(starts, state, seriousness):
    """[D11] Roles show nobody a restricted case, so reminders stay with the one who handles it."""
    due = due_of(state, clock(starts, seriousness))
    assert escalation_step(steps_for(Circle.RESTRICTED, due.steps)) is None
    assert steps_for(Circle.NORMAL, due.steps) == steps_for(Circle.CONFIDENTIAL, due.steps) == due.steps


def moment(day, hour=12):
    return datetime(day.year, day.month, day.day, hour, tzinfo=NORWAY)


@pytest.mark.parametrize(("after", "kept"), [(0, True), (7, True), (8, False)])
def test_an_answer_on_the_last_day_keeps_the_promise(after, kept):
    answered = moment(MONDAY + timedelta(days=after), 23)
    promise = promise_of(moment(MONDAY), answered, days=7, today=date(2027, 1, 1))
    assert promise.is_kept is kept
    assert promise.words.startswith("Lovet svar innen 30.11.2026 – svart ")


def test_a_promise_is_open_until_its_day_is_over():
    assert promise_of(moment(MONDAY), None, days=7, today=date(2026, 11, 30)).is_kept is None
    late = promise_of(moment(MONDAY), None, days=7, today=date(2026, 12, 1))
    assert late.is_kept is False
    assert late.words == "Lovet svar innen 30.11.2026 – ikke svart ennå."
