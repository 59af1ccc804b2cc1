"""Planning a review, when and where it is, and what is decided row by row. [D6]"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from deviations.actions.measures import NewMeasure
from deviations.choices import ItemStatus
from deviations.models import Review, ReviewItem
from deviations.rules.reviews import measure_problem, month_name, months_to_review
from kvalitet.history.forms import VersionedFormMixin
from kvalitet.organisation.models import Person, Unit
from kvalitet.web.forms import DsFormMixin

TOO_LONG = _("Teksten er for lang. Gjør den kortere.")
LONGEST_AHEAD = timedelta(days=366)
BAD_DATE = _("Skriv datoen slik: 31.12.2026.")


class ReviewCreateForm(DsFormMixin, forms.Form):
    """Plan the review of a month."""

    unit: Any = forms.ModelChoiceField(
        label=_("Enhet"),
        queryset=None,
        to_field_name="uuid",
        error_messages={"required": _("Velg enhet."), "invalid_choice": _("Velg en enhet fra listen.")},
    )
    month: Any = forms.TypedChoiceField(
        label=_("Måned som gjennomgås"),
        coerce=date.fromisoformat,
        error_messages={"required": _("Velg en måned."), "invalid_choice": _("Velg en måned fra listen.")},
    )
    held_on = forms.DateField(
        label=_("Dato for møtet"), error_messages={"required": _("Velg en dato."), "invalid": BAD_DATE}
    )
    held_time = forms.TimeField(
        label=_("Klokkeslett"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("Skriv klokkeslettet slik: 09:30.")},
    )
    place = forms.CharField(label=_("Sted"), required=False, max_length=200, error_messages={"max_length": TOO_LONG})

    def __init__(self, *args: Any, units: Sequence[Unit], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.queryset = Unit.objects.filter(pk__in=[one.pk for one in units]).select_related("municipality")
        field.empty_label = None
        month: Any = self.fields["month"]
        month.choices = [(f"{one:%Y-%m-%d}", month_name(one).capitalize()) for one in months_to_review(today)]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        month, held_on = cleaned.get("month"), cleaned.get("held_on")
        if month and held_on and held_on < month:
            self.add_error("held_on", _("Møtet kan ikke være før måneden som gjennomgås."))
        if held_on and held_on > timezone.localdate() + LONGEST_AHEAD:
            self.add_error("held_on", _("Velg en dato i løpet av det neste året."))
        return cleaned


class ReviewEditForm(DsFormMixin, VersionedFormMixin):
    """When and where, who was there, and how it went."""

    held_on = ReviewCreateForm.base_fields["held_on"]
    held_time = ReviewCreateForm.base_fields["held_time"]
    place = ReviewCreateForm.base_fields["place"]
    present: Any = forms.MultipleChoiceField(
        label=_("Møtte"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Velg blant deltakerne.")},
    )
    invite = forms.CharField(
        label=_("Legg til deltaker"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"list": "personer", "autocomplete": "off"}),
        help_text=_("Skriv navnet på en som arbeider i kommunen."),
        error_messages={"max_length": TOO_LONG},
    )
    summary = forms.CharField(
        label=_("Oppsummering"),
        required=False,
        max_length=4000,
        widget=forms.Textarea,
        error_messages={"max_length": TOO_LONG},
    )

    def __init__(self, *args: Any, instance: Review, by: Person, **kwargs: Any) -> None:
        rows = list(instance.participants.all())
        now = {name: getattr(instance, name) for name in ("held_on", "held_time", "place", "summary")}
        now["present"] = [str(row.person_id) for row in rows if row.is_present]
        super().__init__(*args, instance=instance, initial=now, **kwargs)
        self.by = by
        self.fields["present"].choices = [  # type: ignore[attr-defined]
            (str(row.person_id), f"{row.name} ({row.get_seat_display().lower()})") for row in rows
        ]

    def clean_present(self) -> set[int]:
        return {int(pk) for pk in self.cleaned_data["present"]}

    def clean_invite(self) -> Person | None:
        name = " ".join(self.cleaned_data["invite"].split())
        if not name:
            return None
        people = Person.objects.visible_to(self.by).filter(municipality=self.instance.municipality_id, is_active=True)
        found: list[Person] = [one for one in people.matching(name)[:20] if str(one).casefold() == name.casefold()]
        if len(found) == 1:
            return found[0]
        if found:
            raise forms.ValidationError(_("Flere har dette navnet. Legg til den andre gjennom rollene i stedet."))
        raise forms.ValidationError(_("Vi fant ingen med dette navnet. Skriv hele navnet slik det står i kommunen."))

    def clean_held_on(self) -> date:
        held_on: date = self.cleaned_data["held_on"]
        if held_on < self.instance.month:
            raise forms.ValidationError(_("Møtet kan ikke være før måneden som gjennomgås."))
        if held_on > timezone.localdate() + LONGEST_AHEAD:
            raise forms.ValidationError(_("Velg en dato i løpet av det neste året."))
        return held_on


class ItemForm(DsFormMixin, VersionedFormMixin):
    """One row of the meeting: how it stands, what was decided, and a measure with who and when."""

    status = forms.ChoiceField(
        label=_("Status"), choices=ItemStatus.choices, error_messages={"required": _("Velg en status.")}
    )
    decision = forms.CharField(
        label=_("Hva ble bestemt"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": TOO_LONG},
    )
    measure = forms.CharField(
        label=_("Nytt tiltak"), required=False, max_length=500, error_messages={"max_length": TOO_LONG}
    )
    responsible: Any = forms.ModelChoiceField(
        label=_("Ansvarlig"),
        queryset=None,
        required=False,
        error_messages={"invalid_choice": _("Velg en av dem i listen.")},
    )
    due = forms.DateField(label=_("Frist"), required=False, error_messages={"invalid": BAD_DATE})
    is_discreet = forms.BooleanField(label=_("Teksten røper ikke hva saken gjelder"), required=False)

    def __init__(self, *args: Any, instance: ReviewItem, people: Any, today: date, **kwargs: Any) -> None:
        now = {"status": instance.status, "decision": instance.decision}
        super().__init__(*args, instance=instance, initial=now, **kwargs)
        self.today = today
        field: Any = self.fields["responsible"]
        field.queryset = people

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        title = " ".join((cleaned.get("measure") or "").split())
        if not {"responsible", "due", "measure"} & set(self.errors):
            found = measure_problem(title, cleaned.get("responsible"), cleaned.get("due"), self.today)
            for name, problem in found.items():
                self.add_error(name, problem)
        if title and self.instance.is_confidential and not cleaned.get("is_discreet"):
            self.add_error(
                "is_discreet",
                _("Alle i kommunen kan lese et tiltak. Bekreft at teksten ikke røper hva saken gjelder."),
            )
        return cleaned

    @property
    def told(self) -> NewMeasure | None:
        """The measure to make, if any."""
        title = " ".join((self.cleaned_data.get("measure") or "").split())
        if not title:
            return None
        return NewMeasure(title, self.cleaned_data["responsible"], self.cleaned_data["due"])


class FreeItemForm(DsFormMixin, forms.Form):
    """Something of one's own on the agenda."""

    title = forms.CharField(
        label=_("Ny sak"),
        max_length=300,
        error_messages={"required": _("Skriv hva saken gjelder."), "max_length": TOO_LONG},
    )
