"""Forms about measures: what, who and when, the way people write it. [G4, G5]"""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goals.actions.measures import ResponsibleChoice
from goals.choices import DueKind, PlanStatus, ResponsibleRole
from goals.forms.directory import Directory, folded
from goals.forms.goals import TOO_LONG, WRONG_DATE, sensible
from goals.forms.names import NamesField, NamesWidget
from goals.forms.units import UnitField
from goals.models import Goal, Measure, Responsible
from goals.rules.deadlines_text import DueReading, interpret_due
from goals.rules.lateness import deadline_move_problem
from kvalitet.history.forms import VersionedFormMixin
from kvalitet.organisation.models import Person, Unit
from kvalitet.web.forms import DsFormMixin

DUE_FIELDS = ("due_text", "due")


class MeasureForm(DsFormMixin, forms.Form):
    """Register a measure under a goal."""

    title = forms.CharField(
        label=_("Hva skal gjøres?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Én setning, for eksempel «Innføre felles vaktplan for alle avdelinger»."),
        error_messages={"required": _("Skriv hva som skal gjøres."), "max_length": TOO_LONG},
    )
    subgoal: Any = forms.ModelChoiceField(
        label=_("Hvilket delmål hører tiltaket til?"),
        queryset=None,
        required=False,
        to_field_name="uuid",
        empty_label=_("Direkte under målet"),
        error_messages={"invalid_choice": _("Velg et delmål fra listen.")},
    )
    responsible = NamesField(
        label=_("Hvem er ansvarlige?"),
        required=False,
        widget=NamesWidget(attrs={"row_label": _("Ansvarlig")}),
        help_text=_(
            "Navn, stilling eller gruppe, én på hver linje. En gruppe av ledere gir hver enhet sin egen oppgave."
        ),
    )
    involved = NamesField(
        label=_("Hvem skal medvirke?"),
        required=False,
        role=ResponsibleRole.INVOLVED,
        widget=NamesWidget(attrs={"row_label": _("Medvirker")}),
        help_text=_("For eksempel tillitsvalgte. De ser tiltaket, men får ingen frist."),
    )
    keep_unknown = forms.BooleanField(
        label=_("Lagre også navn som ikke finnes i listen"),
        required=False,
        help_text=_("De blir stående som tekst, og får ingen påminnelser."),
    )
    due_text = forms.CharField(
        label=_("Når skal det være ferdig?"),
        max_length=200,
        required=False,
        help_text=_(
            "Skriv det slik dere sier det: «innen 1. juni», «i løpet av 2026», «hvert tertial» eller «løpende»."
        ),
        error_messages={"max_length": TOO_LONG},
    )
    due = forms.DateField(
        label=_("Eller velg en dato"),
        required=False,
        widget=forms.DateInput,
        help_text=_("Datoen gjelder hvis du fyller ut begge."),
        error_messages={"invalid": WRONG_DATE},
    )
    unit = UnitField(label=_("Hvilken enhet hører tiltaket til?"), error_messages={"required": _("Velg enhet.")})
    description = forms.CharField(
        label=_("Beskrivelse"),
        max_length=5000,
        required=False,
        widget=forms.Textarea,
        error_messages={"max_length": TOO_LONG},
    )
    reading: DueReading | None = None

    def __init__(self, *args: Any, goal: Goal, directory: Directory, by: Person, **kwargs: Any) -> None:
        kwargs["initial"] = {"unit": goal.unit.uuid, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.plan = goal.plan
        fields: dict[str, Any] = self.fields
        fields["subgoal"].queryset = goal.subgoals.visible_to(by)
        fields["unit"].queryset = Unit.objects.visible_to(by).below(goal.plan.unit).filter(closed=None).order_by("path")
        fields["responsible"].directory = fields["involved"].directory = directory
        fields["due_text"].widget.attrs |= {
            "hx-get": reverse("goals:measure-due-reading", args=[self.plan.uuid]),
            "hx-trigger": "input delay:400ms",
            "hx-target": "#lest",
            "hx-swap": "outerHTML",
        }

    def clean_due(self) -> date | None:
        """Refuse years nobody plans for."""
        return sensible(self.cleaned_data["due"])

    def clean(self) -> dict[str, Any] | None:
        """Read deadline and names; what is read stands in `measure_fields` and `chosen`."""
        cleaned = super().clean() or self.cleaned_data
        if "due" in self.fields and not self.errors.keys() & set(DUE_FIELDS):
            self._read_due(cleaned.get("due"), cleaned.get("due_text", ""))
        self.chosen: list[ResponsibleChoice] = []
        for name in ("responsible", "involved"):
            field: Any = self.fields[name]
            try:
                self.chosen += field.read(cleaned.get(name) or [], keep_unknown=bool(cleaned.get("keep_unknown")))
            except ValidationError as error:
                self.add_error(name, error)
        return cleaned

    def _read_due(self, day: date | None, text: str) -> None:
        if day is not None:
            self.reading = DueReading(DueKind.DATE, day, None, None, "", certain=True)
            return
        plan = self.plan
        today = timezone.localdate()
        self.reading = interpret_due(text, year=plan.starts_year, ends_year=plan.ends_year, today=today)
        if self.reading.kind == DueKind.UNREADABLE:
            self.add_error("due_text", self.reading.explanation)

    @property
    def asks_for_due(self) -> bool:
        """Whether the deadline can be written here; a published one is moved."""
        return "due" in self.fields

    @property
    def measure_fields(self) -> dict[str, Any]:
        """Return what the action stores beside title and responsible."""
        cleaned = self.cleaned_data
        found = {name: cleaned[name] for name in ("subgoal", "unit", "description")}
        if self.reading is not None:
            read = self.reading
            found |= {
                "due_kind": read.kind,
                "due": read.due,
                "starts": read.starts,
                "review_months": read.review_months,
            }
            found["due_text"] = cleaned["due_text"]
        return found

    @property
    def advice(self) -> str:
        """Return how the deadline was read, when a person should look at it."""
        text = self.cleaned_data.get("due_text", "")
        if self.reading is None or not text or self.reading.explanation == "":
            return ""
        said = self.reading.explanation
        return f"«{text}» {said[:1].lower()}{said[1:]}" if said.startswith(gettext("Leses")) else said


class MeasureEditForm(MeasureForm, VersionedFormMixin):
    """Change a measure; a published deadline is moved on its own page."""

    def __init__(
        self, *args: Any, instance: Measure, responsibles: list[Responsible], directory: Directory, **kwargs: Any
    ) -> None:
        initial: dict[str, Any] = {
            **{name: getattr(instance, name) for name in ("title", "description", "due_text", "due")},
            "subgoal": instance.subgoal and instance.subgoal.uuid,
            "unit": instance.unit.uuid,
            "responsible": _texts(responsibles, directory, is_involved=False),
            "involved": _texts(responsibles, directory, is_involved=True),
        }
        kwargs.update(instance=instance, goal=instance.goal, directory=directory, initial=initial)
        super().__init__(*args, **kwargs)
        if instance.due and instance.plan.status == PlanStatus.PUBLISHED:
            for name in DUE_FIELDS:
                del self.fields[name]
        for row in responsibles:
            name = "involved" if row.role == ResponsibleRole.INVOLVED else "responsible"
            field: Any = self.fields[name]
            field.known[folded(directory.text_of(row))] = ResponsibleChoice(
                row.person, row.group, row.position_title, row.source_text, row.role
            )

    def _read_due(self, day: date | None, text: str) -> None:
        """Read again only what was changed."""
        if not set(DUE_FIELDS) & set(self.changed_data):
            return
        super()._read_due(None if "due" not in self.changed_data and text else day, text)


def _texts(rows: list[Responsible], directory: Directory, *, is_involved: bool) -> list[str]:
    return [directory.text_of(row) for row in rows if (row.role == ResponsibleRole.INVOLVED) == is_involved]


class MoveDeadlineForm(DsFormMixin, VersionedFormMixin):
    """Move the deadline, and say why. [G5]"""

    to = forms.DateField(
        label=_("Ny frist"),
        widget=forms.DateInput,
        error_messages={"required": _("Velg den nye fristen."), "invalid": WRONG_DATE},
    )
    reason = forms.CharField(
        label=_("Hvorfor flyttes fristen?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Den gamle fristen og grunnen blir stående på tiltaket."),
        error_messages={"required": _("Skriv hvorfor fristen flyttes."), "max_length": TOO_LONG},
    )

    def clean_to(self) -> date | None:
        """Ask the rule."""
        day = sensible(self.cleaned_data["to"])
        if day and (problem := deadline_move_problem(self.instance.due, day, timezone.localdate())):
            raise ValidationError(problem)
        return day
