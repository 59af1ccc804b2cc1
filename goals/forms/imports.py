"""The forms of the import of a plan: the file and where it goes, then what a person corrects. [G13]"""

from pathlib import PurePath
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goals.actions.import_names import folded
from goals.choices import DueKind, PlanKind, PlanStatus
from goals.forms.directory import Directory
from goals.forms.plans import PlanFields
from goals.forms.units import UnitField, units_to_edit
from goals.models import Plan
from kvalitet.imports.tables import Limits
from kvalitet.organisation.models import Person
from kvalitet.web.forms import DsFormMixin, dress

FILE_KINDS = (".csv", ".txt", ".tsv", ".xlsx", ".xlsm")
NEW_PLAN, OLD_PLAN = "new", "old"
CORRECTIONS = [
    ("", _("Slik den er lest")),
    (DueKind.DATE.value, _("Dato")),
    (DueKind.WITHIN_PERIOD.value, _("I løpet av perioden fram til")),
    (DueKind.ONGOING.value, _("Løpende")),
    (DueKind.NONE.value, _("Ingen frist")),
]
DATED = frozenset({DueKind.DATE.value, DueKind.WITHIN_PERIOD.value})


class ImportStartForm(PlanFields):
    """The file, and the plan it becomes."""

    file = forms.FileField(
        label=_("Hvilken fil vil du importere?"),
        help_text=_("CSV eller Excel (xlsx) med kolonnene mål, delmål, tiltak, ansvarlig og frist. Høyst 10 MB."),
        error_messages={
            "required": _("Velg en fil."),
            "empty": _("Filen er tom. Velg en fil med mål og tiltak."),
            "missing": _("Velg en fil."),
            "invalid": _("Filen kom ikke fram. Velg den på nytt."),
            "max_length": _("Filnavnet er for langt. Gi filen et kortere navn."),
        },
        max_length=200,
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(FILE_KINDS)}),
    )
    where = forms.ChoiceField(
        label=_("Hvor skal planen?"),
        choices=[(NEW_PLAN, _("Ny plan")), (OLD_PLAN, _("Inn i et utkast som finnes"))],
        initial=NEW_PLAN,
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg om planen er ny."), "invalid_choice": _("Velg om planen er ny.")},
    )
    plan = forms.ModelChoiceField(
        label=_("Hvilket utkast?"),
        queryset=Plan._base_manager.none(),
        to_field_name="uuid",
        required=False,
        empty_label=_("Velg utkast"),
        error_messages={"invalid_choice": _("Velg et utkast fra listen.")},
    )
    unit = UnitField(label=_("Hvem gjelder planen for?"), error_messages={"required": _("Velg enhet.")})
    kind = forms.ChoiceField(
        label=_("Hva slags plan er det?"),
        choices=PlanKind.choices,
        initial=PlanKind.ACTION_PLAN,
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg hva slags plan det er.")},
    )
    field_order = ("file", "where", "plan", "kind", "unit", "name", "starts_year", "ends_year")
    of_new_plan = ("kind", "unit", "name", "starts_year", "ends_year")

    def __init__(self, *args: Any, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = units_to_edit(by)
        drafts = Plan.objects.visible_to(by).filter(status=PlanStatus.DRAFT, unit__in=units.values("pk"))
        unit: Any = self.fields["unit"]
        plan: Any = self.fields["plan"]
        unit.queryset, plan.queryset = units, drafts.select_related("unit", "municipality")
        plan.label_from_instance = lambda row: f"{row.name} ({row.years}), {row.unit.name}"
        self.has_drafts = drafts.exists()
        if not self.has_drafts:
            self.fields["where"].required = False
        first, year = units.first(), timezone.localdate().year
        start: dict[str, Any] = {"unit": first.uuid if first else None, "starts_year": year, "ends_year": year}
        if first is not None and first.parent_id is not None:
            start["kind"] = PlanKind.UNIT_PLAN
        self.initial = {**start, **self.initial}

    def clean_file(self) -> Any:
        """Refuse what can't be a table; the content decides the rest."""
        file = self.cleaned_data["file"]
        if PurePath(file.name).suffix.lower() not in FILE_KINDS:
            raise forms.ValidationError(
                gettext("Filen må være CSV eller Excel (xlsx). Lagre arket på nytt i et av de formatene.")
            )
        if file.size > Limits().size:
            raise forms.ValidationError(gettext("Filen er større enn 10 MB. Ta bort bilder og ark som ikke trengs."))
        return file

    def clean(self) -> dict[str, Any] | None:
        """Ask for the draft, or for what a new plan must have."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("where") == OLD_PLAN and self.has_drafts:
            for name in self.of_new_plan:
                self.errors.pop(name, None)
            if cleaned.get("plan") is None and "plan" not in self.errors:
                self.add_error("plan", gettext("Velg hvilket utkast planen skal inn i."))
            return cleaned
        cleaned["plan"] = None
        return cleaned

    def target(self) -> dict[str, Any]:
        """Return where the plan goes, as `keep_upload` takes it."""
        plan: Plan | None = self.cleaned_data["plan"]
        if plan is None:
            return {name: self.cleaned_data[name] for name in (*self.of_new_plan, "plan")}
        return {name: getattr(plan, name) for name in self.of_new_plan} | {"plan": plan}


class CorrectionForm(DsFormMixin, forms.Form):
    """Whom each name means, and the deadlines of the rows on the page; empty names stay as text.

    `names` are the written names with the one they are read as, `rows` the row numbers with the correction there is.
    """

    publish = forms.ChoiceField(
        label=_("Hva skal skje med planen?"),
        choices=[
            ("draft", _("Importer som utkast. Bare de som kan redigere planen, ser den.")),
            ("publish", _("Importer og publiser. Alle i kommunen ser planen, og de ansvarlige får påminnelser.")),
        ],
        widget=forms.RadioSelect,
        initial="draft",
        error_messages={
            "required": _("Velg om planen skal publiseres."),
            "invalid_choice": _("Velg om planen skal publiseres."),
        },
    )

    def __init__(
        self,
        *args: Any,
        directory: Directory,
        names: dict[str, str],
        rows: dict[int, dict[str, str]],
        asks_to_publish: bool,
        **kwargs: Any,
    ) -> None:
        self.directory, self.names, self.rows = directory, names, rows
        super().__init__(*args, **kwargs)
        if not asks_to_publish:
            del self.fields["publish"]
        for number, (name, shown) in enumerate(names.items()):
            self.fields[f"navn_{number}"] = _name_field(name, shown)
        for row, found in rows.items():
            self.fields[f"type_{row}"] = _kind_field(row, found)
            self.fields[f"dato_{row}"] = _date_field(row, found)
        for field in self.fields.values():
            dress(field)

    def clean(self) -> dict[str, Any] | None:
        """Refuse names nobody has, and a dated deadline without a date."""
        cleaned = super().clean() or self.cleaned_data
        for number, (name, shown) in enumerate(self.names.items()):
            typed = (cleaned.get(f"navn_{number}") or "").strip()
            if typed and folded(typed) != folded(shown) and folded(typed) not in self.directory.choices:
                self.add_error(f"navn_{number}", self._nobody(typed, name))
        for row in self.rows:
            if (
                cleaned.get(f"type_{row}") in DATED
                and not cleaned.get(f"dato_{row}")
                and f"dato_{row}" not in self.errors
            ):
                self.add_error(f"dato_{row}", gettext("Velg datoen på rad %(row)s.") % {"row": row})
        return cleaned

    def _nobody(self, typed: str, name: str) -> str:
        nearest = self.directory.nearest(typed)
        if nearest:
            message = gettext("Vi finner ingen som heter «%(typed)s». Mente du «%(nearest)s»?")
            return message % {"typed": typed, "nearest": nearest[0]}
        message = gettext(
            "Vi finner ingen som heter «%(typed)s». Velg fra listen, eller la feltet for «%(name)s» stå tomt."
        )
        return message % {"typed": typed, "name": name}

    def corrected_names(self) -> dict[str, str]:
        """Return the names that are decided by hand: whom they mean, or empty for text."""
        found = {}
        for number, (name, shown) in enumerate(self.names.items()):
            typed = (self.cleaned_data.get(f"navn_{number}") or "").strip()
            if folded(typed) != folded(shown):
                found[name] = typed
        return found

    def corrected_dues(self) -> dict[int, dict[str, str]]:
        """Return the corrections of the rows on the page; an empty kind takes a correction away."""
        found = {}
        for row, before in self.rows.items():
            kind, day = self.cleaned_data.get(f"type_{row}") or "", self.cleaned_data.get(f"dato_{row}")
            now = {"kind": kind, "due": day.isoformat() if day and kind in DATED else ""}
            if kind or before:
                found[row] = now
        return found


def _name_field(name: str, shown: str) -> forms.CharField:
    return forms.CharField(
        label=gettext("Hvem er «%(name)s»?") % {"name": name},
        required=False,
        max_length=200,
        initial=shown,
        widget=forms.TextInput(attrs={"list": "names-of-people", "autocomplete": "off"}),
        error_messages={"max_length": gettext("Navnet er for langt. Velg fra listen.")},
    )


def _kind_field(row: int, found: dict[str, str]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=gettext("Frist på rad %(row)s") % {"row": row},
        choices=CORRECTIONS,
        required=False,
        initial=found.get("kind", ""),
        error_messages={"invalid_choice": gettext("Velg en type frist fra listen.")},
    )


def _date_field(row: int, found: dict[str, str]) -> forms.DateField:
    return forms.DateField(
        label=gettext("Dato på rad %(row)s") % {"row": row},
        required=False,
        initial=found.get("due") or None,
        widget=forms.DateInput,
        error_messages={"invalid": gettext("Skriv datoen på rad %(row)s som dag, måned og år.") % {"row": row}},
    )
