"""Gathering events that are alike. [D10]"""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from deviations.forms.keyed import KeyedChoice
from deviations.models import Pattern
from kvalitet.history.forms import VersionedFormMixin
from kvalitet.web.forms import DsFormMixin

TOO_LONG = _("Teksten er for lang. Gjør den kortere.")


class PatternFields(DsFormMixin, forms.Form):
    """What goes on, in words that tell of nobody."""

    title = forms.CharField(
        label=_("Hva er det som går igjen?"),
        max_length=160,
        help_text=_(
            "For eksempel «Medisin gis ikke når vakten skifter». Ikke skriv navn eller noe som peker på en person."
        ),
        error_messages={"required": _("Skriv hva som går igjen."), "max_length": TOO_LONG},
    )
    description = forms.CharField(
        label=_("Hva ser dere?"),
        max_length=4000,
        required=False,
        widget=forms.Textarea,
        help_text=_("Når, hvor og hvordan det skjer, og hva hendelsene har felles."),
        error_messages={"max_length": TOO_LONG},
    )


class GatherForm(DsFormMixin, forms.Form):
    """Tick events, and put them in a new pattern or one there is."""

    events: Any = forms.ModelMultipleChoiceField(
        label=_("Hvilke hendelser hører sammen?"),
        queryset=None,
        to_field_name="uuid",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Velg minst én hendelse som ligner."),
            "invalid_choice": _("Velg hendelser fra listen."),
            "invalid_pk_value": _("Velg hendelser fra listen."),
            "invalid_list": _("Velg hendelser fra listen."),
        },
    )
    pattern: Any = KeyedChoice(
        label=_("Legg dem i"),
        required=False,
        empty_label=_("Et nytt mønster"),
        error_messages={"invalid_choice": _("Velg et mønster fra listen.")},
    )
    unit: Any = KeyedChoice(
        label=_("Hvilken enhet gjelder det?"),
        required=False,
        empty_label=None,
        help_text=_("Lederen for enheten og de som følger den opp, ser mønsteret."),
        error_messages={"invalid_choice": _("Velg en enhet fra listen.")},
    )
    title = forms.CharField(
        label=_("Hva er det som går igjen?"),
        max_length=160,
        required=False,
        help_text=_("For et nytt mønster. Ikke skriv navn eller noe som peker på en person."),
        error_messages={"max_length": TOO_LONG},
    )

    def __init__(self, *args: Any, events: Any, patterns: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["events"].queryset, fields["pattern"].queryset = events, patterns
        fields["unit"].queryset = units
        fields["events"].label_from_instance = lambda event: f"{event.number} · {event.title}"
        if not patterns.exists():
            del self.fields["pattern"]

    def clean(self) -> dict[str, Any] | None:
        """Ask for a title and a unit when the pattern is new."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("pattern") is None and "pattern" not in self.errors:
            if not str(cleaned.get("title") or "").strip() and "title" not in self.errors:
                self.add_error("title", gettext("Skriv hva som går igjen."))
            if cleaned.get("unit") is None and "unit" not in self.errors:
                self.add_error("unit", gettext("Velg enhet."))
        return cleaned


class PatternForm(PatternFields, VersionedFormMixin):
    """Change what the pattern is called."""

    def __init__(self, *args: Any, instance: Pattern, **kwargs: Any) -> None:
        given = {"title": instance.title, "description": instance.description}
        kwargs["initial"] = {**given, **kwargs.get("initial", {})}
        super().__init__(*args, instance=instance, **kwargs)


class ClosePatternForm(DsFormMixin, VersionedFormMixin):
    """Say how it went."""

    text = forms.CharField(
        label=_("Hvordan gikk det?"),
        max_length=4000,
        widget=forms.Textarea,
        help_text=_("Hva ble gjort, og hvordan vet dere at det ikke lenger går igjen?"),
        error_messages={"required": _("Skriv hvordan det gikk."), "max_length": TOO_LONG},
    )
