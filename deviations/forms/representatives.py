"""Forms for representatives, and for the handler who can't wait for them. [D11]"""

from typing import Any

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


class ShownFilesForm(DsFormMixin, forms.Form):
    """Which files of a case representatives see."""

    shown = forms.MultipleChoiceField(
        label=_("Hvilke vedlegg kan verneombud og tillitsvalgte se?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Velg bare vedlegg uten navn, ansikter og helseopplysninger."),
        error_messages={"invalid_choice": _("Velg fra listen."), "invalid_list": _("Velg fra listen.")},
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["shown"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 — for the type checker
        field.choices = choices


class StopWaitingForm(DsFormMixin, forms.Form):
    """Why a case can't wait."""

    reason = reason_field(
        _("Hvorfor kan ikke saken vente?"),
        _("Begrunnelsen står i saken, og verneombudet kan lese den."),
        _("Skriv hvorfor saken ikke kan vente."),
    )
