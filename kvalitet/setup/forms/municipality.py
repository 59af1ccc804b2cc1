"""Forms for the municipality itself and its service areas. [P1]"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kvalitet.history.forms import VersionedFormMixin
from kvalitet.organisation.models import Municipality, ServiceArea, Unit
from kvalitet.organisation.querysets import UnitQuerySet
from kvalitet.setup.forms.fields import choose
from kvalitet.web.forms import DsFormMixin


class MunicipalityForm(DsFormMixin, VersionedFormMixin):
    """Name, and when a status counts as stale."""

    name = forms.CharField(
        label=_("Kommunens navn"), max_length=120, error_messages={"required": _("Skriv hva kommunen heter.")}
    )
    stale_after_days = forms.IntegerField(
        label=_("Status er utdatert etter (dager)"),
        min_value=7,
        max_value=730,
        help_text=_("Tiltak uten ny status på så mange dager vises som utdatert."),
        error_messages={
            "required": _("Skriv antall dager."),
            "invalid": _("Skriv et helt tall."),
            "min_value": _("Velg minst 7 dager."),
            "max_value": _("Velg høyst 730 dager."),
        },
    )

    def __init__(self, *args: Any, instance: Municipality, **kwargs: Any) -> None:
        initial = {"name": instance.name, "stale_after_days": instance.stale_after_days}
        super().__init__(*args, instance=instance, initial=initial, **kwargs)


class ServiceAreaFieldsForm(DsFormMixin, forms.Form):
    """Name and the units that belong to the area."""

    name = forms.CharField(
        label=_("Navn"), max_length=120, error_messages={"required": _("Skriv hva tjenesteområdet heter.")}
    )
    units: Any = forms.ModelMultipleChoiceField(
        label=_("Enheter"), queryset=Unit.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, units: UnitQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "units", units)


class EditServiceAreaForm(ServiceAreaFieldsForm, VersionedFormMixin):
    """An area that exists."""

    def __init__(self, *args: Any, instance: ServiceArea, **kwargs: Any) -> None:
        initial = {"name": instance.name, "units": [unit.pk for unit in instance.units.all()]}
        super().__init__(*args, instance=instance, initial=initial, **kwargs)
