"""The talk on the way forward, and NAV's last sick-pay day. [S3]"""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kvalitet.history.forms import VersionedFormMixin
from kvalitet.privacy.forms import GuardedFormMixin
from kvalitet.web.forms import DsFormMixin
from sickleave.choices import Step, Way
from sickleave.forms.fields import CHOICE_ERRORS, day, happened, text
from sickleave.models import Case, WayForward

TWO_YEARS = timedelta(days=731)


class WayForwardForm(DsFormMixin, GuardedFormMixin, VersionedFormMixin):
    """What leader, employee and HR have talked about. The first time `instance` is fresh, of version 0."""

    guarded_fields = ("note",)

    held_on = day(gettext_lazy("Når snakket dere sammen?"))
    with_hr = forms.BooleanField(label=gettext_lazy("HR var med i samtalen"), required=False)
    ways = forms.MultipleChoiceField(
        label=gettext_lazy("Hvilke veier videre snakket dere om?"),
        choices=Way.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={**CHOICE_ERRORS, "required": gettext_lazy("Velg minst én vei videre.")},
    )
    note = text(gettext_lazy("Hva ble dere enige om?"), most=4000)

    def __init__(self, *args: Any, instance: WayForward, case: Case, **kwargs: Any) -> None:
        self.case = case
        now = {name: getattr(instance, name) for name in ("with_hr", "ways", "note")}
        now["held_on"] = instance.held_on or timezone.localdate()
        super().__init__(*args, instance=instance, initial=now, guard=case.municipality, **kwargs)
        if instance.step == Step.W52:
            self.fields["with_hr"].help_text = _("HR skal være med når det nærmer seg ett år.")

    def clean_held_on(self) -> date:
        held_on: date = self.cleaned_data["held_on"]
        happened(held_on, self.case)
        return held_on

    def clean_ways(self) -> list[str]:
        return [way for way in Way.values if way in self.cleaned_data["ways"]]


class MaxdatoForm(DsFormMixin, VersionedFormMixin):
    """The day NAV has told."""

    day = day(
        gettext_lazy("Siste sykepengedag etter brevet fra NAV"),
        required=False,
        help_text=gettext_lazy("La stå tomt for å gå tilbake til anslaget."),
    )

    def __init__(self, *args: Any, instance: Case, **kwargs: Any) -> None:
        super().__init__(*args, instance=instance, initial={"day": instance.maxdato_from_nav}, **kwargs)

    def clean_day(self) -> date | None:
        given: date | None = self.cleaned_data["day"]
        if given and not self.instance.starts <= given <= self.instance.starts + TWO_YEARS:
            raise forms.ValidationError(_("Se over datoen: den må være etter første fraværsdag, og innen to år."))
        return given
