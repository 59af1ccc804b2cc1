"""Forms for roles and deputies. [P4]"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kvalitet.access.choices import GIVEN_ROLES
from kvalitet.organisation.querysets import PersonQuerySet, UnitQuerySet
from kvalitet.setup.forms.fields import DayField, PersonField, UnitField, choose
from kvalitet.setup.forms.people import refuse_backwards
from kvalitet.web.forms import DsFormMixin


class GiveRoleForm(DsFormMixin, forms.Form):
    """Who gets which role where, from–to."""

    person = PersonField(label=_("Person"))
    role = forms.ChoiceField(
        label=_("Rolle"),
        choices=[("", _("Velg rolle")), *GIVEN_ROLES],
        help_text=_("Ledere får rollen sin av å lede en enhet. Det settes på enhetens side."),
        error_messages={"required": _("Velg rolle.")},
    )
    unit = UnitField(label=_("Gjelder for"), help_text=_("Rollen gjelder enheten og alt som ligger under den."))
    starts = DayField(label=_("Fra og med"))
    ends = DayField(label=_("Til og med"), required=False, help_text=_("Revisors tilgang må ha en siste dag."))
    reason = forms.CharField(label=_("Begrunnelse"), required=False, max_length=300)

    def __init__(self, *args: Any, people: PersonQuerySet, units: UnitQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "person", people)
        choose(self, "unit", units)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        refuse_backwards(self, cleaned)
        return cleaned


class AppointOwnDeputyForm(DsFormMixin, forms.Form):
    """Who stands in for me, from–to."""

    deputy = PersonField(label=_("Stedfortreder"), help_text=_("Får se og gjøre det samme som lederen i perioden."))
    starts = DayField(label=_("Fra og med"))
    ends = DayField(label=_("Til og med"), required=False, help_text=_("La stå tomt for en fast stedfortreder."))
    reason = forms.CharField(label=_("Begrunnelse"), required=False, max_length=300)

    def __init__(self, *args: Any, people: PersonQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "deputy", people)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        refuse_backwards(self, cleaned)
        return cleaned


class AppointDeputyForm(AppointOwnDeputyForm):
    """Who stands in for whom."""

    principal = PersonField(label=_("Den som skal være borte"))
    field_order = ("principal", "deputy", "starts", "ends", "reason")

    def __init__(self, *args: Any, people: PersonQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, people=people, **kwargs)
        choose(self, "principal", people)
