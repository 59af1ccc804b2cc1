"""When each kind of paper may go. [S5]"""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from sickleave.rules.retention import (
    RULES,
    Paper,
    add_months,
    goes_on,
    kept_for,
    last_day_that_goes,
    months_in_words,
    rules_on,
)

TODAY = date(2026, 11, 22)
NOW = rules_on(TODAY)
DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))


def test_the_defaults_are_those_of_the_domain():
    assert kept_for(NOW, {}) == {Paper.NOTES: 12, Paper.CASES: 36, Paper.ABSENCES: 60}


def test_what_the_municipality_has_chosen_goes_first():
    assert kept_for(NOW, {Paper.NOTES: 6})[Paper.NOTES] == 6


def test_newer_rules_hold_from_their_day_only():
    newer = (*RULES, RULES[0].__class__(date(2030, 1, 1), RULES[0].rules))
    assert rules_on(date(2029, 12, 31), newer).valid_from == RULES[0].valid_from
    assert rules_on(date(2030, 1, 1), newer).valid_from == date(2030, 1, 1)
    assert rules_on(date(1999, 1, 1), newer) == newer[0]


def test_a_month_without_the_day_ends_on_its_last():
    assert add_months(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert add_months(date(2026, 3, 31), -1) == date(2026, 2, 28)


def test_absences_count_from_the_end_of_the_year():
    rule = NOW.of(Paper.ABSENCES)
    assert goes_on(rule, date(2020, 2, 3), 60) == date(2025, 12, 31)
    assert last_day_that_goes(rule, 60, date(2025, 12, 30)) == date(2019, 12, 31)
    assert last_day_that_goes(rule, 60, date(2025, 12, 31)) == date(2020, 12, 31)


@given(DAYS, DAYS, st.integers(1, 240), st.sampled_from(list(Paper)))
@settings(max_examples=1000)
def test_the_query_and_the_rule_say_the_same(closed, today, months, paper):
    rule = NOW.of(paper)
    assert (goes_on(rule, closed, months) <= today) == (closed <= last_day_that_goes(rule, months, today))


@given(DAYS, st.integers(1, 240), st.sampled_from(list(Paper)))
def test_nothing_goes_earlier_for_having_been_closed_later(closed, months, paper):
    rule = NOW.of(paper)
    assert goes_on(rule, closed, months) <= goes_on(rule, closed + timedelta(days=1), months)


def test_months_are_said_the_way_people_count():
    assert [months_in_words(12), months_in_words(60), months_in_words(18)] == ["1 år", "5 år", "18 måneder"]
