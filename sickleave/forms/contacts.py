"""A talk between leader and employee: when, how, and what was agreed. [S3]"""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kvalitet.history.forms import VersionedFormMixin
from kvalitet.privacy.forms import GuardedFormMixin
from kvalitet.web.forms import DsFormMixin
from sickleave.choices import ContactForm as How
from sickleave.forms import fields
from sickleave.models import Case, Contact

LONGEST = 4000


class TalkForm(DsFormMixin, GuardedFormMixin, forms.Form):
    """A talk that has been held."""

    guarded_fields = ("note",)
    on = fields.day(_("Når snakket dere sammen?"))
    form = forms.ChoiceField(
        label=_("Hvordan?"),
        choices=How.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Velg hvordan dere snakket sammen."),
            "invalid_choice": _("Velg en av måtene i listen."),
        },
    )
    note = fields.text(
        _("Hva ble dere enige om?"),
        most=LONGEST,
        help_text=_(
            "Skriv om arbeidet: hva den ansatte kan gjøre, og hva dere prøver. Ikke skriv diagnose eller symptomer."
        ),
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        self.case = case
        kwargs["initial"] = {"on": timezone.localdate(), **kwargs.get("initial", {})}
        super().__init__(*args, guard=case.municipality, **kwargs)

    def clean_on(self) -> date:
        """Refuse a day that is ahead, or before the absence began."""
        day: date = self.cleaned_data["on"]
        fields.happened(day, self.case)
        return day


class EditTalkForm(TalkForm, VersionedFormMixin):
    """Put right what was written of a talk."""

    def __init__(self, *args: Any, instance: Contact, **kwargs: Any) -> None:
        given = {"on": instance.on, "form": instance.form, "note": instance.note}
        kwargs["initial"] = {**given, **kwargs.get("initial", {})}
        super().__init__(*args, instance=instance, **kwargs)
