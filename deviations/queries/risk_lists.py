"""What `?…` keeps of the register of risks: the same on the page and in the file. [D5]"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import F, Q
from django.db.models.expressions import OrderBy
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from deviations.choices import RiskArea, RiskState
from deviations.models import Risk
from deviations.querysets import RiskQuerySet
from kvalitet.access.scopes import scope_of
from kvalitet.organisation.models import Person, Unit
from kvalitet.search.queries import word_query

SHOWN = (
    ("aktive", _("Alle aktive")),
    ("mine", _("Mine")),
    ("forfalt", _("Skulle vært vurdert")),
    ("uten-tiltak", _("Krever tiltak, men har ingen")),
    ("ikke-vurdert", _("Ikke vurdert")),
    ("avsluttet", _("Avsluttet")),
)
ORDERS: dict[str, OrderBy] = {
    "risiko": F("risk_score").asc(nulls_first=True),
    "-risiko": F("risk_score").desc(nulls_last=True),
    "vurderes": F("next_review").asc(nulls_last=True),
    "-vurderes": F("next_review").desc(nulls_last=True),
    "tittel": F("title").asc(),
    "-tittel": F("title").desc(),
}


class FilterForm(forms.Form):
    """The address's query; whatever makes no sense keeps nothing."""

    q = forms.CharField(required=False, max_length=200)
    vis = forms.ChoiceField(required=False, choices=SHOWN)
    enhet = forms.UUIDField(required=False)
    omraade = forms.ChoiceField(required=False, choices=RiskArea.choices)
    nivaa = forms.SlugField(required=False, max_length=20)


@dataclass(frozen=True)
class RiskFilters:
    """Filters read from an address, for one person on a day."""

    user: Person
    params: QueryDict
    today: date

    @cached_property
    def form(self) -> FilterForm:
        """The query, checked."""
        form = FilterForm(self.params)
        form.is_valid()
        return form

    @property
    def values(self) -> dict[str, Any]:
        """What was understood of the query."""
        return self.form.cleaned_data

    @property
    def shown(self) -> str:
        """Return what `?vis=` says."""
        return str(self.values.get("vis") or "aktive")

    @property
    def is_chosen(self) -> bool:
        """Whether anything narrows the list."""
        return any(self.params.get(name) for name in self.form.fields)

    @cached_property
    def unit(self) -> Unit | None:
        """Return the unit chosen."""
        wanted = self.values.get("enhet")
        return Unit.objects.visible_to(self.user).filter(uuid=wanted).first() if wanted else None

    @property
    def sorted_by(self) -> str:
        """Return the order: worst first unless something else is asked for."""
        wanted = self.params.get("sorter", "")
        return wanted if wanted in ORDERS else "-risiko"

    def risks(self) -> RiskQuerySet:
        """Return the risks the person may see that the address asks for, in order."""
        rows: RiskQuerySet = Risk.objects.visible_to(self.user).select_related("unit", "owner")
        rows = rows.order_by(ORDERS[self.sorted_by], "-pk")
        if self.form.errors or (self.values["enhet"] and self.unit is None):
            return rows.none()
        if self.unit is not None:
            rows = rows.below(self.unit)
        if self.values["omraade"]:
            rows = rows.filter(area=self.values["omraade"])
        if self.values["nivaa"]:
            rows = rows.filter(risk_band=self.values["nivaa"])
        return self._shown(rows).filter(self._words())

    def _shown(self, rows: RiskQuerySet) -> RiskQuerySet:
        if self.shown == "avsluttet":
            return rows.filter(state=RiskState.CLOSED)
        if self.shown == "mine":
            led = Q(owner__isnull=True, unit_id__in=sorted(scope_of(self.user).led_units))
            return rows.live().filter(Q(owner=self.user.pk) | led)
        if self.shown == "forfalt":
            return rows.late(self.today)
        if self.shown == "uten-tiltak":
            return rows.without_measure()
        return rows.live().filter(risk_score=None) if self.shown == "ikke-vurdert" else rows.live()

    def _words(self) -> Q:
        text = self.values["q"].strip()
        if not text:
            return Q()
        query = word_query(text)
        return Q(title__icontains=text) | (Q(search=query) if query is not None else Q())
