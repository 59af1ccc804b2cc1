"""A meeting afterwards: how it went, why it wasn't held, and that NAV was asked for one. [S3]"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kvalitet.history.forms import VersionedFormMixin
from kvalitet.privacy.forms import GuardedFormMixin
from kvalitet.web.forms import DsFormMixin, dress
from sickleave.choices import AfterMeeting, CancelReason
from sickleave.forms.fields import CHOICE_ERRORS, NO_DIAGNOSIS, TOO_LONG, day, happened, one_of, text
from sickleave.models import Case, Meeting, MeetingParticipant
from sickleave.rules.agenda import minutes_template
from sickleave.rules.attendance import ALWAYS


class HoldForm(DsFormMixin, GuardedFormMixin, VersionedFormMixin):
    """How it went: who came, the minutes, what was agreed and what it leads to."""

    guarded_fields = ("minutes", "agreed")

    held_on = day(gettext_lazy("Når ble møtet holdt?"))
    attended = forms.MultipleChoiceField(
        label=gettext_lazy("Hvem møtte?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={**CHOICE_ERRORS, "required": gettext_lazy("Velg hvem som møtte.")},
    )
    minutes = text(
        gettext_lazy("Referat"),
        most=8000,
        rows=16,
        help_text=gettext_lazy("Skriv om arbeidet og hva som kan gjøres. Ikke skriv diagnose eller symptomer."),
    )
    agreed = text(gettext_lazy("Hva vi ble enige om"), most=4000, required=True, help_text=NO_DIAGNOSIS)
    leads_to = one_of(gettext_lazy("Hva fører det til?"), AfterMeeting.choices)

    def __init__(self, *args: Any, instance: Meeting, seats: Sequence[MeetingParticipant], **kwargs: Any) -> None:
        kwargs["initial"] = self._now(instance, seats)
        super().__init__(*args, instance=instance, guard=instance.municipality, **kwargs)
        self.seats = seats
        attended: Any = self.fields["attended"]
        attended.choices = [(seat.role, seat.get_role_display()) for seat in seats]
        for seat in seats:
            if seat.role not in ALWAYS:
                self.fields[f"name_{seat.role}"] = self._name_field(seat)
                dress(self.fields[f"name_{seat.role}"])
        names = [name for name in self.fields if name.startswith("name_")]
        self.order_fields(["held_on", "attended", *names, "minutes", "agreed", "leads_to"])

    @staticmethod
    def _now(meeting: Meeting, seats: Sequence[MeetingParticipant]) -> dict[str, Any]:
        at = timezone.localtime(meeting.at).date() if meeting.at else None
        return {
            "held_on": meeting.held_on or (at if at and at <= timezone.localdate() else timezone.localdate()),
            "attended": [seat.role for seat in seats if seat.attended or (seat.attended is None and seat.called)],
            "minutes": meeting.minutes or (minutes_template() if meeting.is_ours else ""),
            "agreed": meeting.agreed,
            "leads_to": meeting.leads_to,
        }

    @staticmethod
    def _name_field(seat: MeetingParticipant) -> forms.Field:
        return forms.CharField(
            label=_("Navn: %(role)s") % {"role": seat.get_role_display().lower()},
            required=False,
            max_length=200,
            initial=seat.name,
            error_messages={"max_length": TOO_LONG},
        )

    def clean_held_on(self) -> date:
        held_on: date = self.cleaned_data["held_on"]
        happened(held_on, self.instance.case)
        return held_on

    def clean_attended(self) -> list[str]:
        attended: list[str] = self.cleaned_data["attended"]
        if not set(ALWAYS) <= set(attended):
            raise forms.ValidationError(
                _("Et dialogmøte må ha både deg og den ansatte med. Ble det ikke holdt, går du tilbake og avlyser det.")
            )
        return attended

    def clean_minutes(self) -> str:
        """Store nothing when nobody has written under the points."""
        minutes: str = self.cleaned_data["minutes"]
        return "" if minutes.split() == minutes_template().split() else minutes

    @property
    def told(self) -> dict[str, Any]:
        """What the action takes."""
        names = {name: value for name, value in self.cleaned_data.items() if name.startswith("name_")}
        rest = {name: value for name, value in self.cleaned_data.items() if name not in names}
        return {**rest, "names": {name.removeprefix("name_"): value for name, value in names.items()}}


class CallOffForm(DsFormMixin, VersionedFormMixin):
    """Why the meeting isn't held."""

    reason = one_of(gettext_lazy("Hvorfor holdes det ikke?"), CancelReason.choices)


class RequestForm(DsFormMixin, forms.Form):
    """When NAV was asked for a meeting."""

    on = day(gettext_lazy("Når spurte du NAV?"))

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        happened(on, self.case)
        return on
