"""Which unit and which days the figures are of, as the address says it."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from deviations.rules.figure_periods import DEFAULT, Chosen, period_problem, periods
from kvalitet.calendar.periods import Period
from kvalitet.web.forms import DsFormMixin

OWN = "egen"


class PeriodForm(DsFormMixin, forms.Form):
    """A named period, or dates of one's own."""

    periode = forms.ChoiceField(
        label=_("Periode"), required=False, error_messages={"invalid_choice": _("Velg en av periodene i listen.")}
    )
    fra = forms.DateField(label=_("Fra"), required=False, error_messages={"invalid": _("Skriv en gyldig dato.")})
    til = forms.DateField(label=_("Til"), required=False, error_messages={"invalid": _("Skriv en gyldig dato.")})

    def __init__(self, data: Any, *, today: date) -> None:
        super().__init__(data)
        self.today, self.known = today, {one.key: one for one in periods(today)}
        names = [(one.key, one.name) for one in self.known.values()]
        self.fields["periode"].choices = [*names, (OWN, _("Egne datoer"))]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        if self.is_own and not self.errors:
            starts, ends = cleaned.get("fra"), cleaned.get("til")
            if starts is None or ends is None:
                self.add_error("til" if starts else "fra", _("Velg både fra- og til-dato."))
            elif problem := period_problem(starts, ends, self.today):
                self.add_error("til", problem)
        return cleaned

    @property
    def is_own(self) -> bool:
        """Whether dates are asked for rather than a named period."""
        named = self.data.get("periode")
        return named == OWN or (not named and bool(self.data.get("fra") or self.data.get("til")))

    @property
    def chosen(self) -> Chosen:
        """The period that was asked for; the default where what was asked for makes no sense."""
        if not self.is_valid():
            return self.known[DEFAULT]
        if self.is_own:
            return Chosen(OWN, str(_("Egne datoer")), Period(self.cleaned_data["fra"], self.cleaned_data["til"]))
        return self.known[self.cleaned_data["periode"] or DEFAULT]
