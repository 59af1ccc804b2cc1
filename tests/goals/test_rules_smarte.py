"""[G3] Rules of thumb for a good goal."""

import pytest

from goals.rules.smarte import smarte_lacks


def letters(*args, **kwargs):
    return "".join(lack.letter for lack in smarte_lacks(*args, **kwargs))


@pytest.mark.parametrize(
    ("title", "more", "lacking"),
    [
        ("Bedre kvalitet", {}, "SMATE"),
        ("Bedre kvalitet", {"has_indicator": True, "has_due": True}, "SA"),
        ("Sykefraværet i barnehagene skal være under 8 prosent innen 2027", {}, "AE"),
        ("Ingen pasienter skal noen gang falle på sykehjemmet", {}, "ARTE"),
        (
            "Alle nye innbyggere får svar på søknad om barnehageplass innen 14 dager",
            {"accepted_by": "Formannskapet", "evaluated": "Spørreundersøkelse hver høst"},
            "",
        ),
        (
            "HKI skal være over 4,5 på dimensjon 1 og 2",
            {"has_indicator": True, "has_due": True, "accepted_by": "AMU"},
            "",
        ),
    ],
)
def test_lacks(title, more, lacking):
    assert letters(title, **more) == lacking


def test_own_words_about_a_part_are_enough():
    own = {"measured_by": "Antall avvik", "accepted_by": "AMU", "realistic": "Ja", "evaluated": "Årlig"}
    assert letters("Ingen avvik i noen tjeneste i kommunen", has_due=True, **own) == ""


def test_every_lack_tells_what_to_do():
    for lack in smarte_lacks("Alltid best"):
        assert lack.label
        assert lack.advice.endswith(".")


def test_description_counts_too():
    assert "A" not in letters("Flere går til skolen", "Vedtatt i kommunestyret i sak 12/26.")
