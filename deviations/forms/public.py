"""The report of somebody without an account, from a place with a link on the wall. [D1]"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from deviations.forms.codes import NamelessForm


class PublicForm(NamelessForm):
    """Three answers, and a trap for programs that fill in every field they find."""

    website = forms.CharField(
        label=_("Nettsted (la feltet stå tomt)"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
        error_messages={"max_length": _("La dette feltet stå tomt.")},
    )

    def clean_website(self) -> Any:
        """People don't see the field; who fills it in is told all the same, should it be a browser's doing."""
        if self.cleaned_data["website"]:
            raise ValidationError(gettext("Dette feltet skal stå tomt. Tøm det og send på nytt."))
        return ""
