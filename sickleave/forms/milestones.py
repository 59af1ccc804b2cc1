"""A step that is marked as done, or excepted from with a reason the law knows. [S3]"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kvalitet.history.forms import VersionedFormMixin
from kvalitet.privacy.forms import GuardedFormMixin
from kvalitet.web.forms import DsFormMixin
from sickleave.choices import ExceptionReason
from sickleave.forms import fields
from sickleave.models import Milestone
from sickleave.rules.exceptions import needs_review

LONGEST = 500
YES_NO = [("yes", gettext_lazy("Ja")), ("no", gettext_lazy("Nei, ikke ennå"))]
YEAR = timedelta(days=366)


class DoneForm(DsFormMixin, VersionedFormMixin):
    """The day it was done."""

    on = fields.day(gettext_lazy("Når ble det gjort?"))

    def __init__(self, *args: Any, instance: Milestone, **kwargs: Any) -> None:
        kwargs["initial"] = {"on": timezone.localdate(), **kwargs.get("initial", {})}
        super().__init__(*args, instance=instance, **kwargs)

    def clean_on(self) -> date:
        """Refuse a day that is ahead, or before the absence began."""
        day: date = self.cleaned_data["on"]
        fields.happened(day, self.instance.case)
        return day


class ExceptForm(DsFormMixin, GuardedFormMixin, VersionedFormMixin):
    """Why the step is obviously unnecessary, in the law's words and one's own."""

    guarded_fields = ("text",)
    reason = forms.ChoiceField(
        label=gettext_lazy("Hvorfor trengs det ikke?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Velg grunnen som passer best."),
            "invalid_choice": gettext_lazy("Velg en av grunnene i listen."),
        },
    )
    text = fields.text(
        gettext_lazy("Begrunn kort"),
        most=LONGEST,
        required=True,
        help_text=gettext_lazy(
            "Hva gjør at steget er åpenbart unødvendig? Ikke skriv diagnose eller symptomer. Inntil 500 tegn."
        ),
    )
    informed = forms.ChoiceField(
        label=gettext_lazy("Er den ansatte informert?"),
        choices=YES_NO,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Svar på om den ansatte er informert."),
            "invalid_choice": gettext_lazy("Velg ja eller nei."),
        },
    )
    review_on = fields.day(
        gettext_lazy("Når vurderer du det på nytt?"),
        required=False,
        help_text=gettext_lazy("Trengs ikke når grunnen er endelig, for eksempel at arbeidsforholdet slutter."),
    )

    def __init__(self, *args: Any, instance: Milestone, reasons: Sequence[ExceptionReason], **kwargs: Any) -> None:
        super().__init__(*args, instance=instance, guard=instance.municipality, **kwargs)
        shown: Any = self.fields["reason"]
        shown.choices = [(one.value, one.label) for one in reasons]

    def clean_review_on(self) -> date | None:
        """A day ahead, within a year."""
        day: date | None = self.cleaned_data["review_on"]
        today = timezone.localdate()
        if day is not None and not today < day <= today + YEAR:
            raise forms.ValidationError(_("Velg en dato etter i dag, i løpet av det neste året."))
        return day

    def clean(self) -> dict[str, Any] | None:
        """Ask for a day to think again, unless the reason is final."""
        cleaned = super().clean() or self.cleaned_data
        lacks = not cleaned.get("review_on") and "review_on" not in self.errors
        if cleaned.get("reason") and lacks and needs_review(cleaned["reason"]):
            self.add_error("review_on", _("Velg når du vurderer det på nytt. Grunnen kan endre seg."))
        if "informed" in cleaned:
            cleaned["employee_informed"] = cleaned.pop("informed") == "yes"
        return cleaned
