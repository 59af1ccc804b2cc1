"""Forms for a reorganisation and its steps. [P1]"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kvalitet.history.forms import VersionedFormMixin
from kvalitet.organisation.choices import UnitKind
from kvalitet.organisation.models import Unit
from kvalitet.organisation.querysets import PersonQuerySet
from kvalitet.setup.choices import StepKind
from kvalitet.setup.forms.fields import DayField, PersonField, choose
from kvalitet.setup.forms.units import KINDS, NAME_MESSAGES, reason_field
from kvalitet.setup.models import Reorganisation, ReorganisationStep
from kvalitet.web.forms import DsFormMixin, dress

Choice = tuple[str, str]
UNIT_MESSAGES = {"required": gettext_lazy("Velg enhet."), "invalid_choice": gettext_lazy("Velg en enhet fra listen.")}
FIELDS: dict[str, tuple[str, ...]] = {
    StepKind.OPEN: ("name", "unit_kind", "target", "person"),
    StepKind.CLOSE: ("unit", "target"),
    StepKind.MOVE: ("unit", "target"),
    StepKind.MERGE: ("units", "target"),
    StepKind.LEADER: ("unit", "person"),
    StepKind.RENAME: ("unit", "name"),
}
TARGETS: dict[str, Any] = {
    StepKind.OPEN: (gettext_lazy("Skal ligge under"), ""),
    StepKind.CLOSE: (
        gettext_lazy("Enheten som tar over"),
        gettext_lazy("Må velges når enheten har åpne oppgaver. Ansatte og oppgaver følger med dit."),
    ),
    StepKind.MOVE: (gettext_lazy("Ny plass: under"), gettext_lazy("Enheter under følger med.")),
    StepKind.MERGE: (
        gettext_lazy("Går inn i"),
        gettext_lazy(
            "En enhet som finnes, eller en ny som du har lagt til med «Åpne ny enhet». "
            "Avdelinger, ansatte og oppgaver følger med dit."
        ),
    ),
}


class ReorganisationForm(DsFormMixin, forms.Form):
    """Name, day and reason."""

    name = forms.CharField(
        label=gettext_lazy("Navn"),
        max_length=150,
        help_text=gettext_lazy("For eksempel «Nye Fjordvik oppvekstsenter»."),
        error_messages={"required": gettext_lazy("Skriv hva omorganiseringen heter.")},
    )
    starts = DayField(
        label=gettext_lazy("Gjelder fra"), help_text=gettext_lazy("Alle stegene trer i kraft samlet denne dagen.")
    )
    reason = reason_field()


class EditReorganisationForm(ReorganisationForm, VersionedFormMixin):
    """One that exists."""

    def __init__(self, *args: Any, instance: Reorganisation, **kwargs: Any) -> None:
        initial = {"name": instance.name, "starts": instance.starts, "reason": instance.reason}
        super().__init__(*args, instance=instance, initial=initial, **kwargs)


class Places:
    """The units a step may point at: those that are open, and those the steps before it open."""

    def __init__(self, units: Sequence[Unit], steps: Sequence[ReorganisationStep]) -> None:
        self.units = {f"enhet:{unit.uuid}": unit for unit in units}
        self.steps = {f"steg:{step.uuid}": step for step in steps if step.kind == StepKind.OPEN}

    def choices(self) -> list[Choice]:
        """New ones first, then the tree with indents."""
        new = [(key, _("Ny enhet: %(name)s") % {"name": step.name}) for key, step in self.steps.items()]
        return new + self.unit_choices()

    def unit_choices(self) -> list[Choice]:
        """Only those that exist."""
        return [(key, "\u00a0" * 3 * unit.depth + unit.name) for key, unit in self.units.items()]

    def fields(self, name: str, key: str) -> dict[str, Any]:
        """Return what is stored of a choice."""
        return {name: self.units.get(key), f"{name}_step": self.steps.get(key)}

    @staticmethod
    def key(unit: Unit | None, step: ReorganisationStep | None) -> str:
        """Return the choice of what is stored."""
        return f"steg:{step.uuid}" if step else f"enhet:{unit.uuid}" if unit else ""


class StepForm(DsFormMixin, forms.Form):
    """One step; the fields are those of its kind."""

    name = forms.CharField(label=gettext_lazy("Navn"), max_length=200, error_messages=NAME_MESSAGES)
    unit_kind = forms.ChoiceField(label=gettext_lazy("Type"), choices=KINDS, initial=UnitKind.UNIT)
    units = forms.MultipleChoiceField(
        label=gettext_lazy("Enheter som slås sammen"), widget=forms.CheckboxSelectMultiple, error_messages=UNIT_MESSAGES
    )
    unit = forms.ChoiceField(label=gettext_lazy("Enhet"), error_messages=UNIT_MESSAGES)
    target = forms.ChoiceField(label=gettext_lazy("Til"), error_messages=UNIT_MESSAGES)
    person = PersonField(label=gettext_lazy("Leder"), required=False, empty_label=gettext_lazy("Ingen leder"))

    def __init__(
        self,
        *args: Any,
        kind: str,
        places: Places,
        people: PersonQuerySet,
        instance: ReorganisationStep | None = None,
        unit: str = "",
        **kwargs: Any,
    ) -> None:
        initial = _initial(instance) if instance else {"unit": unit, "target": "", "units": [unit]}
        super().__init__(*args, initial=initial, **kwargs)
        self.kind, self.places, self.instance = kind, places, instance
        wanted = self._names()
        self.fields = {name: self.fields[name] for name in wanted}
        self._choose(people)

    def _names(self) -> tuple[str, ...]:
        """A step that exists concerns one unit; a new one may merge several at once."""
        names = FIELDS[self.kind]
        return tuple("unit" if name == "units" else name for name in names) if self.instance else names

    def _choose(self, people: PersonQuerySet) -> None:
        units, places = self.places.unit_choices(), self.places.choices()
        empty = [("", _("Velg enhet"))]
        fields: dict[str, Any] = self.fields
        if "units" in fields:
            fields["units"].choices = units[1:]
        if "unit" in fields:
            new = self.kind in (StepKind.LEADER, StepKind.RENAME)
            fields["unit"].choices = empty + (places if new else units[1:])
        if "target" in fields:
            target = fields["target"]
            target.label, target.help_text = TARGETS[self.kind]
            target.required = self.kind != StepKind.CLOSE
            target.choices = (empty if target.required else [("", _("Ingen enhet"))]) + places
        if "person" in fields:
            choose(self, "person", people)
        if self.kind == StepKind.RENAME:
            fields["name"].label = _("Nytt navn")
        for field in fields.values():
            dress(field)

    def clean(self) -> dict[str, Any]:
        """A unit goes nowhere but elsewhere."""
        cleaned = super().clean() or {}
        same = cleaned.get("target") in [cleaned.get("unit"), *cleaned.get("units", [])]
        if cleaned.get("target") and same:
            self.add_error("target", _("Velg en annen enhet enn den som endres."))
        return cleaned

    def steps(self) -> list[dict[str, Any]]:
        """Return the fields of the steps that were written: one, or one for each unit that is merged."""
        data = self.cleaned_data
        common: dict[str, Any] = {"kind": self.kind, "name": data.get("name", ""), "person": data.get("person")}
        common |= {"unit_kind": data.get("unit_kind", ""), **self.places.fields("target", data.get("target", ""))}
        keys = data["units"] if "units" in data else [data.get("unit", "")]
        return [{**common, **self.places.fields("unit", key)} for key in keys]


def _initial(step: ReorganisationStep) -> dict[str, Any]:
    return {
        "name": step.name,
        "unit_kind": step.unit_kind,
        "person": step.person,
        "unit": Places.key(step.unit, step.unit_step),
        "target": Places.key(step.target, step.target_step),
    }
