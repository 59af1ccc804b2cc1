"""Writes what rows are found by, where the row itself was stored without it. [P9]"""

from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Model

from kvalitet.text.columns import Searchable, made_anew

BATCH = 500


def searched_models() -> list[type[Model]]:
    """Return every model people search for."""
    return [model for model in apps.get_models() if issubclass(model, Searchable)]


def fill_parts(model: type[Model], *, everything: bool = False) -> int:
    """Write the parts of rows that have none, or of all rows when the lists of words have changed; returns how many.

    Batch by batch, each in a transaction of its own, so that it may be stopped and started again.
    """
    last, written = 0, 0
    while rows := _next(model, after=last, everything=everything):
        last = rows[-1].pk
        written += len(rows)
    return written


@transaction.atomic
def _next(model: type[Model], *, after: int, everything: bool) -> list[Any]:
    found: Any = model._base_manager.select_for_update(of=("self",)).filter(pk__gt=after).order_by("pk")
    rows = list((found if everything else found.filter(parts=None))[:BATCH])
    if rows:
        model._base_manager.bulk_update(rows, made_anew(rows, rows[0].searched_fields()))
    return rows
