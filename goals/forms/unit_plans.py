"""Forms of a unit's yearly plan: which year, and what to carry on."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from goals.choices import OPEN_STATUSES
from goals.models import Goal, Measure, Plan
from kvalitet.organisation.models import Person
from kvalitet.web.forms import DsFormMixin

YEARS = range(1990, 2101)


def year_of(params: Any, this_year: int) -> int:
    """Read the year of an address; what makes no sense is this year."""
    text = params.get("aar", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 and int(text) in YEARS else this_year


class RollForm(DsFormMixin, forms.Form):
    """Choose what of an earlier plan to carry on; what isn't finished is chosen beforehand."""

    goals = forms.MultipleChoiceField(
        label=_("Mål å føre videre"),
        help_text=_("Målet følger med når du velger et av tiltakene under det."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Velg mål fra listen.")},
    )
    measures = forms.MultipleChoiceField(
        label=_("Tiltak som ikke er ferdige"),
        help_text=_("Tiltakene blir med uten frist, så du setter nye frister i utkastet."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Velg tiltak fra listen.")},
    )

    def __init__(self, *args: Any, source: Plan, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        goals = list(Goal.objects.visible_to(by).filter(plan=source).order_by("position", "pk"))
        rows = Measure.objects.visible_to(by).filter(plan=source).with_status()
        measures = list(rows.filter(Q(status__in=OPEN_STATUSES)).order_by("goal__position", "position", "pk"))
        self._offer("goals", goals)
        self._offer("measures", measures)

    def _offer(self, name: str, rows: Sequence[Goal | Measure]) -> None:
        field: Any = self.fields[name]
        field.choices = [(str(row.uuid), row.title) for row in rows]
        self.initial.setdefault(name, [str(row.uuid) for row in rows])
        if not rows:
            del self.fields[name]
