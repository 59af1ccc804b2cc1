"""Where the bytes lie: a folder or S3, chosen by settings; never an address anybody can open."""

import secrets
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import IO, Any, cast

from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import File
from django.core.files.storage import storages

Unreachable = (OSError, BotoCoreError, ClientError)
"""What is raised when the store doesn't answer, or has lost the file (FileNotFoundError)."""


def _store() -> Any:
    return storages["attachments"]


def new_key() -> str:
    """Return a key that says nothing and can't be guessed; its first two letters spread the files on folders."""
    word = secrets.token_hex(20)
    return f"{word[:2]}/{word}"


def keep(key: str, file: IO[bytes]) -> None:
    """Store the bytes, or raise one of Unreachable."""
    file.seek(0)
    _store().save(key, File(file))


def fetch(key: str) -> IO[bytes]:
    """Open the bytes for reading, or raise one of Unreachable."""
    return cast("IO[bytes]", _store().open(key, "rb"))


def fetch_small(key: str) -> IO[bytes]:
    """Read the bytes whole, so that the store is let go of before the answer begins."""
    with fetch(key) as file:
        return BytesIO(file.read())


def forget(key: str) -> None:
    """Delete the bytes; that they are gone already is fine."""
    _store().delete(key)


def age_mark(key: str) -> datetime:
    """Return when the bytes were stored."""
    return cast(datetime, _store().get_modified_time(key))


def stored_keys() -> Iterator[str]:
    """Return the key of everything in the store."""
    store = _store()
    try:
        folders, _files = store.listdir("")
    except FileNotFoundError:
        return
    for folder in sorted(folders):
        yield from (f"{folder}/{name}" for name in store.listdir(folder)[1])
