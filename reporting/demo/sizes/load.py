"""Loads a size into an empty database, the same each time for the same day."""

from datetime import date
from random import Random
from typing import TextIO

from django.db import DatabaseError, connection, transaction
from django_scopes import scopes_disabled

from kvalitet.organisation.models import Municipality, Person
from reporting.demo.sizes.copying import Bar, Writer
from reporting.demo.sizes.events import Events
from reporting.demo.sizes.organisation import Organisation
from reporting.demo.sizes.plans import Plans
from reporting.demo.sizes.shape import Size, places
from reporting.demo.sizes.sickleave import SickLeave

SEED = 1824


class NotEmptyError(Exception):
    """There is something in the database already."""


@scopes_disabled()  # type: ignore[untyped-decorator]
def load_size(size: Size, today: date, output: TextIO | None = None) -> None:
    """Write everything in one transaction, without history: nothing has happened to these rows yet."""
    if Municipality.objects.exists() or Person.objects.exists():
        raise NotEmptyError
    writer = Writer(Random(SEED), Bar(output))  # noqa: S311 — the same each time
    where = places(size)
    with transaction.atomic():
        _leave_pointers_unchecked()
        Organisation(writer, where, today).write()
        Plans(writer, size, where, today).write()
        Events(writer, size, where).write()
        SickLeave(writer, size, where, today).write()
        _check_pointers_again()
    writer.finish()


def _leave_pointers_unchecked() -> None:
    """Skip the check of each foreign key, where the database lets us: it is most of the time, and tests check them."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("set local session_replication_role = replica")
    except DatabaseError:
        return


def _check_pointers_again() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('session_replication_role')")
        if cursor.fetchone()[0] == "replica":
            cursor.execute("set local session_replication_role = origin")
