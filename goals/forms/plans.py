"""Forms about a plan: its name and years, and who else may see it."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goals.choices import PlanKind
from goals.forms.directory import Directory
from goals.forms.goals import sensible
from goals.forms.units import UnitField, units_to_edit
from goals.models import Plan
from kvalitet.history.forms import VersionedFormMixin
from kvalitet.organisation.models import Person
from kvalitet.organisation.rules import period_problem
from kvalitet.web.forms import DsFormMixin

FIRST_YEAR, LAST_YEAR = 1990, 2100
LONGEST_PLAN = 20
WRONG_YEAR = _("Skriv et årstall mellom 1990 og 2100.")


def year_field(label: Any, missing: Any) -> forms.IntegerField:
    """Make a field for a year."""
    messages = {"required": missing, "invalid": WRONG_YEAR, "min_value": WRONG_YEAR, "max_value": WRONG_YEAR}
    field = forms.IntegerField(
        label=label, min_value=FIRST_YEAR, max_value=LAST_YEAR, error_messages=messages, widget=forms.TextInput
    )
    field.widget.attrs["inputmode"] = "numeric"
    return field


class PlanFields(DsFormMixin, forms.Form):
    """Name and years, which every plan has."""

    name = forms.CharField(
        label=_("Hva heter planen?"),
        max_length=200,
        help_text=_("For eksempel «Handlings- og økonomiplan 2026–2029» eller «Virksomhetsplan 2026»."),
        error_messages={
            "required": _("Skriv hva planen heter."),
            "max_length": _("Navnet kan ikke være lengre enn 200 tegn. Gjør det kortere."),
        },
    )
    starts_year = year_field(_("Fra og med år"), _("Skriv det første året planen gjelder."))
    ends_year = year_field(_("Til og med år"), _("Skriv det siste året planen gjelder."))

    def clean(self) -> dict[str, Any] | None:
        """Refuse years in the wrong order."""
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("starts_year"), cleaned.get("ends_year")
        if first and last and last < first:
            self.add_error("ends_year", gettext("Til-året kan ikke være før fra-året."))
        elif first and last and last - first >= LONGEST_PLAN:
            self.add_error("ends_year", gettext("En plan kan vare i høyst 20 år. Se over årstallene."))
        return cleaned


class PlanForm(PlanFields):
    """Start a plan for a unit the person may edit."""

    unit = UnitField(label=_("Hvem gjelder planen for?"), error_messages={"required": _("Velg enhet.")})
    kind = forms.ChoiceField(
        label=_("Hva slags plan er det?"),
        choices=PlanKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg hva slags plan det er.")},
    )
    field_order = ("kind", "unit", "name", "starts_year", "ends_year")

    def __init__(self, *args: Any, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit: Any = self.fields["unit"]
        unit.queryset = units_to_edit(by)
        year = timezone.localdate().year
        self.initial = {"starts_year": year, "ends_year": year, **self.initial}


class PlanEditForm(PlanFields, VersionedFormMixin):
    """Change name and years."""

    def __init__(self, *args: Any, instance: Plan, **kwargs: Any) -> None:
        names = ("name", "starts_year", "ends_year")
        initial = {name: getattr(instance, name) for name in names}
        super().__init__(*args, instance=instance, initial=initial, **kwargs)


class GrantForm(DsFormMixin, forms.Form):
    """Show a plan to one more person."""

    person = forms.CharField(
        label=_("Hvem skal få se planen?"),
        max_length=200,
        help_text=_("Begynn å skrive navnet, og velg fra listen."),
        widget=forms.TextInput(attrs={"list": "names-of-people", "autocomplete": "off"}),
        error_messages={"required": _("Skriv navnet på personen.")},
    )
    starts = forms.DateField(
        label=_("Fra og med"),
        initial=timezone.localdate,
        widget=forms.DateInput,
        error_messages={"required": _("Velg fra-dato."), "invalid": _("Skriv datoen som dag, måned og år.")},
    )
    ends = forms.DateField(
        label=_("Til og med"),
        required=False,
        widget=forms.DateInput,
        help_text=_("La stå tomt hvis tilgangen skal vare til du tar den bort."),
        error_messages={"invalid": _("Skriv datoen som dag, måned og år.")},
    )
    reason = forms.CharField(
        label=_("Hvorfor?"),
        max_length=300,
        help_text=_("Begrunnelsen vises i «Hvem har tilgang?»."),
        error_messages={"required": _("Skriv hvorfor personen skal se planen.")},
    )

    def __init__(self, *args: Any, directory: Directory, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.directory = directory

    def clean_person(self) -> Person:
        """Find the person of that name."""
        name: str = self.cleaned_data["person"]
        found = self.directory.person(name)
        if found is None:
            raise forms.ValidationError(gettext("Vi finner ingen person som heter det. Velg et navn fra listen."))
        return found

    def clean_starts(self) -> date | None:
        """Refuse years nobody plans for."""
        return sensible(self.cleaned_data["starts"])

    def clean_ends(self) -> date | None:
        """Refuse years nobody plans for."""
        return sensible(self.cleaned_data["ends"])

    def clean(self) -> dict[str, Any] | None:
        """Refuse dates in the wrong order."""
        cleaned = super().clean() or self.cleaned_data
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and (problem := period_problem(starts, ends)):
            self.add_error("ends", problem)
        return cleaned
