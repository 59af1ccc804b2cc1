"""Texts that can't be read in the database: encrypted with keys that are kept outside it. [S5]"""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    Text = models.TextField[Any, Any]
else:
    Text = models.TextField


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


def unreadable_words() -> str:
    """Return what stands where a text was, when no key opens it."""
    return _("Teksten kan ikke leses, fordi nøkkelen mangler. Ta kontakt med systemansvarlig.")


class Unreadable(str):
    """Stands where a text was that no key opens; stored again it is what it was, so that the key may still be found."""

    __slots__ = ("stored",)
    stored: str

    def __new__(cls, stored: str) -> "Unreadable":
        """Show the words, and keep what lies in the database."""
        made = super().__new__(cls, unreadable_words())
        made.stored = stored
        return made

    def __reduce__(self) -> tuple[type["Unreadable"], tuple[str]]:
        return Unreadable, (self.stored,)


class EncryptedTextField(Text):
    """A text that is sealed on its way into the database and opened on its way out.

    It can't be searched, sorted or compared there. `max_length` counts what people write. A text whose key is lost is
    shown as `Unreadable` instead of stopping the page, and can't be written over by saving what is shown in its place.
    """

    is_sealed = True
    """Asked for by rooms below, which don't know this class: history then says only that it changed."""

    def get_prep_value(self, value: Any) -> Any:
        if isinstance(value, Unreadable):
            return value.stored
        text = super().get_prep_value(value)
        return seal(text) if isinstance(text, str) else text

    def from_db_value(self, value: Any, expression: object, connection: object) -> Any:
        if not isinstance(value, str):
            return value
        try:
            return unseal(value)
        except InvalidToken:
            return Unreadable(value)

    def validate(self, value: Any, model_instance: Any) -> None:
        super().validate(value, model_instance)
        if value == unreadable_words() and not isinstance(value, Unreadable):
            raise ValidationError(unreadable_words(), code="unreadable")

    def get_lookup(self, lookup_name: str) -> Any:
        """Refuse to be asked for by content, which could never match; empty or not is the one thing that shows."""
        if lookup_name not in {"exact", "isnull"}:
            raise TypeError("An encrypted text can't be searched.")
        return super().get_lookup(lookup_name)


__all__ = ["EncryptedTextField", "InvalidToken", "Unreadable", "box", "seal", "unreadable_words", "unseal"]
