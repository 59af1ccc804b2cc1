"""Choosing rows by their address key."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model

if TYPE_CHECKING:
    RowChoice = forms.ModelChoiceField[Model]
else:
    RowChoice = forms.ModelChoiceField


class KeyedChoice(RowChoice):
    """One row by its key; what is no key at all isn't in the list either. The form says which rows there are."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=None, to_field_name="uuid", **kwargs)

    def to_python(self, value: Any) -> Model | None:
        """Find the row."""
        try:
            return super().to_python(value)
        except ValidationError as wrong:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice") from wrong
