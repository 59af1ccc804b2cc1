"""Forms about goals and sub-goals; they help to write a goal, and demand little. [G3]"""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goals.choices import Perspective
from goals.models import FocusArea, Goal, SubGoal
from kvalitet.history.forms import VersionedFormMixin
from kvalitet.organisation.models import Person, ServiceArea
from kvalitet.web.forms import DsFormMixin

TOO_LONG = _("Teksten er for lang. Gjør den kortere.")
WRONG_DATE = _("Skriv datoen som dag, måned og år, for eksempel 31.12.2026.")


def sensible(day: date | None) -> date | None:
    """Return the date when it lies within what a plan can hold. Raises ValidationError."""
    if day is not None and not 2000 <= day.year <= 2100:
        raise ValidationError(gettext("Velg en dato mellom 2000 og 2100."))
    return day


class GoalForm(DsFormMixin, forms.Form):
    """A goal, part by part as SMARTE asks; only title and perspective must be there."""

    title = forms.CharField(
        label=_("Hva skal bli annerledes, og for hvem?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Spesifikt: én setning, for eksempel «Alle elever på 4. trinn leser med forståelse»."),
        error_messages={"required": _("Skriv målet."), "max_length": TOO_LONG},
    )
    perspective = forms.ChoiceField(
        label=_("Hvilket perspektiv hører målet til?"),
        choices=Perspective.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg perspektiv.")},
    )
    measured_by = forms.CharField(
        label=_("Hvordan måler dere det?"),
        max_length=500,
        required=False,
        help_text=_("Målbart: hva teller dere, og hvilket tall vil dere nå? For eksempel «over 4,5 i undersøkelsen»."),
        error_messages={"max_length": TOO_LONG},
    )
    accepted_by = forms.CharField(
        label=_("Hvem er enige i målet?"),
        max_length=300,
        required=False,
        help_text=_("Akseptert: hvor er det vedtatt, eller hvem er det avklart med?"),
        error_messages={"max_length": TOO_LONG},
    )
    due = forms.DateField(
        label=_("Når skal målet være nådd?"),
        required=False,
        widget=forms.DateInput,
        help_text=_("Tidfestet: velg en dato dere kan nå med det dere har (realistisk)."),
        error_messages={"invalid": WRONG_DATE},
    )
    evaluated = forms.CharField(
        label=_("Hvordan ser dere om det virket?"),
        max_length=500,
        required=False,
        help_text=_("Evaluerbart: hvem vurderer resultatet, og når?"),
        error_messages={"max_length": TOO_LONG},
    )
    description = forms.CharField(
        label=_("Utfyllende beskrivelse"),
        max_length=5000,
        required=False,
        widget=forms.Textarea,
        error_messages={"max_length": TOO_LONG},
    )
    focus_area: Any = forms.ModelChoiceField(
        label=_("Satsingsområde"), queryset=None, required=False, to_field_name="uuid", empty_label=_("Ikke valgt")
    )
    service_area: Any = forms.ModelChoiceField(
        label=_("Tjenesteområde"), queryset=None, required=False, to_field_name="uuid", empty_label=_("Ikke valgt")
    )

    def __init__(self, *args: Any, by: Person, municipality_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, model in (("focus_area", FocusArea), ("service_area", ServiceArea)):
            field: Any = self.fields[name]
            field.queryset = model._default_manager.visible_to(by).filter(municipality=municipality_id)
            field.error_messages["invalid_choice"] = gettext("Velg fra listen.")
        areas: Any = self.fields["service_area"]
        goal = kwargs.get("instance")
        areas.queryset = areas.queryset.filter(Q(closed__isnull=True) | Q(pk=goal.service_area_id if goal else None))

    def clean_due(self) -> date | None:
        """Refuse years nobody plans for."""
        return sensible(self.cleaned_data["due"])


class GoalEditForm(GoalForm, VersionedFormMixin):
    """Change a goal."""

    def __init__(self, *args: Any, instance: Goal, **kwargs: Any) -> None:
        names = [name for name in GoalForm.base_fields if not name.endswith("_area")]
        initial: dict[str, Any] = {name: getattr(instance, name) for name in names}
        initial["focus_area"] = instance.focus_area and instance.focus_area.uuid
        initial["service_area"] = instance.service_area and instance.service_area.uuid
        super().__init__(*args, instance=instance, initial=initial, **kwargs)


class SubGoalForm(DsFormMixin, forms.Form):
    """A sub-goal: one sentence, and a note."""

    title = forms.CharField(
        label=_("Hva heter delmålet?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Én setning om det dere vil oppnå, gjerne med et tall."),
        error_messages={"required": _("Skriv delmålet."), "max_length": TOO_LONG},
    )
    note = forms.CharField(
        label=_("Merknad"),
        max_length=500,
        required=False,
        help_text=_("For eksempel «Nås som følge av øvrige tiltak»."),
        error_messages={"max_length": TOO_LONG},
    )


class SubGoalEditForm(SubGoalForm, VersionedFormMixin):
    """Change a sub-goal."""

    def __init__(self, *args: Any, instance: SubGoal, **kwargs: Any) -> None:
        initial = {"title": instance.title, "note": instance.note}
        super().__init__(*args, instance=instance, initial=initial, **kwargs)


class ReasonForm(DsFormMixin, forms.Form):
    """Why something is removed."""

    reason = forms.CharField(
        label=_("Hvorfor?"),
        max_length=500,
        help_text=_("Grunnen blir stående i historikken."),
        error_messages={"required": _("Skriv hvorfor."), "max_length": TOO_LONG},
    )
