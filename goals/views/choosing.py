"""What the selects above a list offer."""

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from goals.choices import Perspective, ResponsibleKind, TaskStatus
from goals.forms.filters import CHIPS, Filters
from goals.models import Plan, Responsible
from goals.views.rows import plan_name
from kvalitet.access.queries import unit_options
from kvalitet.access.scopes import scope_of
from kvalitet.organisation.models import Person, Unit
from kvalitet.web.options import options

MOST_PEOPLE, MOST_PLANS = 150, 150


@dataclass(frozen=True)
class Choices:
    """Short lists as (value, label); long ones as written options."""

    shows: list[tuple[str, str]]
    perspectives: list[tuple[str, str]]
    statuses: list[tuple[str, str]]
    units: SafeString
    people: SafeString
    plans: SafeString


def filter_choices(filters: Filters, *, plan: Plan | None = None) -> Choices:
    """Return what can be chosen: units, those named as responsible, and the plans unless the page is one."""
    return Choices(
        shows=[(shown.value, str(shown.label)) for shown in CHIPS],
        perspectives=[(value, str(label)) for value, label in Perspective.choices],
        statuses=[(value, str(label)) for value, label in TaskStatus.choices],
        units=_units(filters, plan),
        people=_people(filters, plan),
        plans=_plans(filters) if plan is None else SafeString(),
    )


def _units(filters: Filters, plan: Plan | None) -> SafeString:
    own = sorted(scope_of(filters.user).member_of)
    rows = Unit.objects.visible_to(filters.user).filter(closed=None, municipality__in=own)
    if plan is not None:
        rows = rows.below(plan.unit)
    return unit_options(filters.user, rows, filters.unit, is_part=plan is not None)


def _people(filters: Filters, plan: Plan | None) -> SafeString:
    """Offer those who are named; where they are many, those named in the unit chosen."""
    named: Any = Responsible.objects.visible_to(filters.user).filter(kind=ResponsibleKind.PERSON).order_by()
    if plan is not None:
        named = named.filter(measure__plan=plan)
    if filters.unit is not None:
        below = {"path__gte": filters.unit.path, "path__lt": f"{filters.unit.path}~"}
        named = named.filter(measure__unit__in=Unit.objects.visible_to(filters.user).filter(**below).values("pk"))
    ids = set(named.values_list("person", flat=True).distinct()[: MOST_PEOPLE + 1])
    more = _("Flere er ansvarlige. Velg en enhet for å se dem der.") if len(ids) > MOST_PEOPLE else ""
    if more:
        ids.clear()
    if filters.responsible is not None:
        ids.add(filters.responsible.pk)
    people = Person.objects.visible_to(filters.user).active().filter(pk__in=ids)
    found = people.values_list("uuid", "first_name", "last_name")
    pairs = [(str(uuid), f"{first} {last}") for uuid, first, last in found]
    return options(pairs, filters.params.get("ansvarlig", ""), more)


def _plans(filters: Filters) -> SafeString:
    """Offer the newest plans."""
    own = sorted(scope_of(filters.user).member_of)
    rows = Plan.objects.visible_to(filters.user).filter(municipality__in=own)
    found = list(
        rows.order_by("-starts_year", "kind", "name", "pk").only("uuid", "name", "starts_year", "ends_year")[
            : MOST_PLANS + 1
        ]
    )
    more = _("Flere planer finnes. Åpne planen fra listen over planer.") if len(found) > MOST_PLANS else ""
    shown = found[:MOST_PLANS]
    if filters.plan is not None and filters.plan not in shown:
        shown.insert(0, filters.plan)
    return options([(str(one.uuid), plan_name(one)) for one in shown], filters.params.get("plan", ""), more)
