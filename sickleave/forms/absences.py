"""An absence: who, what, from, to, how much. Never why. [S1]"""

from datetime import date, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kvalitet.history.forms import VersionedFormMixin
from kvalitet.organisation.models import Person
from kvalitet.web.forms import DsFormMixin
from sickleave.choices import AbsenceKind, Source
from sickleave.forms import fields
from sickleave.models import Absence
from sickleave.queries.absences import others_of, outcome_for, overlapping
from sickleave.rules.outcomes import Outcome

if TYPE_CHECKING:
    PersonChoice = forms.ModelChoiceField[Person]
else:
    PersonChoice = forms.ModelChoiceField

LONGEST = timedelta(days=3 * 366)
AHEAD = timedelta(days=366)
BACK = timedelta(days=3 * 366)
OWN_BACK, OWN_AHEAD = timedelta(days=30), timedelta(days=7)
SEEN = "sett"
"""Says that the warnings that come with these very days have been shown."""
KIND_ERRORS = {
    "required": gettext_lazy("Velg hva slags fravær det er."),
    "invalid_choice": gettext_lazy("Velg en av typene i listen."),
}


class StaffField(PersonChoice):
    """One of those the person may register for, by last name."""

    def label_from_instance(self, obj: Person) -> str:
        """Last name first, as the list is ordered."""
        return f"{obj.last_name}, {obj.first_name}"


class PeriodForm(DsFormMixin, forms.Form):
    """What, from and to; knows what it would lead to, and what stands in its way. Takes `today`."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Hva slags fravær?"),
        choices=AbsenceKind.choices,
        widget=forms.RadioSelect,
        error_messages=KIND_ERRORS,
    )
    starts = fields.day(gettext_lazy("Første fraværsdag"))
    ends = fields.day(gettext_lazy("Siste fraværsdag"), help_text=gettext_lazy("Den siste dagen du kjenner."))
    is_own = False
    earliest, latest = BACK, AHEAD

    def __init__(self, *args: Any, today: date, person: Person | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.about = today, person
        self.outcome: Outcome | None = None
        self.overlap: Absence | None = None

    @property
    def absence(self) -> Absence | None:
        """The absence that is being changed."""
        return None

    @property
    def seen_mark(self) -> str:
        """A word for these very days and their warnings, that comes back when they have been shown."""
        told = self.outcome.warnings if self.outcome else ()
        return sha256(repr(told).encode()).hexdigest()[:16] if told else ""

    @property
    def must_see(self) -> bool:
        """Whether there are warnings that haven't been shown yet."""
        return bool(self.seen_mark) and self.data.get(SEEN, "") != self.seen_mark

    @property
    def overlap_url(self) -> str:
        """Where what stands in the way is changed; the employee changes only what is the employee's own."""
        if self.overlap is None or (self.is_own and self.overlap.source != Source.EMPLOYEE):
            return ""
        return reverse("sickleave:absence-change", args=[self.overlap.uuid])

    def clean_starts(self) -> date:
        """Refuse a day that must be mistyped."""
        day: date = self.cleaned_data["starts"]
        if day < self.today - self.earliest:
            raise forms.ValidationError(self.too_early())
        if day > self.today + self.latest:
            raise forms.ValidationError(self.too_late())
        return day

    def too_early(self) -> str:
        return _("Første fraværsdag er mer enn tre år tilbake. Sjekk årstallet.")

    def too_late(self) -> str:
        return _("Første fraværsdag er mer enn ett år fram. Sjekk årstallet.")

    def clean(self) -> dict[str, Any] | None:
        """Check the period, and reckon what it leads to."""
        cleaned = super().clean()
        said = self.cleaned_data
        person = said.get("person") or self.about
        kind, starts, ends = said.get("kind"), said.get("starts"), said.get("ends")
        if kind and kind != AbsenceKind.CERTIFIED:
            said["grade"] = 100
        if starts and ends and self._is_period(starts, ends) and person and kind and "grade" in said:
            self._reckon(person, kind, starts, ends, said["grade"])
        return cleaned

    def _is_period(self, starts: date, ends: date) -> bool:
        if ends < starts:
            self.add_error("ends", _("Siste fraværsdag kan ikke være før den første."))
        elif ends - starts > LONGEST or ends > self.today + AHEAD:
            self.add_error("ends", _("Siste fraværsdag er for langt fram. Skriv den siste dagen du kjenner."))
        else:
            return True
        return False

    def _reckon(self, person: Person, kind: str, starts: date, ends: date, grade: int) -> None:
        others = others_of(person, besides=self.absence)
        self.overlap = overlapping(others, kind, starts, ends)
        if self.overlap is not None:
            told = {"kind": self.overlap.get_kind_display(), "starts": self.overlap.starts, "ends": self.overlap.ends}
            told |= {"starts": f"{self.overlap.starts:%d.%m.%Y}", "ends": f"{self.overlap.ends:%d.%m.%Y}"}
            text = _(
                "Det er allerede registrert fravær disse dagene: %(kind)s %(starts)s–%(ends)s. Endre det i stedet."
            )
            self.add_error("starts", text % told)
            return
        self.outcome = outcome_for(
            others,
            person.municipality_id or 0,
            kind=kind,
            starts=starts,
            ends=ends,
            grade=grade,
            today=self.today,
            is_own=self.is_own,
        )


class AbsenceForm(PeriodForm):
    """The leader, or HR, registers for somebody else."""

    person = StaffField(
        queryset=None,
        label=gettext_lazy("Hvem?"),
        empty_label=gettext_lazy("Velg person"),
        error_messages={
            "required": gettext_lazy("Velg person."),
            "invalid_choice": gettext_lazy("Velg en person fra listen."),
        },
    )
    grade = forms.IntegerField(
        label=gettext_lazy("Grad av sykmeldingen"),
        help_text=gettext_lazy("100 er helt borte. Gjelder bare sykmelding."),
        min_value=20,
        max_value=100,
        required=False,
        error_messages={
            "invalid": gettext_lazy("Skriv et helt tall, for eksempel 50."),
            "min_value": gettext_lazy("Graden må være mellom 20 og 100 prosent."),
            "max_value": gettext_lazy("Graden må være mellom 20 og 100 prosent."),
        },
    )
    field_order = ("person", "kind", "grade", "starts", "ends")

    def __init__(self, *args: Any, staff: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["grade"]
        field.affix = "%"
        if self.about is None:
            chosen: Any = self.fields["person"]
            chosen.queryset = staff
        else:
            del self.fields["person"]

    def clean_grade(self) -> int:
        """An empty grade is the whole of it."""
        return self.cleaned_data["grade"] or 100


class ChangeAbsenceForm(AbsenceForm, VersionedFormMixin):
    """Change what was registered; whom it is about stays."""

    def __init__(self, *args: Any, instance: Absence, **kwargs: Any) -> None:
        names = ("kind", "starts", "ends", "grade")
        kwargs["initial"] = {name: getattr(instance, name) for name in names}
        super().__init__(*args, instance=instance, person=instance.person, staff=None, **kwargs)

    @property
    def absence(self) -> Absence | None:
        instance: Absence = self.instance
        return instance


class SelfCertificationForm(PeriodForm):
    """The employee's own: ill, or a child is."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Hva gjelder det?"),
        choices=[
            (AbsenceKind.SELF_CERTIFIED, gettext_lazy("Jeg er syk")),
            (AbsenceKind.CHILD, gettext_lazy("Barnet mitt er sykt")),
        ],
        widget=forms.RadioSelect,
        error_messages=KIND_ERRORS,
    )
    starts = fields.day(gettext_lazy("Fra og med"))
    ends = fields.day(
        gettext_lazy("Til og med"), help_text=gettext_lazy("Vet du det ikke? Velg i dag, og endre det senere.")
    )
    is_own = True
    earliest, latest = OWN_BACK, OWN_AHEAD

    def clean(self) -> dict[str, Any] | None:
        self.cleaned_data["grade"] = 100
        return super().clean()

    def too_early(self) -> str:
        return _("Du kan sende egenmelding for de siste 30 dagene. Be lederen din registrere det som er eldre.")

    def too_late(self) -> str:
        return _("Egenmeldingen kan begynne i løpet av den neste uken, ikke senere.")


class ChangeOwnForm(SelfCertificationForm, VersionedFormMixin):
    """The employee changes the days of an own one."""

    def __init__(self, *args: Any, instance: Absence, **kwargs: Any) -> None:
        kwargs["initial"] = {name: getattr(instance, name) for name in ("kind", "starts", "ends")}
        super().__init__(*args, instance=instance, person=instance.person, **kwargs)

    @property
    def absence(self) -> Absence | None:
        instance: Absence = self.instance
        return instance


class WithdrawForm(DsFormMixin, VersionedFormMixin):
    """Only what was shown may be taken away."""
