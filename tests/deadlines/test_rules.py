"""When people are reminded: rules without a database."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvalitet.calendar.workdays import is_working_day
from kvalitet.deadlines import rules
from kvalitet.deadlines.choices import Group

days = st.dates(min_value=date(2000, 1, 1), max_value=date(2060, 12, 31))
steps = st.integers(min_value=-rules.FARTHEST_STEP, max_value=rules.FARTHEST_STEP)


@given(days, steps)
def test_reminders_come_on_working_days_only(due, step):
    """[P6]"""
    assert is_working_day(rules.reminder_day(due, step))


@given(days, steps)
def test_a_reminder_is_never_later_than_its_step_before_the_deadline_and_never_earlier_after_it(due, step):
    day, plain = rules.reminder_day(due, step), due + timedelta(days=step)
    assert (day >= plain) if step > 0 else (day <= plain)
    assert abs((day - plain).days) <= 10


@given(days, st.lists(steps, max_size=8))
def test_next_time_is_the_first_one_that_has_not_passed(due, chosen):
    times = rules.reminder_times(due, rules.tidy_steps(chosen))
    assert times == sorted(times)
    for moment in times:
        assert rules.next_time(times, moment - timedelta(seconds=1)) == moment
        assert (rules.next_time(times, moment) or datetime.max.replace(tzinfo=UTC)) > moment
    assert rules.next_time(times, datetime(2100, 1, 1, tzinfo=UTC)) is None


def test_a_deadline_on_easter_monday_is_reminded_of_before_easter():
    assert rules.reminder_day(date(2026, 4, 6), 0) == date(2026, 4, 1)
    assert rules.reminder_day(date(2026, 4, 2), 3) == date(2026, 4, 7)


def test_reminders_come_at_six_in_the_morning_also_when_the_clock_is_turned():
    times = rules.reminder_times(date(2026, 3, 30), [-3, 0])
    assert [moment.utcoffset() for moment in times] == [timedelta(hours=1), timedelta(hours=2)]
    assert {moment.hour for moment in times} == {6}


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [([-14, -3, 0, 3, 10], 10), ([-3, 0, 3], None), ([0], None), ([5, 1, 9], 5)],
)
def test_leaders_are_told_at_the_second_miss(chosen, expected):
    """[P13]"""
    assert rules.escalation_step(chosen) == expected


def test_without_a_date_nothing_is_reminded_of():
    assert rules.reminder_times(None, rules.DEFAULT_STEPS) == []


def test_a_step_more_than_a_year_away_is_refused():
    with pytest.raises(ValueError, match="400"):
        rules.tidy_steps([400])


@given(st.none() | days, days)
def test_every_deadline_has_one_heading(due, today):
    group = rules.group_of(due, today)
    assert (group == Group.UNDATED) == (due is None)
    assert due is None or (group == Group.LATE) == (due < today)
