"""Forms about risks: registered, changed, closed. [D5]"""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from deviations.choices import RiskArea
from deviations.forms.people import named_person
from deviations.models import Risk
from kvalitet.access.scopes import scope_of
from kvalitet.history.forms import VersionedFormMixin
from kvalitet.organisation.models import Person, Unit
from kvalitet.organisation.querysets import UnitQuerySet
from kvalitet.web.forms import DsFormMixin

TOO_LONG = _("Teksten er for lang. Gjør den kortere.")
INDENT = "\N{NO-BREAK SPACE}" * 3
LATEST = timedelta(days=5 * 366)


def units_to_edit(by: Person) -> UnitQuerySet:
    """Return the open units whose risks the person may register, in tree order."""
    edited = scope_of(by).q("risks.edit", unit="pk")
    return Unit.objects.visible_to(by).filter(edited, closed=None).order_by("path")


def _words(label: Any, help_text: Any, most: int = 2000) -> Any:
    return forms.CharField(
        label=label,
        max_length=most,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=help_text,
        error_messages={"max_length": TOO_LONG},
    )


class UnitField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not subscriptable when it runs
    """A select of units, indented as the tree, with the unit's address key as value."""

    def to_python(self, value: Any) -> Any:
        """Say of a key that is no key the same as of one that isn't in the list."""
        try:
            return super().to_python(value)
        except ValidationError as error:
            raise ValidationError(str(self.error_messages["invalid_choice"]), code="invalid_choice") from error

    def label_from_instance(self, obj: Any) -> str:
        """Indent by level."""
        return f"{INDENT * obj.depth}{obj.name}"


class RiskForm(DsFormMixin, forms.Form):
    """Register a risk: what, where and whose; the rest can be filled in later."""

    title = forms.CharField(
        label=_("Hva kan gå galt?"),
        max_length=200,
        help_text=_("Én setning, for eksempel «Beboer får feil legemiddel ved vaktskifte»."),
        error_messages={"required": _("Skriv hva som kan gå galt."), "max_length": TOO_LONG},
    )
    unit: Any = UnitField(
        label=_("Hvilken enhet gjelder det?"),
        queryset=Unit.objects.none(),
        to_field_name="uuid",
        empty_label=_("Velg enhet"),
        error_messages={"required": _("Velg enhet."), "invalid_choice": _("Velg en enhet fra listen.")},
    )
    area = forms.ChoiceField(
        label=_("Hvilket område hører risikoen til?"),
        choices=[("", _("Velg område")), *RiskArea.choices],
        error_messages={"required": _("Velg område."), "invalid_choice": _("Velg et område fra listen.")},
    )
    cause = _words(_("Hva kan føre til at det skjer?"), _("Årsakene dere ser i dag."))
    consequence_text = _words(_("Hva kan det føre til?"), _("For mennesker, miljø, økonomi og tillit."))
    controls = _words(_("Hva gjør dere allerede for å hindre det?"), _("Rutiner, opplæring, utstyr og kontroller."))
    description = _words(_("Mer om risikoen"), "", 4000)
    owner = forms.CharField(
        label=_("Hvem er risikoeier?"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"list": "personer", "autocomplete": "off"}),
        help_text=_("La feltet stå tomt hvis det er lederen av enheten, også når lederen byttes."),
        error_messages={"max_length": TOO_LONG},
    )
    next_review = forms.DateField(
        label=_("Når skal risikoen vurderes på nytt?"),
        required=False,
        widget=forms.DateInput,
        help_text=_("La feltet stå tomt for å vurdere den om et år. Risikoeieren får påminnelse."),
        error_messages={"invalid": _("Skriv datoen slik: 31.12.2026.")},
    )
    is_confidential = forms.BooleanField(
        label=_("Fortrolig"),
        required=False,
        help_text=_("Da ser bare risikoeieren, leder for enheten, kvalitetsrådgiver og kommunedirektør den."),
    )

    def __init__(self, *args: Any, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        units: Any = self.fields["unit"]
        units.queryset = self._units()

    def _units(self) -> UnitQuerySet:
        return units_to_edit(self.by)

    def clean_next_review(self) -> date | None:
        """Refuse days that have been, and those nobody will remember."""
        day: date | None = self.cleaned_data["next_review"]
        today = timezone.localdate()
        if day is not None and not today < day <= today + LATEST:
            raise ValidationError(gettext("Velg en dag fra i morgen og inntil fem år fram."))
        return day

    def clean(self) -> dict[str, Any] | None:
        """Find the owner once the unit, and with it the municipality, is known."""
        cleaned = super().clean() or self.cleaned_data
        unit = cleaned.get("unit")
        if unit is not None and "owner" not in self.errors:
            try:
                cleaned["owner"] = named_person(
                    cleaned.get("owner", ""), by=self.by, municipality_id=unit.municipality_id
                )
            except ValidationError as error:
                self.add_error("owner", error)
        return cleaned


class RiskEditForm(RiskForm, VersionedFormMixin):
    """Change a risk."""

    def __init__(self, *args: Any, instance: Risk, **kwargs: Any) -> None:
        names = ("title", "area", "cause", "consequence_text", "controls", "description", "next_review")
        initial: dict[str, Any] = {name: getattr(instance, name) for name in names}
        initial |= {"unit": instance.unit.uuid, "is_confidential": instance.is_confidential}
        initial["owner"] = f"{instance.owner} ({instance.owner.username})" if instance.owner else ""
        self.risk = instance
        super().__init__(*args, instance=instance, initial=initial, **kwargs)

    def _units(self) -> UnitQuerySet:
        """Its own unit may stay, also for an owner without a role."""
        mine = units_to_edit(self.by).filter(municipality=self.risk.municipality_id)
        return (mine | Unit.objects.visible_to(self.by).filter(pk=self.risk.unit_id)).order_by("path")

    def clean_next_review(self) -> date | None:
        """Let a day that has passed stand as it was."""
        day: date | None = self.cleaned_data["next_review"]
        return day if day == self.risk.next_review else super().clean_next_review()


class ReasonForm(DsFormMixin, VersionedFormMixin):
    """Why a risk is accepted, closed or opened again."""

    reason = forms.CharField(
        label=_("Hvorfor?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Grunnen blir stående i historikken."),
        error_messages={"required": _("Skriv hvorfor."), "max_length": TOO_LONG},
    )
