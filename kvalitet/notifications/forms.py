from django import forms
from django.utils.translation import gettext_lazy as _

from kvalitet.organisation.choices import EmailMode
from kvalitet.web.forms import DsFormMixin


class EmailModeForm(DsFormMixin, forms.Form):
    """How ordinary notices are mailed."""

    mode = forms.ChoiceField(
        label=_("Hvordan vil du ha varslene på e-post?"),
        help_text=_("Varslene står alltid i Kvalitet. Lovpålagte frister får du alltid på e-post."),
        choices=EmailMode.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Velg hvordan du vil ha varslene."),
            "invalid_choice": _("Velg ett av alternativene."),
        },
    )

    def clean_mode(self) -> EmailMode:
        return EmailMode(self.cleaned_data["mode"])
