"""Forms for roles and deputies. [P4]"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kvalitet.access.choices import GIVEN_ROLES
from kvalitet.access.queries import Candidates
from kvalitet.organisation.models import Person
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
    """Who stands in for me, from–to. Takes `groups`: those I would ask, and `away`: who of them is away when."""

    deputy = PersonField(label=_("Stedfortreder"), help_text=_("Får se og gjøre det samme som deg i perioden."))
    starts = DayField(label=_("Fra og med"))
    ends = DayField(
        label=_("Til og med"),
        required=False,
        help_text=_("La stå tomt for en fast stedfortreder når du ikke er borte."),
    )
    is_away = forms.BooleanField(
        label=_("Jeg er borte i perioden: send påminnelsene mine til stedfortrederen"), required=False, initial=True
    )
    reason = forms.CharField(
        label=_("Begrunnelse"),
        required=False,
        max_length=300,
        help_text=_("Stedfortrederen og systemansvarlig ser den. Skriv ikke noe om helse."),
    )

    def __init__(
        self, *args: Any, people: PersonQuerySet, groups: list[Candidates], away: dict[int, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        near = [person.pk for group in groups for person in group.people]
        choose(self, "deputy", people.filter(pk__in=near))
        listed: Any = [
            (group.label, [(person.pk, _named(person, away)) for person in group.people]) for group in groups
        ]
        self.fields["deputy"].choices = [("", _("Velg person")), *listed]  # type: ignore[attr-defined]  # a choice

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        refuse_backwards(self, cleaned)
        return cleaned


def _named(person: Person, away: dict[int, str]) -> str:
    name = f"{person.last_name}, {person.first_name}"
    return f"{name} ({away[person.pk]})" if person.pk in away else name


class AppointDeputyForm(DsFormMixin, forms.Form):
    """Who stands in for whom."""

    principal = PersonField(label=_("Den som skal ha stedfortreder"))
    deputy = PersonField(label=_("Stedfortreder"), help_text=_("Får se og gjøre det samme i perioden."))
    starts = DayField(label=_("Fra og med"))
    ends = DayField(label=_("Til og med"), required=False, help_text=_("La stå tomt for en fast stedfortreder."))
    is_away = forms.BooleanField(
        label=_("Personen er borte i perioden: send påminnelsene til stedfortrederen"), required=False, initial=True
    )
    reason = forms.CharField(
        label=_("Begrunnelse"),
        required=False,
        max_length=300,
        help_text=_("Stedfortrederen og systemansvarlig ser den. Skriv ikke noe om helse."),
    )

    def __init__(self, *args: Any, people: PersonQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "principal", people)
        choose(self, "deputy", people)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        refuse_backwards(self, cleaned)
        return cleaned
