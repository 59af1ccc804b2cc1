"""Forms for representatives, and for the handler who can't wait for them. [D11]"""

from django import forms
from django.utils.translation import gettext_lazy as _

from deviations.forms.tracks import TOO_LONG, reason_field
from kvalitet.web.forms import DsFormMixin


class CommentForm(DsFormMixin, forms.Form):
    """What a representative thinks of a case."""

    text = forms.CharField(
        label=_("Hva mener du?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Er årsaken funnet, er tiltakene gode nok, og er de som ble berørt, fulgt opp? Ikke skriv navn."),
        error_messages={"required": _("Skriv hva du mener."), "max_length": TOO_LONG},
    )


class StopWaitingForm(DsFormMixin, forms.Form):
    """Why a case can't wait."""

    reason = reason_field(
        _("Hvorfor kan ikke saken vente?"),
        _("Begrunnelsen står i saken, og verneombudet kan lese den."),
        _("Skriv hvorfor saken ikke kan vente."),
    )
