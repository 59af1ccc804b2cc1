"""What is written when a case is moved on; texts are looked through before they are stored. [D2, D9]"""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from deviations.choices import Kind, Seriousness
from deviations.models import Category, Deviation
from deviations.rules.effects import CHECK_DAYS
from deviations.rules.flow import KINDS_WITHOUT_CAUSE
from deviations.rules.report_times import EARLIEST
from kvalitet.history.forms import VersionedFormMixin
from kvalitet.organisation.models import Person, Unit
from kvalitet.organisation.querysets import valid_on
from kvalitet.organisation.rules import prefixes
from kvalitet.privacy.forms import GuardedFormMixin
from kvalitet.web.forms import DsFormMixin

TOO_LONG = _("Teksten er for lang. Gjør den kortere.")
INDENT = "\N{NO-BREAK SPACE}" * 3
MOST_PEOPLE = 500


def words() -> forms.CharField:
    """Make a field to write in; the page says what for."""
    area = forms.Textarea(attrs={"rows": 6})
    return forms.CharField(max_length=4000, widget=area, error_messages={"max_length": TOO_LONG})


class Says:
    """Tells what the page wants to know: the label of `text`, the help, and the error when nothing is written."""

    fields: dict[str, forms.Field]

    def say(self, label: Any, missing: Any, help_text: Any) -> None:
        """Set the words of the field."""
        field = self.fields["text"]
        field.label, field.help_text = label, help_text
        field.error_messages["required"] = missing


class TextForm(DsFormMixin, GuardedFormMixin, Says, forms.Form):
    """Words that are added to a case; nobody else's are in the way."""

    guarded_fields = ("text",)
    text = words()

    def __init__(
        self, *args: Any, event: Deviation, label: Any, missing: Any, help_text: Any = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, guard=event.municipality, **kwargs)
        self.say(label, missing, help_text)


class StepForm(DsFormMixin, GuardedFormMixin, Says, VersionedFormMixin):
    """Words that go with a step: what another has done meanwhile is told first."""

    guarded_fields = ("text",)
    text = words()

    def __init__(
        self, *args: Any, instance: Deviation, label: Any, missing: Any, help_text: Any = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, instance=instance, guard=instance.municipality, **kwargs)
        self.say(label, missing, help_text)


class UnitChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's field is generic only to the checker
    """A unit, indented as in the tree."""

    def label_from_instance(self, obj: Any) -> str:
        """Indent by level."""
        return f"{INDENT * obj.depth}{obj.name}"


class SendOnForm(StepForm):
    """The unit that shall have the case, and why."""

    unit = UnitChoice(
        label=_("Hvilken enhet skal ha saken?"),
        queryset=Unit.objects.none(),
        to_field_name="uuid",
        empty_label=_("Velg enhet"),
        error_messages={"required": _("Velg enhet."), "invalid_choice": _("Velg en enhet fra listen.")},
    )

    def __init__(self, *args: Any, instance: Deviation, **kwargs: Any) -> None:
        super().__init__(*args, instance=instance, **kwargs)
        units = Unit._base_manager.filter(municipality=instance.municipality_id).order_by("path")
        is_open = Q(closed__isnull=True) | Q(closed__gt=timezone.localdate())
        self.order_fields(["unit", "text"])
        self.fields["unit"].queryset = units.filter(is_open).exclude(pk=instance.unit_id)  # type: ignore[attr-defined]  # a field to choose from


class HandlerForm(DsFormMixin, VersionedFormMixin):
    """Who handles the case: a person near the unit, or whoever leads it."""

    handler = forms.ModelChoiceField(
        label=_("Hvem skal behandle saken?"),
        queryset=Person.objects.none(),
        to_field_name="uuid",
        required=False,
        empty_label=_("Lederen for enheten"),
        error_messages={"invalid_choice": _("Velg en person fra listen.")},
    )
    reason = forms.CharField(
        label=_("Hvorfor?"), max_length=300, required=False, error_messages={"max_length": TOO_LONG}
    )

    def __init__(self, *args: Any, instance: Deviation, **kwargs: Any) -> None:
        kwargs["initial"] = {"handler": instance.handler and instance.handler.uuid}
        super().__init__(*args, instance=instance, **kwargs)
        self.fields["handler"].queryset = people_near(instance, timezone.localdate())  # type: ignore[attr-defined]  # a field to choose from


def people_near(event: Deviation, on: date) -> Any:
    """Return who can handle the case: those with a post in the unit or below it, and leaders and advisers above it."""
    unit, above = event.unit, prefixes(event.unit.path)
    posts = valid_on(on, "positions__")
    below = posts & Q(positions__unit__path__gte=unit.path, positions__unit__path__lt=f"{unit.path}~")
    leads = valid_on(on, "leaderships__") & Q(leaderships__unit__path__in=above)
    advises = valid_on(on, "assignments__") & Q(assignments__unit__path__in=above, assignments__role="quality")
    found = Person.objects.none().union(
        *(Person.objects.filter(one).order_by().values("pk") for one in (below, leads, advises))
    )
    known = [row["pk"] for row in found[:MOST_PEOPLE]] + ([event.handler_id] if event.handler_id else [])
    rows = Person.objects.filter(pk__in=known, is_active=True, municipality=event.municipality_id)
    return rows.order_by("sort_key", "first_name", "pk")


class CircleForm(DsFormMixin, VersionedFormMixin):
    """Why fewer, or more, shall see the case."""

    reason = forms.CharField(
        label=_("Hvorfor?"),
        max_length=300,
        help_text=_("Grunnen står i loggen til saken. Ikke skriv navn."),
        error_messages={"required": _("Skriv hvorfor."), "max_length": TOO_LONG},
    )


class CloseForm(StepForm):
    """The answer to the reporter, and when the effect is asked about."""

    effect_due = forms.DateField(
        label=_("Når skal dere se om det virket?"),
        help_text=_("Da blir du spurt om noe lignende har skjedd igjen. Du blir spurt én gang til 60 dager senere."),
        widget=forms.DateInput(),
        error_messages={"required": _("Velg en dato."), "invalid": _("Skriv datoen slik: 31.12.2026.")},
    )

    def __init__(self, *args: Any, instance: Deviation, **kwargs: Any) -> None:
        is_idea = instance.kind in KINDS_WITHOUT_CAUSE
        day = instance.effect_due or (None if is_idea else timezone.localdate() + timedelta(days=CHECK_DAYS[0]))
        kwargs["initial"] = {"effect_due": day, "text": instance.closing_text}
        super().__init__(*args, instance=instance, **kwargs)
        self.fields["effect_due"].required = not is_idea
        self.order_fields(["text", "effect_due"])

    def clean_effect_due(self) -> date | None:
        """Refuse a day that has been."""
        day: date | None = self.cleaned_data["effect_due"]
        if day is not None and day <= timezone.localdate():
            raise forms.ValidationError(_("Velg en dag etter i dag, så dere rekker å se om det virket."))
        return day


class FactsForm(DsFormMixin, GuardedFormMixin, VersionedFormMixin):
    """What was reported, put right."""

    guarded_fields = ("title",)

    title = forms.CharField(
        label=_("Tittel"), max_length=160, error_messages={"required": _("Skriv en tittel."), "max_length": TOO_LONG}
    )
    kind = forms.ChoiceField(label=_("Type"), choices=Kind.choices, error_messages={"required": _("Velg type.")})
    category = forms.ModelChoiceField(
        label=_("Kategori"),
        queryset=Category._base_manager.none(),
        to_field_name="uuid",
        required=False,
        empty_label=_("Ingen kategori"),
        error_messages={"invalid_choice": _("Velg en kategori fra listen.")},
    )
    seriousness = forms.TypedChoiceField(
        label=_("Alvor"),
        choices=Seriousness.choices,
        coerce=int,
        help_text=_("Fristene i saken følger alvoret."),
        error_messages={"required": _("Velg hvor alvorlig det er.")},
    )
    happened_on = forms.DateField(
        label=_("Dato for hendelsen"),
        widget=forms.DateInput(),
        error_messages={"required": _("Velg en dato."), "invalid": _("Skriv datoen slik: 31.12.2026.")},
    )
    place_text = forms.CharField(
        label=_("Hvor nærmere"), max_length=200, required=False, error_messages={"max_length": TOO_LONG}
    )
    reason = forms.CharField(
        label=_("Hvorfor endrer du?"), max_length=300, required=False, error_messages={"max_length": TOO_LONG}
    )

    def __init__(self, *args: Any, instance: Deviation, **kwargs: Any) -> None:
        names = ("title", "kind", "seriousness", "happened_on", "place_text")
        kwargs["initial"] = {name: getattr(instance, name) for name in names}
        kwargs["initial"]["category"] = instance.category and instance.category.uuid
        super().__init__(*args, instance=instance, guard=instance.municipality, **kwargs)
        rows = Category._base_manager.filter(municipality=instance.municipality_id)
        self.fields["category"].queryset = rows.filter(Q(is_active=True) | Q(pk=instance.category_id))  # type: ignore[attr-defined]  # a field to choose from

    def clean_happened_on(self) -> date:
        """Refuse a day that hasn't come, or is long gone; a day that stands in the case already may stay."""
        day: date = self.cleaned_data["happened_on"]
        today = timezone.localdate()
        if day > today:
            raise forms.ValidationError(_("Datoen kan ikke være fram i tid."))
        if day.year < today.year - EARLIEST and day != self.initial["happened_on"]:
            raise forms.ValidationError(_("Datoen er for lenge siden. Velg dagen det skjedde."))
        return day
