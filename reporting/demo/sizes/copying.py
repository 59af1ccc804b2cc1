"""Writing many rows at once: COPY, with a bar that shows how far it has come."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from random import Random
from typing import Any, TextIO

from django.db import connection, models

from kvalitet.text.columns import Searchable

CHUNK = 2_000
NOTHING = r"\N"
BAR = 24


class Bar:
    """One line on a terminal that is written over; elsewhere one line for each table."""

    def __init__(self, output: TextIO | None = None) -> None:
        self.output = output or sys.stderr
        self.moves = self.output.isatty()
        self.began = time.monotonic()
        self.seen = 0.0

    def show(self, label: str, done: int, total: int, *, is_last: bool = False) -> None:
        """Say how many of the rows are in."""
        now = time.monotonic()
        if not is_last and (not self.moves or now - self.seen < 0.1):
            return
        self.seen = now
        share = min(done / total, 1) if total else 1
        filled = "#" * round(share * BAR)
        text = f"{label:<22} [{filled:<{BAR}}] {share:>4.0%} {done:>9,} {now - self.began:6.0f} s".replace(",", " ")
        self.output.write(f"\r{text}" if self.moves else text)
        self.output.write("\n" if is_last else "")
        self.output.flush()


class Writer:
    """Copies rows into one table after the other; ids are given by the caller, so that rows can point ahead."""

    def __init__(self, chance: Random, bar: Bar) -> None:
        self.chance, self.bar = chance, bar
        self.tables: list[str] = []

    def copy(
        self,
        model: type[models.Model],
        names: Sequence[str],
        rows: Iterable[Sequence[Any]],
        *,
        total: int,
        **same: Any,
    ) -> int:
        """Write the rows, whose values stand in the order of `names`; other columns get `same` or their default."""
        made = self._made(model, names)
        columns, tail = self._columns(model, {*names, *made, "id"}, same)
        table = model._meta.db_table
        quoted = ", ".join(f'"{name}"' for name in [*names, *made, *columns])
        done = 0
        label = str(model._meta.verbose_name_plural).capitalize()
        with connection.cursor() as cursor, cursor.copy(f'copy "{table}" ({quoted}) from stdin') as copy:
            for lines in _chunks(_lines(rows, list(made.values()), tail)):
                copy.write("".join(lines))
                done += len(lines)
                self.bar.show(label, done, total)
        self.bar.show(label, done, done, is_last=True)
        self.tables.append(table)
        return done

    def finish(self) -> None:
        """Let new rows get numbers after these, and let the planner know what is here."""
        with connection.cursor() as cursor:
            for table in self.tables:
                cursor.execute(
                    f"select setval(pg_get_serial_sequence(%s, 'id'), (select coalesce(max(id), 1) from \"{table}\"))",  # noqa: S608 — names of our own models
                    [table],
                )
            cursor.execute("analyze " + ", ".join(f'"{table}"' for table in self.tables))

    def key(self) -> str:
        """Return a random address key, the same in every load of a size."""
        number = self.chance.getrandbits(128)
        return f"{number & ~(0xF << 76) | (4 << 76):032x}"

    def _made(self, model: type[models.Model], names: Sequence[str]) -> dict[str, Callable[[Sequence[Any]], str]]:
        """Find the columns that are made of the rest of the row, and how."""
        made: dict[str, Callable[[Sequence[Any]], str]] = {}
        if "uuid" in {field.attname for field in model._meta.concrete_fields} and "uuid" not in names:
            made["uuid"] = lambda row: self.key()
        if issubclass(model, Searchable):
            made["parts"] = PartsMaker(model, names).of
        return made

    def _columns(self, model: type[models.Model], known: set[str], same: dict[str, Any]) -> tuple[list[Any], str]:
        """Find the columns nobody named, and what stands in them in every row."""
        columns, values = [], []
        for field in model._meta.concrete_fields:
            if not field.generated and field.attname not in known:
                columns.append(field.column)
                values.append(_text(same[field.attname] if field.attname in same else field.get_default()))
        return columns, "\t".join(values)


class PartsMaker:
    """Makes what a row is found by besides its own words, once for each text."""

    def __init__(self, model: type[Searchable], names: Sequence[str]) -> None:
        self.model = model
        self.column: Any = model._meta.get_field("parts")
        wanted = {*model.searched_fields(), *model.searched_besides}
        self.places = {name: place for place, name in enumerate(names) if name in wanted}
        self.known: dict[tuple[Any, ...], str] = {}

    def of(self, row: Sequence[Any]) -> str:
        """Return the parts of a row."""
        key = tuple([row[place] for place in self.places.values()])
        if key not in self.known:
            obj = self.model(**dict(zip(self.places, key, strict=True)))
            self.known[key] = self.column.pre_save(obj, add=True)
        return self.known[key]


def _lines(rows: Iterable[Sequence[Any]], made: list[Callable[[Sequence[Any]], str]], tail: str) -> Iterator[str]:
    end = f"\t{tail}\n" if tail else "\n"
    for row in rows:
        yield "\t".join([*[_text(value) for value in row], *[make(row) for make in made]]) + end


def _chunks(lines: Iterator[str]) -> Iterator[list[str]]:
    while chunk := list(islice(lines, CHUNK)):
        yield chunk


def _text(value: Any) -> str:
    """Write a value the way COPY reads it; the texts of the demo hold nothing that must be escaped."""
    if value is None:
        return NOTHING
    if isinstance(value, list | tuple):
        return "{" + ",".join(f'"{part}"' for part in value) + "}"
    return str(value)
