"""Confirming a deletion, and keeping a case past its time. [S5]"""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kvalitet.privacy.forms import GuardedFormMixin
from kvalitet.web.forms import DsFormMixin
from sickleave.choices import HoldReason
from sickleave.rules.retention import Paper, add_months

MOST_MONTHS = 60


class ConfirmForm(DsFormMixin, forms.Form):
    """That a person has read the list, and which numbers they read."""

    is_read = forms.BooleanField(
        label=gettext_lazy("Jeg har sett over listen. Det som skal beholdes, er holdt tilbake"),
        help_text=gettext_lazy("Det som er slettet, kan ikke hentes tilbake. Månedstallene blir stående."),
        error_messages={"required": gettext_lazy("Kryss av for at du har sett over listen.")},
    )

    def listed(self) -> dict[str, int]:
        """Return the numbers that stood on the page when it was read."""
        said = {paper: str(self.data.get(f"seen_{paper}", "")) for paper in Paper}
        return {
            paper: int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
            for paper, text in said.items()
        }


class HoldForm(DsFormMixin, GuardedFormMixin, forms.Form):
    """Why a case is kept, and when somebody asks again."""

    guarded_fields = ("text",)
    reason = forms.ChoiceField(
        label=gettext_lazy("Hvorfor skal saken beholdes?"),
        choices=HoldReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Velg hvorfor saken skal beholdes.")},
    )
    text = forms.CharField(
        label=gettext_lazy("Begrunnelse"),
        help_text=gettext_lazy("Den ansatte kan lese den. Ikke skriv diagnose eller symptomer."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": gettext_lazy("Skriv en begrunnelse."),
            "max_length": gettext_lazy("Teksten er for lang. Skriv høyst 500 tegn."),
        },
    )
    review_on = forms.DateField(
        label=gettext_lazy("Vurderes på nytt"),
        help_text=gettext_lazy("Dagen HR spør om saken fortsatt må beholdes. Høyst fem år fram."),
        error_messages={
            "required": gettext_lazy("Velg en dag."),
            "invalid": gettext_lazy("Skriv datoen slik: 22.11.2026."),
        },
    )

    def __init__(self, data: Any = None, *, today: date, **more: Any) -> None:
        super().__init__(data, **more)
        self.today = today

    def clean_review_on(self) -> date:
        day: date = self.cleaned_data["review_on"]
        if day <= self.today:
            raise forms.ValidationError(_("Velg en dag fram i tid."))
        if day > add_months(self.today, MOST_MONTHS):
            raise forms.ValidationError(_("Velg en dag innen fem år, så saken blir vurdert på nytt."))
        return day
