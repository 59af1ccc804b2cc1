"""Forms for the organisation tree. [P1]"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kvalitet.history.forms import VersionedFormMixin
from kvalitet.organisation.choices import UnitKind
from kvalitet.organisation.models import Unit
from kvalitet.organisation.querysets import PersonQuerySet, UnitQuerySet
from kvalitet.setup.forms.fields import DayField, PersonField, UnitField, choose
from kvalitet.web.forms import DsFormMixin

KINDS = [choice for choice in UnitKind.choices if choice[0] != UnitKind.MUNICIPALITY]
NAME_MESSAGES = {"required": _("Skriv hva enheten heter.")}


def reason_field() -> forms.CharField:
    """Why; kept in the history."""
    return forms.CharField(
        label=_("Begrunnelse"),
        max_length=300,
        widget=forms.Textarea,
        error_messages={"required": _("Skriv hvorfor, så andre forstår endringen senere.")},
    )


def code_field() -> forms.CharField:
    """What HR calls the unit."""
    return forms.CharField(
        label=_("Enhetsnummer"),
        max_length=40,
        required=False,
        help_text=_("Nummeret enheten har i lønnssystemet. Det brukes når filer fra HR hentes inn."),
    )


class CreateUnitForm(DsFormMixin, forms.Form):
    """A new unit below another."""

    name = forms.CharField(label=_("Navn"), max_length=200, error_messages=NAME_MESSAGES)
    kind = forms.ChoiceField(label=_("Type"), choices=KINDS, initial=UnitKind.UNIT)
    opened = DayField(label=_("Åpner"), help_text=_("Fra denne dagen kan enheten ha ansatte og tiltak."))
    code = code_field()


class EditUnitForm(DsFormMixin, VersionedFormMixin):
    """Name, kind and number."""

    name = forms.CharField(label=_("Navn"), max_length=200, error_messages=NAME_MESSAGES)
    kind = forms.ChoiceField(label=_("Type"), choices=KINDS)
    code = code_field()

    def __init__(self, *args: Any, instance: Unit, **kwargs: Any) -> None:
        initial = {"name": instance.name, "kind": instance.kind, "code": instance.code}
        super().__init__(*args, instance=instance, initial=initial, **kwargs)
        if instance.parent_id is None:
            del self.fields["kind"]


class MoveUnitForm(DsFormMixin, forms.Form):
    """A new place in the tree from a date."""

    parent = UnitField(label=_("Ny plass: under"), help_text=_("Enheter under følger med."))
    starts = DayField(label=_("Fra og med"), help_text=_("En dato fram i tid trer i kraft av seg selv."))
    reason = reason_field()

    def __init__(self, *args: Any, parents: UnitQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "parent", parents)


class CloseUnitForm(DsFormMixin, forms.Form):
    """The last day has passed; another unit may take over."""

    closed = DayField(label=_("Lagt ned fra og med"), help_text=_("Dagen før er enhetens siste."))
    successor = UnitField(
        label=_("Går inn i"),
        required=False,
        empty_label=_("Ingen enhet"),
        help_text=_("Enheten som tar over. Saker og tiltak følger med dit."),
    )
    reason = reason_field()

    def __init__(self, *args: Any, successors: UnitQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "successor", successors)


class SetLeaderForm(DsFormMixin, forms.Form):
    """Who leads from a date."""

    person = PersonField(
        label=_("Leder"),
        required=False,
        empty_label=_("Ingen leder"),
        help_text=_("Velg ingen når stillingen er ledig."),
    )
    starts = DayField(label=_("Fra og med"), help_text=_("Den som leder i dag, slutter dagen før."))
    reason = forms.CharField(label=_("Begrunnelse"), required=False, max_length=300)

    def __init__(self, *args: Any, people: PersonQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "person", people)


class TreeDayForm(DsFormMixin, forms.Form):
    """The day to show the organisation on."""

    dato = DayField(label=_("Slik den er på dagen"), required=False)
