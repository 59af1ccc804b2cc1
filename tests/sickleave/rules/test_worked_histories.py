"""Every worked history of domain.md I1, the small ones of I5, and those the rules name without numbers. [S2]"""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from sickleave.choices import Clock, MeetingClock, Requirement, Step
from sickleave.rules.employer_period import employer_periods
from sickleave.rules.explaining import answer
from sickleave.rules.law import SINCE_2014
from sickleave.rules.maxdato import Terms, max_date, nav_days
from sickleave.rules.milestones import LocalStep, milestones, upcoming
from sickleave.rules.periods import Kind, Period
from sickleave.rules.spells import spells

WORKED = json.loads((Path(__file__).parent / "worked_histories.json").read_text())
ACTION_DAYS = {"plan": "2026-01-30", "dm1": "2026-02-20", "activity": "2026-02-27", "dm2": "2026-07-03"}


def history(*rows):
    """Read rows like «S 2026-01-05 2026-01-25 50»."""
    parts = [row.split() for row in rows]
    return [
        Period(Kind(kind), date.fromisoformat(starts), date.fromisoformat(ends), int(rest[0]) if rest else 100)
        for kind, starts, ends, *rest in parts
    ]


def only(*rows):
    (spell,) = spells(history(*rows))
    return spell


def by_step(spell, **chosen):
    found = milestones(spell, law=SINCE_2014, **chosen) + upcoming(spell, law=SINCE_2014, **chosen)
    return {step.step: step for step in found}


def spans(*rows):
    return [(str(spell.starts), str(spell.ends), spell.counted_days) for spell in spells(history(*rows))]


def employer(*rows):
    return [(str(own.first), str(own.last), own.days) for own in employer_periods(history(*rows))]


@pytest.mark.parametrize("worked", WORKED, ids=lambda worked: worked["id"])
def test_worked_history(worked):
    asked = {key: worked[key] for key in ("id", "title", "periods")}
    assert answer(asked) == worked


@pytest.mark.parametrize(("step", "day"), ACTION_DAYS.items())
def test_v1_action_days_are_the_working_days_before(step, day):
    assert str(by_step(only("S 2026-01-05 2027-01-03"))[step].act_by) == day


def test_v1_dismissal_protection_lasts_to_the_same_date_next_year():
    assert by_step(only("S 2026-01-05 2027-01-03"))[Step.DISMISSAL].due == date(2027, 1, 5)
    assert by_step(only("S 2028-02-29 2028-03-31"))[Step.DISMISSAL].due == date(2029, 2, 28)


def test_v7_steps_are_due_by_net_days_and_show_the_strictest_reading():
    spell = only("S 2026-01-05 2026-01-25", "W 2026-01-26 2026-02-09", "S 2026-02-10 2026-04-30")
    plan = by_step(spell)[Step.PLAN]
    assert (plan.due, plan.gross, plan.net) == (date(2026, 2, 16), date(2026, 2, 1), date(2026, 2, 16))
    assert by_step(spell, clock=Clock.GROSS)[Step.PLAN].due == date(2026, 2, 1)
    assert "1. februar 2026" in plan.why


def test_v9_a_meeting_that_falls_in_the_holiday_is_held_before_it():
    spell = only("S 2026-06-01 2026-06-28", "F 2026-06-29 2026-07-19", "S 2026-07-20 2026-08-30")
    meeting = by_step(spell)[Step.DM1]
    assert (meeting.due, meeting.act_by) == (date(2026, 7, 19), date(2026, 6, 26))
    assert "før ferien" in meeting.why


def test_v16_a_day_is_worked_only_when_it_is_worked_in_every_position():
    """Sick in one position and at work in another: the spell stays open."""
    assert spans("S 2026-01-05 2026-03-01", "W 2026-01-12 2026-02-27") == [("2026-01-05", "2026-03-01", 56)]


@pytest.mark.parametrize(("back", "count"), [("2026-02-10", 1), ("2026-02-11", 2)], ids=["15 days", "16 days"])
def test_fifteen_free_days_join_and_sixteen_split(back, count):
    rows = ("S 2026-01-05 2026-01-25", f"S {back} 2026-03-31")
    assert len(spans(*rows)) == count
    assert len(employer(*rows)) == count


def test_an_unregistered_weekend_is_free_days_like_others():
    friday, later = "S 2026-01-05 2026-01-23", "S 2026-02-08 2026-02-20"
    assert len(spans(friday, later)) == 1
    assert len(spans(friday, "S 2026-02-09 2026-02-20")) == 2


def test_holiday_after_a_workday_is_free_days_and_splits():
    rows = ("S 2026-06-01 2026-06-26", "W 2026-06-27 2026-06-29", "F 2026-06-30 2026-07-19", "S 2026-07-20 2026-08-30")
    assert spans(*rows) == [("2026-06-01", "2026-06-26", 26), ("2026-07-20", "2026-08-30", 42)]
    assert [days for _first, _last, days in employer(*rows)] == [16, 16]


def test_holiday_after_an_unregistered_weekend_follows_no_sickness():
    rows = ("S 2026-06-01 2026-06-26", "F 2026-06-29 2026-07-12", "S 2026-07-13 2026-07-19")
    assert len(spans(*rows)) == 2


def test_holiday_with_nothing_before_is_no_case():
    assert spans("F 2026-06-01 2026-07-31", "W 2026-08-01 2026-08-31") == []
    assert answer({"id": "none", "periods": []}) == {
        "id": "none",
        "periods": [],
        "spells": [],
        "agp": [],
        "nav_days": 0,
        "maxdato_if_sick_continues": None,
    }


def test_trailing_holiday_belongs_to_the_spell_and_keeps_the_grade():
    spell = only("S 2026-06-01 2026-06-28 60", "F 2026-06-29 2026-07-19")
    assert (spell.ends, spell.counted_days) == (date(2026, 7, 19), 49)
    assert spell.grade_on(date(2026, 7, 19)) == 60
    assert by_step(spell)[Step.DM1].requirement == Requirement.CONDITIONAL


def test_long_holiday_bridges_however_long_it_is():
    assert len(spans("S 2026-03-02 2026-03-20", "F 2026-03-21 2026-08-31", "S 2026-09-01 2026-09-04")) == 1


def test_a_spell_is_open_for_fifteen_free_days():
    spell = only("S 2026-01-05 2026-01-25")
    assert spell.may_reopen_until == date(2026, 2, 9)
    assert spell.is_open_on(date(2026, 2, 9))
    assert not spell.is_open_on(date(2026, 2, 10))
    assert not spell.is_open_on(date(2026, 1, 4))


def test_overlapping_certificates_count_once_with_the_highest_grade():
    spell = only("S 2026-01-05 2026-02-28 50", "S 2026-02-01 2026-03-15 100", "S 2026-01-20 2026-01-25 80")
    assert spell.counted_days == 70
    assert [spell.grade_on(date(2026, *day)) for day in ((1, 10), (1, 20), (2, 10), (3, 15))] == [50, 80, 100, 100]


@pytest.mark.parametrize(
    ("grades", "requirement"), [((100, 50), "conditional"), ((50, 100), "mandatory"), ((100, 99), "conditional")]
)
def test_the_grade_of_day_49_decides_whether_the_meeting_must_be_held(grades, requirement):
    first, later = grades
    spell = only(f"S 2026-01-05 2026-02-21 {first}", f"S 2026-02-22 2026-04-30 {later}")
    assert by_step(spell)[Step.DM1].requirement == requirement


def test_the_other_clock_counts_the_meeting_from_full_absence():
    graded = only("S 2026-01-05 2026-02-28 50", "S 2026-03-01 2026-05-31 100")
    assert by_step(graded)[Step.DM1].due == date(2026, 2, 22)
    meeting = by_step(graded, dm1_clock=MeetingClock.FULL_ABSENCE)[Step.DM1]
    assert (meeting.due, meeting.requirement) == (date(2026, 4, 18), Requirement.MANDATORY)
    assert "1. mars 2026" in meeting.why


def test_the_other_clock_changes_nothing_for_one_who_is_fully_absent_all_along():
    full = only("S 2026-01-05 2026-05-31")
    assert by_step(full, dm1_clock=MeetingClock.FULL_ABSENCE) == by_step(full)


def test_graded_leave_fulfils_the_duty_of_activity():
    activity = by_step(only("S 2026-04-13 2026-08-30 50"))[Step.ACTIVITY]
    assert activity.requirement == Requirement.INFORMATION
    assert "oppfylt" in activity.why


def test_the_plan_goes_to_nav_a_week_before_the_meeting_nav_has_called():
    """domain.md I5."""
    spell = only("S 2026-01-05 2026-08-30")
    plan = by_step(spell, dm2_called=date(2026, 6, 18))[Step.PLAN_NAV]
    assert (plan.due, plan.requirement) == (date(2026, 6, 11), Requirement.MANDATORY)
    assert by_step(spell)[Step.PLAN_NAV].requirement == Requirement.CONDITIONAL


def test_local_steps_and_the_day_of_the_first_talk_are_the_municipalitys():
    spell = only("S 2026-01-05 2026-03-31")
    found = by_step(spell, talk_day=2, local=(LocalStep("week10", "Samtale i uke 10", 70),))
    assert found[Step.TALK].due == date(2026, 1, 6)
    assert (found["week10"].due, found["week10"].title) == (date(2026, 3, 15), "Samtale i uke 10")


def test_easter_brings_the_day_to_act_forward_but_never_before_the_case():
    assert str(by_step(only("S 2026-03-09 2026-04-30"))[Step.PLAN].act_by) == "2026-04-01"  # due on Easter Sunday
    assert str(by_step(only("S 2026-04-02 2026-04-30"))[Step.TALK].act_by) == "2026-04-02"  # Maundy Thursday to Monday


def test_employer_period_runs_over_short_breaks_and_ends_on_its_sixteenth_day():
    rows = ("S 2026-03-02 2026-03-11", "W 2026-03-12 2026-03-22", "S 2026-03-23 2026-04-30")
    assert employer(*rows) == [("2026-03-02", "2026-03-28", 16)]
    assert nav_days(history(*rows)) == 24
    assert by_step(only(*rows))[Step.AGP_END].due == date(2026, 3, 28)


def test_a_worked_weekend_is_not_filled_in():
    rows = ("S 2026-02-06 2026-02-06", "S 2026-02-09 2026-02-10")
    assert employer(*rows) == [("2026-02-06", "2026-02-10", 5)]
    assert employer(*rows, "W 2026-02-08 2026-02-08") == [("2026-02-06", "2026-02-10", 3)]


def test_holiday_between_sick_days_is_counted_and_trailing_holiday_is_not():
    rows = ("S 2026-06-01 2026-06-05", "F 2026-06-06 2026-06-12")
    assert employer(*rows) == [("2026-06-01", "2026-06-05", 5)]
    assert employer(*rows, "S 2026-06-13 2026-07-31") == [("2026-06-01", "2026-06-16", 16)]


def test_days_of_two_spells_add_up_until_26_fit_weeks_give_a_new_right():
    first = "S 2025-01-06 2025-06-01"  # 16 + 131 days: 93 weekdays from NAV
    used = nav_days(history(first))
    again = date(2025, 6, 2) + timedelta(days=181)
    assert nav_days(history(first, f"S {again} {again + timedelta(days=29)}")) > used
    again += timedelta(days=1)
    assert nav_days(history(first, f"S {again} {again + timedelta(days=29)}")) < 15


def test_days_older_than_three_years_fall_out():
    rows = [
        f"S {year}-{month}-01 {year}-{month}-28" for year in (2022, 2023, 2024, 2025) for month in ("02", "06", "10")
    ]
    found = history(*rows)
    recent = [part for part in found if part.starts > date(2022, 10, 28)]
    assert nav_days(found) == nav_days(recent)


def test_sick_pay_stops_at_the_last_day_and_is_not_paid_again_before_one_is_fit():
    long = history("S 2026-01-05 2027-06-30")
    assert (nav_days(long), max_date(long)) == (248, date(2027, 1, 1))
    again = [*long, *history("S 2027-09-01 2027-10-31")]
    assert max_date(again) == date(2027, 1, 1)
    fit = [*long, *history("S 2028-01-03 2028-02-29")]
    assert max_date(fit) > date(2028, 12, 1)


@pytest.mark.parametrize(
    ("terms", "last"),
    [(Terms(), "2026-12-30"), (Terms(days=260, employer_days=0), "2026-12-30"), (Terms(days=60), "2026-04-10")],
)
def test_other_terms_of_sick_pay(terms, last):
    """260 days when NAV pays from the first day, 60 from 67 to 70 years."""
    assert str(max_date(history("S 2026-01-01 2026-01-31"), terms=terms)) == last


def test_navs_own_example_of_the_last_sick_pay_day():
    assert max_date(history("S 2018-01-01 2018-01-31")) == date(2018, 12, 28)
