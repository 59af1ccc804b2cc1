"""Which pages are opened, as whom, and what they may cost."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django_scopes import scopes_disabled

from goals.choices import PlanKind, PlanStatus
from goals.models import Measure, Plan
from kvalitet.organisation.choices import UnitKind
from kvalitet.organisation.models import Leadership, Person, Unit

ROLES = (
    *("ansatt", "avdelingsleder", "leder", "hr", "kvalitet", "direktor", "revisor", "admin"),
    "nasjonal",
)


@dataclass(frozen=True)
class Visit:
    """A page to open."""

    name: str
    kind: str
    url: str

    @property
    def is_fresh(self) -> bool:
        """Whether the cache is emptied before each look."""
        return self.kind == "uncached"


def people() -> list[Person]:
    """Return those of the roles there are in this size."""
    found = {person.username: person for person in Person.objects.filter(username__in=ROLES)}
    return [found[name] for name in ROLES if name in found]


@scopes_disabled()  # type: ignore[untyped-decorator]
def visits() -> list[Visit]:
    """Return the pages, with the largest objects of the first municipality as the ones looked at."""
    plan = Plan.objects.filter(kind=PlanKind.ACTION_PLAN, status=PlanStatus.PUBLISHED).order_by("pk").first()
    leader = Person.objects.get(username="leder")
    led = Leadership.objects.valid_on(timezone.localdate()).filter(person=leader).values("unit")
    unit = Unit.objects.filter(pk__in=led, kind=UnitKind.UNIT).first()
    if plan is None or unit is None:
        raise LookupError("The size has no published plan, or no unit with a leader.")
    measures = Measure.objects.filter(plan=plan).order_by("pk")
    shared = measures.filter(tasks__is_shared=True).first()
    given = measures.filter(tasks__is_shared=False).first()
    found = [
        ("measures", "list", _at("goals:measure-list")),
        ("measures, late", "list", _at("goals:measure-list", query={"vis": "forsinket"})),
        ("tasks of measures", "list", _at("goals:task-list")),
        ("my tasks", "list", _at("deadlines:tasks")),
        ("plans", "list", _at("goals:plan-list")),
        ("notices", "list", _at("notifications:list")),
        ("people", "list", _at("setup:person-list")),
        ("measure", "detail", _at("goals:measure-detail", shared.uuid) if shared else ""),
        ("measure given to all units", "detail", _at("goals:measure-detail", given.uuid) if given else ""),
        ("unit", "detail", _at("setup:unit-detail", unit.uuid)),
        ("person", "detail", _at("setup:person-detail", leader.uuid)),
        ("plan as a tree", "tree", _at("goals:plan-detail", plan.uuid)),
        ("overview", "cached", _at("reporting:dashboard")),
        ("overview", "uncached", _at("reporting:dashboard")),
        ("start page", "home", _at("home:start")),
        ("search", "search", _at("search:results", query={"q": "plan"})),
        ("search, no hit", "search", _at("search:results", query={"q": "qzxqzx"})),
    ]
    return [Visit(name, kind, url) for name, kind, url in found if url]


def _at(name: str, *args: Any, query: dict[str, str] | None = None) -> str:
    """Return the address, or nothing where this version has no such page."""
    try:
        url = reverse(name, args=args)
    except NoReverseMatch:
        return ""
    return f"{url}?{urlencode(query)}" if query else url
