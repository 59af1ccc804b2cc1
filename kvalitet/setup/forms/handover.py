"""Who takes over what from one who has left. [I11]"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kvalitet.deadlines.registry import Held
from kvalitet.organisation.querysets import PersonQuerySet
from kvalitet.setup.forms.fields import PersonField, choose
from kvalitet.web.forms import DsFormMixin


class HandoverForm(DsFormMixin, forms.Form):
    """The things, all chosen to begin with, and the one who takes over."""

    to = PersonField(label=_("Hvem overtar?"), help_text=_("Får oppgavene i «Mine oppgaver» med en gang."))
    keys = forms.MultipleChoiceField(error_messages={"required": _("Velg minst én sak som skal overtas.")})

    def __init__(self, *args: Any, things: Sequence[Held], people: PersonQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "to", people)
        field = self.fields["keys"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(one.key, one.title) for one in things]
