"""Law is dated data: a later law changes later cases alone. [S10]"""

from dataclasses import replace
from datetime import date

import pytest

from sickleave.choices import LEADER_STEPS, STATUTORY_STEPS, Requirement, Step
from sickleave.rules.law import ACTOR_WORDS, LAWS, SINCE_2014, Actor, Law, law_on
from sickleave.rules.milestones import milestones
from sickleave.rules.periods import Kind, Period
from sickleave.rules.spells import spells

LATER = Law(
    date(2030, 1, 1),
    {
        **SINCE_2014.steps,
        Step.PLAN: replace(
            SINCE_2014.steps[Step.PLAN], offset=13, legal_basis="arbeidsmiljøloven § 4-6 a", exceptions=()
        ),
    },
    days_before_nav_meeting=14,
)
BOTH = (LATER, SINCE_2014)


def plan_of(starts, ends):
    (spell,) = spells([Period(Kind.SICK, starts, ends)])
    law = law_on(spell.starts, BOTH)
    found = milestones(spell, law=law, dm2_called=date(2030, 6, 30))
    return next(step for step in found if step.step is Step.PLAN), found


def test_a_case_keeps_the_law_of_the_day_it_began():
    """It began the day before the new law, and goes on long after."""
    plan, steps = plan_of(date(2029, 12, 31), date(2030, 6, 30))
    assert (plan.due, str(plan.legal_basis)) == (date(2030, 1, 27), "arbeidsmiljøloven § 4-6 tredje ledd")
    assert next(step for step in steps if step.step is Step.PLAN_NAV).due == date(2030, 6, 23)


def test_a_case_that_begins_under_the_new_law_follows_it():
    plan, steps = plan_of(date(2030, 1, 1), date(2030, 6, 30))
    assert (plan.due, str(plan.legal_basis)) == (date(2030, 1, 14), "arbeidsmiljøloven § 4-6 a")
    assert next(step for step in steps if step.step is Step.PLAN_NAV).due == date(2030, 6, 16)
    assert "§ 4-6 a" in plan.why


@pytest.mark.parametrize(
    ("day", "law"),
    [
        (date(2029, 12, 31), SINCE_2014),
        (date(2030, 1, 1), LATER),
        (date(2099, 1, 1), LATER),
        (date(1990, 1, 1), SINCE_2014),
    ],
)
def test_the_law_in_force(day, law):
    assert law_on(day, BOTH) is law
    assert law_on(law.valid_from, BOTH) is law


@pytest.mark.parametrize("law", LAWS, ids=lambda law: str(law.valid_from))
def test_every_step_has_an_actor_a_basis_and_a_reason(law):
    assert list(law.steps) == list(Step)
    for asked in law.steps.values():
        assert str(asked.legal_basis)
        assert str(asked.because)
        assert asked.actor in ACTOR_WORDS


def test_only_what_somebody_must_do_can_be_excepted():
    for asked in SINCE_2014.steps.values():
        if asked.step in LEADER_STEPS:
            assert asked.exceptions, asked.step
        if asked.step in STATUTORY_STEPS:
            assert asked.requirement is Requirement.MANDATORY
    assert SINCE_2014.steps[Step.PLAN].actor is Actor.LEADER
