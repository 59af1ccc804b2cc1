"""How deadlines, dates and numbers are said."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvalitet.web.templatetags import ds
from kvalitet.web.words import deadline_words

SUNDAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("due", "text", "color"),
    [
        (None, "Uten frist", "neutral"),
        (date(2026, 11, 19), "3 dager over frist", "danger"),
        (date(2026, 11, 21), "1 dag over frist", "danger"),
        (date(2020, 1, 1), "2\xa0517 dager over frist", "danger"),
        (SUNDAY, "Frist i dag", "warning"),
        (date(2026, 11, 23), "Frist i morgen", "warning"),
        (date(2026, 11, 27), "Frist fredag", "info"),
        (date(2026, 11, 29), "Frist 29. november", "neutral"),
        (date(2026, 12, 1), "Frist 1. desember", "neutral"),
        (date(2027, 2, 1), "Frist 1. februar", "neutral"),
        (date(2028, 2, 1), "Frist 1. februar 2028", "neutral"),
    ],
)
def test_a_deadline_is_said_the_way_people_say_it(due, text, color):
    words = deadline_words(due, SUNDAY)
    assert (words.text, words.color) == (text, color)


def test_what_is_done_is_never_late():
    words = deadline_words(date(2026, 11, 19), SUNDAY, is_done=True)
    assert not words.is_late
    assert words.text == "Frist 19. november"


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1)))
def test_late_is_said_exactly_when_the_day_is_past(due):
    assert deadline_words(due, SUNDAY).is_late == (due < SUNDAY)


def test_dates_and_numbers_are_norwegian():
    moment = datetime(2026, 11, 22, 6, 15, tzinfo=UTC)
    assert ds.dato(SUNDAY) == "22.11.2026"
    assert ds.dato_lang(SUNDAY) == "22. november 2026"
    assert ds.tidspunkt(moment) == "22.11.2026 kl. 07.15"
    assert ds.dato(datetime(2026, 11, 22, 23, 30, tzinfo=UTC)) == "23.11.2026"
    assert ds.tall(1000) == "1\xa0000"
    assert ds.tall(8.1) == "8,1"
    assert ds.dato(None) == ds.tall(None) == ds.tidspunkt(None) == ""


def test_initials_are_the_first_and_the_last_name():
    assert ds.initials("Ingrid Marie Bakken") == "IB"
    assert ds.initials("leder") == "L"
    assert ds.initials("") == ""


def test_an_unknown_icon_says_what_to_do():
    with pytest.raises(LookupError, match=r"assets/icons\.txt"):
        ds.icon("NoSuchIcon")
