"""[G13, P3] Text files as people have them."""

import time
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kvalitet.imports.reading import read_table
from kvalitet.imports.tables import MOST_PROBLEMS, Column, Limits

COLUMNS = (
    Column("goal", "Mål", ("hovedmål",), required=True, max_length=40),
    Column("measure", "Tiltak", ("aktivitet",), required=True),
    Column("due", "Frist", ("når",), expected=True),
)
TEXT = "Mål;Tiltak;Frist\nØkt nærvær på Ås;Følge opp «blåmandag»;løpende\nÆrlig;Sånn;\n"
VALUES = [
    {"goal": "Økt nærvær på Ås", "measure": "Følge opp «blåmandag»", "due": "løpende"},
    {"goal": "Ærlig", "measure": "Sånn", "due": ""},
]


def read(data, **more):
    return read_table(data if isinstance(data, bytes) else data.encode(), columns=COLUMNS, **more)


def values(table):
    assert not table.has_errors, table.problems
    return [row.values for row in table.rows]


def message(data, **more):
    table = read(data, **more)
    assert table.rows == [] or table.has_errors
    return " ".join(problem.message for problem in table.errors)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_norwegian_letters_are_right(encoding):
    assert values(read(TEXT.encode(encoding))) == VALUES


@pytest.mark.parametrize("encoding", ["mac_roman", "cp865", "cp850", "cp1252"])
def test_old_machines_are_understood_too(encoding):
    data = TEXT.replace("«", "").replace("»", "").encode(encoding)
    assert values(read(data))[0]["goal"] == "Økt nærvær på Ås"


@pytest.mark.parametrize("letter", "æøåÆØÅéüč–")
def test_a_single_special_letter_is_enough(letter):
    data = f"Mål;Tiltak\nA{letter}b;c\n"
    assert values(read(data))[0]["goal"] == f"A{letter}b"
    if letter != "č":
        assert values(read(data.encode("cp1252")))[0]["goal"] == f"A{letter}b"


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_separators(separator):
    assert values(read(TEXT.replace(";", separator))) == VALUES
    assert values(read(f"sep={separator}\n{TEXT.replace(';', separator)}")) == VALUES


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\r\r\n"])
def test_line_endings(ending):
    assert values(read(TEXT.replace("\n", ending))) == VALUES


def test_commas_in_text_do_not_become_the_separator():
    table = read("Mål;Tiltak;Frist\na, b, c, d;e, f, g, h;i, j\nk, l, m, n;o, p, q, r;s, t\n")
    assert values(table)[0]["goal"] == "a, b, c, d"


def test_quoted_cells_keep_line_breaks_and_separators():
    table = read('Mål;Tiltak;Frist\n"a; b";"første\r\nandre ""sitat""";c\n')
    assert values(table) == [{"goal": "a; b", "measure": 'første\nandre "sitat"', "due": "c"}]


def test_an_open_quote_is_told_with_its_row():
    assert "rad 3" in message('Mål;Tiltak\na;b\n"c;d\ne;f\n')


def test_empty_rows_and_repeated_headings_are_skipped_and_numbers_kept():
    table = read("Handlingsplan 2026\n\nMål;Tiltak\na;b\n;\n\nMål;Tiltak\nc;d\n")
    assert [(row.number, row.values["goal"]) for row in table.rows] == [(4, "a"), (8, "c")]


@pytest.mark.parametrize(
    "header",
    ["MÅL ; tiltak ;frist", "1. Mål:;2. Tiltak:;3. Frist*", "Hovedmål;Aktivitet (hva);Når?", "mål;TILTAK;_frist_"],
)
def test_headings_are_known_by_other_names(header):
    assert values(read(f"{header}\na;b;c\n")) == [{"goal": "a", "measure": "b", "due": "c"}]


def test_decomposed_letters_from_a_mac_are_joined():
    assert values(read("Ma\u030al;Tiltak\nA\u030as;b\n"))[0]["goal"] == "Ås"


def test_extra_columns_are_ignored_with_a_note():
    table = read("Mål;Farge;Tiltak;Frist\na;rød;b;c\n")
    assert values(table) == [{"goal": "a", "measure": "b", "due": "c"}]
    assert [problem.message for problem in table.notes] == ["Disse kolonnene er ikke brukt: «Farge»."]


def test_missing_columns_are_named_with_those_found():
    text = message("Mål;Frist;Farge\na;b;c\n")
    assert text == "Filen mangler kolonnen «Tiltak». Kolonnene i filen er: «Mål», «Frist», «Farge»."


def test_expected_columns_are_noted():
    assert "«Frist»" in read("Mål;Tiltak\na;b\n").notes[0].message


def test_no_headings_at_all():
    assert "«Mål», «Tiltak»" in message("a;b;c\nd;e;f\n")


def test_a_column_twice_uses_the_first():
    table = read("Mål;Tiltak;Tiltak;Frist\na;b;x;c\n")
    assert values(table)[0]["measure"] == "b"
    assert "mer enn én gang" in table.notes[0].message


def test_too_many_cells_in_a_row_are_an_error_with_the_row():
    assert message("Mål;Tiltak\na;b\nc;d;e\n").startswith("Rad 3: ")


def test_short_rows_are_filled():
    assert values(read("Mål;Tiltak;Frist\na;b\n")) == [{"goal": "a", "measure": "b", "due": ""}]


def test_too_long_text_is_told_with_row_and_length():
    text = message(f"Mål;Tiltak\n{'a' * 41};b\n")
    assert text == "Rad 2: «Mål» har 41 tegn, men det er bare plass til 40. Kort ned teksten."


def test_hidden_characters_are_taken_away_with_a_note():
    table = read("Mål;Tiltak;Frist\na\u200bb\x07;c\u202ed;e\u00a0f\n")
    assert values(table) == [{"goal": "ab", "measure": "cd", "due": "e f"}]
    assert "Usynlige tegn" in table.notes[0].message


def test_formulas_and_markup_are_only_text():
    assert values(read("Mål;Tiltak\n=1+1;<script>alert(1)</script>\n"))[0]["goal"] == "=1+1"


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (b"", "tom"),
        (b" \r\n\t", "tom"),
        (b"\xef\xbb\xbf", "tom"),
        (b"%PDF-1.7", "PDF"),
        (b"MZ\x90\x00", "program"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".xls"),
        (b"\x89PNG\r\n", "bilde"),
        (b"<!DOCTYPE html><html>", "nettside"),
        (b"{\\rtf1", "tekstdokument"),
        (b"Mal;Til\x00tak\na;b\n" + bytes(50), "tabell"),
        ("Mål;Tiltak\nbl\ufffd;b\n".encode(), "linje 2"),
        ("Mål;Tiltak\nå;b\n".encode() + b"\xe5;\xf8\n", "blandet"),
        ("Mål;Tiltak\n".encode(), "ingen rader"),
    ],
)
def test_wrong_files_get_a_clear_message(data, part):
    text = message(data)
    assert part in text
    assert text.endswith((".", ").")), text


def test_text_saved_twice_is_mended():
    twice = "Mål;Tiltak\nblå øy;æ\n".encode().decode("cp1252")
    assert values(read(twice)) == [{"goal": "blå øy", "measure": "æ"}]


def test_size_and_row_limits():
    assert "MB" in message(TEXT, limits=Limits(size=20))
    assert "rader" in message("Mål;Tiltak\n" + "a;b\n" * 60, limits=Limits(rows=50))


def test_problems_are_capped():
    table = read("Mål;Tiltak\n" + "a;b;c\n" * 500)
    assert len(table.problems) == MOST_PROBLEMS
    assert table.hidden_problems == 401


def test_ten_thousand_rows_are_quick():
    started = time.process_time()
    assert len(values(read("Mål;Tiltak;Frist\n" + "Økt nærvær;Følge opp sykmeldte;løpende\n" * 10_000))) == 10_000
    assert time.process_time() - started < 3


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_no_bytes_make_it_fail(data):
    read(data)
    read(b"mal;tiltak\n" + data)
    read("Mål;Tiltak\n".encode() + data)


CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=20)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=5), st.sampled_from(";,\t|"))
def test_quoted_cells_come_back_as_written(pairs, separator):
    def quoted(*cells):
        return separator.join('"' + cell.replace('"', '""') + '"' for cell in cells)

    table = read("\n".join([quoted("Mål", "Tiltak"), *(quoted("x" + a, "y" + b) for a, b in pairs)]))
    assert [(row.values["goal"], row.values["measure"]) for row in table.rows] == [
        (normalize("NFC", "x" + a), normalize("NFC", "y" + b)) for a, b in pairs
    ]
