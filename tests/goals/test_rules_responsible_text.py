"""[G4, G13] Who is responsible, as people write it."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goals.choices import GroupRule, ResponsibleRole
from goals.rules.responsible_text import group_of, split_responsible

KNOWN = frozenset({"Plan og byggesak", "Kari Hansen", "Stab - personal", "Drift, vei og vann"})
LEAD, PARTNER, INVOLVED = ResponsibleRole.LEAD, ResponsibleRole.PARTNER, ResponsibleRole.INVOLVED


def split(text):
    return [(piece.name, piece.role) for piece in split_responsible(text, known=KNOWN)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Prosjektleder", ["Prosjektleder"]),
        ("Stab - personal, Prosjektleder", ["Stab - personal", "Prosjektleder"]),
        (
            "Virksomhetslederne, Stab - personal, Prosjektleder",
            ["Virksomhetslederne", "Stab - personal", "Prosjektleder"],
        ),
        ("HR-rådgiver", ["HR-rådgiver"]),
        ("HR-rådgiver, Prosjektleder, Rådgiver", ["HR-rådgiver", "Prosjektleder", "Rådgiver"]),
        ("Rådgiver/Prosjektleder", ["Rådgiver", "Prosjektleder"]),
        ("Rådgiver og Prosjektleder", ["Rådgiver", "Prosjektleder"]),
        ("Rådgiver og prosjektleder", ["Rådgiver", "prosjektleder"]),
        ("A & B", ["A", "B"]),
        ("A + B", ["A", "B"]),
        ("A; B", ["A", "B"]),
        ("Kari\nOla", ["Kari", "Ola"]),
        ("Kari Hansen og Ola Nordmann", ["Kari Hansen", "Ola Nordmann"]),
        ("Plan og byggesak", ["Plan og byggesak"]),
        ("plan  og Byggesak og Rådgiver", ["plan og Byggesak", "Rådgiver"]),
        ("Drift, vei og vann/Rådgiver", ["Drift, vei og vann", "Rådgiver"]),
        ("Helse og omsorg, Oppvekst og kultur", ["Helse og omsorg", "Oppvekst og kultur"]),
        ("kultur- og oppvekstsjef", ["kultur- og oppvekstsjef"]),
        ("Enhetsleder (skole og barnehage)", ["Enhetsleder (skole og barnehage)"]),
        ("rektor og lærere", ["rektor", "lærere"]),
        ("Kommunedirektør og alle enhetsledere", ["Kommunedirektør", "alle enhetsledere"]),
        ("Hansen, Kari", ["Kari Hansen"]),
        ("Nilsen, Per", ["Nilsen", "Per"]),
        ("A, a", ["A"]),
        ("Ansvarlig: Kari Hansen", ["Kari Hansen"]),
        ("", []),
        ("-", []),
        ("ikke satt", []),
        (",,;", []),
    ],
)
def test_names(text, names):
    pieces = split(text)
    assert [name for name, _ in pieces] == names
    assert all(role == LEAD for _, role in pieces)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        (
            "Prosjektleder i samarbeid med virksomhetslederne",
            [("Prosjektleder", LEAD), ("virksomhetslederne", PARTNER)],
        ),
        ("A sammen med B og C", [("A", LEAD), ("B", PARTNER), ("C", PARTNER)]),
        ("Stab v/Kari Hansen", [("Stab", LEAD), ("Kari Hansen", PARTNER)]),
        ("Enhetsleder m/tillitsvalgte", [("Enhetsleder", LEAD), ("tillitsvalgte", INVOLVED)]),
        ("Enhetsleder (m/ tillitsvalgte)", [("Enhetsleder", LEAD), ("tillitsvalgte", INVOLVED)]),
        (
            "Leder med tillitsvalgte og verneombud",
            [("Leder", LEAD), ("tillitsvalgte", INVOLVED), ("verneombud", INVOLVED)],
        ),
        ("Rådgiver med bistand fra HR", [("Rådgiver", LEAD), ("HR", INVOLVED)]),
        ("Ansvarlig: Kari; Medvirker: HTV", [("Kari", LEAD), ("HTV", INVOLVED)]),
    ],
)
def test_roles(text, pieces):
    assert split(text) == pieces


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("Virksomhetslederne", GroupRule.UNIT_LEADERS),
        ("virksomhetsledere", GroupRule.UNIT_LEADERS),
        ("Enhetslederne", GroupRule.UNIT_LEADERS),
        ("alle virksomheter", GroupRule.UNIT_LEADERS),
        ("Alle enheter", GroupRule.UNIT_LEADERS),
        ("alle ledere", GroupRule.UNIT_LEADERS),
        ("hver enkelt enhet", GroupRule.UNIT_LEADERS),
        ("Alle", GroupRule.UNIT_LEADERS),
        ("alle ansatte", GroupRule.UNIT_LEADERS),
        ("aktuelle virksomheter", GroupRule.UNITS),
        ("rektorene", GroupRule.UNITS),
        ("Lederteam", GroupRule.PEOPLE),
        ("ledergruppen", GroupRule.PEOPLE),
        ("Rådmannens ledergruppe", GroupRule.PEOPLE),
        ("prosjektgruppa", GroupRule.PEOPLE),
        ("enhetsleder", None),
        ("Prosjektleder", None),
        ("HR-rådgiver", None),
        ("Stab - personal", None),
    ],
)
def test_groups(name, group):
    assert group_of(name) == group


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="abcÅø og/,&;()-.\nmv:24", max_size=80))
def test_no_text_makes_it_fail(text):
    for piece in split_responsible(text, known=KNOWN):
        assert piece.name.strip() == piece.name != ""


def test_huge_texts_are_cheap():
    started = time.process_time()
    many = frozenset(f"Person {number} og følge" for number in range(2000))
    for text in ("og " * 100_000, "(" * 5000, "A/" * 5000, " , " * 5000):
        assert len(split_responsible(text, known=many)) <= 30
    assert time.process_time() - started < 2
