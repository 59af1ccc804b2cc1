"""[G5, G6] Lateness is computed, never typed."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals.choices import TaskStatus
from goals.rules import lateness
from goals.rules.reviews import next_review

TODAY = date(2026, 6, 1)
NOT_STARTED, IN_PROGRESS, DONE, POSTPONED, CANCELLED = TaskStatus.values


@pytest.mark.parametrize(
    ("due", "status", "days"),
    [
        (date(2026, 5, 31), IN_PROGRESS, 1),
        (date(2026, 5, 1), POSTPONED, 31),
        (date(2026, 6, 1), NOT_STARTED, 0),
        (date(2026, 6, 2), NOT_STARTED, 0),
        (date(2026, 5, 1), DONE, 0),
        (date(2026, 5, 1), CANCELLED, 0),
        (None, NOT_STARTED, 0),
    ],
)
def test_days_late(due, status, days):
    assert lateness.days_late(due, TODAY, status) == days
    assert lateness.is_late(due, TODAY, status) == (days > 0)


def test_stale_status_is_older_than_the_limit():
    assert not lateness.is_stale(date(2026, 3, 3), TODAY, 90)
    assert lateness.is_stale(date(2026, 3, 2), TODAY, 90)
    assert lateness.is_stale(datetime(2026, 3, 2, 12, tzinfo=UTC), TODAY, 90)
    assert lateness.is_stale(None, TODAY, 90)
    assert not lateness.is_stale(None, TODAY, 90, status=DONE)


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ([], NOT_STARTED),
        ([NOT_STARTED, NOT_STARTED], NOT_STARTED),
        ([DONE, DONE], DONE),
        ([DONE, CANCELLED], DONE),
        ([CANCELLED, CANCELLED], CANCELLED),
        ([DONE, NOT_STARTED], IN_PROGRESS),
        ([IN_PROGRESS, POSTPONED], IN_PROGRESS),
        ([POSTPONED, POSTPONED], POSTPONED),
        ([POSTPONED, NOT_STARTED], NOT_STARTED),
    ],
)
def test_status_of_a_measure_follows_from_its_tasks(statuses, expected):
    assert lateness.status_of_measure(statuses) == expected


@given(st.lists(st.sampled_from(TaskStatus.values), min_size=1))
def test_a_measure_is_done_only_when_nothing_is_open(statuses):
    done = lateness.status_of_measure(statuses) == DONE
    assert done == (DONE in statuses and set(statuses) <= {DONE, CANCELLED})


def test_progress_of_a_measure():
    assert lateness.progress_of_measure([(DONE, 0), (IN_PROGRESS, 50), (CANCELLED, 0)]) == 75
    assert lateness.progress_of_measure([]) == 0


def test_summary_text():
    """[G4]"""
    assert lateness.summary_text(14, 22) == "14 av 22 enheter ferdig"
    assert lateness.summary_text(0, 1) == "0 av 1 enhet ferdig"


def test_deadline_move_problem():
    assert lateness.deadline_move_problem(None, TODAY, TODAY) is None
    assert "samme" in (lateness.deadline_move_problem(TODAY, TODAY, TODAY) or "")
    assert "passert" in (lateness.deadline_move_problem(None, date(2026, 5, 31), TODAY) or "")


def test_next_review_keeps_the_end_of_the_month():
    assert next_review(date(2026, 8, 31), 6, date(2026, 9, 1)) == date(2027, 2, 28)
    assert next_review(date(2026, 8, 31), 12, date(2026, 1, 1)) == date(2026, 8, 31)
