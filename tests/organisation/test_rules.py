from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvalitet.organisation.rules import HIGHEST_STEP, move_problem, outermost, period_problem, prefixes, step

paths = st.lists(st.integers(0, 3), min_size=1, max_size=4).map(lambda steps: "".join(step(number) for number in steps))


@given(st.integers(0, HIGHEST_STEP - 1))
def test_steps_sort_as_their_numbers(number):
    assert len(step(number)) == 4
    assert step(number) < step(number + 1)


@pytest.mark.parametrize("number", [-1, HIGHEST_STEP + 1])
def test_step_that_has_no_room_is_an_error(number):
    with pytest.raises(ValueError, match=str(number)):
        step(number)


@given(st.lists(paths))
def test_outermost_covers_all_and_nothing_twice(found):
    kept = outermost(found)
    assert all(any(path.startswith(held) for held in kept) for path in found)
    assert not any(one != other and one.startswith(other) for one in kept for other in kept)


@given(paths)
def test_prefixes_lead_from_the_root_to_the_unit(path):
    assert prefixes(path)[-1] == path
    assert [len(prefix) for prefix in prefixes(path)] == list(range(4, len(path) + 1, 4))


def test_unit_cannot_move_below_itself():
    assert move_problem("00000001", "000000010002") == "En enhet kan ikke flyttes inn under seg selv."
    assert move_problem("00000001", "00000001")
    assert move_problem("00000001", "00000002") is None


def test_period_may_last_one_day_but_not_go_backwards():
    day = date(2026, 1, 2)
    assert period_problem(day, day) is None
    assert period_problem(day, None) is None
    assert period_problem(day, date(2026, 1, 1)) == "Til-datoen kan ikke være før fra-datoen."
