"""What the forms of a case are made of: days that can be right, texts that say nothing of what ails, questions."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sickleave.choices import Answer, ParticipantRole
from sickleave.models import Case

BAD_DATE = gettext_lazy("Skriv datoen slik: 31.12.2026.")
TOO_LONG = gettext_lazy("Teksten er for lang. Gjør den kortere.")
NO_DIAGNOSIS = gettext_lazy("Ikke skriv diagnose eller symptomer.")
YEAR_AHEAD = timedelta(days=366)
WRONG_CHOICE = gettext_lazy("Velg fra listen.")
CHOICE_ERRORS = {
    "required": gettext_lazy("Velg ett svar."),
    "invalid_choice": WRONG_CHOICE,
    "invalid_list": WRONG_CHOICE,
}
YES_NO = [(Answer.YES, Answer.YES.label), (Answer.NO, Answer.NO.label)]


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


def one_of(label: Any, choices: Any, *, help_text: Any = "", required: bool = True) -> Any:
    """Make a question with one answer."""
    widget = forms.RadioSelect
    return forms.ChoiceField(
        label=label,
        choices=choices,
        widget=widget,
        help_text=help_text,
        required=required,
        error_messages=CHOICE_ERRORS,
    )


def some_of(label: Any, roles: Sequence[ParticipantRole], *, help_text: Any = "") -> Any:
    """Make a question of whom one wants at the meeting."""
    return forms.MultipleChoiceField(
        label=label,
        required=False,
        choices=[(role.value, role.label) for role in roles],
        widget=forms.CheckboxSelectMultiple,
        help_text=help_text,
        error_messages=CHOICE_ERRORS,
    )
