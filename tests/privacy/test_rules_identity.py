"""National identity numbers are known by date and both control digits, however they are written. [D9]"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.no import fodselsnummer

from kvalitet.privacy.rules import find
from kvalitet.privacy.rules.identity import is_identity_number
from tests.privacy.numbers import D_NUMBER, FNR, HELP_NUMBER, TEST_NUMBER, first_valid, with_control_digits

TODAY = date(2026, 11, 22)
LAST = first_valid("698280")
"""29 February 1980, of a D-number made for testing."""
AFTER = date(2032, 1, 1)
DATES = st.dates(date(1900, 1, 1), date(1999, 12, 31))


def kinds(text, today=TODAY):
    return [one.kind for one in find(text, today=today)]


@pytest.mark.parametrize("number", [FNR, D_NUMBER, HELP_NUMBER, TEST_NUMBER, first_valid("290200"), LAST])
def test_ordinary_d_help_and_test_numbers_are_found(number):
    assert kinds(f"Gjelder {number}, se vedlegg.") == ["identity"]


SHAPES = ["{0}{1}{2} {3}{4}", "{0}.{1}.{2} {3}{4}", "{0} {1} {2} {3} {4}", "{0}{1}{2}-{3}{4}", "{0}{1}{2}.{3}{4}"]


@pytest.mark.parametrize("shape", SHAPES)
def test_spaces_dots_and_hyphens_dont_hide_it(shape):
    parts = FNR[:2], FNR[2:4], FNR[4:6], FNR[6:9], FNR[9:]
    written = shape.format(*parts)
    found = find(f"fnr. {written}.", today=TODAY)
    assert [one.text for one in found] == [written]


@pytest.mark.parametrize("number", ["01019012345", "00000000000", "99999999999", "32019012345", "15137212345"])
def test_other_numbers_of_eleven_digits_are_left_alone(number):
    assert kinds(f"Konto {number}") == []


@pytest.mark.parametrize("text", [f"9{FNR}", f"{FNR}1", f"Kvittering 4{FNR}22"])
def test_a_part_of_a_longer_number_isnt_one(text):
    assert kinds(text) == []


@given(day=DATES, serial=st.integers(0, 499), place=st.integers(0, 10), other=st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(day, serial, place, other):
    number = with_control_digits(f"{day:%d%m%y}{serial:03d}")
    if number is None:
        return
    assert is_identity_number(number, today=TODAY)
    wrong = f"{number[:place]}{(int(number[place]) + other) % 10}{number[place + 1 :]}"
    assert not is_identity_number(wrong, today=TODAY)


@given(day=DATES, serial=st.integers(0, 499))
def test_python_stdnum_agrees_on_ordinary_numbers(day, serial):
    for tail in ("00", "17", with_control_digits(f"{day:%d%m%y}{serial:03d}", 0) or "99"):
        number = f"{day:%d%m%y}{serial:03d}{tail[-2:]}"
        assert is_identity_number(number, today=TODAY) == fodselsnummer.is_valid(number)


@given(day=DATES, serial=st.integers(0, 999), remainder=st.integers(0, 3))
def test_from_2032_the_first_control_digit_may_leave_up_to_three(day, serial, remainder):
    number = with_control_digits(f"{day:%d%m%y}{serial:03d}", remainder)
    if number is None:
        return
    assert is_identity_number(number, today=AFTER)
    assert is_identity_number(number, today=date(2031, 12, 31)) == (remainder == 0)


def test_29_february_needs_a_leap_year():
    assert is_identity_number(first_valid("290204"), today=TODAY)
    number = with_control_digits("290203101") or with_control_digits("290203102")
    assert not is_identity_number(number, today=TODAY)
