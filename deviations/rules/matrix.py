"""The risk matrix: levels, a colour for each cell, and how a cell is found; pure. [D5]"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

SMALLEST, LARGEST = 3, 7
MOST_KINDS, MOST_BANDS = 8, 6
TONES = ("success", "warning", "orange", "danger", "violet", "neutral")
"""Colours of a band, by their names in the style sheet."""


@dataclass(frozen=True)
class Level:
    """One step of likelihood or consequence; its number is its place, from 1."""

    label: str
    description: str = ""


@dataclass(frozen=True)
class Kind:
    """One thing that can suffer, such as people or economy, and what each level means for it."""

    key: str
    name: str
    levels: tuple[str, ...]


@dataclass(frozen=True)
class Band:
    """What a colour means: its name in a cell, whether it is accepted, and whether something must be done."""

    key: str
    name: str
    tone: str
    acceptance: str = ""
    demand: str = ""
    needs_measure: bool = False


@dataclass(frozen=True)
class Definition:
    """A whole matrix. `cells[likelihood - 1][consequence - 1]` is the key of a band; bands go from mild to severe."""

    likelihoods: tuple[Level, ...]
    consequences: tuple[Level, ...]
    kinds: tuple[Kind, ...]
    bands: tuple[Band, ...]
    cells: tuple[tuple[str, ...], ...]

    @property
    def rows(self) -> int:
        """How many levels of likelihood there are."""
        return len(self.likelihoods)

    @property
    def columns(self) -> int:
        """How many levels of consequence there are."""
        return len(self.consequences)

    @property
    def size(self) -> str:
        """«5×5»."""
        return f"{self.rows}×{self.columns}"

    def band_at(self, likelihood: int, consequence: int) -> Band:
        """Return the band of a cell. Raises IndexError outside the matrix."""
        if not (1 <= likelihood <= self.rows and 1 <= consequence <= self.columns):
            raise IndexError(f"The matrix has no cell {likelihood}, {consequence}")
        return self.band(self.cells[likelihood - 1][consequence - 1])

    def band(self, key: str) -> Band:
        """Return a band by its key. Raises KeyError for one that doesn't exist."""
        return next((band for band in self.bands if band.key == key), None) or _missing(key)

    def rank(self, key: str) -> int:
        """Return how severe a band is, from 0."""
        return [band.key for band in self.bands].index(key)


@dataclass(frozen=True)
class Reading:
    """What an assessment comes to."""

    likelihood: int
    consequence: int
    score: int
    band: Band


def _missing(key: str) -> Band:
    raise KeyError(key)


def highest(consequences: Mapping[str, int]) -> int:
    """Return the consequence that counts: the highest over all kinds. Raises ValueError when there is none."""
    return max(consequences.values())


def read(matrix: Definition, likelihood: int, consequences: Mapping[str, int]) -> Reading:
    """Find score and band. Raises ValueError without a consequence, IndexError outside the matrix."""
    consequence = highest(consequences)
    return Reading(likelihood, consequence, likelihood * consequence, matrix.band_at(likelihood, consequence))


def moved_level(level: int, old: int, new: int) -> int:
    """Find the level of a scale of another length: first is first, last is last, halves go up to be careful."""
    if old == new:
        return level
    return 1 + (2 * (level - 1) * (new - 1) + (old - 1)) // (2 * (old - 1))


def moved_cell(cell: tuple[int, int], old: Definition, new: Definition) -> tuple[int, int]:
    """Find the cell of another version that a cell answers to."""
    likelihood, consequence = cell
    return moved_level(likelihood, old.rows, new.rows), moved_level(consequence, old.columns, new.columns)


def default_bands() -> tuple[Band, ...]:
    """Return green, yellow, orange and red, as most municipalities know them."""
    return (
        Band("green", _("Lav"), "success", _("Risikoen er akseptabel."), _("Ingen tiltak er nødvendige.")),
        Band(
            "yellow",
            _("Middels"),
            "warning",
            _("Risikoen kan aksepteres når den er vurdert."),
            _("Vurder tiltak, og følg med."),
        ),
        Band(
            "orange",
            _("Høy"),
            "orange",
            _("Risikoen bør ikke aksepteres over tid."),
            _("Sett i verk tiltak innen en avtalt frist."),
        ),
        Band(
            "red",
            _("Kritisk"),
            "danger",
            _("Risikoen er ikke akseptabel."),
            _("Tiltak må settes i verk straks."),
            needs_measure=True,
        ),
    )


def default_band(likelihood: int, consequence: int, rows: int = 5, columns: int = 5) -> str:
    """Colour a cell by its product: in 5×5 1–4 green, 5–9 yellow, 10–14 orange, 15–25 red; the worst is never green."""
    share = 25 * likelihood * consequence / (rows * columns)
    found = "green" if share < 5 else "yellow" if share < 10 else "orange" if share < 15 else "red"
    return "yellow" if found == "green" and consequence == columns else found


def default_cells(rows: int, columns: int) -> tuple[tuple[str, ...], ...]:
    """Colour a whole matrix of a size."""
    steps = range(1, columns + 1)
    return tuple(tuple(default_band(row, column, rows, columns) for column in steps) for row in range(1, rows + 1))


def default_definition() -> Definition:
    """Return the 5×5 a municipality begins with."""
    likelihoods = (
        Level(_("Svært lite sannsynlig"), _("Sjeldnere enn én gang hvert 10. år")),
        Level(_("Lite sannsynlig"), _("Én gang hvert 5.–10. år")),
        Level(_("Mindre sannsynlig"), _("Én gang hvert 1.–5. år")),
        Level(_("Sannsynlig"), _("Fra én gang i måneden til én gang i året")),
        Level(_("Svært sannsynlig"), _("Hver måned eller oftere")),
    )
    names = (_("Ubetydelig"), _("Mindre alvorlig"), _("Alvorlig"), _("Svært alvorlig"), _("Katastrofal"))
    return Definition(
        likelihoods=likelihoods,
        consequences=tuple(Level(name) for name in names),
        kinds=default_kinds(),
        bands=default_bands(),
        cells=default_cells(5, 5),
    )


def default_kinds() -> tuple[Kind, ...]:
    """Return what a municipality usually protects. [D5]"""
    people = (
        _("Ingen skade, eller ubehag som går over"),
        _("Mindre skade som krever førstehjelp"),
        _("Skade som krever behandling eller gir fravær"),
        _("Alvorlig eller varig skade"),
        _("Død, eller flere alvorlig skadde"),
    )
    things = (
        _("Ubetydelig skade på utstyr eller miljø"),
        _("Skade som rettes opp på dager"),
        _("Skade som tar uker å rette opp"),
        _("Omfattende skade som tar måneder å rette opp"),
        _("Varig eller svært omfattende skade"),
    )
    economy = (
        _("Under 50 000 kroner"),
        _("50 000–250 000 kroner"),
        _("250 000–1 million kroner"),
        _("1–10 millioner kroner"),
        _("Over 10 millioner kroner"),
    )
    trust = (
        _("Ingen merker det utenfor enheten"),
        _("Enkelte brukere eller ansatte mister tillit"),
        _("Lokal omtale, og flere mister tillit"),
        _("Omtale utover kommunen, og tilliten svekkes over tid"),
        _("Langvarig nasjonal omtale og alvorlig tap av tillit"),
    )
    return (
        Kind("people", _("Mennesker"), people),
        Kind("things", _("Materielle verdier og ytre miljø"), things),
        Kind("economy", _("Økonomi"), economy),
        Kind("trust", _("Omdømme"), trust),
    )


def resized(matrix: Definition, rows: int, columns: int) -> Definition:
    """Give the matrix another size: levels keep their words where they answer to one another, cells their colour."""
    row_of = [moved_level(at, rows, matrix.rows) for at in range(1, rows + 1)]
    column_of = [moved_level(at, columns, matrix.columns) for at in range(1, columns + 1)]
    return Definition(
        likelihoods=_spread(matrix.likelihoods, row_of),
        consequences=_spread(matrix.consequences, column_of),
        kinds=tuple(Kind(one.key, one.name, tuple(one.levels[at - 1] for at in column_of)) for one in matrix.kinds),
        bands=matrix.bands,
        cells=tuple(tuple(matrix.cells[row - 1][column - 1] for column in column_of) for row in row_of),
    )


def _spread(levels: tuple[Level, ...], places: list[int]) -> tuple[Level, ...]:
    """Take the levels of the places; one that is taken twice is told apart by its number."""
    found = []
    for number, at in enumerate(places, start=1):
        level = levels[at - 1]
        label = level.label if places.count(at) == 1 else f"{level.label} {number}"
        found.append(Level(label, level.description))
    return tuple(found)


def as_json(matrix: Definition) -> dict[str, Any]:
    """Write the matrix as it is stored."""
    return {
        "likelihoods": [{"label": one.label, "description": one.description} for one in matrix.likelihoods],
        "consequences": [{"label": one.label, "description": one.description} for one in matrix.consequences],
        "kinds": [{"key": one.key, "name": one.name, "levels": list(one.levels)} for one in matrix.kinds],
        "bands": [dict(vars(one)) for one in matrix.bands],
        "cells": [list(row) for row in matrix.cells],
    }


def from_json(data: Mapping[str, Any]) -> Definition:
    """Read a stored matrix. Raises KeyError or TypeError for what isn't one; `problems` says it in words."""
    return Definition(
        likelihoods=tuple(Level(**one) for one in data["likelihoods"]),
        consequences=tuple(Level(**one) for one in data["consequences"]),
        kinds=tuple(Kind(one["key"], one["name"], tuple(one["levels"])) for one in data["kinds"]),
        bands=tuple(Band(**one) for one in data["bands"]),
        cells=tuple(tuple(row) for row in data["cells"]),
    )
