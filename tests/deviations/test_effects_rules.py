"""When the question comes back, and which days are compared. [D10]"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deviations.rules.effects import (
    answer_problem,
    check_dates,
    compared,
    is_demanded,
    next_due,
    omit_problem,
    tone_of,
    windows,
)

CLOSED = date(2026, 3, 1)
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


def test_the_question_comes_after_30_and_90_days():
    assert check_dates(CLOSED) == [(30, date(2026, 3, 31)), (90, date(2026, 5, 30))]


def test_an_agreed_day_moves_both_and_one_that_has_been_moves_none():
    assert check_dates(CLOSED, date(2026, 3, 20)) == [(30, date(2026, 3, 20)), (90, date(2026, 5, 19))]
    assert check_dates(CLOSED, date(2026, 2, 1)) == check_dates(CLOSED)


@given(DAYS, st.integers(0, 400))
def test_as_many_days_before_as_since_and_none_twice(closed, later):
    found = windows(closed, closed + timedelta(days=later))
    since, before = found.since, found.before
    assert since[1] - since[0] == before[1] - before[0]
    assert before[1] == closed < since[0]
    assert found.days == max(later, 1)


@pytest.mark.parametrize(
    ("seriousness", "score", "band", "demanded"),
    [
        (1, 6, "yellow", False),
        (4, 6, "yellow", False),
        (1, 12, "orange", True),
        (1, 4, "orange", True),
        (1, 12, "own-name", True),
        (1, 12, "yellow", False),
        (3, None, "", True),
        (2, None, "", False),
        (1, None, "red", True),
    ],
)
def test_orange_and_red_demand_the_check(seriousness, score, band, demanded):
    assert is_demanded(seriousness, score, band) is demanded


def test_nobody_answers_before_the_day_or_twice():
    due = date(2026, 3, 31)
    assert "31.03.2026" in answer_problem(due, due - timedelta(days=1), is_answered=False, is_live=True)
    assert answer_problem(due, due, is_answered=False, is_live=True) is None
    assert "allerede" in answer_problem(due, due, is_answered=True, is_live=True)
    assert "lenger" in answer_problem(due, due, is_answered=False, is_live=False)


def test_leaving_it_out_needs_a_reason_and_a_low_risk():
    assert omit_problem("Engangshendelse", is_demanded=False) is None
    assert omit_problem(" ", is_demanded=False) == "Skriv hvorfor effekten ikke skal sjekkes."
    assert omit_problem("Engangshendelse", is_demanded=True) == "Risikoen var høy, så effekten må sjekkes."


def test_the_comparison_is_a_whole_sentence():
    assert compared(0, 3, 30) == "Ingen lignende hendelser på 30 dager etter lukkingen, mot 3 på like mange dager før."
    assert compared(1, 0, 90) == "1 lignende hendelse på 90 dager etter lukkingen, mot ingen på like mange dager før."
    assert [tone_of(0, 0), tone_of(1, 4), tone_of(4, 4)] == ["success", "info", "warning"]
    assert next_due([]) is None
