"""Measures that come from an event or a pattern: made, linked, explained away. [D3]"""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import Value
from django.db.models.functions import Concat
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from deviations.actions.measures import NewMeasure
from deviations.choices import Circle
from deviations.forms.keyed import KeyedChoice
from deviations.models import Deviation
from goals.models import Goal
from kvalitet.history.forms import VersionedFormMixin
from kvalitet.organisation.models import Person, Unit
from kvalitet.web.forms import DsFormMixin

TOO_LONG = _("Teksten er for lang. Gjør den kortere.")
LATEST = timedelta(days=5 * 366)


class MeasureForm(DsFormMixin, forms.Form):
    """Register a measure: what, who and when."""

    title = forms.CharField(
        label=_("Hva skal gjøres?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Alle i kommunen kan lese tittelen. Skriv hva som skal gjøres, ikke hva som skjedde eller med hvem."
        ),
        error_messages={"required": _("Skriv hva som skal gjøres."), "max_length": TOO_LONG},
    )
    responsible = forms.CharField(
        label=_("Hvem er ansvarlig?"),
        max_length=200,
        widget=forms.TextInput(attrs={"list": "personer", "autocomplete": "off"}),
        help_text=_("Skriv navnet. Den ansvarlige får oppgaven i «Oppgaver» og påminnelser til fristen."),
        error_messages={"required": _("Skriv hvem som er ansvarlig."), "max_length": TOO_LONG},
    )
    due = forms.DateField(
        label=_("Når skal det være gjort?"),
        widget=forms.DateInput,
        error_messages={"required": _("Velg en frist."), "invalid": _("Skriv datoen slik: 31.12.2026.")},
    )
    goal: Any = KeyedChoice(
        label=_("Hvilket mål hører tiltaket til?"),
        required=False,
        error_messages={"invalid_choice": _("Velg et mål fra listen.")},
    )
    description = forms.CharField(
        label=_("Beskrivelse"),
        max_length=5000,
        required=False,
        widget=forms.Textarea,
        error_messages={"max_length": TOO_LONG},
    )
    is_discreet = forms.BooleanField(
        label=_("Tittelen og beskrivelsen røper ikke hva saken gjelder eller hvem den angår"),
        error_messages={"required": _("Saken er fortrolig. Bekreft at teksten ikke røper noe, eller skriv den om.")},
    )

    def __init__(
        self, *args: Any, by: Person, unit: Unit, goals: Any, place: str, is_confidential: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.by, self.unit = by, unit
        field: Any = self.fields["goal"]
        field.queryset = goals
        field.empty_label = place
        field.label_from_instance = _goal_label
        if not is_confidential:
            del self.fields["is_discreet"]

    def clean_responsible(self) -> Person:
        """Find the person of that name in the municipality."""
        name = " ".join(self.cleaned_data["responsible"].split())
        people = Person.objects.visible_to(self.by).active().filter(municipality=self.unit.municipality_id)
        named = people.annotate(full=Concat("first_name", Value(" "), "last_name"))
        found: list[Person] = list(named.filter(full__iexact=name)[:2]) or list(
            people.filter(username__iexact=_in_brackets(name))[:2]
        )
        if len(found) > 1:
            raise forms.ValidationError(
                gettext("Flere heter «%(name)s». Skriv navnet med brukernavnet i parentes.") % {"name": name}
            )
        if not found:
            raise forms.ValidationError(gettext("Vi finner ingen som heter «%(name)s».") % {"name": name[:80]})
        return found[0]

    def clean_due(self) -> date:
        """Refuse days that have been, and years nobody plans for."""
        due: date = self.cleaned_data["due"]
        today = timezone.localdate()
        if due < today:
            raise forms.ValidationError(gettext("Fristen kan ikke være en dag som har vært."))
        if due > today + LATEST:
            raise forms.ValidationError(gettext("Fristen er for langt fram. Velg en dag de neste fem årene."))
        return due

    @property
    def told(self) -> NewMeasure:
        """Return what the action takes."""
        cleaned = self.cleaned_data
        return NewMeasure(**{name: cleaned[name] for name in ("title", "responsible", "due", "description", "goal")})


class LinkMeasureForm(DsFormMixin, forms.Form):
    """Choose one of the measures found."""

    measure: Any = KeyedChoice(
        label=_("Velg tiltaket"),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("Velg et tiltak."), "invalid_choice": _("Velg et tiltak fra listen.")},
    )

    def __init__(self, *args: Any, measures: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["measure"]
        field.queryset = measures
        field.label_from_instance = lambda row: f"{row.title} ({row.unit.name})"


class NoMeasureForm(DsFormMixin, VersionedFormMixin):
    """Explain why nothing needs to be done."""

    reason = forms.CharField(
        label=_("Hvorfor trengs det ikke tiltak?"),
        max_length=2000,
        widget=forms.Textarea,
        help_text=_("For eksempel at feilen er rettet og ikke kan skje igjen."),
        error_messages={"required": _("Skriv hvorfor det ikke trengs tiltak."), "max_length": TOO_LONG},
    )

    def __init__(self, *args: Any, instance: Deviation, **kwargs: Any) -> None:
        kwargs["initial"] = {"reason": instance.no_measure_reason, **kwargs.get("initial", {})}
        super().__init__(*args, instance=instance, **kwargs)


class WhyForm(DsFormMixin, forms.Form):
    """Say why before something is taken away."""

    reason = forms.CharField(
        label=_("Hvorfor?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv hvorfor."), "max_length": TOO_LONG},
    )


def is_confidential(deviation: Deviation) -> bool:
    """Whether words about the event may tell something that isn't for everybody."""
    return deviation.circle != Circle.NORMAL


def _goal_label(goal: Goal) -> str:
    return f"{goal.title} ({goal.plan.name})"


def _in_brackets(name: str) -> str:
    """«Kari Kvam (kari)» → «kari»."""
    return name.rpartition("(")[2].removesuffix(")").strip() if name.endswith(")") else name
