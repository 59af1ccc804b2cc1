"""Days people type in a case: never before it began, and never ahead when something has happened."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sickleave.models import Case

BAD_DATE = gettext_lazy("Skriv datoen slik: 31.12.2026.")
TOO_LONG = gettext_lazy("Teksten er for lang. Gjør den kortere.")
NO_DIAGNOSIS = gettext_lazy("Ikke skriv diagnose eller symptomer.")
YEAR_AHEAD = timedelta(days=366)


def day(label: Any, *, required: bool = True, help_text: Any = "") -> Any:
    """Make a field for a day."""
    messages = {"required": gettext_lazy("Velg en dato."), "invalid": BAD_DATE}
    return forms.DateField(label=label, required=required, help_text=help_text, error_messages=messages)


def text(label: Any, *, most: int, required: bool = False, rows: int = 4, help_text: Any = NO_DIAGNOSIS) -> Any:
    """Make a field for a text that says nothing of what ails."""
    messages = {"required": gettext_lazy("Skriv litt om dette."), "max_length": TOO_LONG}
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, max_length=most, required=required, widget=widget, help_text=help_text, error_messages=messages
    )


def happened(day: date | None, case: Case) -> None:
    """Refuse a day that is ahead, or before the case began."""
    if day is None:
        return
    if day > timezone.localdate():
        raise forms.ValidationError(_("Datoen kan ikke være fram i tid."))
    if day < case.starts:
        raise forms.ValidationError(_("Datoen kan ikke være før første fraværsdag."))


def within_a_year(day: date | None, case: Case) -> None:
    """Refuse a day before the case began, or so far ahead that it must be mistyped."""
    if day is None:
        return
    if day < case.starts:
        raise forms.ValidationError(_("Datoen kan ikke være før første fraværsdag."))
    if day > timezone.localdate() + YEAR_AHEAD:
        raise forms.ValidationError(_("Velg en dato i løpet av det neste året."))
