"""How likely and how bad, kind by kind, by the matrix in force. [D5]"""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from deviations.choices import Moment
from deviations.models import Deviation, MatrixVersion, Risk
from kvalitet.history.forms import VersionedFormMixin
from kvalitet.web.forms import DsFormMixin, dress

TOO_LONG = _("Teksten er for lang. Gjør den kortere.")
LATEST = timedelta(days=5 * 366)
HELP = {
    Moment.INHERENT: _("Som om dere ikke gjorde noe for å hindre det."),
    Moment.CURRENT: _("Med det dere gjør i dag."),
    Moment.TARGET: _("Dit dere vil når tiltakene er gjennomført."),
}


class AssessmentForm(DsFormMixin, VersionedFormMixin):
    """Likelihood, one consequence for each kind of the matrix, and why; `consequences` is what was chosen."""

    matrix_uuid = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, instance: Deviation | Risk, version: MatrixVersion, before: Any = None, **kwargs: Any
    ) -> None:
        self.matrix_version, self.matrix = version, version.content
        self.is_event = isinstance(instance, Deviation)
        kwargs["initial"] = {"matrix_uuid": str(version.uuid), **self._before(before), **kwargs.get("initial", {})}
        super().__init__(*args, instance=instance, **kwargs)
        for name, field in self._make_fields():
            dress(field)
            self.fields[name] = field

    def _before(self, before: Any) -> dict[str, Any]:
        """Begin with what was chosen last, if it was chosen by the same matrix."""
        if before is None or before.version_id != self.matrix_version.pk:
            return {}
        kinds = {f"kind_{key}": level for key, level in before.consequences.items()}
        return {"likelihood": before.likelihood, "actual": before.actual, **kinds}

    def _make_fields(self) -> list[tuple[str, forms.Field]]:
        found: list[tuple[str, forms.Field]] = []
        if not self.is_event:
            found.append(("moment", self._moment()))
        found.append(("likelihood", self._likelihood()))
        found += [(f"kind_{kind.key}", self._kind(kind.name, kind.levels)) for kind in self.matrix.kinds]
        if self.is_event:
            found.append(("actual", self._actual()))
        found.append(("reason", self._reason()))
        if not self.is_event:
            found.append(("next_review", self._next_review()))
        return found

    def _moment(self) -> forms.Field:
        choices = [(value, f"{label}. {HELP[Moment(value)]}") for value, label in Moment.choices]
        errors = {"required": gettext("Velg hva vurderingen gjelder."), "invalid_choice": gettext("Velg fra listen.")}
        return forms.ChoiceField(
            label=gettext("Hva vurderer du?"),
            choices=choices,
            widget=forms.RadioSelect,
            initial=Moment.CURRENT,
            error_messages=errors,
        )

    def _likelihood(self) -> forms.Field:
        levels = reversed(list(enumerate(self.matrix.likelihoods, start=1)))
        choices = [(n, _level(n, level.label, level.description)) for n, level in levels]
        question = gettext("Hvor sannsynlig er det at det skjer igjen?")
        errors = {"required": gettext("Velg hvor sannsynlig det er."), "invalid_choice": gettext("Velg fra listen.")}
        return forms.TypedChoiceField(
            label=question if self.is_event else gettext("Hvor sannsynlig er det at det skjer?"),
            choices=choices,
            coerce=int,
            widget=forms.RadioSelect,
            error_messages=errors,
        )

    def _kind(self, name: str, levels: tuple[str, ...]) -> forms.Field:
        labels = [level.label for level in self.matrix.consequences]
        choices = [("", gettext("Ikke aktuelt"))]
        choices += [(str(n), _level(n, labels[n - 1], text)) for n, text in enumerate(levels, start=1)]
        return forms.TypedChoiceField(
            label=name,
            choices=choices,
            coerce=int,
            empty_value=None,
            required=False,
            error_messages={"invalid_choice": gettext("Velg et nivå fra listen.")},
        )

    def _actual(self) -> forms.Field:
        levels = enumerate(self.matrix.consequences, start=1)
        choices = [("", gettext("Ikke vurdert")), *((str(n), _level(n, level.label, "")) for n, level in levels)]
        return forms.TypedChoiceField(
            label=gettext("Hvor alvorlig ble det denne gangen?"),
            choices=choices,
            coerce=int,
            empty_value=None,
            required=False,
            help_text=gettext("Risikotallet regnes av det som kunne ha skjedd, ikke av det som skjedde."),
            error_messages={"invalid_choice": gettext("Velg et nivå fra listen.")},
        )

    def _reason(self) -> forms.Field:
        return forms.CharField(
            label=gettext("Hvorfor vurderer du det slik?"),
            max_length=2000,
            required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text=gettext("Skriv ikke navn eller helseopplysninger."),
            error_messages={"max_length": TOO_LONG},
        )

    def _next_review(self) -> forms.Field:
        return forms.DateField(
            label=gettext("Når skal risikoen vurderes på nytt?"),
            widget=forms.DateInput,
            help_text=gettext("Gjelder når du vurderer risikoen slik den er nå. Risikoeieren får påminnelse."),
            error_messages={
                "required": gettext("Velg når risikoen skal vurderes på nytt."),
                "invalid": gettext("Skriv datoen slik: 31.12.2026."),
            },
        )

    def clean_next_review(self) -> date:
        """Refuse days that have been, and those nobody will remember."""
        day: date = self.cleaned_data["next_review"]
        if not timezone.localdate() < day <= timezone.localdate() + LATEST:
            raise ValidationError(gettext("Velg en dag fra i morgen og inntil fem år fram."))
        return day

    def clean_matrix_uuid(self) -> str:
        """Notice that another matrix was published while this one was looked at."""
        seen = str(self.cleaned_data["matrix_uuid"])
        try:
            is_same = UUID(seen) == self.matrix_version.uuid
        except ValueError:
            is_same = False
        if not is_same:
            typed: Any = self.data.copy() if isinstance(self.data, QueryDict) else dict(self.data)
            typed[self.add_prefix("matrix_uuid")] = str(self.matrix_version.uuid)
            self.data = typed
            text = gettext("Risikomatrisen er endret mens du vurderte. Se over nivåene, og lagre på nytt.")
            raise ValidationError(text)
        return seen

    def clean(self) -> dict[str, Any] | None:
        """Demand one consequence at least."""
        cleaned = super().clean()
        names = [f"kind_{kind.key}" for kind in self.matrix.kinds]
        if not self.errors.keys() & set(names) and not any(self.cleaned_data.get(name) for name in names):
            self.add_error(names[0], gettext("Velg konsekvens for minst én type."))
        if wrong := self.errors.pop("matrix_uuid", None):
            self.add_error(None, ValidationError(wrong.as_data()))
        return cleaned

    @property
    def consequences(self) -> dict[str, int]:
        """The level chosen for each kind that matters."""
        chosen = {kind.key: self.cleaned_data.get(f"kind_{kind.key}") for kind in self.matrix.kinds}
        return {key: level for key, level in chosen.items() if level}

    @property
    def kind_fields(self) -> list[Any]:
        """The fields of the kinds."""
        return [self[f"kind_{kind.key}"] for kind in self.matrix.kinds]


def _level(number: int, label: str, text: str) -> str:
    return f"{number} – {label}: {text}" if text else f"{number} – {label}"
