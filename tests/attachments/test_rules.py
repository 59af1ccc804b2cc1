"""Names and sizes as people read them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvalitet.attachments.rules import LONGEST_NAME, clean_name, free_name, size_words


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("Møtereferat vår 2026.PDF", "Møtereferat vår 2026.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\Kari\\rapport.pdf", "rapport.pdf"),
        ("a\nb\r\nSet-Cookie: x.pdf", "a b Set-Cookie- x.pdf"),
        ("bilde\u202egpj.exe", "bildegpj.exe"),
        ("A\u030asheim.pdf", "Åsheim.pdf"),
        ('<script>"x".pdf', "-script-x-.pdf"),
        ("...", "Uten navn"),
        (".pdf", "Uten navn.pdf"),
        ("", "Uten navn"),
        ("a\x00b.pdf", "ab.pdf"),
        ("  mange   ord .pdf", "mange ord.pdf"),
        ("uten ending", "uten ending"),
        ("versjon 2.0 av planen", "versjon 2.0 av planen"),
    ],
)
def test_names_are_cleaned(name, clean):
    assert clean_name(name) == clean


def test_long_names_keep_their_ending():
    found = clean_name("å" * 400 + ".docx")
    assert len(found) == LONGEST_NAME
    assert found.endswith("å.docx")


@given(st.text())
def test_no_name_harms(name):
    found = clean_name(name)
    assert 0 < len(found) <= LONGEST_NAME
    assert not set(found) & set('/\\\x00\r\n"<>:|?*\u202e')
    assert found == clean_name(found)
    assert found not in {".", ".."}


def test_a_second_file_of_the_name_gets_a_number():
    assert free_name("a.pdf", {"b.pdf"}) == "a.pdf"
    assert free_name("a.pdf", {"A.PDF", "a (2).pdf"}) == "a (3).pdf"


@pytest.mark.parametrize(
    ("size", "words"),
    [(12, "12 byte"), (34_000, "34 kB"), (1_234_567, "1,2 MB"), (25_000_000, "25 MB"), (300_000_000, "300 MB")],
)
def test_sizes_in_words(size, words):
    assert size_words(size) == words
