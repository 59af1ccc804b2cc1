"""Choosing a unit from those a person may do something with."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kvalitet.access.scopes import scope_of
from kvalitet.organisation.models import Person, Unit
from kvalitet.organisation.querysets import UnitQuerySet

INDENT = "\N{NO-BREAK SPACE}" * 3


def units_to_edit(by: Person) -> UnitQuerySet:
    """Return the open units whose plans the person may change, in tree order."""
    edited = scope_of(by).q("goals.edit", unit="pk")
    return Unit.objects.visible_to(by).filter(edited, closed=None).order_by("path")


class UnitField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A select of units, indented as the tree, with the unit's address key as value."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("empty_label", _("Velg enhet"))
        super().__init__(queryset=Unit.objects.none(), to_field_name="uuid", **kwargs)
        self.error_messages["invalid_choice"] = _("Velg en enhet fra listen.")

    def label_from_instance(self, obj: Any) -> str:
        """Indent by level."""
        return f"{INDENT * obj.depth}{obj.name}"
