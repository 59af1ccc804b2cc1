"""The form of a municipality's rules for events. [P15]"""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from deviations.choices import Seriousness
from deviations.models import DeviationSettings
from kvalitet.history.forms import VersionedFormMixin
from kvalitet.web.forms import DsFormMixin, dress

CLOSE = "close_{}"


def days(label: Any, help_text: Any = "", least: int = 1, most: int = 365) -> forms.IntegerField:
    """Make a field for a number of days."""
    wrong = _("Skriv et helt tall mellom %(least)s og %(most)s.") % {"least": least, "most": most}
    messages = dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong)
    return forms.IntegerField(
        label=label, help_text=help_text, min_value=least, max_value=most, error_messages=messages
    )


class SettingsForm(DsFormMixin, VersionedFormMixin, forms.Form):
    """Who may report, what is promised, and how fast cases are to be closed."""

    allows_anonymous = forms.BooleanField(
        label=_("Ansatte kan melde uten navn"),
        required=False,
        help_text=_("De får en kode de kan følge saken med. Ingen kan finne ut hvem de er."),
    )
    allows_public = forms.BooleanField(
        label=_("Folk uten bruker kan melde fra steder med kode"),
        required=False,
        help_text=_("Du velger også på hvert sted om det er åpent for alle."),
    )
    receipt_working_days = days(_("Saken tas imot innen (virkedager)"))
    answer_days = days(_("Melderen får første svar innen (dager)"), _("Dette loves til alle som melder."))
    comment_working_days = days(_("Verneombud og tillitsvalgt får uttale seg i (virkedager)"))
    review_day = days(
        _("Månedsgjennomgangen holdes innen (dag i måneden)"), _("Et tall fra 1 til 28."), least=1, most=28
    )
    whistleblowing_url = forms.URLField(
        label=_("Adressen til kommunens varslingskanal"),
        max_length=300,
        required=False,
        assume_scheme="https",
        help_text=_("Vises på meldesiden, så den som vil varsle finner fram. Uten adresse vises ingen lenke."),
        error_messages={"invalid": _("Skriv adressen slik: https://www.kommunen.no/varsling.")},
    )

    def __init__(self, *args: Any, instance: DeviationSettings, **kwargs: Any) -> None:
        names = ("allows_anonymous", "allows_public", "receipt_working_days", "answer_days", "comment_working_days")
        shown: dict[str, Any] = {name: getattr(instance, name) for name in names}
        shown |= {"review_day": instance.review_day, "whistleblowing_url": instance.whistleblowing_url}
        shown |= {CLOSE.format(level): instance.days_to_close(level) for level in Seriousness.values}
        super().__init__(*args, instance=instance, initial=shown, **kwargs)
        for level in Seriousness:
            label = _("%(level)s (dager)") % {"level": level.label}
            self.fields[CLOSE.format(level.value)] = days(label)
            dress(self.fields[CLOSE.format(level.value)])

    @property
    def closing(self) -> list[Any]:
        """The fields of how fast cases are closed."""
        return [self[CLOSE.format(level)] for level in Seriousness.values]

    def clean_whistleblowing_url(self) -> str:
        """A page of the web, and nothing a browser would run."""
        address: str = self.cleaned_data["whistleblowing_url"]
        if address and urlsplit(address).scheme not in {"http", "https"}:
            raise ValidationError(gettext("Skriv adressen slik: https://www.kommunen.no/varsling."))
        return address

    def rules(self) -> dict[str, Any]:
        """Return what the action stores."""
        given = dict(self.cleaned_data)
        close = {str(level): given.pop(CLOSE.format(level)) for level in Seriousness.values}
        return {**given, "close_days": close}
