"""What `?…` keeps of HR's list of open cases: the same on the page and in the file. [S8]"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, TextChoices
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from kvalitet.organisation.models import Person, Unit
from sickleave.choices import LEADER_STEPS, Step
from sickleave.models import Case, Milestone
from sickleave.queries.follow_up import followed_cases, followed_units
from sickleave.querysets import CaseQuerySet
from sickleave.rules.workload import LONG_DAYS


class Shown(TextChoices):
    ALL = "alle", _("Alle åpne")
    LATE = "forsinket", _("Over fristen")
    SOON = "snart", _("Neste sju dager")
    LONG = "lange", _("Over åtte uker")
    REPEATED = "gjentatt", _("Gjentatt fravær")


class Grade(TextChoices):
    FULL = "hel", _("Helt borte")
    PART = "delvis", _("Delvis på jobb")


STEPS = [(step.value, step.label) for step in Step if step in LEADER_STEPS]


class FilterForm(forms.Form):
    """The address's query; whatever makes no sense finds nothing."""

    vis = forms.ChoiceField(required=False, choices=Shown.choices)
    enhet = forms.UUIDField(required=False)
    steg = forms.ChoiceField(required=False, choices=STEPS)
    uke = forms.DateField(required=False, input_formats=["%Y-%m-%d"])
    leder = forms.UUIDField(required=False)
    grad = forms.ChoiceField(required=False, choices=Grade.choices)


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

    @property
    def shown(self) -> str:
        """Return the chip that is chosen."""
        return str(self.values.get("vis") or Shown.ALL)

    @property
    def is_chosen(self) -> bool:
        """Whether there is something to take back."""
        return any(self.params.get(name) for name in self.form.fields)

    @cached_property
    def unit(self) -> Unit | None:
        """Return the unit chosen."""
        wanted = self.values.get("enhet")
        return followed_units(self.user).filter(uuid=wanted).first() if wanted else None

    @cached_property
    def leader(self) -> Person | None:
        """Return the leader chosen."""
        wanted = self.values.get("leder")
        return Person.objects.filter(uuid=wanted, municipality=self.user.municipality_id).first() if wanted else None

    @cached_property
    def week(self) -> tuple[date, date] | None:
        """Return Monday and Sunday of the week a day in it was given for."""
        day: date | None = self.values.get("uke")
        if day is None:
            return None
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)

    @property
    def is_nonsense(self) -> bool:
        """Whether something asked for doesn't exist, so that no row can match."""
        unknown = {"enhet": "unit", "leder": "leader"}
        missing = (self.values.get(name) and getattr(self, found) is None for name, found in unknown.items())
        return bool(self.form.errors) or any(missing)

    def cases(self) -> CaseQuerySet[Case]:
        """Return the open cases that are asked for, in no order."""
        rows = followed_cases(self.user)
        if self.is_nonsense:
            return rows.none()
        if self.unit is not None:
            below = Unit.objects.visible_to(self.user).below(self.unit).order_by()
            rows = rows.filter(unit__in=list(below.values_list("pk", flat=True)))
        if self.leader is not None:
            rows = rows.filter(last_leader=self.leader)
        if self.values["steg"] or self.week:
            rows = rows.filter(Exists(self._steps()))
        return rows.filter(self._shown(), self._grade())

    def _steps(self) -> Any:
        found = Milestone._base_manager.filter(case=OuterRef("pk"), state="waiting", step__in=sorted(LEADER_STEPS))
        if self.values["steg"]:
            found = found.filter(step=self.values["steg"])
        return found.filter(due__range=self.week) if self.week else found

    def _shown(self) -> Q:
        match self.shown:
            case Shown.LATE:
                return Q(order_due__lt=self.today, late_count__gt=0)
            case Shown.SOON:
                return Q(order_due__range=(self.today, self.today + timedelta(days=6)))
            case Shown.LONG:
                return Q(counted_days__gt=LONG_DAYS, starts__lte=self.today - timedelta(days=LONG_DAYS))
            case Shown.REPEATED:
                return Q(is_repeated=True)
        return Q()

    def _grade(self) -> Q:
        match self.values["grad"]:
            case Grade.FULL:
                return Q(grade=100)
            case Grade.PART:
                return Q(grade__lt=100)
        return Q()
