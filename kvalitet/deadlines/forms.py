from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kvalitet.deadlines import rules
from kvalitet.deadlines.models import Deadline
from kvalitet.web.forms import DsFormMixin


class SnoozeForm(DsFormMixin, forms.Form):
    """Until when a reminder is put off, and why. Takes: deadline, today."""

    until = forms.DateField(
        label=_("Utsett til"),
        widget=forms.DateInput(),
        error_messages={"required": _("Velg en dato."), "invalid": _("Skriv datoen slik: 31.12.2026.")},
    )
    reason = forms.CharField(
        label=_("Hvorfor utsetter du?"),
        help_text=_("Lederen for enheten kan se begrunnelsen."),
        max_length=300,
        error_messages={
            "required": _("Skriv kort hvorfor du utsetter."),
            "max_length": _("Skriv høyst 300 tegn."),
        },
    )

    def __init__(self, *args: Any, deadline: Deadline, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.deadline, self.today = deadline, today

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        due = self.deadline.due
        problem = due and rules.snooze_problem(until, due, self.deadline.steps, self.today)
        if problem:
            raise forms.ValidationError(problem)
        return until
