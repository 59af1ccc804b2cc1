"""What the two write in a plan, how they answer, how it is sent, and what is asked for NAV's package. [S3, S9]"""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from kvalitet.history.forms import VersionedFormMixin
from kvalitet.privacy.forms import GuardedFormMixin
from kvalitet.web.forms import DsFormMixin
from sickleave.choices import SendChannel, Unsigned
from sickleave.forms import fields
from sickleave.models import FollowUpPlan
from sickleave.rules.plan_state import evaluation_problem, sending_problem, suggested_evaluation
from sickleave.rules.plan_words import EMPLOYEE_PART, LEADER_FIELDS, NO_DIAGNOSIS, PARTS, phrase_choices, with_phrases

LONGEST, SHORT = 4000, 1000
YES_NO = [("ja", _("Ja")), ("nei", _("Nei"))]
OWN_HELP = format_lazy("{} {}", EMPLOYEE_PART.help, NO_DIAGNOSIS)
PART = {part.name: part for part in PARTS}


def part(name: str, *, rows: int = 3) -> Any:
    """Make the field of a part of the plan."""
    found = PART[name]
    return fields.text(found.label, most=LONGEST, rows=rows, help_text=found.help)


class PlanForm(DsFormMixin, GuardedFormMixin, VersionedFormMixin):
    """The leader's parts; nothing is required before the plan is signed, so that a draft can be kept."""

    guarded_fields = (*LEADER_FIELDS, "not_taking_part_reason")
    typical_workday = part("typical_workday")
    can_do = part("can_do")
    cannot_do = part("cannot_do")
    earlier_adaptation = part("earlier_adaptation")
    adaptation_ahead = part("adaptation_ahead", rows=5)
    phrases: Any = forms.MultipleChoiceField(
        label=_("Forslag til tilrettelegging"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Velg blant forslagene i listen.")},
    )
    other_adaptation = part("other_adaptation")
    authority_measures = part("authority_measures")
    follow_up = part("follow_up")
    evaluation_on = fields.day(
        _("Når vurderer dere planen på nytt?"),
        required=False,
        help_text=_("Vi foreslår en dag innen fire uker. Du blir minnet på det."),
    )
    employee_took_part: Any = forms.ChoiceField(
        label=_("Har den ansatte vært med på å lage planen?"),
        choices=YES_NO,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Velg ja eller nei.")},
    )
    not_taking_part_reason = fields.text(
        _("Hvis nei: hvorfor ikke?"),
        most=SHORT,
        rows=2,
        help_text=_("Skriv hva du har gjort for å få den ansatte med. Ikke skriv diagnose eller symptomer."),
    )

    def __init__(self, *args: Any, instance: FollowUpPlan, **kwargs: Any) -> None:
        now: dict[str, Any] = {name: getattr(instance, name) for name in self.guarded_fields}
        took = instance.employee_took_part
        now["employee_took_part"] = "" if took is None else "ja" if took else "nei"
        now["evaluation_on"] = instance.evaluation_on or suggested_evaluation(timezone.localdate())
        super().__init__(*args, instance=instance, guard=instance.municipality, initial=now, **kwargs)
        self.fields["phrases"].choices = phrase_choices()  # type: ignore[attr-defined]  # a MultipleChoiceField

    def clean_employee_took_part(self) -> bool | None:
        """Turn the answer into yes, no, or not answered."""
        return {"ja": True, "nei": False}.get(self.cleaned_data["employee_took_part"])

    def clean_evaluation_on(self) -> date | None:
        """Refuse a day that has been, or so far ahead that it must be mistyped; an old one may stay."""
        day: date | None = self.cleaned_data["evaluation_on"]
        problem = evaluation_problem(day, timezone.localdate()) if day else None
        if problem and day != self.instance.evaluation_on:
            raise forms.ValidationError(problem)
        return day

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        took, why = cleaned.get("employee_took_part"), cleaned.get("not_taking_part_reason", "")
        if took is False and not why.strip() and "not_taking_part_reason" not in self.errors:
            self.add_error("not_taking_part_reason", _t("Skriv hvorfor den ansatte ikke har vært med."))
        if took is not False and why.strip():
            self.add_error("employee_took_part", _t("Velg nei, eller ta bort grunnen nedenfor."))
        text = with_phrases(cleaned.get("adaptation_ahead", ""), cleaned.get("phrases", []))
        if len(text) > LONGEST and cleaned.get("phrases"):
            self.add_error("adaptation_ahead", _t("Teksten er for lang med forslagene. Kort den ned."))
        return cleaned

    @property
    def stored_now(self) -> list[tuple[Any, str]]:
        """Return what another has written where it isn't what stands in the form; sealed texts aren't in the diff."""
        if self.conflict is None:
            return []
        stored = ((name, getattr(self.instance, name)) for name in self.guarded_fields)
        return [(self.fields[name].label, text) for name, text in stored if text.split() != self._typed(name).split()]

    def _typed(self, name: str) -> str:
        return str(self.data.get(self.add_prefix(name)) or "")

    @property
    def changes(self) -> dict[str, Any]:
        """What is stored: the fields of the plan, with the chosen phrases at the end of what lies ahead."""
        told = dict(self.cleaned_data)
        told["adaptation_ahead"] = with_phrases(told["adaptation_ahead"], told.pop("phrases"))
        return told


class OwnPartForm(DsFormMixin, GuardedFormMixin, VersionedFormMixin):
    """The employee's own part and suggestions."""

    guarded_fields = ("text",)
    text = fields.text(EMPLOYEE_PART.label, most=LONGEST, rows=8, help_text=OWN_HELP)

    def __init__(self, *args: Any, instance: FollowUpPlan, **kwargs: Any) -> None:
        now = {"text": instance.employee_part}
        super().__init__(*args, instance=instance, guard=instance.municipality, initial=now, **kwargs)


class ObjectionForm(DsFormMixin, GuardedFormMixin, VersionedFormMixin):
    """What the employee disagrees with."""

    guarded_fields = ("text",)
    text = fields.text(_("Hva er du uenig i?"), most=2000, required=True, rows=6, help_text=NO_DIAGNOSIS)

    def __init__(self, *args: Any, instance: FollowUpPlan, **kwargs: Any) -> None:
        now = {"text": instance.objection}
        super().__init__(*args, instance=instance, guard=instance.municipality, initial=now, **kwargs)


class FinishForm(DsFormMixin, VersionedFormMixin):
    """Why the plan is finished without the employee's signature."""

    because = forms.ChoiceField(
        label=_("Hvorfor har ikke den ansatte godkjent?"),
        choices=Unsigned.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg en grunn."), "invalid_choice": _("Velg en grunn fra listen.")},
    )

    def __init__(self, *args: Any, instance: FollowUpPlan, **kwargs: Any) -> None:
        super().__init__(*args, instance=instance, **kwargs)
        is_so = {
            Unsigned.OBJECTED: bool(instance.objection),
            Unsigned.NO_PART: instance.employee_took_part is False,
            Unsigned.NO_ANSWER: not instance.objection,
        }
        self.fields["because"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            (value, label) for value, label in Unsigned.choices if is_so[Unsigned(value)]
        ]


class SendForm(DsFormMixin, forms.Form):
    """That the plan was sent: when and how."""

    sent_on = fields.day(_("Når ble planen sendt?"))
    channel = forms.ChoiceField(
        label=_("Hvordan?"),
        choices=SendChannel.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg hvordan."), "invalid_choice": _("Velg en av måtene i listen.")},
    )

    def __init__(self, *args: Any, signed: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"sent_on": timezone.localdate(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.signed = signed

    def clean_sent_on(self) -> date:
        """Refuse a day that is ahead, or before the plan was done."""
        day: date = self.cleaned_data["sent_on"]
        if problem := sending_problem(day, self.signed, timezone.localdate()):
            raise forms.ValidationError(problem)
        return day


class PackageForm(DsFormMixin, GuardedFormMixin, forms.Form):
    """What NAV asks for that isn't in the plan; none of it is stored."""

    guarded_fields = ("help_description", "message_to_gp")

    identity_number = forms.CharField(
        label=_("Fødselsnummer eller D-nummer"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("11 siffer. Nummeret skrives i filen og lagres ikke her."),
        error_messages={"required": _("Skriv nummeret."), "max_length": _("Nummeret skal ha 11 siffer.")},
    )
    to_nav = forms.BooleanField(label=_("Send planen til NAV"), required=False)
    to_gp = forms.BooleanField(label=_("Send planen til fastlegen"), required=False)
    needs_help = forms.BooleanField(label=_("Vi trenger hjelp fra NAV"), required=False)
    help_description = fields.text(_("Hva trenger dere hjelp til?"), most=SHORT, rows=3)
    message_to_gp = fields.text(_("Melding til fastlegen"), most=SHORT, rows=3)
    contact_name = forms.CharField(
        label=_("Kontaktperson"), max_length=200, error_messages={"required": _("Skriv navnet på kontaktpersonen.")}
    )
    contact_phone = forms.CharField(
        label=_("Telefon"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
        error_messages={"required": _("Skriv telefonnummeret til kontaktpersonen.")},
    )
    contact_email = forms.EmailField(
        label=_("E-post"),
        error_messages={
            "required": _("Skriv e-postadressen til kontaktpersonen."),
            "invalid": _("Skriv en hel e-postadresse, for eksempel navn@kommunen.no."),
        },
    )

    def clean_identity_number(self) -> str:
        """Take away the spaces people write, and ask for eleven digits as NAV does."""
        number: str = "".join(self.cleaned_data["identity_number"].split())
        if len(number) != 11 or not (number.isascii() and number.isdigit()):
            raise forms.ValidationError(_t("Nummeret skal ha 11 siffer."))
        return number
