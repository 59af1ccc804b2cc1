"""The activity requirement: how it stands, and the employer's statement. [S3]"""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kvalitet.history.forms import VersionedFormMixin
from kvalitet.privacy.forms import GuardedFormMixin
from kvalitet.web.forms import DsFormMixin
from sickleave.choices import ActivityOutcome
from sickleave.forms.fields import day, happened, one_of, text
from sickleave.models import ActivityStatement, Case

FULLY_ABSENT = 100


class ActivityForm(DsFormMixin, GuardedFormMixin, VersionedFormMixin):
    """How the requirement is met, or why it can't be at the workplace. A first `instance` is of version 0."""

    guarded_fields = ("text",)

    outcome = one_of(gettext_lazy("Hvordan er kravet løst?"), ActivityOutcome.choices)
    text = text(
        gettext_lazy("Hvorfor er det ikke mulig å tilrettelegge på arbeidsplassen?"),
        most=4000,
        help_text=gettext_lazy(
            "Erklæringen følger oppfølgingsplanen. Skriv om arbeidet: hva dere har vurdert og prøvd. "
            "Ikke skriv diagnose eller symptomer."
        ),
    )
    sent_on = day(
        gettext_lazy("Når ble erklæringen sendt til NAV?"),
        required=False,
        help_text=gettext_lazy("Den sendes med oppfølgingsplanen. Kvalitet sender den ikke for deg."),
    )

    def __init__(self, *args: Any, instance: ActivityStatement, case: Case, **kwargs: Any) -> None:
        self.case = case
        now = {name: getattr(instance, name) for name in ("outcome", "text", "sent_on")}
        if not instance.outcome and case.grade < FULLY_ABSENT:
            now["outcome"] = ActivityOutcome.GRADED
        super().__init__(*args, instance=instance, initial=now, guard=case.municipality, **kwargs)

    def clean_sent_on(self) -> date | None:
        sent_on: date | None = self.cleaned_data["sent_on"]
        happened(sent_on, self.case)
        return sent_on

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("outcome") == ActivityOutcome.STATEMENT:
            if not cleaned.get("text") and "text" not in self.errors:
                self.add_error("text", _("Skriv hvorfor det ikke er mulig å tilrettelegge."))
            if not cleaned.get("sent_on") and "sent_on" not in self.errors:
                self.add_error("sent_on", _("Skriv når erklæringen ble sendt, eller velg «Venter på NAV» så lenge."))
        if cleaned.get("outcome") == ActivityOutcome.GRADED and self.case.grade == FULLY_ABSENT:
            self.add_error("outcome", _("Den ansatte er helt borte nå. Velg hvordan kravet ellers er løst."))
        return cleaned
