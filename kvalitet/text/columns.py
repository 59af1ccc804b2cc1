"""The columns a row is found by: `parts`, written with the row, and `search`, kept by the database. [P9]"""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models

from kvalitet.text.compounds import parts_of

NORWEGIAN = "norwegian"
NAMES = "simple"
"""The configuration for names of people, which have no stem and no words too common to look for."""
NOT_IN_HISTORY = ["parts", "search"]
"""Made of other columns, so that a version of the row need not keep them."""


class PartsField(models.TextField):  # type: ignore[type-arg]  # not subscriptable when it runs
    """Parts of compounds, made anew every time the row is stored; null until it has been."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"null": True, "blank": True, "editable": False, **kwargs})

    def pre_save(self, model_instance: Any, add: bool) -> str:
        """Make the parts of what is about to be stored."""
        parts = f"{parts_of(*model_instance.searched_texts())} {model_instance.searched_words()}".strip()
        setattr(model_instance, self.attname, parts)
        return parts

    def deconstruct(self) -> Any:
        """Look like a plain text field in migrations."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs


class _AskedOnly(SearchVectorField):  # type: ignore[type-arg]  # not subscriptable when it runs
    """A vector is looked in, never read: it would double what every list fetches."""

    def select_format(self, compiler: Any, sql: str, params: Any) -> tuple[str, tuple[str | int, ...]]:
        return "NULL", ()


class SearchColumn(models.GeneratedField):
    """The generated vector of titles (A), parts of compounds (B) and other text (C)."""

    db_returning = False  # type: ignore[assignment]  # the stubs think it is always read back

    def __init__(self, *, titles: Iterable[str] = (), texts: Iterable[str] = (), config: str = NORWEGIAN) -> None:
        self.titles, self.texts, self.config = tuple(titles), tuple(texts), config
        vector: Any = SearchVector(*self.titles, weight="A", config=config)
        vector += SearchVector("parts", weight="B", config=NORWEGIAN)
        if self.texts:
            vector += SearchVector(*self.texts, weight="C", config=NORWEGIAN)
        super().__init__(expression=vector, output_field=_AskedOnly(), db_persist=True)

    def select_format(self, compiler: Any, sql: str, params: Any) -> tuple[str, tuple[str | int, ...]]:
        """Leave it out of what is fetched."""
        return "NULL", ()

    def clone(self) -> "SearchColumn":
        """Make another of the same columns."""
        return SearchColumn(titles=self.titles, texts=self.texts, config=self.config)

    def deconstruct(self) -> Any:
        """Look like a plain generated field in migrations."""
        name, _path, args, kwargs = super().deconstruct()
        kwargs["output_field"] = SearchVectorField()
        return name, "django.db.models.GeneratedField", args, kwargs


class Searchable(models.Model):
    """A row people search for; the model adds `search = SearchColumn(…)` and `search_indexes` to its own."""

    parts = PartsField()

    search: ClassVar[SearchColumn]
    searched_besides: ClassVar[tuple[str, ...]] = ()
    """Fields that `searched_words` reads."""

    class Meta:
        abstract = True

    def save(self, **kwargs: Any) -> None:
        """Store the parts whenever a text they are made of is stored."""
        fields = kwargs.get("update_fields")
        if fields is not None and set(fields) & {*self.searched_fields(), *self.searched_besides}:
            kwargs["update_fields"] = {*fields, "parts"}
        super().save(**kwargs)

    @classmethod
    def searched_fields(cls) -> tuple[str, ...]:
        """Names of the fields the row is found by."""
        column: Any = cls._meta.get_field("search")
        return (*column.titles, *column.texts)

    def searched_texts(self) -> list[str]:
        """Return the texts that are split into parts."""
        return [str(getattr(self, name) or "") for name in self.searched_fields()]

    def searched_words(self) -> str:
        """Return words the row is found by that stand in none of its texts, such as the years of a plan."""
        return ""


def made_anew(rows: Sequence[models.Model], fields: Iterable[str]) -> list[str]:
    """Make the parts of rows whose `fields` are about to be stored together; return the columns that go with them."""
    first = rows[0] if rows else None
    if not isinstance(first, Searchable) or not set(fields) & {*first.searched_fields(), *first.searched_besides}:
        return []
    column: Any = first._meta.get_field("parts")
    for row in rows:
        column.pre_save(row, add=False)
    return ["parts"]


def search_indexes(prefix: str, *titles: str) -> list[models.Index]:
    """Make the indexes of a searched table: its words within a municipality, and titles that are nearly right."""
    return [
        GinIndex(fields=["municipality", "search"], name=f"{prefix}_search"),
        GinIndex(fields=list(titles), opclasses=["gin_trgm_ops"] * len(titles), name=f"{prefix}_title_trigrams"),
    ]
