"""Which words an event is known again by. [D10]"""

from hypothesis import given
from hypothesis import strategies as st

from deviations.rules.similar import likeness, listed, raw_query, shared, terms_of


def test_everyday_words_tell_nothing():
    assert terms_of("Pasienten fikk ikke medisin i går kveld", "Dosetten manglet da vakten kom.") == [
        "medisin",
        "dosetten",
    ]


def test_each_stem_counts_once_and_the_title_comes_first():
    assert terms_of("Medisin glemt", "Glemte medisinen. Dosetten lå i skapet.") == [
        "medisin",
        "glemt",
        "dosetten",
        "skapet",
    ]


def test_two_words_must_be_there_when_there_are_enough():
    assert raw_query([]) == ""
    assert raw_query(["medisin"]) == "medisin"
    assert raw_query(["medisin", "glemt"]) == "medisin & glemt"
    assert raw_query(["a", "b", "c"]) == "(a & b) | (a & c) | (b & c)"


def test_a_compound_is_found_by_its_parts_too():
    assert raw_query(["sykefraværsoppfølging"]).startswith("(sykefraværsoppfølging | (")
    assert shared(["oppfølging"], ["Mangelfull sykefraværsoppfølging"]) == ["oppfølging"]


@given(st.text(max_size=200), st.text(max_size=400))
def test_nothing_typed_becomes_a_sign_to_the_database(title, description):
    question = raw_query(terms_of(title, description))
    assert not set(question) & set("':*!<>\\;\"\x00")


def test_why_says_what_they_have_in_common():
    same = {"same_category": True, "same_unit": True, "same_place": False}
    found = likeness(["medisin", "glemt"], ["Glemt medisin på kjøkkenet"], **same)
    assert found.why == "Samme kategori, samme enhet og ordene «medisin» og «glemt»"
    alone = likeness(["fall"], ["Noe annet"], same_category=False, same_unit=False, same_place=False)
    assert alone.why == "Titlene ligner"
    assert likeness(["fall"], ["Et fall"], same_category=False, same_unit=True, same_place=True).why == (
        "Samme sted og ordet «fall»"
    )
    assert listed([]) == ""
