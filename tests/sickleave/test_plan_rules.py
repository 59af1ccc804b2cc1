"""[S3] Phrases to begin from, and what differs between two versions of a plan."""

import pytest

from sickleave.rules.plan_diff import changes, sentences
from sickleave.rules.plan_words import SUGGESTIONS, phrase_choices, with_phrases


def test_chosen_phrases_are_added_once_and_nothing_is_lost():
    key, phrase = phrase_choices()[0][1][0]
    once = with_phrases("Det vi skrev.\n", [key])
    assert once == f"Det vi skrev.\n{phrase}"
    assert with_phrases(once, [key]) == once
    assert with_phrases("", [key]) == phrase
    assert with_phrases("Bare dette.", ["99.99"]) == "Bare dette."


def test_phrases_are_whole_sentences():
    for work in SUGGESTIONS:
        assert all(str(phrase).endswith(".") for phrase in work.phrases)


def test_sentences_and_lines():
    assert sentences("En. To!  Tre\nFire?") == ["En.", "To!", "Tre", "Fire?"]
    assert sentences("Møte kl. 9.30 den 8. desember. Så ferie.") == ["Møte kl. 9.30 den 8. desember.", "Så ferie."]
    assert sentences(" \n ") == []


@pytest.mark.parametrize(
    ("old", "new", "summary", "added", "removed"),
    [
        ("", "Kortere dager.", "Dette er nytt.", ("Kortere dager.",), ()),
        ("Kortere dager.", "", "Dette er tatt bort.", (), ("Kortere dager.",)),
        ("En. To.", "En. To. Tre.", "Noe er lagt til.", ("Tre.",), ()),
        ("En. To.", "To.", "Noe er tatt bort.", (), ("En.",)),
        ("En. To.", "En. Fire.", "Teksten er endret.", ("Fire.",), ("To.",)),
        ("En. To.", "To. En.", "Rekkefølgen er endret.", (), ()),
    ],
)
def test_a_change_is_told_in_a_sentence(old, new, summary, added, removed):
    (found,) = changes({"Oppgaver": old}, {"Oppgaver": new})
    assert (found.summary, found.added, found.removed) == (summary, added, removed)


def test_spaces_alone_are_no_change():
    assert changes({"Oppgaver": "En.  To."}, {"Oppgaver": "En.\nTo."}) == ()
