"""Why HR opens what the two have written. [S5]"""

from django import forms
from django.utils.translation import gettext_lazy as _

from kvalitet.privacy.forms import GuardedFormMixin
from kvalitet.web.forms import DsFormMixin


class ReasonForm(DsFormMixin, GuardedFormMixin, forms.Form):
    """A reason in a few words; the employee can read it."""

    guarded_fields = ("look_reason",)
    look_reason = forms.CharField(
        label=_("Hvorfor trenger du å lese dette?"),
        help_text=_("Den ansatte kan lese grunnen i loggen. Ikke skriv diagnose eller symptomer."),
        max_length=300,
        min_length=5,
        error_messages={
            "required": _("Skriv hvorfor du trenger å lese dette."),
            "min_length": _("Skriv litt mer, så den ansatte forstår hvorfor."),
            "max_length": _("Teksten er for lang. Skriv grunnen i en setning."),
        },
    )
