"""Where copies of a text may lie: the higher rooms tell, since this one knows none of them."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.db import models

Copies = Iterable[tuple[models.Model, tuple[str, ...]]]
"""Rows, and the fields of each that may hold the same words."""

_copies: dict[type[models.Model], list[Callable[[Any], Copies]]] = defaultdict(list)


def register_copies(model: type[models.Model], find: Callable[[Any], Copies]) -> None:
    """Hang up what else may hold the words of a row: its timeline, its deadlines, the notices sent of it."""
    if find not in _copies[model]:
        _copies[model].append(find)


def copies_of(obj: models.Model) -> list[tuple[models.Model, tuple[str, ...]]]:
    """Return the rows that may hold the words of this one, and in which fields."""
    return [copy for find in _copies[obj._meta.concrete_model or type(obj)] for copy in find(obj)]
