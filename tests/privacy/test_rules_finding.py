"""Each kind is found where it says too much, and nowhere else. [D9]"""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvalitet.privacy.choices import FindingKind
from kvalitet.privacy.rules import KnownName, find, redact
from tests.privacy.harmless import HARMLESS
from tests.privacy.numbers import FNR

TODAY = date(2026, 11, 22)
REGISTER = [
    KnownName("Kari", "Nordmann"),
    KnownName("Anne-Marie", "Berg-Hansen"),
    KnownName("Åse", "Ødegård"),
    KnownName("Dag", "Li"),
    KnownName("Vår", "Stein"),
    KnownName("Bjørk", "Mo"),
    KnownName("Jens", "Aas"),
    KnownName("Per Øyvind", "Sæther"),
    KnownName("Stein", "Dahl"),
    KnownName("Sol", "Vik"),
    KnownName("Bo", "Strand"),
]


def found(text):
    return [(one.kind.value, one.text) for one in find(text, today=TODAY, known=REGISTER)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kari Nordmann glemte nøkkelen.", "Kari Nordmann"),
        ("Det var Kari Nordmanns jakke.", "Kari Nordmanns"),
        ("KARI NORDMANN falt.", "KARI NORDMANN"),
        ("kari nordmann falt.", "kari nordmann"),
        ("Nordmann, Kari møtte ikke.", "Nordmann, Kari"),
        ("Kari Sofie Nordmann falt.", "Kari Sofie Nordmann"),
        ("Spurte Anne-Marie Berg-Hansen.", "Anne-Marie Berg-Hansen"),
        ("Spurte Anne Marie Hansen.", "Anne Marie Hansen"),
        ("Spurte Marie Berg.", "Marie Berg"),
        ("Ringte Åse Ødegård.", "Åse Ødegård"),
        ("ringte åse ødegårds mor", "åse ødegårds"),
        ("ÅSE ØDEGÅRD ropte", "ÅSE ØDEGÅRD"),
        ("Møtte Dag Li på vei inn.", "Dag Li"),
        ("Vår Stein sa fra.", "Vår Stein"),
        ("Jens Aas' bil sto i veien.", "Jens Aas"),
        ("Per Øyvind Sæther og andre.", "Per Øyvind Sæther"),
        ("Snakket med Per Sæther.", "Per Sæther"),
        ("Kari\nNordmann underskrev.", "Kari\nNordmann"),
        ("Ifølge Bo Strand var det åpent.", "Bo Strand"),
    ],
)
def test_names_of_the_register_are_found_however_they_are_written(text, name):
    assert found(text) == [("name", name)]


@pytest.mark.parametrize(
    "text",
    [
        "Kari så det.",
        "Nordmann så det.",
        "Kari og Nordmann så det.",
        "Stein. Li falt.",
        "En dag li oppe ved hytta.",
        "Dag for dag i vår, stein for stein.",
        "Vår stein er borte.",
        "De bo strand nær.",
        "Sol, vik og strand.",
        "Stein på Mo. Bjørk i Li.",
        "Kari Hansen er ikke i registeret.",
    ],
)
def test_first_names_alone_and_words_that_are_names_too_are_left_alone(text):
    assert found(text) == []


@pytest.mark.parametrize(
    "number", ["91234567", "912 34 567", "22 33 44 55", "+47 912 34 567", "0047 91234567", "+46 70 123 45 67"]
)
def test_phone_numbers_are_found(number):
    assert found(f"Ring pårørende på {number} i kveld.") == [("phone", number)]


@pytest.mark.parametrize(
    "text",
    [
        "Sak 2024/91234567 er sendt.",
        "Faktura 91234567 ble betalt to ganger.",
        "Ordrenr. 41234567 mangler.",
        "Det kostet 21 000 000 kroner.",
        "Det kostet kr 41234567,-.",
        "Den 24122025 og 20251224.",
        "22.11.2026 kl. 12.30",
        "0150 Oslo, rom 2233.",
        "Ring 02800 eller 815 00 000.",
        "Konto 1234 56 78901.",
        "Org.nr. 987 654 321",
        "Måleren viste 41234567 kWh.",
        "Serienummer SN41234567",
    ],
)
def test_other_numbers_arent_phones(text):
    assert found(text) == []


def test_addresses_of_people_are_found_and_shared_boxes_are_not():
    text = "Svar til kari.nordmann@fjordvik.example, ikke postmottak@fjordvik.example eller IKT-vakt@fjordvik.example."
    assert found(text) == [("email", "kari.nordmann@fjordvik.example")]


@pytest.mark.parametrize(
    "word",
    [
        "diabetes",
        "Depresjonen",
        "insulin",
        "ADHD-diagnosen",
        "nøtteallergi",
        "kreft",
        "KOLS",
        "HIV",
        "halsbetennelse",
        "alvorlig syk",
        "selvmordsforsøk",
        "epileptisk",
        "demente",
        "angst",
    ],
)
def test_health_words_are_found(word):
    assert [kind for kind, _text in found(f"Beboeren har {word} og ble urolig.")] == ["health"]


@pytest.mark.parametrize("text", HARMLESS, ids=range(len(HARMLESS)))
def test_harmless_texts_raise_no_alarm(text):
    assert found(text) == []


def test_there_are_fifty_harmless_texts():
    assert len(set(HARMLESS)) == 50


def test_where_two_overlap_the_most_certain_is_kept():
    assert found(f"{FNR} 91234567") == [("identity", FNR), ("phone", "91234567")]
    assert found("kari.nordmann@fjordvik.example") == [("email", "kari.nordmann@fjordvik.example")]


PIECES = st.sampled_from(
    [
        "Kari Nordmann",
        "ÅSE ØDEGÅRDS",
        FNR,
        "91234567",
        "ola@x.no",
        "diabetes",
        "i dag",
        "😀",
        ".",
        "\n",
        " ",
        "Li",
        "Dag",
    ]
)


@given(st.lists(PIECES, max_size=12).map(" ".join))
def test_places_are_right_and_redacting_twice_changes_nothing(text):
    first = find(text, today=TODAY, known=REGISTER)
    assert all(text[one.start : one.end] == one.text for one in first)
    assert all(one.end <= after.start for one, after in pairwise(first))
    once = redact(text, first)
    again = find(once, today=TODAY, known=REGISTER)
    assert {one.kind for one in again} <= {FindingKind.NAME}, "a placeholder is never found"
    assert redact(once, find(once, today=TODAY, known=[])) == once
    assert redact(once, first) == once or not first


@given(st.text(max_size=200))
def test_no_text_is_too_strange(text):
    found = find(text, today=TODAY, known=REGISTER)
    assert redact(text, []) == text
    assert len(redact(text, found)) >= 0
