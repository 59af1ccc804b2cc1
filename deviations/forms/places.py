"""Forms about places with a code on the wall. [D1]"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from deviations.models import Place
from kvalitet.history.forms import VersionedFormMixin
from kvalitet.organisation.querysets import UnitQuerySet
from kvalitet.web.forms import DsFormMixin

INDENT = "\N{NO-BREAK SPACE}" * 3


class UnitChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic when it runs
    """A select of units, indented as the tree."""

    def label_from_instance(self, obj: Any) -> str:
        """Indent by level."""
        return f"{INDENT * obj.depth}{obj.name}"


class PlaceForm(DsFormMixin, forms.Form):
    """Make a place."""

    name = forms.CharField(
        label=_("Hva heter stedet?"),
        max_length=120,
        help_text=_("Slik det skal stå på skiltet, for eksempel «Kjøkkenet, 2. etasje»."),
        error_messages={
            "required": _("Skriv hva stedet heter."),
            "max_length": _("Navnet kan ikke være lengre enn 120 tegn. Gjør det kortere."),
        },
    )
    unit: Any = UnitChoice(
        label=_("Hvilken enhet hører det til?"),
        queryset=None,
        to_field_name="uuid",
        empty_label=_("Velg enhet"),
        help_text=_("Enheten får meldingene herfra."),
        error_messages={"required": _("Velg enhet."), "invalid_choice": _("Velg en enhet fra listen.")},
    )
    allows_public = forms.BooleanField(
        label=_("Alle som skanner koden, kan melde uten å logge inn"),
        required=False,
        help_text=_("Virker bare når kommunen tillater meldinger uten innlogging."),
    )

    def __init__(self, *args: Any, units: UnitQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]  # a field of choices has one


class PlaceEditForm(PlaceForm, VersionedFormMixin):
    """Change a place."""

    def __init__(self, *args: Any, instance: Place, **kwargs: Any) -> None:
        shown = {"name": instance.name, "unit": instance.unit.uuid, "allows_public": instance.allows_public}
        super().__init__(*args, instance=instance, initial=shown, **kwargs)
