"""The one form of a report: three answers are needed, the rest helps. [D1, D9]"""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from deviations.choices import Kind, Seriousness
from deviations.forms.report_photos import PhotosField
from deviations.models import Category
from deviations.queries.report import Offer
from deviations.rules.report_times import EARLIEST
from kvalitet.privacy.forms import GuardedFormMixin
from kvalitet.web.forms import DsFormMixin

TOO_LONG = _("Teksten er for lang. Gjør den kortere.")
HERE, ELSEWHERE, SIGN = "her", "annet", "kode"


def text(label: Any, most: int, rows: int = 3, **options: Any) -> forms.CharField:
    """Make a field for free text, or for one line when it has no rows."""
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    messages = {"max_length": TOO_LONG, **options.pop("error_messages", {})}
    return forms.CharField(label=label, max_length=most, widget=widget, error_messages=messages, **options)


class ReportForm(DsFormMixin, GuardedFormMixin, forms.Form):
    """What happened, where, and how serious it is; date and unit are guessed."""

    guarded_fields = ("description", "immediate_action", "place_text")

    kind = forms.ChoiceField(choices=Kind, initial=Kind.DEVIATION, widget=forms.RadioSelect, required=False)
    description = text(
        _("Hva skjedde?"),
        8000,
        rows=4,
        help_text=_("Skriv kort, med egne ord. Ikke skriv navn på pasienter, brukere, elever eller kolleger."),
        error_messages={"required": _("Skriv hva som skjedde.")},
    )
    where = forms.CharField(required=False, max_length=60, error_messages={"max_length": _("Velg hvor det skjedde.")})
    unit = forms.CharField(required=False, max_length=60, error_messages={"max_length": _("Velg en enhet fra listen.")})
    seriousness = forms.TypedChoiceField(
        label=_("Hvor alvorlig var det?"),
        choices=Seriousness,
        coerce=int,
        required=False,
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Velg hvor alvorlig det var.")},
    )
    category: Any = forms.ModelChoiceField(
        label=_("Hva handler det om?"),
        queryset=None,
        required=False,
        to_field_name="uuid",
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Velg en kategori fra listen, eller la den stå åpen.")},
    )
    happened_on = forms.DateField(
        label=_("Dato"),
        required=False,
        widget=forms.DateInput,
        error_messages={"invalid": _("Skriv datoen slik: 24.12.2026.")},
    )
    happened_time = forms.TimeField(
        label=_("Klokkeslett"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("Skriv klokkeslettet slik: 14:30.")},
    )
    place_text = text(
        _("Hvor nærmere bestemt?"), 200, rows=0, required=False, help_text=_("For eksempel trappa bak kjøkkenet.")
    )
    immediate_action = text(
        _("Hva ble gjort med en gang?"),
        4000,
        required=False,
        help_text=_("For eksempel at gulvet ble sperret av, eller at legen ble ringt."),
    )
    photos = PhotosField(label=_("Bilder"), required=False)
    is_about_leader = forms.BooleanField(
        label=_("Saken gjelder lederen min"),
        required=False,
        help_text=_("Da går den til lederen over, og lederen din ser den ikke."),
    )
    hides_reporter = forms.BooleanField(
        label=_("Skjul navnet mitt for enheten"),
        required=False,
        help_text=_("De som behandler saken, ser ikke hvem som meldte. Du får svar som vanlig."),
    )
    is_confidential = forms.BooleanField(
        label=_("Saken er fortrolig"),
        required=False,
        help_text=_("Bare lederen og kvalitetsrådgiveren ser den."),
    )
    idempotency_key = forms.UUIDField(
        required=False,
        widget=forms.HiddenInput,
        initial=uuid4,
        error_messages={"invalid": _("Skjemaet er blitt endret på veien. Last siden på nytt og prøv igjen.")},
    )
    opened = forms.CharField(required=False, widget=forms.HiddenInput)
    place_token = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, offer: Offer, **kwargs: Any) -> None:
        kwargs["initial"] = {"happened_on": timezone.localdate(), "where": _guess(offer), **kwargs.get("initial", {})}
        super().__init__(*args, guard=offer.municipality, **kwargs)
        self.offer = offer
        categories = Category.objects.visible_to(offer.user).filter(is_active=True)
        self.fields["category"].queryset = categories  # type: ignore[attr-defined]  # a field of choices has one

    def clean_kind(self) -> str:
        """A report is of something that went wrong, unless another kind is chosen."""
        return str(self.cleaned_data["kind"] or Kind.DEVIATION)

    def clean_happened_on(self) -> date | None:
        """Nothing is reported before it happens."""
        day: date | None = self.cleaned_data["happened_on"]
        today = timezone.localdate()
        if day is not None and day > today:
            raise ValidationError(gettext("Datoen er ikke kommet ennå. Velg dagen det skjedde."))
        if day is not None and day.year < today.year - EARLIEST:
            raise ValidationError(gettext("Datoen er for lenge siden. Velg dagen det skjedde."))
        return day

    def clean(self) -> dict[str, Any] | None:
        """Find the place and the unit, and see that seriousness is answered where it means something."""
        cleaned = super().clean() or self.cleaned_data
        place, unit = self._place_and_unit(cleaned)
        cleaned["place"], cleaned["unit"] = place, unit
        if "where" not in self.errors and "unit" not in self.errors and unit is None:
            self._tell_where(cleaned.get("where", ""))
        if cleaned.get("seriousness") is None and "seriousness" not in self.errors:
            if cleaned.get("kind") == Kind.PROPOSAL:
                cleaned["seriousness"] = int(Seriousness.LOW)
            else:
                self.add_error("seriousness", gettext("Velg hvor alvorlig det var."))
        category = cleaned.get("category")
        if category and unit and category.municipality_id != unit.municipality_id:
            cleaned["category"] = None
        return cleaned

    def _place_and_unit(self, cleaned: dict[str, Any]) -> tuple[Any, Any]:
        what, _colon, key = cleaned.get("where", "").partition(":")
        if what == SIGN:
            place = self.offer.place_of(token=cleaned.get("place_token", "")[:40])
            return place, place and place.unit
        if what == "sted" and _is_key(key):
            place = self.offer.place_of(uuid=key)
            return place, place and place.unit
        if what == "enhet" and _is_key(key):
            return None, self.offer.unit_of(key)
        chosen = str(cleaned.get("unit") or "")
        return None, self.offer.unit_of(chosen) if what in {ELSEWHERE, ""} and _is_key(chosen) else None

    def _tell_where(self, where: str) -> None:
        if where == ELSEWHERE or (not where and self.data.get("unit")):
            self.add_error("unit", gettext("Velg en enhet fra listen. Den du valgte, kan være lagt ned."))
        elif where:
            self.add_error("where", gettext("Stedet er ikke lenger i bruk. Velg hvor det skjedde."))
        else:
            self.add_error("where", gettext("Velg hvor det skjedde."))


def _guess(offer: Offer) -> str:
    if offer.place is not None:
        return f"sted:{offer.place.uuid}"
    return f"enhet:{offer.own_units[0].uuid}" if offer.own_units else ELSEWHERE


def _is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
