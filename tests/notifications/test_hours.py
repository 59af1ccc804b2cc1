"""Quiet hours: nobody is mailed at night or on a holiday, and nothing waits longer than it must. [P13]"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kvalitet.calendar.workdays import is_working_day
from kvalitet.notifications import rules
from kvalitet.notifications.rules import Hours

NORWAY = ZoneInfo("Europe/Oslo")
moments = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)).map(  # noqa: DTZ001
    lambda moment: moment.astimezone(NORWAY)
)
chosen = st.builds(Hours, st.integers(0, 23), st.integers(0, 23), st.booleans(), st.integers(0, 23)).filter(
    lambda hours: rules.hours_problem(hours) is None
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=NORWAY)


@settings(deadline=None)  # the first look at a year counts its holidays
@given(moments, chosen)
@example(at("2026-03-29T01:30"), Hours(20, 2, working_days_only=False, digest_hour=8))
@example(at("2026-10-25T02:30"), Hours(18, 3, working_days_only=False, digest_hour=8))
@example(at("2026-04-01T21:00"), Hours())
def test_the_next_open_moment_is_open_and_the_first(now, hours):
    """Over nights, weekends, Easter and both changes of the clock."""
    moment = rules.next_open(now, hours)
    assert moment.astimezone(UTC) >= now.astimezone(UTC)
    assert not rules.is_quiet(moment, hours)
    wait = moment.astimezone(UTC) - now.astimezone(UTC)
    between = (now.astimezone(UTC) + wait * part / 50 for part in range(50))
    assert not wait or all(rules.is_quiet(one.astimezone(NORWAY), hours) for one in between)


@settings(deadline=None)  # the first look at a year counts its holidays
@given(moments, chosen)
def test_a_digest_leaves_when_it_may_and_not_before_the_chosen_hour(now, hours):
    moment = rules.digest_moment(now, hours)
    assert moment.astimezone(UTC) >= now.astimezone(UTC)
    assert not rules.is_quiet(moment, hours)
    assert moment.hour >= hours.digest_hour
    working_days = [now.date() + timedelta(days=n) for n in range(1, 12)]
    assert moment.date() <= next(day for day in working_days if is_working_day(day))


@pytest.mark.parametrize(
    ("now", "leaves"),
    [
        ("2026-03-04T06:05", "2026-03-04T07:00"),
        ("2026-03-04T12:00", "2026-03-04T12:00"),
        ("2026-03-04T20:00", "2026-03-05T07:00"),
        ("2026-03-06T20:30", "2026-03-09T07:00"),
        ("2026-04-01T20:30", "2026-04-07T07:00"),  # over Easter
        ("2026-05-16T12:00", "2026-05-18T07:00"),  # over the 17th of May, a Sunday
    ],
)
def test_the_usual_hours(now, leaves):
    assert rules.next_open(at(now), Hours()) == at(leaves)


@pytest.mark.parametrize(
    ("due", "is_statutory", "leaves"),
    [
        (date(2026, 3, 8), True, "2026-03-07T12:00"),  # the deadline passes before anybody is at work
        (date(2026, 3, 9), True, "2026-03-09T07:00"),
        (None, True, "2026-03-07T12:00"),  # what has no date and can't be muted, such as a new password
        (date(2026, 3, 8), False, "2026-03-09T07:00"),
    ],
)
def test_only_what_is_statutory_and_urgent_leaves_in_quiet_hours(due, is_statutory, leaves):
    assert rules.leaves_at(at("2026-03-07T12:00"), Hours(), is_statutory=is_statutory, due=due) == at(leaves)


@pytest.mark.parametrize(
    ("hours", "problem"),
    [
        (Hours(), None),
        (Hours(0, 0, digest_hour=3), None),
        (Hours(14, 7, digest_hour=8), "16 timer"),
        (Hours(20, 7, digest_hour=6), "stille tiden"),
    ],
)
def test_hours_that_leave_no_time_are_refused(hours, problem):
    found = rules.hours_problem(hours)
    assert found is None if problem is None else problem in (found or "")
