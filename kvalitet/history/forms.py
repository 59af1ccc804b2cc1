"""Forms that notice when someone else was first."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from kvalitet.history import queries


class VersionedFormMixin(forms.Form):
    """Carries the version that was shown; a later change by another is told, and what was typed is kept.

    Takes `instance`: the row being edited. After a conflict the form holds `conflict` (who, changes) and the newest
    version number, so that sending once more overwrites on purpose.
    """

    instance: Any

    def __init__(self, *args: Any, instance: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance = instance
        self.conflict: tuple[str, list[queries.Change]] | None = None
        self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=instance.version)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        seen = self.cleaned_data.pop("version", None)
        if seen != self.instance.version:
            self.conflict = queries.changes_since(self.instance, seen or 1)
            typed: Any = self.data.copy() if isinstance(self.data, QueryDict) else dict(self.data)
            typed[self.add_prefix("version")] = str(self.instance.version)
            self.data = typed
            who = self.conflict[0] or _("Noen")
            self.add_error(
                None,
                _(
                    "%(who)s har endret dette mens du skrev. Se hva som er endret, og lagre på nytt "
                    "hvis det du skrev skal gjelde."
                )
                % {"who": who},
            )
        return cleaned
