"""Texts that can't be read in the database: encrypted with keys that are kept outside it. [S5]"""

from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import models


@lru_cache(maxsize=4)
def _box(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def box() -> MultiFernet:
    """Return what seals and opens: the first of `settings.FIELD_KEYS` seals, every one of them opens."""
    return _box(tuple(settings.FIELD_KEYS))


def seal(text: str) -> str:
    """Encrypt a text; an empty one stays empty, so that a form left blank tells nothing."""
    return box().encrypt(text.encode()).decode() if text else ""


def unseal(stored: str) -> str:
    """Decrypt a stored text; raises InvalidToken when its key is no longer among the keys."""
    return box().decrypt(stored.encode()).decode() if stored else ""


class EncryptedTextField(models.TextField):
    """A text that is sealed on its way into the database and opened on its way out.

    It can't be searched, sorted or compared there. `max_length` counts what people write.
    """

    def get_prep_value(self, value: Any) -> Any:
        text = super().get_prep_value(value)
        return seal(text) if isinstance(text, str) else text

    def from_db_value(self, value: Any, expression: object, connection: object) -> Any:
        return unseal(value) if isinstance(value, str) else value

    def get_lookup(self, lookup_name: str) -> Any:
        """Refuse to be asked for by content, which could never match; empty or not is the one thing that shows."""
        if lookup_name not in {"exact", "isnull"}:
            raise TypeError("An encrypted text can't be searched.")
        return super().get_lookup(lookup_name)


__all__ = ["EncryptedTextField", "InvalidToken", "box", "seal", "unseal"]
