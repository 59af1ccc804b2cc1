"""Who attends the first meeting, whether it is needed, and that the words of its page don't ask what ails. [S3]"""

from itertools import chain, combinations, product

import pytest

from sickleave.choices import Answer
from sickleave.rules.agenda import agenda, minutes_template
from sickleave.rules.attendance import BY_EMPLOYEE, EMPLOYEE_MAY_WANT, meeting_is_needed, seats, told


def called(leader=(), employee=(), refuses=False) -> set[str]:
    return {str(seat.role) for seat in seats(leader, employee, employee_refuses=refuses)}


def test_the_two_always_attend():
    assert called() == {"leader", "employee"}


@pytest.mark.parametrize(
    ("leader", "employee", "refuses", "comes"),
    [
        (("certifier",), ("certifier",), False, True),
        ((), ("certifier",), False, True),
        (("certifier",), (), False, False),
        (("certifier",), (), True, False),
        (("certifier",), ("certifier",), True, False),
        ((), (), False, False),
    ],
)
def test_the_certifier_comes_when_the_employee_wants_it(leader, employee, refuses, comes):
    """[domain A4] If both want it, or the employee alone; the employee can refuse."""
    assert ("certifier" in called(leader, employee, refuses)) is comes


def test_safety_and_union_come_only_when_the_employee_wants_it():
    """[domain A4]"""
    for role in ("safety", "union", "support"):
        assert role in called((), (role,))
        assert role not in called((role,), ())


def test_either_may_bring_the_occupational_health_service_and_nav():
    """[domain A4]"""
    for role in ("bht", "nav", "hr"):
        assert role in called((role,), ())
        assert role in called((), (role,))


def test_nobody_comes_whom_nobody_wants():
    """Every set of wishes there is, 32,768 of them."""
    some = [frozenset(one) for size in range(8) for one in combinations(EMPLOYEE_MAY_WANT, size)]
    for leader, employee, refuses in product(some, some, (False, True)):
        found = called(leader, employee, refuses)
        assert {"leader", "employee"} <= found
        assert found - {"leader", "employee"} <= leader | employee
        assert not (found & set(BY_EMPLOYEE)) - employee
        assert not (refuses and "certifier" in found)


def test_the_leader_is_told_why_the_certifier_isnt_called():
    assert "også ønsker det" in str(told(("certifier",), ())[0])
    assert "ønsker ikke" in str(told(("certifier",), (), employee_refuses=True)[0])
    assert told(("certifier",), ("certifier",)) == ()
    assert told((), ()) == ()


@pytest.mark.parametrize(
    ("answers", "needed"),
    [
        ((Answer.YES, Answer.NO, Answer.NO), True),
        ((Answer.NO, Answer.YES, Answer.UNKNOWN), True),
        ((Answer.NO, Answer.NO, Answer.YES), True),
        ((Answer.NO, Answer.NO, Answer.UNKNOWN), False),
        ((Answer.NO, Answer.NO, Answer.NO), False),
        ((Answer.NO, Answer.UNKNOWN, Answer.NO), None),
        ((Answer.UNKNOWN, Answer.NO, Answer.NO), None),
    ],
)
def test_one_yes_is_enough_while_graded(answers, needed):
    """[domain A1, dm1] Only when employer, employee or certifier finds it useful."""
    assert meeting_is_needed(*answers) is needed


def test_the_agenda_asks_nothing_of_health():
    words = " ".join(chain(agenda(), [minutes_template()])).lower()
    assert not [word for word in ("diagnose", "sykdom", "symptom", "lege", "medisin", "helse ") if word in words]
