"""Forms for reporting status: one task, or many in a table. [G6]"""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goals.choices import TaskStatus
from goals.forms.goals import TOO_LONG
from goals.models import MeasureTask
from kvalitet.attachments.fields import FilesField
from kvalitet.history.forms import VersionedFormMixin
from kvalitet.web.forms import DsFormMixin

WRONG_PROGRESS = _("Skriv et helt tall fra 0 til 100.")
NEEDS_COMMENT = frozenset({TaskStatus.POSTPONED, TaskStatus.CANCELLED})
PROGRESS_MESSAGES = {"invalid": WRONG_PROGRESS, "min_value": WRONG_PROGRESS, "max_value": WRONG_PROGRESS}


class StatusFields(DsFormMixin, VersionedFormMixin):
    """Status, progress and comment: what both pages ask for."""

    status = forms.ChoiceField(
        label=_("Hvordan går det?"),
        choices=TaskStatus.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg status."), "invalid_choice": _("Velg status fra listen.")},
    )
    progress = forms.IntegerField(
        label=_("Hvor langt er dere kommet?"),
        min_value=0,
        max_value=100,
        required=False,
        help_text=_("Omtrent hvor mange prosent. Fullført gir 100."),
        error_messages=PROGRESS_MESSAGES,
    )
    comment = forms.CharField(
        label=_("Kort kommentar"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Hva er gjort, og hva står igjen? Ikke skriv navn på brukere eller helseopplysninger."),
        error_messages={"max_length": TOO_LONG},
    )

    def __init__(self, *args: Any, instance: MeasureTask, **kwargs: Any) -> None:
        names = ("status", "progress", "comment", "evidence")
        kwargs["initial"] = {**{name: getattr(instance, name) for name in names}, **kwargs.get("initial", {})}
        super().__init__(*args, instance=instance, **kwargs)

    def clean_progress(self) -> int:
        """Let an empty field mean what it was."""
        progress: int | None = self.cleaned_data["progress"]
        return int(self.instance.progress) if progress is None else progress

    def clean(self) -> dict[str, Any] | None:
        """Ask why when something is put off or given up."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("status") in NEEDS_COMMENT and not cleaned.get("comment", "").strip():
            self.add_error("comment", gettext("Skriv i kommentaren hvorfor tiltaket er utsatt eller avbrutt."))
        return cleaned


class StatusForm(StatusFields):
    """Report one task."""

    evidence = forms.CharField(
        label=_("Dokumentasjon"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Hvor kan andre se at det er gjort? For eksempel saksnummer eller nettadresse."),
        error_messages={"max_length": TOO_LONG},
    )
    new_files = FilesField(label=_("Legg ved dokumentasjon"), required=False)


class StatusRowForm(StatusFields):
    """One row of the table; a row nobody touched is left alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        title = self.instance.measure.title
        fields = self.fields
        fields["status"].widget = forms.Select(choices=TaskStatus.choices, attrs={"class": "ds-input"})
        fields["comment"].widget = forms.TextInput(attrs={"class": "ds-input"})
        for name in ("status", "progress", "comment"):
            fields[name].widget.attrs["aria-label"] = f"{fields[name].label} – {title}"
            fields[name].help_text = ""
            fields[name].widget.use_required_attribute = lambda initial: False

    @property
    def is_touched(self) -> bool:
        """Whether anything but the version differs from what was shown."""
        return bool(set(self.changed_data) - {"version"})
