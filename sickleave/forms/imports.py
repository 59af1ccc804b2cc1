"""A file of absences from payroll. [S1]"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kvalitet.web.forms import DsFormMixin
from sickleave.actions.absence_files import LIMITS


class AbsenceFileForm(DsFormMixin, forms.Form):
    """The file, and nothing else: what it is called is kept nowhere."""

    file = forms.FileField(
        label=_("Fil"),
        help_text=_("Excel (.xlsx) eller CSV. Ingenting lagres før du har sett over."),
        error_messages={
            "required": _("Velg en fil."),
            "empty": _("Filen er tom. Velg en fil med en tabell."),
            "invalid": _("Velg en fil."),
        },
    )

    def clean_file(self) -> Any:
        """Refuse what is far too big before it is read."""
        file = self.cleaned_data["file"]
        if file.size > LIMITS.size:
            message = _("Filen er for stor. Den kan være på %(most)s MB. Del den i flere.")
            raise forms.ValidationError(message % {"most": LIMITS.size // 1_000_000})
        return file
