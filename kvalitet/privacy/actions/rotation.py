"""Sealing what is stored anew with the first key, so that an earlier one can be dropped. [S5]

The texts never pass through a model, so nothing of them reaches history, logs or a search. Whoever writes a row
meanwhile is first: a value is changed only where it still is what was read.
"""

from collections.abc import Callable, Iterator
from dataclasses import astuple, dataclass
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.apps import apps
from django.conf import settings
from django.db import connection, models, transaction
from psycopg import sql

from kvalitet.privacy.fields import EncryptedTextField, box

BATCH = 500
MAY_CHANGE_LOOKS = "select set_config('kvalitet.rotates_keys', 'on', true)"
"""Tables that are never changed let this through, and nothing but the sealed texts in them."""


@dataclass(frozen=True)
class Rotated:
    """How many sealed texts were looked at, sealed anew, changed by others meanwhile, and opened by no key."""

    seen: int = 0
    renewed: int = 0
    overtaken: int = 0
    unreadable: int = 0

    def __add__(self, other: "Rotated") -> "Rotated":
        return Rotated(*map(sum, zip(astuple(self), astuple(other), strict=True)))


def sealed_models() -> list[tuple[type[models.Model], list[str]]]:
    """Return every table that holds sealed texts, history too, with the columns."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        columns = [str(one.column) for one in model._meta.local_concrete_fields if isinstance(one, EncryptedTextField)]
        if columns and model._meta.managed and not model._meta.proxy:
            found.append((model, columns))
    return sorted(found, key=lambda pair: pair[0]._meta.db_table)


def rotate_keys(
    model: type[models.Model], columns: list[str], *, told: Callable[[Rotated], object] = lambda so_far: None
) -> Rotated:
    """Seal every text of a table with the first key, a batch at a time; `told` hears how far it has come.

    Stopped half-way, the next run passes over what is done: a text sealed with the first key is left as it is.
    """
    so_far = Rotated()
    for rows in _batches(model, columns):
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(MAY_CHANGE_LOOKS)
            for at, column in enumerate(columns, start=1):
                so_far += _renew(model, column, [(row[0], row[at]) for row in rows if row[at]])
        told(so_far)
    return so_far


def _batches(model: type[models.Model], columns: list[str]) -> Iterator[list[Any]]:
    key = sql.Identifier(str(model._meta.pk.column))
    names = [sql.Identifier(column) for column in columns]
    read = sql.SQL("select {columns} from {table} where {key} > %s and ({filled}) order by {key} limit %s").format(
        columns=sql.SQL(", ").join([key, *names]),
        table=sql.Identifier(model._meta.db_table),
        key=key,
        filled=sql.SQL(" or ").join(sql.SQL("{} <> ''").format(name) for name in names),
    )
    after = -1
    while True:
        with connection.cursor() as cursor:
            cursor.execute(read, [after, BATCH])
            rows = cursor.fetchall()
        if not rows:
            return
        yield rows
        after = rows[-1][0]


def _renew(model: type[models.Model], column: str, values: list[tuple[int, str]]) -> Rotated:
    """Write what is sealed with an earlier key anew, in one statement."""
    newest, changed, unreadable = Fernet(settings.FIELD_KEYS[0]), [], 0
    for key, stored in values:
        try:
            if not _is_sealed_by(newest, stored):
                changed.append((key, stored, box().rotate(stored.encode()).decode()))
        except InvalidToken:
            unreadable += 1
    renewed = _write(model, column, changed) if changed else 0
    return Rotated(len(values), renewed, len(changed) - renewed, unreadable)


def _is_sealed_by(key: Fernet, stored: str) -> bool:
    try:
        key.decrypt(stored.encode())
    except InvalidToken:
        return False
    return True


def _write(model: type[models.Model], column: str, changed: list[tuple[int, str, str]]) -> int:
    write = sql.SQL(
        "update {table} set {column} = changed.made"
        " from unnest(%s::bigint[], %s::text[], %s::text[]) as changed(row, stood, made)"
        " where {table}.{key} = changed.row and {table}.{column} = changed.stood"
    ).format(
        table=sql.Identifier(model._meta.db_table),
        column=sql.Identifier(column),
        key=sql.Identifier(str(model._meta.pk.column)),
    )
    with connection.cursor() as cursor:
        cursor.execute(write, [list(part) for part in zip(*changed, strict=True)])
        return int(cursor.rowcount)
