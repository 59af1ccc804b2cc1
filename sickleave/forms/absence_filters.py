"""What `?…` keeps of the list of absences. [S1]"""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q

from sickleave.choices import AbsenceKind

NOW, YEAR, ALL = "na", "ar", "alle"


class FilterForm(forms.Form):
    """The address's query; whatever makes no sense narrows nothing."""

    q = forms.CharField(required=False, max_length=100)
    person = forms.UUIDField(required=False)
    type = forms.ChoiceField(required=False, choices=AbsenceKind.choices)
    vis = forms.ChoiceField(required=False, choices=[(NOW, ""), (YEAR, ""), (ALL, "")])
    enhet = forms.UUIDField(required=False)

    def narrowed(self, rows: Any, today: date) -> Any:
        """Return the rows that are asked for; without a word the last twelve months."""
        self.is_valid()
        said = self.cleaned_data
        for word in str(said.get("q") or "").split()[:5]:
            rows = rows.filter(Q(person__first_name__istartswith=word) | Q(person__last_name__istartswith=word))
        if person := said.get("person"):
            rows = rows.filter(person__uuid=person)
        if kind := said.get("type"):
            rows = rows.filter(kind=kind)
        if unit := said.get("enhet"):
            rows = rows.filter(unit__uuid=unit)
        if self.shown == NOW:
            return rows.touching(today, today)
        if self.shown == YEAR:
            return rows.filter(ends__gte=date(today.year - 1, today.month, min(today.day, 28)))
        return rows

    @property
    def shown(self) -> str:
        """Return which period is shown."""
        return str(self.cleaned_data.get("vis") or YEAR)

    @property
    def is_chosen(self) -> bool:
        """Whether there is something to take back."""
        return any(self.cleaned_data.get(name) for name in self.fields)
