import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from kvalitet.text.compounds import base_forms, leaves, parts_of, split, words_of
from kvalitet.text.stemming import stem
from kvalitet.text.stems import IRREGULAR, STEMS


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("sykefraværsoppfølging", {"sykefravær", "oppfølging", "syke", "fravær"}),
        ("sykefraværsoppfølgingen", {"sykefravær", "oppfølgingen"}),
        ("medarbeiderundersøkelsen", {"medarbeider", "undersøkelsen"}),
        ("arbeidsmiljøutvalget", {"arbeidsmiljø", "utvalget", "arbeid", "miljø"}),
        ("avdelingsledere", {"avdeling", "ledere"}),
        ("beredskapsplanene", {"beredskap", "planene"}),
        ("helsestasjonen", {"helse", "stasjonen"}),
        ("legemiddelhåndtering", {"legemiddel", "håndtering"}),
        ("hjemmetjenesten", {"hjemme", "tjenesten"}),
        ("årsrapporten", {"år", "rapporten"}),
    ],
)
def test_a_long_word_is_split_into_its_parts(word, parts):
    """[P9] The database's stemmer never looks inside a compound."""
    assert parts <= set(split(word))


@pytest.mark.parametrize("word", ["medarbeider", "samarbeidet", "undersøkelsen", "plan", "barnehagen", "kommunikasjon"])
def test_a_word_that_is_one_thing_is_left_whole(word):
    assert split(word) == ()


@pytest.mark.parametrize(
    ("word", "single"),
    [
        ("ledere", "leder"),
        ("lederne", "leder"),
        ("brukerne", "bruker"),
        ("avdelingsledere", "avdelingsleder"),
        ("kursene", "kurs"),
        ("bøker", "bok"),
        ("lærebøker", "lærebok"),
        ("mennene", "mann"),
        ("regler", "regel"),
    ],
)
def test_the_singulars_the_stemmer_misses(word, single):
    assert single in base_forms(word)


def test_the_leaves_are_no_compounds_themselves():
    assert leaves("arbeidsmiljøutvalget") == ("utvalget", "arbeid", "miljø")


def test_parts_hold_what_the_text_itself_does_not():
    assert parts_of("Styrke sykefraværsoppfølgingen", "for ledere") == "sykefravær oppfølgingen syke fravær leder"


def test_words_joined_by_a_hyphen_count_together_and_apart():
    assert words_of("HR-rådgiver") == ["hr-rådgiver", "hr", "rådgiver"]


@given(st.text(max_size=300))
def test_any_text_at_all_can_be_split(text):
    assert isinstance(parts_of(text), str)
    assert "\x00" not in parts_of(text)


@given(st.text(alphabet="abdefghijklmnoprstuvyæøå", min_size=9, max_size=40))
def test_every_part_is_shorter_than_its_word(word):
    assert all(len(part) < len(word) for part in split(word))


@pytest.mark.parametrize(
    ("word", "root"),
    [("ansettelse", "ansett"), ("kommunene", "kommun"), ("skoler", "skol"), ("planens", "plan"), ("ledere", "leder")],
)
def test_the_stemmer_of_the_pages(word, root):
    assert stem(word) == root


@pytest.mark.django_db
def test_the_pages_stem_as_the_database_does():
    """[P9] What is marked must be what was found."""
    words = sorted({*STEMS, *IRREGULAR, *IRREGULAR.values()})
    words += [f"{word}{ending}" for word in words for ending in ("ene", "er", "en", "et", "s", "lig", "elser")]
    with connection.cursor() as cursor:
        cursor.execute("select w, (ts_lexize('norwegian_stem', w))[1] from unnest(%s::text[]) w", [words])
        wrong = {word: (root, stem(word)) for word, root in cursor.fetchall() if root and root != stem(word)}
    assert wrong == {}
