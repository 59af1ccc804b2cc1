"""What people write in cells, and which column is which. No database. [P3]"""

from datetime import date
from decimal import Decimal

import pytest

from kvalitet.imports.choices import ImportKind, LineKind
from kvalitet.imports.columns import COLUMNS
from kvalitet.imports.files import kind_of
from kvalitet.imports.headers import find_header
from kvalitet.imports.rules.plan import brakes, summary
from kvalitet.imports.rules.values import (
    Unclear,
    are_shares,
    day_of,
    folded,
    likeness,
    number_of,
    percentage_of,
    says_yes,
    split_name,
)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1.8.2026", date(2026, 8, 1)),
        ("01.08.26", date(2026, 8, 1)),
        ("31/12-1999", date(1999, 12, 31)),
        ("1. august 2026", date(2026, 8, 1)),
        ("3. des. 2026", date(2026, 12, 3)),
        ("2026-08-01", date(2026, 8, 1)),
        ("2026-08-01T00:00:00", date(2026, 8, 1)),
        ("20260801", date(2026, 8, 1)),
        ("1.1.85", date(1985, 1, 1)),
        ("", None),
        ("31.12.2099", None),
        ("9999-12-31", None),
    ],
)
def test_days_are_read_as_norwegians_write_them(text, day):
    assert day_of(text) == day


@pytest.mark.parametrize("text", ["31.02.2026", "i går", "1.13.2026", "2026", "1.1", "1. smarch 2026"])
def test_what_is_no_day_is_told(text):
    with pytest.raises(Unclear):
        day_of(text)


@pytest.mark.parametrize(("text", "value"), [("80 %", 80), ("62,5", 62.5), ("50.0", 50), ("100", 100), ("0", 0)])
def test_percentages(text, value):
    assert percentage_of(text, is_share=False) == Decimal(str(value))


def test_shares_of_one_are_percentages_when_the_whole_column_is():
    """Excel stores 80 % as 0.8."""
    assert are_shares(["0.8", "1", "0,5", ""])
    assert not are_shares(["0.8", "100"])
    assert not are_shares(["1 %"])
    assert not are_shares(["", ""])
    assert percentage_of("0.8", is_share=True) == 80


@pytest.mark.parametrize("text", ["101", "-1", "åtti", "nan", "1e99", "∞"])
def test_odd_percentages_are_told(text):
    with pytest.raises(Unclear):
        percentage_of(text, is_share=False)


def test_empty_number_is_nothing():
    assert number_of("") is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Nordmann, Kari Anne", ("Kari Anne", "Nordmann")),
        ("Kari Anne Nordmann", ("Kari Anne", "Nordmann")),
        ("Kari", ("", "Kari")),
    ],
)
def test_names_are_split(text, names):
    assert split_name(text) == names


def test_yes_and_no():
    assert [says_yes(text) for text in ("Ja", "x", "nei", "", "Kari Kvam")] == [True, True, False, False, None]


def test_likeness_knows_slips_from_other_names():
    assert folded("Aasen, Åse-Marie  É") == "åsen åse marie e"
    assert likeness(folded("Bjørn Hansen"), folded("Bjørn Hanssen")) >= 0.6
    assert likeness(folded("Kari Hansen"), folded("Kari Olsen")) < 0.6
    assert likeness("", "kari") == 0


@pytest.mark.parametrize(
    "headings",
    [
        ["Enhetsnr", "Enhetsnavn", "Overordnet enhetsnr", "Enhetstype", "Leder"],
        ["Org. enhet", "Navn", "Hører under", "Nivå", "Leders ansattnr"],
        ["Kode", "Avdeling", "Overordnet kode", "Type", "Enhetsleder"],
        ["enhet_id", "enhet", "overordnet_enhet_id", "slag", "leder (ansattnummer)"],
    ],
)
def test_columns_of_units_are_known_by_the_names_people_use(headings):
    header = find_header([(1, headings)], COLUMNS[ImportKind.UNITS])
    assert list(header.places) == ["code", "name", "parent", "kind", "leader"]


@pytest.mark.parametrize(
    "headings",
    [
        ["Ansattnr", "Fornavn", "Etternavn", "E-post", "Enhetsnr", "Stillingstittel", "Stillings %", "Ansatt fra"],
        ["Ressursnr.", "Fornavn", "Etternavn", "Epost", "Ansvar", "Stilling", "Prosent", "Fra dato"],
    ],
)
def test_columns_of_people_are_known_by_the_names_people_use(headings):
    header = find_header([(1, headings)], COLUMNS[ImportKind.PEOPLE])
    wanted = ["number", "first_name", "last_name", "email", "unit_code", "title", "percentage", "starts"]
    assert list(header.places) == wanted


def test_kind_of_file_is_seen_from_its_headings():
    assert kind_of(b"Enhetsnr;Navn;Leder\n1;Skole;\n") == ImportKind.UNITS
    assert kind_of(b"Ansattnr;Navn;Enhet\n1;Kari Kvam;Skole\n") == ImportKind.PEOPLE


def test_brake_lets_few_and_small_shares_by():
    assert not brakes(4, 10)
    assert brakes(5, 49)
    assert not brakes(300, 3000)
    assert brakes(301, 3000)


def test_summary_is_said_in_words():
    counts = {"new": 12, "changed": 3, "moved": 2, "left": 1, "bad": 2, "note": 4}
    assert summary(counts) == "12 nye, 3 endres, 2 flyttes, 1 avsluttes, 2 rader kan ikke leses"
    assert summary(counts, is_done=True) == "12 nye, 3 endret, 2 flyttet, 1 avsluttet, 2 rader kan ikke leses"
    assert summary({LineKind.BAD: 1}) == "Ingen endringer, 1 rad kan ikke leses"
