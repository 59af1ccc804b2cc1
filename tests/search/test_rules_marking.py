import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvalitet.search.rules.asking import read
from kvalitet.search.rules.correcting import corrections
from kvalitet.search.rules.marking import Marker, fits


def marked(query, text):
    pieces = Marker.of(read(query)).pieces(text)
    return "".join(f"[{piece.text}]" if piece.is_hit else piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("ledere", "Kurs for leder", "Kurs for [leder]"),
        ("leder", "Kurs for LEDERE", "Kurs for [LEDERE]"),
        ("oppfølging", "Styrke sykefraværsoppfølgingen", "Styrke sykefraværs[oppfølgingen]"),
        ("ber", "Lage beredskapsplan", "Lage [beredskapsplan]"),
        ("bok", "Kjøpe bøker", "Kjøpe [bøker]"),
        ("plan", "Ingen treff", "Ingen treff"),
        ("skole", "", ""),
    ],
)
def test_what_was_found_is_marked(query, text, expected):
    assert marked(query, text) == expected


def test_a_long_text_is_quoted_around_the_first_hit():
    text = "Innledning. " * 40 + "Vi gjennomfører en vernerunde hvert år. " + "Avslutning. " * 40
    pieces = Marker.of(read("vernerunde")).excerpt(text)
    quoted = "".join(piece.text for piece in pieces)
    assert quoted.startswith("… ")
    assert quoted.endswith(" …")
    assert len(quoted) < 260
    assert [piece.text for piece in pieces if piece.is_hit] == ["vernerunde"]


def test_a_text_without_a_hit_is_not_quoted():
    assert Marker.of(read("vernerunde")).excerpt("Noe helt annet") == []


@given(st.text(max_size=200), st.text(max_size=60))
def test_marking_changes_no_letter(text, query):
    assert "".join(piece.text for piece in Marker.of(read(query)).pieces(text)) == text


def test_a_page_fits_when_every_word_does():
    assert fits(read("min profil"), "Min profil konto passord")
    assert not fits(read("min plan"), "Min profil konto passord")
    assert not fits(read("profil -passord"), "Min profil konto passord")


def test_a_whole_compound_is_wanted_of_a_page():
    assert not fits(read("sykefravær"), "Utpek stedfortreder fravær ferie")


@pytest.mark.parametrize(
    ("typed", "titles", "meant"),
    [
        ("sykefravar", ["Redusere sykefravær i avdelingen"], "sykefravær"),
        ("beredskapplan", ["Lage beredskapsplan"], "beredskapsplan"),
        ("mijlø", ["Arbeidsmiljøutvalget"], "miljø"),
        ("petersen", ["Pettersen"], "pettersen"),
        ("trygge skoller", ["Trygge skoler", "Skoler"], "trygge skoler"),
    ],
)
def test_a_slip_is_put_right_from_titles(typed, titles, meant):
    assert corrections(typed.split(), titles)[0] == meant


def test_nothing_alike_is_not_suggested():
    assert corrections(["xylofon"], ["Trygge skoler"]) == []


def test_two_forms_of_a_word_are_one_suggestion():
    assert corrections(["sykefravar"], ["Redusere sykefravær", "Redusere sykefraværet"]) == ["sykefravær"]


def test_what_was_typed_is_not_suggested_again():
    assert corrections(["skoler"], ["Trygge skoler"]) == []
