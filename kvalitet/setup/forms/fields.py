"""Fields several of the forms have: dates, units and people to choose."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kvalitet.organisation.models import Person, Unit
from kvalitet.organisation.querysets import PersonQuerySet, UnitQuerySet

if TYPE_CHECKING:
    UnitChoice = forms.ModelChoiceField[Unit]
    PersonChoice = forms.ModelChoiceField[Person]
else:
    UnitChoice = PersonChoice = forms.ModelChoiceField


FIRST_YEAR, LAST_YEAR = 1900, 2100


class DayField(forms.DateField):
    """A day, chosen in the browser's own calendar."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput())
        kwargs.setdefault(
            "error_messages", {"required": _("Velg en dato."), "invalid": _("Skriv datoen slik: 31.12.2026.")}
        )
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        """Refuse years that are a slip of the keyboard."""
        day: date | None = super().to_python(value)
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(_("Velg en dato mellom 1900 og 2100."))
        return day


class UnitField(UnitChoice):
    """A unit, shown with indents as in the tree."""

    def __init__(self, queryset: UnitQuerySet | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("empty_label", _("Velg enhet"))
        kwargs.setdefault(
            "error_messages", {"required": _("Velg enhet."), "invalid_choice": _("Velg en enhet fra listen.")}
        )
        super().__init__(queryset=Unit.objects.none() if queryset is None else queryset, **kwargs)

    def label_from_instance(self, obj: Unit) -> str:
        """Indent by level; hard spaces, since browsers fold ordinary ones."""
        return "\u00a0" * 3 * obj.depth + obj.name


class PersonField(PersonChoice):
    """A person, by last name."""

    def __init__(self, queryset: PersonQuerySet | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("empty_label", _("Velg person"))
        kwargs.setdefault(
            "error_messages", {"required": _("Velg person."), "invalid_choice": _("Velg en person fra listen.")}
        )
        super().__init__(queryset=Person.objects.none() if queryset is None else queryset, **kwargs)

    def label_from_instance(self, obj: Person) -> str:
        """Last name first, as the list is ordered."""
        return f"{obj.last_name}, {obj.first_name}"


def choose(form: forms.BaseForm, name: str, queryset: Any) -> None:
    """Say what may be chosen in a field."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 — for the type checker
    field.queryset = queryset
