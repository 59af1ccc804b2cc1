"""Forms about categories. [D1]"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from deviations.choices import TrackKind
from deviations.models import Category
from kvalitet.history.forms import VersionedFormMixin
from kvalitet.web.forms import DsFormMixin


class CategoryForm(DsFormMixin, forms.Form):
    """Make a category."""

    name = forms.CharField(
        label=_("Hva heter kategorien?"),
        max_length=120,
        error_messages={
            "required": _("Skriv hva kategorien heter."),
            "max_length": _("Navnet kan ikke være lengre enn 120 tegn. Gjør det kortere."),
        },
    )
    examples = forms.CharField(
        label=_("Eksempler"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Det er disse folk velger etter. Bruk ord alle kjenner, for eksempel «fall, stikkskade, støy»."),
        error_messages={"max_length": _("Eksemplene er for lange. Gjør dem kortere.")},
    )
    tracks = forms.MultipleChoiceField(
        label=_("Hvilke regler gjelder vanligvis?"),
        choices=TrackKind,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("De foreslås på hver sak i kategorien. Den som behandler saken, kan endre dem."),
        error_messages={"invalid_choice": _("Velg fra listen.")},
    )
    is_active = forms.BooleanField(
        label=_("I bruk"),
        required=False,
        initial=True,
        help_text=_("En kategori som ikke er i bruk, kan ikke velges på nye saker. Gamle saker beholder den."),
    )

    def clean_tracks(self) -> list[str]:
        """Keep one order, so that the same choice is no change."""
        return sorted(self.cleaned_data["tracks"])


class CategoryEditForm(CategoryForm, VersionedFormMixin):
    """Change a category."""

    def __init__(self, *args: Any, instance: Category, **kwargs: Any) -> None:
        names = ("name", "examples", "tracks", "is_active")
        super().__init__(*args, instance=instance, initial={n: getattr(instance, n) for n in names}, **kwargs)
