"""A file from HR: which, and whether it has everybody. [P3]"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kvalitet.imports.choices import ImportKind
from kvalitet.imports.columns import LIMITS
from kvalitet.web.forms import DsFormMixin

ALL, SOME = "all", "some"


class UploadForm(DsFormMixin, forms.Form):
    """What the file holds, and the file."""

    kind = forms.ChoiceField(
        label=_("Hva er i filen?"),
        choices=[(ImportKind.UNITS, _("Organisasjonen: enheter")), (ImportKind.PEOPLE, _("Ansatte: stillinger"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg hva filen inneholder.")},
    )
    file = forms.FileField(
        label=_("Fil"),
        help_text=_("Excel (.xlsx) eller CSV. Ingenting lagres før du har sett over."),
        error_messages={
            "required": _("Velg en fil."),
            "empty": _("Filen er tom. Velg en fil med en tabell."),
            "invalid": _("Velg en fil."),
        },
    )
    reach = forms.ChoiceField(
        label=_("Er alle med i filen?"),
        choices=[
            (ALL, _("Ja. De som mangler i filen, har sluttet eller er lagt ned")),
            (SOME, _("Nei, bare noen. Ingen avsluttes")),
        ],
        initial=ALL,
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg om alle er med i filen.")},
    )

    def clean_file(self) -> Any:
        """Refuse what is far too big before it is read."""
        file = self.cleaned_data["file"]
        if file.size > LIMITS.size:
            raise forms.ValidationError(
                _("Filen er for stor. Den kan være på %(most)s MB.") % {"most": LIMITS.size // 1_000_000}
            )
        return file


class AnswersForm(forms.Form):
    """One question for each likely double shown: the same, or new."""

    def __init__(self, *args: Any, lines: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = list(lines)
        for line in self.lines:
            self.fields[f"svar-{line.pk}"] = forms.ChoiceField(choices=line.options, required=False)

    def answers(self) -> dict[str, str]:
        """What was answered, by the key of the row."""
        chosen = {line.key: self.cleaned_data.get(f"svar-{line.pk}", "") for line in self.lines}
        return {key: value for key, value in chosen.items() if value}
