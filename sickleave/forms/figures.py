"""Which month the figures are of, as the address says it."""

from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from kvalitet.calendar.periods import add_months
from kvalitet.web.forms import DsFormMixin
from sickleave.figures.found import newest_whole_month

CHOICES = 36


class MonthForm(DsFormMixin, forms.Form):
    """One of the months that are over."""

    maned = forms.ChoiceField(
        label=_("Til og med"),
        required=False,
        error_messages={"invalid_choice": _("Velg en av månedene i listen. En måned vises når den er slutt.")},
    )

    def __init__(self, data: Any, *, today: date) -> None:
        super().__init__(data)
        newest = newest_whole_month(today)
        self.months = [add_months(newest, -number) for number in range(CHOICES)]
        names = [(f"{one:%Y-%m}", date_format(one, "F Y").lower()) for one in self.months]
        self.fields["maned"].choices = names  # type: ignore[attr-defined]  # Field doesn't say that a choice field has choices

    @property
    def chosen(self) -> date:
        """The month asked for; the newest where nothing, or nothing that makes sense, is asked for."""
        wanted = self.cleaned_data.get("maned") if self.is_valid() else ""
        return next((one for one in self.months if f"{one:%Y-%m}" == wanted), self.months[0])
