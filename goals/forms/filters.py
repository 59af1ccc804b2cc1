"""What `?…` keeps of measures and tasks: the same in lists, trees, exports and figures."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict

from goals.choices import Perspective, ResponsibleKind, Shown, TaskStatus
from goals.models import Measure, MeasureTask, Plan
from goals.querysets import MeasureQuerySet, MeasureTaskQuerySet, due_in
from kvalitet.organisation.models import Leadership, Person, Unit
from kvalitet.organisation.people import titles_of
from kvalitet.search.queries import word_query

MOST_WORDS = 8
CHIPS = [Shown.ALL, Shown.OPEN, Shown.LATE, Shown.NO_DUE, Shown.NO_RESPONSIBLE, Shown.STALE]
"""What has a chip of its own above every list."""


class FilterForm(forms.Form):
    """The address's query; whatever makes no sense keeps nothing."""

    q = forms.CharField(required=False, max_length=200)
    perspektiv = forms.ChoiceField(required=False, choices=Perspective.choices)
    status = forms.ChoiceField(required=False, choices=TaskStatus.choices)
    vis = forms.ChoiceField(required=False, choices=Shown.choices)
    kun = forms.ChoiceField(required=False, choices=[("ja", "ja")])
    plan = forms.UUIDField(required=False)
    enhet = forms.UUIDField(required=False)
    ansvarlig = forms.UUIDField(required=False)
    tiltak = forms.UUIDField(required=False)
    forfall = forms.RegexField(required=False, regex=r"^(19|20)\d\d-(0[1-9]|1[0-2])\Z")


@dataclass(frozen=True)
class Filters:
    """Filters read from an address, for one person on a day."""

    user: Person
    params: QueryDict
    today: date
    default: str = Shown.ALL

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
        """Return what `?vis=` says; without any choice at all, the default."""
        return str(self.values.get("vis") or (Shown.ALL if self.is_chosen else self.default))

    @property
    def is_chosen(self) -> bool:
        """Whether anything narrows the list."""
        return any(self.params.get(name) for name in self.form.fields)

    @cached_property
    def unit(self) -> Unit | None:
        """Return the unit chosen."""
        wanted = self.values.get("enhet")
        return Unit.objects.visible_to(self.user).filter(uuid=wanted).first() if wanted else None

    @cached_property
    def plan(self) -> Plan | None:
        """Return the plan chosen."""
        wanted = self.values.get("plan")
        return Plan.objects.visible_to(self.user).filter(uuid=wanted).first() if wanted else None

    @cached_property
    def responsible(self) -> Person | None:
        """Return the person chosen."""
        wanted = self.values.get("ansvarlig")
        return Person.objects.visible_to(self.user).filter(uuid=wanted).first() if wanted else None

    @property
    def due_month(self) -> date | None:
        """Return the first day of the month the deadline must fall in; the chart of kept deadlines leads here."""
        text = self.values.get("forfall")
        return date.fromisoformat(f"{text}-01") if text else None

    @property
    def extra_show(self) -> str:
        """Return the words of a choice that has no chip of its own: figures lead here with it."""
        return "" if self.shown in CHIPS else str(Shown(self.shown).label)

    @property
    def is_nonsense(self) -> bool:
        """Whether something asked for doesn't exist, so that no row can match."""
        unknown = [name for name in ("enhet", "plan", "ansvarlig") if self.values.get(name)]
        found = {"enhet": "unit", "plan": "plan", "ansvarlig": "responsible"}
        return bool(self.form.errors) or any(getattr(self, found[name]) is None for name in unknown)

    def measures(self, rows: MeasureQuerySet) -> MeasureQuerySet:
        """Keep the measures asked for."""
        if self.is_nonsense:
            return rows.none()
        rows = rows.filter(self._common(""))
        if self.values["status"]:
            rows = rows.with_status().filter(Q(status=self.values["status"]))
        if self.unit is not None:
            tasks = MeasureTask._base_manager.filter(self._in_unit("unit__"), is_shared=False)
            rows = rows.filter(self._in_unit("unit__") | Q(pk__in=tasks.values("measure")))
        return rows.showing(self.shown, self.today)

    def tasks(self, rows: MeasureTaskQuerySet) -> MeasureTaskQuerySet:
        """Keep the tasks asked for."""
        if self.is_nonsense:
            return rows.none()
        rows = rows.filter(self._common("measure__"))
        if self.values["status"]:
            rows = rows.filter(status=self.values["status"])
        if self.values["tiltak"]:
            rows = rows.filter(measure__uuid=self.values["tiltak"])
        if self.due_month is not None:
            rows = rows.filter(due_in(self.due_month))
        if self.unit is not None:
            rows = rows.filter(self._in_unit("unit__"))
        return rows.showing(self.shown, self.today)

    def _common(self, measure: str) -> Q:
        found = self._words(measure)
        if self.plan is not None:
            found &= Q(**{f"{measure}plan": self.plan})
        if self.values["perspektiv"]:
            found &= Q(**{f"{measure}goal__perspective": self.values["perspektiv"]})
        if self.responsible is not None:
            found &= Q(**{f"{measure or ''}pk__in" if not measure else "measure__in": self._named(self.responsible)})
        return found

    def _words(self, measure: str) -> Q:
        found = Q()
        for word in self.values["q"].split()[:MOST_WORDS]:
            hit = Q(**{f"{measure}title__icontains": word}) | Q(**{f"{measure}description__icontains": word})
            hit |= Q(**{f"{measure}goal__title__icontains": word})
            hit |= Q(**{f"{measure}subgoal__title__icontains": word})
            if (query := word_query(word)) is not None:
                hit |= Q(**{f"{measure}search": query}) | Q(**{f"{measure}goal__search": query})
            found &= hit
        return found

    def _in_unit(self, prefix: str) -> Q:
        unit: Any = self.unit
        if self.values["kun"]:
            return Q(**{f"{prefix}path": unit.path})
        return Q(**{f"{prefix}path__gte": unit.path, f"{prefix}path__lt": f"{unit.path}~"})

    def _named(self, person: Person) -> QuerySet[Measure, Any]:
        """Return the measures a person answers for: by name, group or post, or as leader of a unit with a task."""
        named = Q(responsibles__person=person) | Q(responsibles__group__people=person)
        if titles := titles_of([person.pk], self.today):
            named |= Q(responsibles__kind=ResponsibleKind.POSITION, responsibles__position_title__in=titles)
        led = Leadership.objects.valid_on(self.today).filter(person=person).values("unit")
        named |= Q(tasks__unit__in=led, tasks__is_shared=False)
        return Measure._base_manager.filter(named).values("pk")


def filtered_measures(user: Person, params: QueryDict, today: date) -> MeasureQuerySet:
    """Return the measures a person may see that an address asks for."""
    return Filters(user, params, today).measures(Measure.objects.visible_to(user))


def filtered_tasks(user: Person, params: QueryDict, today: date) -> MeasureTaskQuerySet:
    """Return the tasks a person may see that an address asks for."""
    return Filters(user, params, today).tasks(MeasureTask.objects.visible_to(user))
