"""The risk matrix as arithmetic: vectors of domain I5, bands, sizes, mapping, and what is wrong with one. [D5]"""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deviations.rules.matrix import (
    LARGEST,
    SMALLEST,
    Band,
    Kind,
    Level,
    as_json,
    default_band,
    default_cells,
    default_definition,
    from_json,
    highest,
    moved_cell,
    moved_level,
    read,
    resized,
)
from deviations.rules.matrix_checks import advice, changes, problems

FIVE = default_definition()
levels = st.integers(1, 5)
sizes = st.integers(SMALLEST, LARGEST)
ORDER = ["green", "yellow", "orange", "red"]


@pytest.mark.parametrize(
    ("likelihood", "consequences", "score", "band"),
    [
        (3, {"people": 4}, 12, "orange"),
        (2, {"people": 5, "economy": 1, "trust": 3}, 10, "orange"),
        (1, {"people": 5}, 5, "yellow"),
        (1, {"people": 4}, 4, "green"),
        (3, {"people": 3}, 9, "yellow"),
        (3, {"people": 5}, 15, "red"),
        (5, {"people": 5}, 25, "red"),
        (1, {"people": 1}, 1, "green"),
    ],
)
def test_vectors(likelihood, consequences, score, band):
    """[I5] S × K, and the highest consequence over the kinds counts."""
    found = read(FIVE, likelihood, consequences)
    assert (found.score, found.band.key) == (score, band)


@given(levels, levels)
def test_default_bands_follow_the_product(likelihood, consequence):
    score = likelihood * consequence
    expected = "green" if score <= 4 else "yellow" if score <= 9 else "orange" if score <= 14 else "red"
    assert FIVE.band_at(likelihood, consequence).key == expected


@given(sizes, sizes)
def test_the_highest_consequence_is_at_least_yellow(rows, columns):
    """[D5] «Consequence 5 is at least yellow», in every size."""
    assert all(row[-1] != "green" for row in default_cells(rows, columns))


@given(sizes, sizes, st.data())
def test_worse_is_never_milder(rows, columns, data):
    row, column = data.draw(st.integers(1, rows)), data.draw(st.integers(1, columns))
    here = ORDER.index(default_band(row, column, rows, columns))
    if row < rows:
        assert ORDER.index(default_band(row + 1, column, rows, columns)) >= here
    if column < columns:
        assert ORDER.index(default_band(row, column + 1, rows, columns)) >= here


@given(st.dictionaries(st.sampled_from(["people", "economy", "trust"]), levels, min_size=1))
def test_one_more_consequence_never_makes_it_milder(consequences):
    more = {**consequences, "things": 3}
    assert highest(more) == max(highest(consequences), 3)


def test_without_a_consequence_nothing_is_read():
    with pytest.raises(ValueError, match="empty"):
        read(FIVE, 3, {})


@pytest.mark.parametrize("cell", [(0, 1), (1, 0), (6, 1), (1, 6), (-1, -1)])
def test_outside_the_matrix_is_an_error(cell):
    with pytest.raises(IndexError):
        FIVE.band_at(*cell)


@given(st.integers(SMALLEST, LARGEST), st.integers(SMALLEST, LARGEST))
def test_moved_levels_keep_ends_and_order(old, new):
    moved = [moved_level(level, old, new) for level in range(1, old + 1)]
    assert (moved[0], moved[-1]) == (1, new)
    assert moved == sorted(moved)


@pytest.mark.parametrize(("old", "new", "moved"), [(4, 5, [1, 2, 4, 5]), (5, 4, [1, 2, 3, 3, 4]), (3, 5, [1, 3, 5])])
def test_moved_levels_by_hand(old, new, moved):
    """Halves go up: it is better to look once too often."""
    assert [moved_level(level, old, new) for level in range(1, old + 1)] == moved


def test_a_cell_of_another_version_finds_its_place():
    four = resized(FIVE, 4, 4)
    assert moved_cell((4, 4), four, FIVE) == (5, 5)
    assert moved_cell((3, 2), FIVE, FIVE) == (3, 2)


@given(sizes, sizes)
def test_a_resized_matrix_is_sound(rows, columns):
    found = resized(FIVE, rows, columns)
    assert found.size == f"{rows}×{columns}"
    assert [one for one in problems(as_json(found)) if "Ingen rute" not in one] == []
    assert resized(FIVE, 5, 5) == FIVE


def test_stored_and_read_again_is_the_same():
    assert from_json(as_json(FIVE)) == FIVE
    assert problems(as_json(FIVE)) == []
    assert advice(FIVE) == []


@pytest.mark.parametrize("data", [None, 3, "matrise", [], {}, {"cells": 1}, {**as_json(FIVE), "bands": [{"x": 1}]}])
def test_nonsense_is_told_and_not_raised(data):
    assert problems(data) == ["Matrisen kan ikke leses."]


BROKEN = {
    "size": (replace(FIVE, likelihoods=FIVE.likelihoods[:2]), "mellom 3 og 7"),
    "cells": (replace(FIVE, cells=FIVE.cells[:4]), "Hver rute"),
    "unknown band": (replace(FIVE, cells=(("pink",) * 5, *FIVE.cells[1:])), "som ikke finnes"),
    "unused band": (replace(FIVE, bands=(*FIVE.bands, Band("x", "Ekstrem", "violet"))), "Ingen rute"),
    "same label": (replace(FIVE, likelihoods=(Level("Ofte"),) * 5), "samme navn"),
    "no label": (replace(FIVE, consequences=(Level(""), *FIVE.consequences[1:])), "må ha et navn"),
    "no kind": (replace(FIVE, kinds=()), "minst én type"),
    "short kind": (replace(FIVE, kinds=(Kind("a", "Mennesker", ("x",)),)), "hvert nivå"),
    "twin kinds": (replace(FIVE, kinds=FIVE.kinds[:1] * 2), "eget navn"),
    "tone": (replace(FIVE, bands=(replace(FIVE.bands[0], tone="pink"), *FIVE.bands[1:])), "farge fra listen"),
    "long band": (replace(FIVE, bands=(replace(FIVE.bands[0], name="x" * 15), *FIVE.bands[1:])), "høyst 14 tegn"),
    "long label": (replace(FIVE, likelihoods=(Level("x" * 61), *FIVE.likelihoods[1:])), "for lang"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_wrong_is_said_in_words(case):
    matrix, words = BROKEN[case]
    assert any(words in one for one in problems(as_json(matrix)))


def test_a_milder_worse_cell_is_pointed_out():
    cells = tuple(
        tuple("green" if (r, c) == (4, 4) else key for c, key in enumerate(row)) for r, row in enumerate(FIVE.cells)
    )
    assert any("S5 K5 er mildere" in one for one in advice(replace(FIVE, cells=cells)))


def test_changes_are_told_in_sentences():
    """«Hva endres» names labels, kinds, colours and cells."""
    cells = (("yellow", *FIVE.cells[0][1:]), *FIVE.cells[1:])
    bands = (*FIVE.bands[:3], replace(FIVE.bands[3], name="Svært høy"))
    kinds = (*FIVE.kinds[:3], Kind("privacy", "Personvern", ("a", "b", "c", "d", "e")))
    new = replace(FIVE, cells=cells, bands=bands, kinds=kinds, likelihoods=(Level("Aldri"), *FIVE.likelihoods[1:]))
    told = changes(FIVE, new)
    assert "Ruten S1 K1 går fra «Lav» til «Middels»." in told
    assert "Risikonivået «Kritisk» heter nå «Svært høy»." in told
    assert "Ny type konsekvens: «Personvern»." in told
    assert "Konsekvensen «Omdømme» er tatt bort." in told
    assert "Sannsynlighet 1 heter «Aldri», ikke «Svært lite sannsynlig»." in told
    assert changes(FIVE, FIVE) == []
    assert changes(FIVE, resized(FIVE, 4, 4)) == ["Størrelsen endres fra 5×5 til 4×4."]
