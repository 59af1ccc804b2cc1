import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvalitet.search.rules.asking import MOST_LETTERS, MOST_TERMS, Term, read


def test_words_phrases_and_words_to_leave_out():
    """[P9] The last plain word may be under way."""
    assert read('Tiltak "trygge barn" -utkast skole').terms == (
        Term("tiltak"),
        Term("trygge barn", is_phrase=True),
        Term("utkast", is_excluded=True),
        Term("skole", is_partial=True),
    )


def test_norwegian_quotes_and_a_quote_nobody_closed():
    assert read("«trygge barn").terms == (Term("trygge barn", is_phrase=True),)


@pytest.mark.parametrize("text", ["", "   ", "\x00", "😀", "%_\\", "&|!:*()", "- -- ---", '""', "«»", "\u202e\u200f"])
def test_what_holds_no_word_asks_for_nothing(text):
    asked = read(text)
    assert not asked
    assert not asked.wanted


@pytest.mark.parametrize("text", ["a", "å", "7", '"x"'])
def test_one_letter_fits_too_much(text):
    assert read(text).is_too_short
    assert not read(text)


def test_only_words_to_leave_out_ask_for_nothing():
    assert not read("-utkast -plan")


def test_a_long_text_is_cut_and_says_so():
    asked = read("beredskap " * 1000)
    assert asked.is_cut
    assert len(asked.text) <= MOST_LETTERS
    assert len(asked.terms) == MOST_TERMS


def test_an_address_key_is_known():
    key = "0e3dcb0a-6c3b-4c57-9a30-2f4b0c3c7a11"
    assert str(read(f" {key} ").key) == key


def test_letters_in_two_pieces_become_one():
    assert read("sa\u030a").terms == (Term("så", is_partial=True),)


@given(st.text(max_size=500))
def test_anything_at_all_can_be_read(text):
    asked = read(text)
    assert len(asked.terms) <= MOST_TERMS
    assert all(term.text.strip() and "\x00" not in term.text for term in asked.terms)
    assert read(asked.text).text == asked.text
