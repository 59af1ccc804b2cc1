"""Forms for people and their posts. [P3]"""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from kvalitet.history.forms import VersionedFormMixin
from kvalitet.organisation.models import Person
from kvalitet.organisation.querysets import PersonQuerySet, UnitQuerySet
from kvalitet.organisation.rules import period_problem
from kvalitet.setup.forms.fields import DayField, PersonField, UnitField, choose
from kvalitet.web.forms import DsFormMixin


class PersonFieldsForm(DsFormMixin, forms.Form):
    """What is known about a person."""

    first_name = forms.CharField(label=_("Fornavn"), max_length=100, error_messages={"required": _("Skriv fornavnet.")})
    last_name = forms.CharField(
        label=_("Etternavn"), max_length=100, error_messages={"required": _("Skriv etternavnet.")}
    )
    email = forms.EmailField(
        label=_("E-post"),
        required=False,
        help_text=_("Varsler og lenke til passord sendes hit."),
        error_messages={"invalid": _("Skriv e-postadressen slik: navn@kommune.no.")},
    )
    employee_number = forms.CharField(label=_("Ansattnummer"), max_length=30, required=False)


class CreatePersonForm(PersonFieldsForm):
    """A new person; the user name is taken from the e-mail when nothing is typed."""

    username = forms.CharField(
        label=_("Brukernavn"),
        max_length=150,
        required=False,
        help_text=_("La stå tomt for å bruke det som står foran @ i e-postadressen."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        username = cleaned.get("username") or cleaned.get("email", "").split("@")[0].lower()
        if not username:
            raise ValidationError({"username": _now("Skriv et brukernavn eller en e-postadresse.")})
        return {**cleaned, "username": username}


class EditPersonForm(PersonFieldsForm, VersionedFormMixin):
    """Facts, and the nearest leader when it doesn't follow from the unit."""

    leader_override = PersonField(
        label=_("Nærmeste leder"),
        required=False,
        empty_label=_("Følger av enheten"),
        help_text=_("Velg bare noen her når lederen er en annen enn enhetens."),
    )

    def __init__(self, *args: Any, instance: Person, people: PersonQuerySet, **kwargs: Any) -> None:
        names = ("first_name", "last_name", "email", "employee_number")
        initial = {name: getattr(instance, name) for name in names} | {"leader_override": instance.leader_override_id}
        super().__init__(*args, instance=instance, initial=initial, **kwargs)
        choose(self, "leader_override", people)


class AddPositionForm(DsFormMixin, forms.Form):
    """A post from–to."""

    unit = UnitField(label=_("Enhet"))
    title = forms.CharField(label=_("Stilling"), max_length=150, error_messages={"required": _("Skriv stillingen.")})
    percentage = forms.DecimalField(
        label=_("Stillingsprosent"),
        initial=100,
        min_value=Decimal(0),
        max_value=Decimal(100),
        max_digits=5,
        decimal_places=2,
        error_messages={
            "required": _("Skriv stillingsprosenten."),
            "invalid": _("Skriv et tall, for eksempel 80 eller 62,5."),
            "min_value": _("Stillingsprosenten kan ikke være under 0."),
            "max_value": _("Stillingsprosenten kan ikke være over 100."),
        },
    )
    starts = DayField(label=_("Fra og med"))
    ends = DayField(label=_("Til og med"), required=False, help_text=_("La stå tomt for fast stilling."))

    def __init__(self, *args: Any, units: UnitQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "unit", units)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        refuse_backwards(self, cleaned)
        return cleaned


class EndForm(DsFormMixin, forms.Form):
    """The last day of a post, a role or a stand-in."""

    ends = DayField(label=_("Siste dag"))


def refuse_backwards(form: forms.BaseForm, cleaned: dict[str, Any]) -> None:
    """Say on the to-date that it lies before the from-date."""
    if cleaned.get("starts") and (problem := period_problem(cleaned["starts"], cleaned.get("ends"))):
        form.add_error("ends", problem)
