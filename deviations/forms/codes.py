"""What is written by those without a name: a report, the code of a case, and an answer. [D1, D9]"""

from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from deviations.choices import Kind
from deviations.forms.flow import UnitChoice
from deviations.models import Category
from deviations.queries.report import Offer
from deviations.rules.codes import is_code, plain_code
from deviations.rules.seriousness_words import LEVELS
from kvalitet.privacy.forms import GuardedFormMixin
from kvalitet.web.forms import DsFormMixin

TOO_LONG = {"max_length": _("Teksten er for lang. Gjør den kortere.")}


def seriousness_choices() -> list[tuple[int, str]]:
    """Return the levels with what they may look like."""
    return [(level.value, f"{level.name}: {level.examples}") for level in LEVELS]


class NamelessForm(DsFormMixin, GuardedFormMixin, forms.Form):
    """Three answers; nothing is kept on the device, and nothing tells who wrote it."""

    guarded_fields: tuple[str, ...] = ("description", "place_text")

    description = forms.CharField(
        label=_("Hva skjedde?"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Skriv kort, med egne ord. Ikke skriv navn på noen, og ikke noe som viser hvem du er."),
        error_messages={"required": _("Skriv hva som skjedde."), **TOO_LONG},
    )
    place_text = forms.CharField(
        label=_("Hvor nærmere bestemt?"),
        max_length=200,
        required=False,
        help_text=_("For eksempel trappa bak kjøkkenet."),
        error_messages=TOO_LONG,
    )
    seriousness = forms.TypedChoiceField(
        label=_("Hvor alvorlig var det?"),
        choices=seriousness_choices,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Velg hvor alvorlig det var."),
            "invalid_choice": _("Velg hvor alvorlig det var."),
        },
    )
    idempotency_key = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid4)

    def clean_idempotency_key(self) -> Any:
        """A form without a key of its own is given one: the report is then simply a new one."""
        return self.cleaned_data["idempotency_key"] or uuid4()


class AnonymousForm(NamelessForm):
    """A report by somebody who works here and doesn't want to be known."""

    field_order = ("kind", "description", "unit", "place_text", "seriousness")
    guarded_fields = ("description", "place_text", "immediate_action")

    kind = forms.ChoiceField(
        label=_("Hva vil du melde?"),
        choices=Kind,
        initial=Kind.DEVIATION,
        error_messages={"required": _("Velg hva du vil melde."), "invalid_choice": _("Velg hva du vil melde.")},
    )
    unit = UnitChoice(
        label=_("Hvilken enhet gjelder det?"),
        queryset=None,
        to_field_name="uuid",
        empty_label=_("Velg enhet"),
        error_messages={"required": _("Velg en enhet."), "invalid_choice": _("Velg en enhet fra listen.")},
    )
    category: Any = forms.ModelChoiceField(
        label=_("Hva handler det om?"),
        queryset=None,
        required=False,
        to_field_name="uuid",
        empty_label=_("Vet ikke"),
        error_messages={"invalid_choice": _("Velg en kategori fra listen, eller la den stå åpen.")},
    )
    happened_on = forms.DateField(
        label=_("Dato"),
        required=False,
        widget=forms.DateInput,
        error_messages={"invalid": _("Skriv datoen slik: 24.12.2026.")},
    )
    immediate_action = forms.CharField(
        label=_("Hva ble gjort med en gang?"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages=TOO_LONG,
    )
    is_about_leader = forms.BooleanField(
        label=_("Saken gjelder lederen"),
        required=False,
        help_text=_("Da går den til lederen over, og lederen den gjelder ser den ikke."),
    )

    def __init__(self, *args: Any, offer: Offer, **kwargs: Any) -> None:
        super().__init__(*args, guard=offer.municipality, **kwargs)
        fields: Any = self.fields
        fields["unit"].queryset = offer.units
        fields["category"].queryset = Category.objects.visible_to(offer.user).filter(
            municipality=offer.municipality, is_active=True
        )

    def clean_happened_on(self) -> Any:
        """Nothing is reported before it happens."""
        day = self.cleaned_data["happened_on"]
        today = timezone.localdate()
        if day is not None and day > today:
            raise ValidationError(gettext("Datoen er ikke kommet ennå. Velg dagen det skjedde."))
        if day is not None and day.year < today.year - 50:
            raise ValidationError(gettext("Datoen er for lenge siden. Velg dagen det skjedde."))
        return day

    def clean(self) -> dict[str, Any] | None:
        """A category belongs to the municipality of the unit."""
        cleaned = super().clean() or self.cleaned_data
        category, unit = cleaned.get("category"), cleaned.get("unit")
        if category and unit and category.municipality_id != unit.municipality_id:
            cleaned["category"] = None
        return cleaned


class CodeForm(DsFormMixin, forms.Form):
    """The code of a case."""

    code = forms.CharField(
        label=_("Sakskode"),
        max_length=60,
        help_text=_("16 tegn, for eksempel K7RT-4MXA-FH3C-9DNE. Store og små bokstaver er det samme."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("Skriv sakskoden."), "max_length": _("Sakskoden har 16 tegn.")},
    )

    def clean_code(self) -> str:
        """Give the code without spaces and hyphens."""
        code = plain_code(self.cleaned_data["code"])
        if not is_code(code):
            raise ValidationError(
                gettext("Sakskoden har 16 tegn: store bokstaver og tall. Se etter om noe er skrevet feil.")
            )
        return code


class CodeAnswerForm(DsFormMixin, GuardedFormMixin, forms.Form):
    """What the reporter without a name writes to the one who handles the case."""

    guarded_fields = ("text",)

    text = forms.CharField(
        label=_("Skriv til den som behandler saken"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Ikke skriv noe som viser hvem du er."),
        error_messages={"required": _("Skriv hva du vil si."), **TOO_LONG},
    )
