"""What the selects above a list offer."""

from dataclasses import dataclass
from typing import Any

from goals.choices import Perspective, ResponsibleKind, TaskStatus
from goals.forms.filters import CHIPS, Filters
from goals.forms.units import INDENT
from goals.models import Plan, Responsible
from goals.views.rows import plan_name
from kvalitet.access.scopes import scope_of
from kvalitet.organisation.models import Person, Unit

MOST_PEOPLE = 500


@dataclass(frozen=True)
class Choices:
    """Options as (value, label)."""

    shows: list[tuple[str, str]]
    perspectives: list[tuple[str, str]]
    statuses: list[tuple[str, str]]
    units: list[tuple[str, str]]
    people: list[tuple[str, str]]
    plans: list[tuple[str, str]]


def filter_choices(filters: Filters, *, plan: Plan | None = None) -> Choices:
    """Return what can be chosen: units, those named as responsible, and the plans unless the page is one."""
    user = filters.user
    own = sorted(scope_of(user).member_of)
    units = Unit.objects.visible_to(user).filter(closed=None, municipality__in=own).order_by("path")
    units = units.only("uuid", "name", "path")
    named: Any = Responsible.objects.visible_to(user).filter(kind=ResponsibleKind.PERSON)
    if plan is not None:
        units = units.below(plan.unit)
        named = named.filter(measure__plan=plan)
    chosen = filters.responsible
    people = Person.objects.visible_to(user).active().filter(pk__in=named.values("person"))
    if chosen is not None:
        people |= Person.objects.visible_to(user).active().filter(pk=chosen.pk)
    plans = list(Plan.objects.visible_to(user).filter(municipality__in=own)) if plan is None else []
    return Choices(
        shows=[(shown.value, str(shown.label)) for shown in CHIPS],
        perspectives=[(value, str(label)) for value, label in Perspective.choices],
        statuses=[(value, str(label)) for value, label in TaskStatus.choices],
        units=[(str(unit.uuid), INDENT * unit.depth + unit.name) for unit in units],
        people=[(str(person.uuid), str(person)) for person in people[:MOST_PEOPLE]],
        plans=[(str(one.uuid), plan_name(one)) for one in plans],
    )
