"""One question: did it help? [D10]"""

from django import forms
from django.utils.translation import gettext_lazy as _

from deviations.choices import Effect
from kvalitet.history.forms import VersionedFormMixin
from kvalitet.web.forms import DsFormMixin

TOO_LONG = _("Teksten er for lang. Gjør den kortere.")


class EffectForm(DsFormMixin, VersionedFormMixin):
    """Answer the question."""

    effect = forms.ChoiceField(
        label=_("Virket det dere gjorde?"),
        choices=Effect.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg om det virket."), "invalid_choice": _("Velg ja, delvis eller nei.")},
    )
    text = forms.CharField(
        label=_("Hva ser dere?"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For eksempel hva de som jobber der, sier. Ikke skriv navn på brukere eller helseopplysninger."),
        error_messages={"max_length": TOO_LONG},
    )


class OmitForm(DsFormMixin, forms.Form):
    """Say why the effect isn't checked."""

    reason = forms.CharField(
        label=_("Hvorfor trengs det ikke?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For eksempel at saken var en engangshendelse."),
        error_messages={"required": _("Skriv hvorfor effekten ikke skal sjekkes."), "max_length": TOO_LONG},
    )
