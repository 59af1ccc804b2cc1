"""Everything the database holds, as text: where a word stands, and in which rows."""

from django.db import connection


def tables() -> list[str]:
    """Return the names of all tables."""
    with connection.cursor() as cursor:
        cursor.execute("select tablename from pg_tables where schemaname = 'public' order by tablename")
        return [name for (name,) in cursor.fetchall()]


def dump() -> dict[str, set[str]]:
    """Return every row of every table as text."""
    found = {}
    with connection.cursor() as cursor:
        for table in tables():
            cursor.execute(f'select t::text from "{table}" t')  # noqa: S608 — the name comes from the catalogue
            found[table] = {row for (row,) in cursor.fetchall()}
    return found


def where_is(word: str) -> set[str]:
    """Return the tables in which any column of any row holds the word, search columns too."""
    return {table for table, rows in dump().items() if any(word.lower() in row.lower() for row in rows)}


def added(before: dict[str, set[str]], after: dict[str, set[str]]) -> dict[str, set[str]]:
    """Return the rows that are new or changed, by table."""
    return {table: rows - before[table] for table, rows in after.items() if rows - before[table]}
