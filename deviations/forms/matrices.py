"""The whole matrix as one form: words, kinds, bands, and a colour for each cell. [D5]"""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from deviations.models import MatrixVersion
from deviations.rules.matrix import (
    LARGEST,
    MOST_BANDS,
    MOST_KINDS,
    SMALLEST,
    Band,
    Definition,
    Kind,
    Level,
    as_json,
)
from deviations.rules.matrix_checks import BAND_NAME, LABEL, TEXT, cell_name, problems
from kvalitet.history.forms import VersionedFormMixin
from kvalitet.web.forms import DsFormMixin, dress

TOO_LONG = _("Teksten er for lang. Gjør den kortere.")
TONE_NAMES = (
    ("success", _("Grønn")),
    ("warning", _("Gul")),
    ("orange", _("Oransje")),
    ("danger", _("Rød")),
    ("violet", _("Fiolett")),
    ("neutral", _("Grå")),
)
BAND_PARTS = ("name", "tone", "acceptance", "demand", "needs_measure")
SIZES = [(str(number), str(number)) for number in range(SMALLEST, LARGEST + 1)]


def _text(label: str, most: int, *, required: bool = False) -> forms.CharField:
    errors = {"max_length": gettext("Teksten er for lang. Gjør den kortere."), "required": gettext("Skriv et navn.")}
    return forms.CharField(label=label, max_length=most, required=required, error_messages=errors)


class SizeForm(DsFormMixin, VersionedFormMixin):
    """Give the draft another size."""

    rows = forms.ChoiceField(label=_("Nivåer av sannsynlighet"), choices=SIZES)
    columns = forms.ChoiceField(label=_("Nivåer av konsekvens"), choices=SIZES)

    def __init__(self, *args: Any, instance: MatrixVersion, **kwargs: Any) -> None:
        matrix = instance.content
        kwargs["initial"] = {"rows": str(matrix.rows), "columns": str(matrix.columns)}
        super().__init__(*args, instance=instance, **kwargs)
        for field in self.fields.values():
            field.error_messages["invalid_choice"] = gettext("Velg en størrelse fra listen.")

    @property
    def size(self) -> tuple[int, int]:
        """What was chosen."""
        return int(self.cleaned_data["rows"]), int(self.cleaned_data["columns"])


class PublishForm(DsFormMixin, VersionedFormMixin):
    """Publish the draft, and say why."""

    reason = forms.CharField(
        label=_("Hvorfor endres matrisen?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Grunnen blir stående på versjonen."),
        error_messages={"required": _("Skriv hvorfor matrisen endres."), "max_length": TOO_LONG},
    )


class MatrixForm(DsFormMixin, VersionedFormMixin):
    """Every word and colour of a draft; `definition` is what was written, once it is valid.

    One row more than there are of kinds and of bands is left to fill in; one without a name is left out.
    """

    definition: Definition

    def __init__(self, *args: Any, instance: MatrixVersion, **kwargs: Any) -> None:
        self.matrix = matrix = instance.content
        self.kinds = [*matrix.kinds, *self._new_kind()]
        self.bands = [*matrix.bands, *self._new_band()]
        kwargs["initial"] = dict(self._initial())
        super().__init__(*args, instance=instance, **kwargs)
        for name, field in self._make_fields():
            dress(field)
            self.fields[name] = field

    def _new_kind(self) -> list[Kind]:
        keys = {kind.key for kind in self.matrix.kinds}
        key = next(name for number in range(1, 99) if (name := f"k{number}") not in keys)
        room = len(keys) < MOST_KINDS
        return [Kind(key, "", ("",) * self.matrix.columns)] if room else []

    def _new_band(self) -> list[Band]:
        keys = {band.key for band in self.matrix.bands}
        key = next(name for number in range(1, 99) if (name := f"b{number}") not in keys)
        return [Band(key, "", "violet")] if len(keys) < MOST_BANDS else []

    def _initial(self) -> Iterator[tuple[str, Any]]:
        for name, levels in (("likelihood", self.matrix.likelihoods), ("consequence", self.matrix.consequences)):
            for number, level in enumerate(levels, start=1):
                yield f"{name}_{number}_label", level.label
                yield f"{name}_{number}_description", level.description
        for kind in self.kinds:
            yield f"kind_{kind.key}_name", kind.name
            yield from ((f"kind_{kind.key}_{number}", text) for number, text in enumerate(kind.levels, start=1))
        for band in self.bands:
            yield from ((f"band_{band.key}_{part}", getattr(band, part)) for part in BAND_PARTS)
        for row, cells in enumerate(self.matrix.cells, start=1):
            yield from ((f"cell_{row}_{column}", key) for column, key in enumerate(cells, start=1))

    def _make_fields(self) -> Iterator[tuple[str, forms.Field]]:
        levels = (
            ("likelihood", gettext("Sannsynlighet %(n)d"), self.matrix.rows),
            ("consequence", gettext("Konsekvens %(n)d"), self.matrix.columns),
        )
        for name, label, count in levels:
            for n in range(1, count + 1):
                yield f"{name}_{n}_label", _text(label % {"n": n}, LABEL, required=True)
                description = gettext("Beskrivelse av nivå %(n)d") % {"n": n}
                yield f"{name}_{n}_description", _text(description, TEXT)
        for kind in self.kinds:
            yield f"kind_{kind.key}_name", _text(gettext("Navn på konsekvensen"), LABEL)
            for n in range(1, self.matrix.columns + 1):
                yield f"kind_{kind.key}_{n}", _text(gettext("Nivå %(n)d") % {"n": n}, TEXT)
        for band in self.bands:
            yield from self._band_fields(band)
        choices = [(band.key, band.name or gettext("Det nye risikonivået")) for band in self.bands]
        for row in range(1, self.matrix.rows + 1):
            for column in range(1, self.matrix.columns + 1):
                errors = {"invalid_choice": gettext("Velg fra listen."), "required": gettext("Velg et risikonivå.")}
                label = cell_name(row, column)
                yield f"cell_{row}_{column}", forms.ChoiceField(label=label, choices=choices, error_messages=errors)

    def _band_fields(self, band: Band) -> Iterator[tuple[str, forms.Field]]:
        start = f"band_{band.key}"
        yield f"{start}_name", _text(gettext("Navn i ruten"), BAND_NAME)
        yield (
            f"{start}_tone",
            forms.ChoiceField(
                label=gettext("Farge"),
                choices=TONE_NAMES,
                error_messages={"invalid_choice": gettext("Velg en farge fra listen.")},
            ),
        )
        yield f"{start}_acceptance", _text(gettext("Er risikoen akseptabel?"), TEXT)
        yield f"{start}_demand", _text(gettext("Hva skal gjøres?"), TEXT)
        yield f"{start}_needs_measure", forms.BooleanField(label=gettext("Krever tiltak"), required=False)

    def clean(self) -> dict[str, Any] | None:
        """Put the matrix together, and say what is wrong with it."""
        cleaned = super().clean()
        if not self.errors:
            self.definition = self._read()
            for problem in problems(as_json(self.definition)):
                self.add_error(None, problem)
        return cleaned

    def _read(self) -> Definition:
        said = self.cleaned_data
        columns = range(1, self.matrix.columns + 1)

        def levels(name: str, count: int) -> tuple[Level, ...]:
            steps = range(1, count + 1)
            return tuple(Level(said[f"{name}_{n}_label"], said[f"{name}_{n}_description"]) for n in steps)

        return Definition(
            likelihoods=levels("likelihood", self.matrix.rows),
            consequences=levels("consequence", self.matrix.columns),
            kinds=tuple(
                Kind(kind.key, said[f"kind_{kind.key}_name"], tuple(said[f"kind_{kind.key}_{n}"] for n in columns))
                for kind in self.kinds
                if said[f"kind_{kind.key}_name"]
            ),
            bands=tuple(
                Band(band.key, *(said[f"band_{band.key}_{part}"] for part in BAND_PARTS))
                for band in self.bands
                if said[f"band_{band.key}_name"]
            ),
            cells=tuple(tuple(said[f"cell_{row}_{n}"] for n in columns) for row in range(1, self.matrix.rows + 1)),
        )

    @property
    def likelihood_rows(self) -> list[Any]:
        """Label and description of each likelihood, worst first."""
        return [
            (n, self[f"likelihood_{n}_label"], self[f"likelihood_{n}_description"])
            for n in range(self.matrix.rows, 0, -1)
        ]

    @property
    def consequence_rows(self) -> list[Any]:
        """Label and description of each consequence."""
        steps = range(1, self.matrix.columns + 1)
        return [(n, self[f"consequence_{n}_label"], self[f"consequence_{n}_description"]) for n in steps]

    @property
    def kind_blocks(self) -> list[Any]:
        """Each kind of consequence with its fields."""
        steps = range(1, self.matrix.columns + 1)
        return [
            (kind, self[f"kind_{kind.key}_name"], [self[f"kind_{kind.key}_{n}"] for n in steps]) for kind in self.kinds
        ]

    @property
    def band_blocks(self) -> list[Any]:
        """Each band with its fields."""
        return [(band, [self[f"band_{band.key}_{part}"] for part in BAND_PARTS]) for band in self.bands]

    @property
    def cell_rows(self) -> list[Any]:
        """The select of each cell, worst likelihood first."""
        steps = range(1, self.matrix.columns + 1)
        return [
            (n, self.matrix.likelihoods[n - 1], [(m, n * m, self[f"cell_{n}_{m}"]) for m in steps])
            for n in range(self.matrix.rows, 0, -1)
        ]
