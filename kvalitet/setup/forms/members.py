"""Forms for municipalities that take part in a unit. [P2]"""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kvalitet.organisation.models import Municipality
from kvalitet.setup.forms.fields import DayField, choose
from kvalitet.setup.forms.people import refuse_backwards
from kvalitet.web.forms import DsFormMixin


class AddMemberForm(DsFormMixin, forms.Form):
    """Which municipality, from–to."""

    municipality: Any = forms.ModelChoiceField(
        label=_("Kommune"),
        queryset=Municipality.objects.none(),
        empty_label=_("Velg kommune"),
        help_text=_(
            "De som hører til kommunen, ser enheten og planer som deles. De ser ikke saker, oppgaver eller ansatte."
        ),
        error_messages={"required": _("Velg kommune."), "invalid_choice": _("Velg en kommune fra listen.")},
    )
    starts = DayField(label=_("Fra og med"))
    ends = DayField(label=_("Til og med"), required=False, help_text=_("La stå tomt når avtalen er løpende."))

    def __init__(self, *args: Any, municipalities: QuerySet[Municipality], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "municipality", municipalities)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        refuse_backwards(self, cleaned)
        return cleaned
