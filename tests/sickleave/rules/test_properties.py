"""What holds for every history, whatever it looks like. [S2]"""

from datetime import date, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sickleave.choices import Step
from sickleave.rules.employer_period import employer_periods
from sickleave.rules.law import SINCE_2014
from sickleave.rules.maxdato import Terms, max_date, nav_days
from sickleave.rules.milestones import milestones, upcoming
from sickleave.rules.periods import Kind, Period, add_weekdays, weekdays_between
from sickleave.rules.spells import spells
from tests.sickleave.rules.day_by_day import days_of, employer_days, last_paid_day, paid_days, walk

START = date(2026, 1, 1)
thorough = settings(max_examples=1000, deadline=None)


def period(kind, start, length, grade):
    starts = START + timedelta(days=start)
    return Period(kind, starts, starts + timedelta(days=length), grade if kind is Kind.SICK else 0)


def histories(kinds=tuple(Kind), *, longest=60, last=260, grades=(100, 50, 20)):
    one = st.builds(
        period, st.sampled_from(kinds), st.integers(0, last), st.integers(0, longest), st.sampled_from(grades)
    )
    return st.lists(one, max_size=7)


@st.composite
def rows(draw, *, longest=80, gap=30, most=6):
    """Periods after each other with gaps of all sorts between: what a register mostly looks like."""
    found, day = [], START + timedelta(days=draw(st.integers(0, 6)))
    for _number in range(draw(st.integers(1, most))):
        length = draw(st.integers(0, longest))
        kind = draw(st.sampled_from([Kind.SICK, Kind.SICK, Kind.SICK, Kind.HOLIDAY, Kind.WORK]))
        grade = draw(st.sampled_from([100, 100, 50])) if kind is Kind.SICK else 0
        found.append(Period(kind, day, day + timedelta(days=length), grade))
        day += timedelta(days=length + 1 + draw(st.sampled_from([0, 0, 1, 2, 3, 14, 15, 16, 17, gap])))
    return found


any_history = st.one_of(histories(), rows())


def all_steps(spell):
    return milestones(spell, law=SINCE_2014) + upcoming(spell, law=SINCE_2014)


@thorough
@given(any_history, st.sampled_from([16, 16, 5, 30]))
def test_the_walk_in_ranges_is_the_walk_day_by_day(history, gap):
    found = spells(history, gap=gap)
    slow = walk(history, gap)
    assert [(spell.starts, spell.ends, spell.counted_days) for spell in found] == [
        (days[0], days[-1], len(days)) for days in slow
    ]
    for spell, days in zip(found, slow, strict=True):
        assert [spell.nth_day(number + 1) for number in range(len(days))] == days
        assert spell.nth_day(len(days) + 1) is None


@thorough
@given(any_history)
def test_the_employer_period_is_the_one_counted_day_by_day(history):
    days = days_of(history)
    slow = [employer_days(spell, days) for spell in walk(history)]
    assert [(own.first, own.last, own.days) for own in employer_periods(history)] == [
        (own[0], own[-1], len(own)) for own in slow
    ]


@thorough
@given(rows(longest=200, gap=190, most=4))
def test_sick_pay_days_are_those_counted_day_by_day(history):
    paid, fit = paid_days(history)
    ends = walk(history)[-1][-1] if walk(history) else START
    sick_ends = max((day for day, (kind, _grade) in days_of(history).items() if kind == "S"), default=ends)
    assume(fit < 150 or fit >= 182 or sick_ends == ends)
    assert nav_days(history) == (0 if fit >= 182 else len([day for day in paid if day > ends - timedelta(days=1095)]))


@thorough
@given(rows(longest=40, gap=40, most=4), st.sampled_from([(248, 16), (248, 16), (260, 0), (60, 16)]))
def test_the_last_sick_pay_day_is_the_one_found_day_by_day(history, terms):
    days, length = terms
    assert max_date(history, terms=Terms(days=days, employer_days=length)) == last_paid_day(history, days, length)


@thorough
@given(rows(longest=60))
def test_sickness_that_goes_on_to_the_last_day_uses_every_day(history):
    """Whatever the history, within three years."""
    last = max_date(history)
    found = spells(history)
    assume(last is not None and last > found[-1].ends)
    going_on = Period(Kind.SICK, found[-1].ends + timedelta(days=1), last)
    held = [
        Period(part.kind, part.starts, min(part.ends, found[-1].ends), part.grade)
        for part in history
        if part.starts <= found[-1].ends
    ]
    assert nav_days([*held, going_on]) == 248
    assert max_date([*held, going_on]) == last


@thorough
@given(any_history)
def test_steps_stand_in_order_and_none_comes_before_the_case(history):
    for spell in spells(history):
        steps = all_steps(spell)
        dues = [step.due for step in steps]
        assert dues == sorted(dues)
        assert all(spell.starts <= step.act_by <= step.due for step in steps)
        assert all(step.net is None or step.net >= step.gross for step in steps)
        days = {step.step: step.due for step in steps}
        counted = [days[step] for step in (Step.REMIND_PLAN, Step.PLAN, Step.DM1, Step.ACTIVITY)]
        assert counted == sorted(set(counted))
        calendar = [days[step] for step in (Step.NAV_NEED, Step.NAV_CANDIDATE, Step.PLAN_NAV, Step.DM2, Step.W39)]
        assert calendar == sorted(set(calendar))


@thorough
@given(any_history)
def test_reached_steps_lie_in_the_spell_and_the_others_after_it(history):
    for spell in spells(history):
        assert all(step.due <= spell.ends for step in milestones(spell, law=SINCE_2014))
        assert all(step.due > spell.ends for step in upcoming(spell, law=SINCE_2014))


@thorough
@given(any_history, st.randoms(use_true_random=False))
def test_the_order_of_registration_changes_nothing(history, random):
    shuffled = list(history)
    random.shuffle(shuffled)
    assert spells(shuffled) == spells(history)
    assert employer_periods(shuffled) == employer_periods(history)
    assert max_date(shuffled) == max_date(history)


@thorough
@given(histories((Kind.SICK,)), histories((Kind.SICK,)), histories((Kind.SICK,)))
def test_joining_is_associative(first, second, third):
    """Joining what is joined already gives the same as joining everything at once."""

    def joined(history):
        return [
            Period(Kind.SICK, part.starts, part.ends, part.grade)
            for spell in spells(history)
            for part in spell.stretches
        ]

    assert spells([*joined([*first, *second]), *third]) == spells([*first, *joined([*second, *third])])
    assert spells([*first, *second, *third]) == spells([*joined(first), *joined(second), *joined(third)])


@thorough
@given(any_history, st.lists(st.integers(1, 100), min_size=7, max_size=7))
def test_grading_moves_neither_spells_nor_steps(history, grades):
    graded = [
        Period(part.kind, part.starts, part.ends, grade if part.kind is Kind.SICK else 0)
        for part, grade in zip(history, grades, strict=False)
    ]
    before, after = spells(history), spells(graded)
    assert [(spell.starts, spell.ends, spell.counted) for spell in before] == [
        (spell.starts, spell.ends, spell.counted) for spell in after
    ]
    for old, new in zip(before, after, strict=True):
        assert [(step.step, step.due) for step in all_steps(old)] == [(step.step, step.due) for step in all_steps(new)]
    assert nav_days(history) == nav_days(graded)


@thorough
@given(any_history, st.integers(1, 120), st.sampled_from([100, 50]))
def test_a_longer_spell_never_moves_the_steps_it_had_reached(history, days, grade):
    found = spells(history)
    assume(found)
    ends = found[-1].ends
    longer = [*history, Period(Kind.SICK, ends + timedelta(days=1), ends + timedelta(days=days), grade)]
    grown = spells(longer)[-1]
    assert grown.starts == found[-1].starts
    kept = {(step.step, step.due, step.requirement) for step in milestones(found[-1], law=SINCE_2014)}
    assert kept <= {(step.step, step.due, step.requirement) for step in milestones(grown, law=SINCE_2014)}


@thorough
@given(any_history, st.integers(-3000, 3000))
def test_moving_every_day_moves_every_spell_and_step_as_much(history, days):
    by = timedelta(days=days)
    moved = [Period(part.kind, part.starts + by, part.ends + by, part.grade) for part in history]
    for old, new in zip(spells(history), spells(moved), strict=True):
        assert (new.starts, new.ends, new.counted_days) == (old.starts + by, old.ends + by, old.counted_days)
        skipped = {Step.DISMISSAL, Step.AGP_END}  # a year may have 366 days; weekends fill the employer period
        before = {step.step: step.due for step in all_steps(old) if step.step not in skipped}
        assert {step.step: step.due - by for step in all_steps(new) if step.step not in skipped} == before


@thorough
@given(any_history, st.integers(-150, 150))
def test_moving_by_whole_weeks_moves_the_employer_period_as_much(history, weeks):
    by = timedelta(weeks=weeks)
    moved = [Period(part.kind, part.starts + by, part.ends + by, part.grade) for part in history]
    assert [(own.first + by, own.last + by, own.days) for own in employer_periods(history)] == [
        (own.first, own.last, own.days) for own in employer_periods(moved)
    ]


@thorough
@given(any_history, st.integers(0, 6), st.integers(1, 60))
def test_one_period_registered_as_two_changes_nothing(history, index, days):
    assume(index < len(history))
    whole = history[index]
    middle = whole.starts + timedelta(days=days)
    assume(middle <= whole.ends)
    first = Period(whole.kind, whole.starts, middle - timedelta(days=1), whole.grade)
    parts = [*history[:index], first, Period(whole.kind, middle, whole.ends, whole.grade), *history[index + 1 :]]
    assert spells(parts) == spells(history)
    assert employer_periods(parts) == employer_periods(history)
    assert (nav_days(parts), max_date(parts)) == (nav_days(history), max_date(history))


@thorough
@given(any_history, st.integers(0, 330))
def test_what_lies_ahead_of_today_is_not_yet_walked(history, number):
    today = START + timedelta(days=number)
    until = [
        Period(part.kind, part.starts, min(part.ends, today), part.grade) for part in history if part.starts <= today
    ]
    assert spells(history, until=today) == spells(until)


@thorough
@given(st.dates(date(2000, 1, 1), date(2060, 1, 1)), st.integers(0, 600))
def test_weekdays_are_counted_and_added_alike(day, days):
    assume(day.weekday() < 5)
    assert weekdays_between(day + timedelta(days=1), add_weekdays(day, days)) == days
    assert add_weekdays(day, days).weekday() < 5
