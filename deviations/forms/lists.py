"""What `?…` keeps of the list of events: the same on the page, in the file, and where figures lead. [D2, P9]"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone

from deviations.choices import Afterwards, Cause, Kind, Order, Part, Seriousness, Shown, State, TrackKind
from deviations.models import Category, Deviation
from deviations.queries.lists import STATES, is_late, matching, waiting_for
from deviations.queries.repeats import in_pattern
from deviations.queries.veils import veil_of
from deviations.querysets import DeviationQuerySet
from kvalitet.organisation.models import Person, Unit

OPEN_SHOWN = frozenset({Shown.OPEN, Shown.LATE, Shown.NEW, Shown.WORK, Shown.MEASURES})
"""What there is an index of seriousness for."""
MORE = ("kategori", "alvor", "type", "spor", "risiko", "aarsak", "etter", "fra", "til")
"""Fields behind «Flere valg»."""


class FilterForm(forms.Form):
    """The address's query; whatever makes no sense finds nothing."""

    q = forms.CharField(required=False, max_length=200)
    vis = forms.ChoiceField(required=False, choices=Shown.choices)
    hvem = forms.ChoiceField(required=False, choices=Part.choices)
    enhet = forms.UUIDField(required=False)
    kategori = forms.UUIDField(required=False)
    alvor = forms.TypedChoiceField(required=False, choices=Seriousness.choices, coerce=int, empty_value=None)
    type = forms.ChoiceField(required=False, choices=Kind.choices)
    spor = forms.ChoiceField(required=False, choices=TrackKind.choices)
    risiko = forms.SlugField(required=False, max_length=20)
    aarsak = forms.ChoiceField(required=False, choices=Cause.choices)
    etter = forms.ChoiceField(required=False, choices=Afterwards.choices)
    bare = forms.BooleanField(required=False)
    fra = forms.DateField(required=False, input_formats=["%Y-%m-%d", "%d.%m.%Y"])
    til = forms.DateField(required=False, input_formats=["%Y-%m-%d", "%d.%m.%Y"])


AFTERWARDS: dict[str, Q] = {
    Afterwards.REOPENED: Q(reopened_count__gt=0),
    Afterwards.NO_EFFECT: Q(state=State.CLOSED_NO_EFFECT),
}


@dataclass(frozen=True)
class Filters:
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

    @cached_property
    def shown(self) -> str:
        """Return what `?vis=` says; without it what is open, or all when something is looked for."""
        if chosen := self.values.get("vis"):
            return str(chosen)
        return Shown.ALL if self.is_narrowed else Shown.OPEN

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but a chip narrows the list."""
        return any(self.params.get(name) for name in self.form.fields if name != "vis")

    @property
    def not_searched(self) -> str:
        """What isn't looked for, said to those some words of the events are hidden from."""
        veil = veil_of(self.user) if self.values.get("q") else None
        return str(veil.said) if veil is not None else ""

    @property
    def is_chosen(self) -> bool:
        """Whether there is something to take back."""
        return self.is_narrowed or bool(self.params.get("vis"))

    @property
    def has_more(self) -> bool:
        """Whether «Flere valg» is open."""
        return bool(self.params.get("flere")) or any(self.params.get(name) for name in MORE)

    @cached_property
    def order(self) -> Order:
        """Return the order: newest first, but what is late begins with what has waited longest."""
        wanted = self.params.get("sorter", "")
        allowed = {str(order) for order in Order} if self.can_rank else {Order.NEWEST.value, Order.OLDEST.value}
        if wanted in allowed:
            return Order(wanted)
        return Order.OLDEST if self.shown == Shown.LATE else Order.NEWEST

    @property
    def can_rank(self) -> bool:
        """Whether the list can be sorted by seriousness."""
        return self.shown in OPEN_SHOWN

    @cached_property
    def unit(self) -> Unit | None:
        """Return the unit chosen."""
        wanted = self.values.get("enhet")
        return Unit.objects.visible_to(self.user).filter(uuid=wanted).first() if wanted else None

    @cached_property
    def category(self) -> Category | None:
        """Return the category chosen."""
        wanted = self.values.get("kategori")
        return Category.objects.visible_to(self.user).filter(uuid=wanted).first() if wanted else None

    @property
    def is_nonsense(self) -> bool:
        """Whether something asked for doesn't exist, so that no row can match."""
        unknown = {"enhet": "unit", "kategori": "category"}
        missing = (self.values.get(name) and getattr(self, found) is None for name, found in unknown.items())
        return bool(self.form.errors) or any(missing)

    def events(self) -> DeviationQuerySet:
        """Return the events the person may see that the address asks for, in no order."""
        rows: DeviationQuerySet = Deviation.objects.visible_to(self.user).order_by()
        if self.is_nonsense:
            return rows.none()
        values = self.values
        if states := STATES.get(Shown(self.shown)):
            rows = rows.filter(state__in=sorted(states))
        if self.unit is not None:
            rows = rows.filter(unit=self.unit) if values["bare"] else rows.below(self.unit)
        if self.category is not None:
            rows = rows.filter(category=self.category)
        exact = {"alvor": "seriousness", "type": "kind", "risiko": "risk_band"}
        rows = rows.filter(**{column: values[name] for name, column in exact.items() if values[name]})
        within = {"spor": "track_kinds__contains", "aarsak": "causes__contains"}
        rows = rows.filter(**{column: [values[name]] for name, column in within.items() if values[name]})
        rows = rows.filter(_period(values["fra"], values["til"]), self._part(), self._afterwards())
        if self.shown == Shown.LATE:
            rows = rows.filter(is_late(self.today))
        return matching(rows, values["q"], self.user)

    def _afterwards(self) -> Q:
        wanted = self.values["etter"]
        return in_pattern(self.user) if wanted == Afterwards.PATTERN else AFTERWARDS.get(wanted, Q())

    def _part(self) -> Q:
        if self.values["hvem"] == Part.WAITING:
            return waiting_for(self.user)
        return Q(reporter=self.user.pk) if self.values["hvem"] == Part.MINE else Q()


def _period(first: date | None, last: date | None) -> Q:
    """Match what was reported from one day to another, both included."""
    found = Q()
    if first is not None:
        found &= Q(created_at__gte=_midnight(first))
    if last is not None:
        found &= Q(created_at__lt=_midnight(last + timedelta(days=1)))
    return found


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
