"""Forms about the laws a case follows, and the notices they ask for. [D4]"""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from deviations.choices import Breach, TrackKind
from deviations.models import Track, TrackNotice
from deviations.models.tracks import MOST_PEOPLE
from deviations.rules.notices import NORWAY
from kvalitet.history.forms import VersionedFormMixin
from kvalitet.web.forms import DsFormMixin

TOO_LONG = _("Teksten er for lang. Gjør den kortere.")
SHORTEST_REASON = 10
TIMES = ["%H:%M", "%H.%M", "%H%M", "%H:%M:%S"]


def reason_field(label: Any, help_text: Any, required: Any, *, most: int = 500) -> forms.CharField:
    """Make a field for why; a word or two isn't a reason."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=most,
        min_length=SHORTEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": required,
            "max_length": TOO_LONG,
            "min_length": _("Skriv litt mer, så andre forstår hvorfor."),
        },
    )


class MomentForm(DsFormMixin, forms.Form):
    """A day and a time of day, together a moment that has been."""

    day = forms.DateField(
        label=_("Dato"),
        widget=forms.DateInput,
        error_messages={"required": _("Velg dato."), "invalid": _("Skriv datoen slik: 31.12.2026.")},
    )
    at = forms.TimeField(
        label=_("Klokkeslett"),
        input_formats=TIMES,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": _("Skriv klokkeslettet."), "invalid": _("Skriv klokkeslettet slik: 14.30.")},
    )

    def __init__(self, *args: Any, moment: datetime | None = None, **kwargs: Any) -> None:
        local = timezone.localtime(moment or timezone.now())
        kwargs["initial"] = {"day": local.date(), "at": local.time().replace(second=0), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any] | None:
        """Put the day and the time together, and refuse what has not been yet."""
        cleaned = super().clean() or self.cleaned_data
        day, at = cleaned.get("day"), cleaned.get("at")
        if isinstance(day, date) and isinstance(at, time):
            if not 2000 <= day.year <= 2100:
                self.add_error("day", gettext("Velg en dato mellom 2000 og 2100."))
                return cleaned
            cleaned["moment"] = datetime.combine(day, at, tzinfo=NORWAY)
            if cleaned["moment"] > timezone.now():
                self.add_error("at", gettext("Tidspunktet kan ikke være fram i tid."))
        return cleaned


class TrackAddForm(MomentForm):
    """One more law a case follows, counted from when somebody in the municipality knew."""

    kind = forms.ChoiceField(
        label=_("Hva gjelder saken også?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg hva saken gjelder."), "invalid_choice": _("Velg fra listen.")},
    )
    field_order = ("kind", "day", "at")

    def __init__(self, *args: Any, present: set[str], moment: datetime, **kwargs: Any) -> None:
        super().__init__(*args, moment=moment, **kwargs)
        choice = self.fields["kind"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101 — for the type checker
        choice.choices = [(value, label) for value, label in TrackKind.choices if value not in present]
        self.fields["day"].label = gettext("Når ble dere kjent med det? Dato")


class AwareForm(MomentForm, VersionedFormMixin):
    """Another moment to count from."""

    reason = reason_field(
        _("Hvorfor endres tidspunktet?"),
        _("Fristene regnes på nytt. Begrunnelsen står i saken."),
        _("Skriv hvorfor tidspunktet endres."),
    )
    field_order = ("day", "at", "reason", "version")

    def __init__(self, *args: Any, instance: Track, **kwargs: Any) -> None:
        super().__init__(*args, instance=instance, moment=instance.aware_at, **kwargs)


class RemoveForm(DsFormMixin, VersionedFormMixin):
    """Why a law doesn't concern a case after all."""

    reason = reason_field(
        _("Ikke meldepliktig, fordi …"),
        _("Skriv hvorfor dette ikke gjelder saken. Begrunnelsen blir stående, sammen med navnet ditt."),
        _("Skriv hvorfor dette ikke gjelder saken."),
    )


class ToldForm(MomentForm, VersionedFormMixin):
    """When somebody was told, whom one talked with, and what they called it."""

    receiver = forms.CharField(
        label=_("Hvem tok imot?"),
        max_length=200,
        required=False,
        help_text=_("Navn eller stilling på den du snakket med, eller hvor du sendte det."),
        error_messages={"max_length": TOO_LONG},
    )
    reference = forms.CharField(
        label=_("Referanse"),
        max_length=200,
        required=False,
        help_text=_("Saksnummer eller kvittering du fikk, for eksempel AR123456789 fra Altinn."),
        error_messages={"max_length": TOO_LONG},
    )
    late_reason = forms.CharField(
        label=_("Hvorfor kom varselet etter fristen?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Fylles bare ut når det er varslet etter fristen."),
        error_messages={"max_length": TOO_LONG},
    )
    field_order = ("day", "at", "receiver", "reference", "late_reason", "version")

    def __init__(self, *args: Any, instance: TrackNotice, counts_hours: bool, **kwargs: Any) -> None:
        super().__init__(*args, instance=instance, **kwargs)
        self.fields["day"].label = gettext("Når ble det varslet? Dato")
        if not counts_hours:
            del self.fields["late_reason"]

    def clean(self) -> dict[str, Any] | None:
        """Ask why it took so long."""
        cleaned = super().clean() or self.cleaned_data
        moment, is_asked = cleaned.get("moment"), "late_reason" in self.fields
        if is_asked and moment and moment > self.instance.due_at and not cleaned.get("late_reason", "").strip():
            self.add_error("late_reason", gettext("Varselet kom etter fristen. Skriv hvorfor."))
        return cleaned


class NotRequiredForm(DsFormMixin, VersionedFormMixin):
    """Why nobody has to be told: a usual reason to choose, and the reasons of this case."""

    exception = forms.ChoiceField(
        label=_("Ikke meldepliktig, fordi …"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg hvorfor."), "invalid_choice": _("Velg fra listen.")},
    )
    reason = reason_field(
        _("Begrunn vurderingen"),
        _("Skriv det som gjør at du kan være trygg på det i denne saken. Ikke skriv navn eller helseopplysninger."),
        _("Skriv hvorfor hendelsen ikke er meldepliktig."),
        most=1500,
    )

    def __init__(self, *args: Any, instance: TrackNotice, exceptions: tuple[Any, ...], **kwargs: Any) -> None:
        super().__init__(*args, instance=instance, **kwargs)
        choice = self.fields["exception"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101 — for the type checker
        self.texts = {str(number): str(text) for number, text in enumerate(exceptions, start=1)}
        choice.choices = [*self.texts.items(), ("other", _("Annen grunn"))]

    def whole_reason(self) -> str:
        """Put the chosen reason and the words together."""
        chosen = self.texts.get(self.cleaned_data["exception"], "")
        return f"{chosen} {self.cleaned_data['reason']}".strip()


class AgainForm(DsFormMixin, VersionedFormMixin):
    """Why something must be decided once more."""

    reason = reason_field(
        _("Hvorfor må dette avgjøres på nytt?"),
        _("Den forrige avgjørelsen blir stående i historikken."),
        _("Skriv hvorfor det må avgjøres på nytt."),
    )


class DocumentForm(DsFormMixin, VersionedFormMixin):
    """What a breach of privacy was, whom it touched, what it led to, and what was done. Saved half written, too."""

    breach_kinds = forms.MultipleChoiceField(
        label=_("Hva slags brudd er det?"),
        choices=Breach.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": _("Velg fra listen."), "invalid_list": _("Velg fra listen.")},
    )
    people_count = forms.IntegerField(
        label=_("Omtrent hvor mange gjelder det?"),
        min_value=0,
        max_value=MOST_PEOPLE,
        required=False,
        help_text=_("La feltet stå tomt hvis dere ikke vet det ennå."),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _("Skriv et helt tall.")),
    )
    data_kinds = forms.CharField(
        label=_("Hvilke opplysninger gjelder det?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Slagene av opplysninger, for eksempel kontaktopplysninger eller vedtak. Ikke opplysningene selv."),
        error_messages={"max_length": TOO_LONG},
    )
    effects = forms.CharField(
        label=_("Hva kan det føre til for dem det gjelder?"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": TOO_LONG},
    )
    remedies = forms.CharField(
        label=_("Hva har dere gjort?"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Hva dere gjorde for å stanse bruddet, begrense skaden og hindre at det skjer igjen."),
        error_messages={"max_length": TOO_LONG},
    )

    def __init__(self, *args: Any, instance: Track, **kwargs: Any) -> None:
        names = ("breach_kinds", "people_count", "data_kinds", "effects", "remedies")
        kwargs["initial"] = {name: getattr(instance, name) for name in names} | kwargs.get("initial", {})
        super().__init__(*args, instance=instance, **kwargs)
