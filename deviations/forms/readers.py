"""Forms about who follows a track. [D4]"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from deviations.choices import TrackKind
from kvalitet.organisation.models import Municipality, Person
from kvalitet.web.forms import DsFormMixin

WRONG_DATE = {"required": _("Velg en dato."), "invalid": _("Skriv datoen slik: 31.12.2026.")}


class ReaderForm(DsFormMixin, forms.Form):
    """Who follows which track, as what, from when."""

    kind = forms.ChoiceField(
        label=_("Hvilke saker?"),
        choices=TrackKind.choices,
        widget=forms.Select,
        error_messages={"required": _("Velg type sak."), "invalid_choice": _("Velg fra listen.")},
    )
    person = forms.CharField(
        label=_("Hvem?"),
        max_length=200,
        help_text=_("Fullt navn, brukernavn eller e-postadresse."),
        error_messages={"required": _("Skriv hvem det er."), "max_length": _("Teksten er for lang.")},
    )
    title = forms.CharField(
        label=_("Hvilken oppgave har personen?"),
        max_length=120,
        help_text=_("For eksempel personvernombud eller kvalitetsleder. Vises for alle som kan se saken."),
        error_messages={"required": _("Skriv hvilken oppgave personen har."), "max_length": _("Teksten er for lang.")},
    )
    starts = forms.DateField(label=_("Fra og med"), widget=forms.DateInput, error_messages=WRONG_DATE)
    ends = forms.DateField(label=_("Til og med"), widget=forms.DateInput, required=False, error_messages=WRONG_DATE)

    def __init__(self, *args: Any, municipality: Municipality, by: Person, **kwargs: Any) -> None:
        kwargs["initial"] = {"starts": timezone.localdate(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.people = Person.objects.visible_to(by).filter(municipality=municipality, is_active=True)

    def clean_person(self) -> Person:
        """Find the one who is meant. Raises ValidationError when it is nobody, or several."""
        text = " ".join(self.cleaned_data["person"].split())
        first, _space, last = text.rpartition(" ")
        named = Q(first_name__iexact=first, last_name__iexact=last) if first else Q(pk__in=[])
        found: list[Person] = list(self.people.filter(named | Q(username__iexact=text) | Q(email__iexact=text))[:2])
        if not found:
            raise ValidationError(gettext("Fant ingen med dette navnet i kommunen. Skriv hele navnet eller e-posten."))
        if len(found) > 1:
            raise ValidationError(gettext("Flere heter dette. Skriv brukernavnet eller e-postadressen."))
        return found[0]

    def clean(self) -> dict[str, Any] | None:
        """See that the days make sense."""
        cleaned = super().clean() or self.cleaned_data
        for name in ("starts", "ends"):
            day = cleaned.get(name)
            if day and not 2000 <= day.year <= 2100:
                self.add_error(name, gettext("Velg en dato mellom 2000 og 2100."))
        return cleaned
