"""Five whys, each asked of the answer before; the system before the person. [D3]"""

import pytest

from deviations.choices import Cause
from deviations.rules.causes import GROUPS, blames_only_people, tidy_whys, why_question, whys_problem


def test_every_cause_stands_in_one_group():
    grouped = [cause for _label, causes in GROUPS for cause in causes]
    assert sorted(grouped) == sorted(Cause)


@pytest.mark.parametrize(
    ("answers", "wrong"),
    [
        ([], None),
        (["", ""], None),
        (["Gulvet var vått"], None),
        (["Gulvet var vått", "Taket lekker", ""], None),
        (["", "Taket lekker"], 0),
        (["Gulvet var vått", "", "Ingen melder fra"], 1),
        (["Gulvet var vått", "gulvet  VAR vått"], 1),
    ],
)
def test_answers_come_one_after_the_other(answers, wrong):
    problem = whys_problem(answers)
    assert (problem[0] if problem else None) == wrong


def test_only_the_empty_end_is_cut():
    assert tidy_whys([" a  b ", "", "c", " ", ""]) == ["a b", "", "c"]


def test_the_next_question_quotes_the_answer_before():
    assert why_question(1, []) == "Hvorfor skjedde det?"
    assert why_question(2, ["Gulvet var vått."]) == "Hvorfor det? Du svarte «Gulvet var vått»"
    assert len(why_question(3, ["a", "x" * 500])) < 130
    assert why_question(2, [""]) == "Hvorfor det?"


def test_a_slip_alone_is_asked_about():
    assert blames_only_people([Cause.HUMAN])
    assert blames_only_people([Cause.HUMAN, Cause.USER])
    assert not blames_only_people([Cause.HUMAN, Cause.COMPETENCE])
    assert not blames_only_people([Cause.USER])
