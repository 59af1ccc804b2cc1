"""The yearly look at a unit's absence, its measures, and the short form about the routine. [S7]"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kvalitet.history.forms import VersionedFormMixin
from kvalitet.organisation.models import Municipality, Person
from kvalitet.privacy.forms import GuardedFormMixin
from kvalitet.web.forms import DsFormMixin, dress
from sickleave.actions.analyses import NewMeasure
from sickleave.choices import ParticipantRole as Role
from sickleave.forms import fields
from sickleave.models import Analysis, RoutineAnswer
from sickleave.rules.analysis_topics import LEVELS, PHYSICAL, PSYCHOSOCIAL, QUESTIONS, RATINGS, TOPICS, Topic

ROLES = (Role.LEADER, Role.HR, Role.SAFETY, Role.UNION, Role.HEALTH, Role.NAV)
TEXTS = ("figures_text", "physical_text", "psychosocial_text", "presence_text", "agreed_text")
LATEST = timedelta(days=5 * 366)
OF_THE_UNIT = _("Skriv om arbeidsplassen, ikke om enkeltpersoner eller sykdom.")


if TYPE_CHECKING:
    RowChoice = forms.ModelChoiceField[Person]
else:
    RowChoice = forms.ModelChoiceField


class PersonChoice(RowChoice):
    """A person by address key; a key that is none is a wrong choice, as one that isn't in the list is."""

    def to_python(self, value: Any) -> Person | None:
        """Find the person."""
        try:
            return super().to_python(value)
        except forms.ValidationError as error:
            raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice") from error


class AnalysisForm(DsFormMixin, GuardedFormMixin, VersionedFormMixin):
    """What the meeting went through; with a day it is held, without one it is a draft."""

    guarded_fields = TEXTS
    figures_text = fields.text(_("Hva sier tallene oss?"), most=5000, help_text=OF_THE_UNIT)
    physical_text = fields.text(_("Mer om de fysiske forholdene"), most=5000, help_text=OF_THE_UNIT)
    psychosocial_text = fields.text(_("Mer om de psykososiale forholdene"), most=5000, help_text=OF_THE_UNIT)
    presence_text = fields.text(_("Hva gjør at folk er på jobb hos oss?"), most=5000, help_text=OF_THE_UNIT)
    agreed_text = fields.text(_("Hva ble vi enige om?"), most=5000, help_text=OF_THE_UNIT)
    roles = fields.some_of(_("Hvem var med?"), ROLES)
    participants = fields.text(_("Navn på deltakerne"), most=1000, rows=2, help_text=_("Ett navn på hver linje."))
    held_on = fields.day(
        _("Når ble møtet holdt?"),
        required=False,
        help_text=_("La feltet stå tomt så lenge dere forbereder møtet. Med dato er gjennomgangen holdt."),
    )

    def __init__(self, *args: Any, instance: Analysis, **kwargs: Any) -> None:
        given: dict[str, Any] = {name: getattr(instance, name) for name in (*TEXTS, "roles", "participants", "held_on")}
        given |= {f"rating_{code}": rating for code, rating in instance.ratings.items()}
        super().__init__(*args, instance=instance, guard=instance.municipality, initial=given, **kwargs)
        for topic in TOPICS:
            self.fields[f"rating_{topic.code}"] = forms.ChoiceField(
                label=str(topic.label),
                choices=[("", _("Ikke vurdert")), *RATINGS],
                help_text=str(topic.hint),
                required=False,
                error_messages=fields.CHOICE_ERRORS,
            )
            dress(self.fields[f"rating_{topic.code}"])

    def clean_held_on(self) -> date | None:
        """Refuse a day that is ahead or belongs to another year's meeting."""
        day: date | None = self.cleaned_data["held_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(gettext("Datoen kan ikke være fram i tid."))
        if day and day.year not in {self.instance.year, self.instance.year + 1}:
            raise forms.ValidationError(
                gettext("Datoen hører ikke til gjennomgangen for %(year)s.") % {"year": self.instance.year}
            )
        return day

    def clean(self) -> dict[str, Any] | None:
        """Ask for every judgement before the meeting is said to be held."""
        cleaned = super().clean()
        missing = [topic for topic in TOPICS if not self.cleaned_data.get(f"rating_{topic.code}")]
        if self.cleaned_data.get("held_on"):
            for topic in missing:
                self.add_error(f"rating_{topic.code}", gettext("Velg ett svar før møtet er holdt."))
        return cleaned

    @property
    def told(self) -> dict[str, Any]:
        """Return what the action stores."""
        given = self.cleaned_data
        ratings = {topic.code: given[f"rating_{topic.code}"] for topic in TOPICS if given[f"rating_{topic.code}"]}
        return {**{name: given[name] for name in (*TEXTS, "roles", "participants", "held_on")}, "ratings": ratings}

    @property
    def physical(self) -> list[tuple[forms.BoundField, ...]]:
        """The questions on physical conditions."""
        return self._paired(PHYSICAL)

    @property
    def psychosocial(self) -> list[tuple[forms.BoundField, ...]]:
        """The questions on psychosocial conditions."""
        return self._paired(PSYCHOSOCIAL)

    def _paired(self, topics: Sequence[Topic]) -> list[tuple[forms.BoundField, ...]]:
        """Two questions on a line; there is an even number of each kind."""
        shown = [self[f"rating_{topic.code}"] for topic in topics]
        return list(zip(shown[::2], shown[1::2], strict=True))


class AnalysisMeasureForm(DsFormMixin, GuardedFormMixin, forms.Form):
    """What is to be done, by whom and when."""

    guarded_fields = ("title", "description")
    title = fields.text(
        _("Hva skal gjøres?"),
        most=500,
        required=True,
        rows=2,
        help_text=_("Alle i kommunen kan lese tittelen. Skriv hva som skal gjøres, ikke om enkeltpersoner."),
    )
    responsible: Any = PersonChoice(
        label=_("Hvem er ansvarlig?"),
        queryset=Person._base_manager.none(),
        to_field_name="uuid",
        empty_label=None,
        help_text=_("Den ansvarlige får oppgaven i «Oppgaver» og påminnelser til fristen."),
        error_messages={"required": _("Velg hvem som er ansvarlig."), "invalid_choice": _("Velg en fra listen.")},
    )
    due = fields.day(_("Når skal det være gjort?"))
    description = fields.text(_("Beskrivelse"), most=5000, help_text=OF_THE_UNIT)

    def __init__(self, *args: Any, people: Any, municipality: Municipality, **kwargs: Any) -> None:
        super().__init__(*args, guard=municipality, **kwargs)
        field: Any = self.fields["responsible"]
        field.queryset = people

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
        return NewMeasure(**{name: self.cleaned_data[name] for name in ("title", "responsible", "due", "description")})


class RoutineForm(DsFormMixin, GuardedFormMixin, VersionedFormMixin):
    """Five sentences to agree with or not, and two texts."""

    guarded_fields = ("nav_text", "better_text")
    nav_text = fields.text(_("Hvordan er samarbeidet med NAV?"), most=2000, rows=3, help_text=OF_THE_UNIT)
    better_text = fields.text(_("Hva bør bli bedre i rutinen?"), most=2000, rows=3, help_text=OF_THE_UNIT)

    def __init__(self, *args: Any, instance: RoutineAnswer, guard: Municipality, **kwargs: Any) -> None:
        given = {"nav_text": instance.nav_text, "better_text": instance.better_text, **instance.answers}
        super().__init__(*args, instance=instance, guard=guard, initial=given, **kwargs)
        for code, label in QUESTIONS:
            self.fields[code] = fields.one_of(label, LEVELS)
            dress(self.fields[code])

    @property
    def questions(self) -> list[forms.BoundField]:
        """The sentences, in order."""
        return [self[code] for code, _label in QUESTIONS]

    @property
    def told(self) -> dict[str, Any]:
        """Return what the action stores."""
        given = self.cleaned_data
        answers = {code: given[code] for code, _label in QUESTIONS}
        return {"answers": answers, "nav_text": given["nav_text"], "better_text": given["better_text"]}
