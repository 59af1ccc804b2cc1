"""Which words shall be taken out of a case. [D9]"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from deviations.models import Deviation
from deviations.queries.redaction import found_in, texts_of
from kvalitet.history.forms import VersionedFormMixin
from kvalitet.web.forms import DsFormMixin

SHORTEST = 3


class RedactForm(DsFormMixin, VersionedFormMixin):
    """What was found, all ticked, and other words as people write them."""

    found = forms.MultipleChoiceField(
        label=_("Dette er funnet i teksten"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Fjern krysset foran det som skal bli stående."),
        error_messages={"invalid_choice": _("Noe av det du valgte, finnes ikke lenger i saken. Se over på nytt.")},
    )
    others = forms.CharField(
        label=_("Andre ord som skal bort"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Ett ord eller uttrykk på hver linje, skrevet slik det står i saken. De byttes ut med [fjernet]."),
        error_messages={"max_length": _("Det er for mange ord på en gang.")},
    )

    def __init__(self, *args: Any, instance: Deviation, **kwargs: Any) -> None:
        super().__init__(*args, instance=instance, **kwargs)
        self.known = {one.key: one for one in found_in(instance)}
        field: Any = self.fields["found"]
        field.choices = [(key, f"«{one.text}» ({one.kind.label})") for key, one in self.known.items()]
        field.initial = list(self.known)
        if not self.known:
            del self.fields["found"]

    def clean_others(self) -> list[str]:
        """Give the lines; each must stand in the case, or nobody would know that it was misspelt."""
        lines = [" ".join(line.split()) for line in self.cleaned_data["others"].splitlines() if line.strip()]
        everything = [" ".join(text.split()).lower() for text in texts_of(self.instance)]
        for line in lines:
            if len(line) < SHORTEST:
                raise ValidationError(gettext("Skriv minst tre tegn på hver linje."))
            if not any(line.lower() in text for text in everything):
                raise ValidationError(
                    gettext("Vi finner ikke «%(word)s» i saken. Skriv det slik det står der."), params={"word": line}
                )
        return lines

    def clean(self) -> dict[str, Any] | None:
        """Something must be chosen; gives `words`, with the kind of each."""
        cleaned = super().clean() or self.cleaned_data
        words = {self.known[key].text: self.known[key].kind.value for key in cleaned.get("found", [])}
        words |= dict.fromkeys(cleaned.get("others") or [], "")
        if not words and not self.errors:
            raise ValidationError(gettext("Velg eller skriv det som skal fjernes."))
        cleaned["words"] = words
        return cleaned
