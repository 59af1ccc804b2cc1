"""Forms about groups that can be responsible. [G4]"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goals.choices import GroupRule
from goals.forms.directory import Directory, folded
from goals.forms.names import NamesField, NamesWidget
from goals.models import Group
from kvalitet.history.forms import VersionedFormMixin
from kvalitet.organisation.models import Person, Unit
from kvalitet.web.forms import DsFormMixin


class GroupForm(DsFormMixin, forms.Form):
    """Make or change a group."""

    name = forms.CharField(
        label=_("Hva heter gruppen?"),
        max_length=150,
        help_text=_("Slik den står i planene, for eksempel «Virksomhetslederne»."),
        error_messages={
            "required": _("Skriv hva gruppen heter."),
            "max_length": _("Navnet kan ikke være lengre enn 150 tegn. Gjør det kortere."),
        },
    )
    rule = forms.ChoiceField(
        label=_("Hvem er med?"),
        choices=GroupRule.choices,
        widget=forms.RadioSelect,
        initial=GroupRule.UNIT_LEADERS,
        error_messages={"required": _("Velg hvem som er med.")},
    )
    units = forms.ModelMultipleChoiceField(
        label=_("Hvilke enheter?"),
        queryset=Unit.objects.none(),
        required=False,
        to_field_name="uuid",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": _("Velg enheter fra listen."),
            "invalid_pk_value": _("Velg enheter fra listen."),
        },
    )
    people = NamesField(
        label=_("Hvilke personer?"),
        required=False,
        keeps_unknown=False,
        widget=NamesWidget(attrs={"row_label": _("Person")}),
        help_text=_("Ett navn på hver linje."),
    )

    instance: Group | None = None

    def __init__(self, *args: Any, directory: Directory, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        open_units = Unit.objects.visible_to(by).filter(closed=None, municipality=by.municipality_id)
        fields["units"].queryset = open_units.order_by("path")
        fields["people"].directory = directory
        self.directory = directory

    def clean_people(self) -> list[Person]:
        """Find the people of those names."""
        rows: list[str] = self.cleaned_data["people"]
        found = []
        for text in rows:
            person = self.directory.person(text)
            if person is None:
                raise ValidationError(
                    gettext("Vi finner ingen person som heter «%(name)s». Velg et navn fra listen.")
                    % {"name": text[:80]}
                )
            found.append(person)
        return found

    def clean_name(self) -> str:
        """Refuse a name that means someone already."""
        name: str = self.cleaned_data["name"]
        same = self.directory.choices.get(folded(name))
        if same is not None and (same.group is None or same.group != self.instance):
            raise ValidationError(gettext("Navnet er i bruk på en annen gruppe, person eller stilling. Velg et annet."))
        return name

    def clean(self) -> dict[str, Any] | None:
        """Ask for those the rule needs, and drop those it doesn't."""
        cleaned = super().clean() or self.cleaned_data
        rule = cleaned.get("rule")
        if rule == GroupRule.UNITS and not cleaned.get("units") and "units" not in self.errors:
            self.add_error("units", gettext("Velg minst én enhet."))
        if rule == GroupRule.PEOPLE and not cleaned.get("people") and "people" not in self.errors:
            self.add_error("people", gettext("Skriv navnet på minst én person."))
        if rule != GroupRule.UNITS:
            cleaned["units"] = []
        if rule != GroupRule.PEOPLE:
            cleaned["people"] = []
        return cleaned


class GroupEditForm(GroupForm, VersionedFormMixin):
    """Change a group."""

    def __init__(self, *args: Any, instance: Group, directory: Directory, **kwargs: Any) -> None:
        initial = _shown(instance, directory)
        super().__init__(*args, instance=instance, directory=directory, initial=initial, **kwargs)


def _shown(group: Group, directory: Directory) -> dict[str, Any]:
    return {
        "name": group.name,
        "rule": group.rule,
        "units": [unit.uuid for unit in group.units.all()],
        "people": [directory.by_person.get(person.pk, str(person)) for person in group.people.all()],
    }
